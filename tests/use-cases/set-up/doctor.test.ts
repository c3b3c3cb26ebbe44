// What health and the doctor say of photos: a store that does not answer is a part that is not ready; little room, and files that are
// lost, are warnings that stop nothing.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Foundation } from '#app/foundation.server.ts';
import { type Health, readHealth } from '#app/health.server.ts';
import { doctor } from '#cli/doctor.ts';
import { type OpenDatabase, transact } from '#db/client.server.ts';
import { writeBeat } from '#db/queries/worker-beats.server.ts';
import { insertPiece } from '#db/queries/photo-pieces.server.ts';
import { users } from '#db/schema/people.ts';
import { trusts } from '#db/schema/school.ts';
import { staffMails } from '#db/schema/staff-mails.ts';
import { freshDatabase, SEEDED_AT } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';

let open: OpenDatabase;
beforeAll(async () => {
  open = await freshDatabase();
  await writeBeat(open.db, randomUUID(), SEEDED_AT);
});
afterAll(() => open.close());

const healthWith = (store: { ok: boolean; detail: string }): Promise<Health> =>
  readHealth(
    {
      env: { mode: 'solo' },
      database: open,
      clock: fixedClock(SEEDED_AT),
      queue: { health: async () => ({ ok: true, detail: '' }) },
      folder: { root: tmpdir() },
    } as unknown as Foundation,
    null,
    async () => store,
  );

async function examined(health: Health): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const code = await doctor([], { say, complain: say, running: async () => health, checks: () => [] });
  return { code, lines };
}

describe('the photo store', () => {
  it('that answers is well', async () => {
    const health = await healthWith({ ok: true, detail: 'the S3 server answers' });
    expect(health).toMatchObject({ status: 'ok', photoStore: 'ok' });
    expect(await examined(health)).toMatchObject({ code: 0 });
  });

  it('that does not makes the process unwell, and the doctor says why', async () => {
    const health = await healthWith({ ok: false, detail: 'no room for photos' });
    expect(health).toMatchObject({ status: 'unwell', photoStore: 'no room for photos' });
    const { code, lines } = await examined(health);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/NOT READY {2}photo store +no room for photos/);
  });

  it('whose e-mail to staff the mail server does not take is a warning after half an hour', async () => {
    const [trust] = await open.db
      .insert(trusts)
      .values({ name: 'A trust', practice: true, controller: '', contact: '', createdAt: SEEDED_AT })
      .returning();
    const trustId = trust?.id ?? '';
    const email = 'somebody@harrowdean.example';
    const [somebody] = await open.db.insert(users).values({ trustId, name: 'Somebody', email }).returning();
    const userId = somebody?.id ?? '';
    const before = (minutes: number) => new Date(SEEDED_AT.getTime() - minutes * 60_000);
    const waits = (createdAt: Date) => ({
      ...{ trustId, userId, urgency: 'urgent' as const, state: 'waiting' as const, attempts: 9 },
      ...{ createdAt, triedAt: createdAt, leaseUntil: createdAt },
    });
    const said = async () =>
      (await healthWith({ ok: true, detail: '' })).warnings.filter((line) => line.includes('mail server'));
    await open.db.insert(staffMails).values(waits(before(29)));
    expect(await said()).toEqual([]);
    await open.db.update(staffMails).set(waits(before(31)));
    expect(await said()).toHaveLength(1);
    await open.db.delete(staffMails);
  });

  it('that has lost a file is a warning, until nobody needs the file any more', async () => {
    const piece = {
      schoolId: randomUUID(),
      photoId: randomUUID(),
      storedAt: SEEDED_AT,
      keyId: 'photos-1',
      bytes: 9,
    };
    await transact(open.db, async (db) => {
      await insertPiece(db, { ...piece, number: 0, key: 'o-1', sealedKey: 'box', missingSince: SEEDED_AT });
      await insertPiece(db, { ...piece, number: 1, key: 'o-2', sealedKey: 'box' });
      await insertPiece(db, { ...piece, number: 2, key: 'o-3', sealedKey: null, missingSince: SEEDED_AT });
    });
    const health = await healthWith({ ok: true, detail: '' });
    expect(health.status).toBe('ok');
    expect(health.warnings).toContain(
      'Files of photos that the store has lost: 1. Put them back from a backup.',
    );
    const { code, lines } = await examined(health);
    expect(code).toBe(0);
    expect(lines.some((line) => line.startsWith('WARNING') && line.includes('lost: 1'))).toBe(true);
  });
});
