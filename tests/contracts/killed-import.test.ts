// A worker is killed in the middle of an import, at whatever moment, on a real PostgreSQL: what it committed is whole, the import says
// how far it came, and whoever takes it up goes on there, so that nobody is left out or written twice.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startImport } from '#app/domain/import/decide-import.ts';
import { IMPORT_LEASE_MS, workImport } from '#app/domain/import/work-import.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { openDatabase } from '#db/client.server.ts';
import { consentDecisions } from '#db/schema/consent.ts';
import { importedAnswers } from '#db/schema/imports.ts';
import { pupils } from '#db/schema/pupils.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { csvOf, previewedImport, rowOf } from '#tests/support/imports.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const PUPILS = 1_400;
const HEAD = ['MIS ID', 'Forename', 'Surname', 'Year Group', 'Reg Group', 'Photographs'];
const TEST_MS = 300_000;

describe.runIf(server !== null)('an import whose worker is killed', () => {
  let world: World;
  let url: string;
  let folder: string;
  let drop: () => Promise<void>;
  const children: Child[] = [];
  beforeAll(async () => {
    const database = await freshDatabase(server ?? '');
    [url, drop] = [database.url, database.drop];
    const open = await openDatabase({ mode: 'cluster', url });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    folder = await mkdtemp(join(tmpdir(), 'gatepost-killed-'));
  }, TEST_MS);
  afterAll(async () => {
    for (const child of children) await child.kill('SIGKILL');
    await world?.close();
    await drop?.();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  /** How many pupils of the file stand in the records, and how many noes of theirs. */
  async function written(): Promise<{ pupils: number; noes: number; remembered: number }> {
    const ours = and(eq(pupils.schoolId, world.schoolId), like(pupils.misId, 'KILL-%'));
    const rows = await world.db.select({ id: pupils.id }).from(pupils).where(ours);
    const inFile = new Set(rows.map(({ id }) => id));
    const noes = await world.db.select().from(consentDecisions).where(eq(consentDecisions.method, 'import'));
    const said = await world.db.select().from(importedAnswers);
    return {
      pupils: inFile.size,
      noes: noes.filter(({ pupilId }) => inFile.has(pupilId)).length,
      remembered: said.filter(({ pupilId }) => inFile.has(pupilId)).length,
    };
  }

  it(
    'is whole up to where it says, and is finished by the next one, with nobody twice',
    async () => {
      const file = csvOf([
        HEAD,
        ...Array.from({ length: PUPILS }, (_, nth) => [
          `KILL-${String(nth).padStart(5, '0')}`,
          ...['Robin', `Hale ${nth}`, '4', '4 Hazel', 'No'],
        ]),
      ]);
      const path = join(folder, 'register.csv');
      await writeFile(path, file);
      const ref = await previewedImport(world, file);
      await startImport(world.web, await world.staff('data'), ref, true);
      const seen = new Set<number>();
      for (const afterBatches of [1, 3]) {
        const moment = world.clock.now().toISOString();
        const args = [url, world.schoolId, ref.importId, path, moment];
        const child = await startChild('tests/support/processes/run-import.ts', args);
        children.push(child);
        expect(await child.nextLine()).toBe('begins');
        for (let done = 0; done < 200 * afterBatches;) {
          done = (await rowOf(world, ref)).done;
          if (done === 0) await wait(2);
        }
        await child.kill('SIGKILL');
        // The server may still be ending what the dead process had begun.
        for (let stands = -1; stands !== (await written()).pupils; await wait(200))
          stands = (await written()).pupils;
        const { done, reached, state } = await rowOf(world, ref);
        expect({ ...(await written()), state }).toEqual({
          pupils: done,
          noes: done,
          remembered: done,
          state: 'applying',
        });
        expect(reached).toBe(`KILL-${String(done - 1).padStart(5, '0')}`);
        seen.add(done);
        // Nobody takes it up while its worker may still be at it.
        expect(await workImport(world.worker, ref)).toBe('in_other_hands');
        world.clock.advance(IMPORT_LEASE_MS + 1_000);
      }
      expect([...seen].every((done) => done > 0 && done < PUPILS)).toBe(true);
      expect(await workImport(world.worker, ref)).toBe('done');
      expect(await written()).toEqual({ pupils: PUPILS, noes: PUPILS, remembered: PUPILS });
      expect(await rowOf(world, ref)).toMatchObject({ state: 'done', done: PUPILS });
      expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
    },
    TEST_MS,
  );
});
