// A family answers by its link while a newer one is being made for the same person, on a real PostgreSQL with real locks: each waits
// for the other in one order, and neither has to begin anew.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import { makeLink } from '#app/domain/consent/consent-link.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { openDatabase } from '#db/client.server.ts';
import { lockLink } from '#db/queries/consent-links.server.ts';
import { formSeries } from '#db/seed/practice-form.ts';
import { holderOf, linkFor } from '#tests/support/consent-links.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const PUPIL = 2;

describe.skipIf(!server)('an answer by a link and a newer link (needs TEST_DATABASE_URL)', () => {
  let world: World;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    drop = fresh.drop;
    world = await openWorld('ashwick', { db: open.db, close: open.close });
  }, 120_000);
  afterAll(async () => {
    await world?.close();
    await drop?.();
  });

  /** Until one connection waits for another's lock. */
  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = (await world.db.execute(
        sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )) as { rows: unknown[] };
      if (rows.length > 0) return;
    }
  }

  it('never stand in each other’s way', async () => {
    const { linkId } = await linkFor(world, PUPIL);
    const of = { schoolId: world.schoolId, pupilId: world.pupil(PUPIL) };
    const office = await world.staff('office');
    const begun = { answer: 0, newer: 0 };
    const [held, holds] = gate();
    const [released, release] = gate();
    const answer = changePupilPermission(
      world.web,
      office,
      { ...of, permission: 'consent.record' },
      async (work) => {
        begun.answer += 1;
        holds();
        await released;
        await lockLink(work.db, of, linkId);
        return null;
      },
    );
    await held;
    const newer = inOneTransaction(world.web, office, (work) => {
      begun.newer += 1;
      const about = { ...of, holderId: holderOf(world, PUPIL), formSeries: formSeries(world.school) };
      return makeLink(work, { ...about, tripId: null, way: 'letter', askId: null });
    });
    await somebodyWaits();
    release();
    await Promise.all([answer, newer]);
    expect(begun).toEqual({ answer: 1, newer: 1 });
  }, 60_000);
});

function gate(): [Promise<void>, () => void] {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return [promise, () => open()];
}
