// Races that one session cannot have, on a real PostgreSQL: whoever ends access waits for a decision that leans on the person, two
// set-ups found one installation, and a person loads the same as from the embedded database.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rolesIn } from '#app/domain/actor.ts';
import { endAccess } from '#app/domain/school/end-access.ts';
import { loadPerson, loadStanding } from '#app/domain/school/load-person.ts';
import { setUp } from '#app/domain/school/set-up.ts';
import { type OpenDatabase, openDatabase, transact } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { countTry } from '#db/queries/sign-in-tries.server.ts';
import { trusts } from '#db/schema/school.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { addColleague, type SmallTrust, smallTrust } from '#tests/support/people.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';

const server = testDatabaseUrl();
const AT = new Date('2026-11-18T09:00:00.123Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe.skipIf(!server)('on a real PostgreSQL', () => {
  let open: OpenDatabase;
  const deps = (on = open) => ({ db: on.db, clock: fixedClock(AT), auditSeal: testAuditSeal, log: silent });

  /** A migrated database of its own on the server. */
  async function migrated(): Promise<OpenDatabase> {
    const fresh = await freshDatabase(server ?? '');
    const made = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateDatabase(made);
    return { ...made, close: () => made.close().then(() => fresh.drop()) };
  }
  beforeAll(async () => void (open = await migrated()));
  afterAll(() => open.close());

  async function staff(trust: SmallTrust) {
    const teacher = { role: 'teacher' as const, schoolId: trust.schoolId };
    const trainedUntil = new Date(AT.getTime() + 1);
    const userId = await addColleague(open.db, trust, AT, { roles: [teacher], trainedUntil });
    const adminId = await addColleague(open.db, trust, AT, {
      roles: [{ role: 'trust_admin', schoolId: null }],
    });
    const admin = await loadPerson(open.db, adminId, AT);
    if (!admin) throw new Error('nobody');
    return { userId, admin, trainedUntil };
  }

  it('two set-ups at the same time found one installation', async () => {
    const empty = await migrated();
    onTestFinished(() => empty.close());
    const input = {
      ...{
        trustName: 'One Trust',
        schoolName: 'One School',
        phase: 'primary' as const,
        zone: 'Europe/London',
      },
      ...{ adminName: 'An Admin', password: 'three unrelated words' },
    };
    const founding = Array.from({ length: 4 }, (_, n) =>
      setUp(
        { ...deps(empty), passwords: quickPasswords() },
        { ...input, adminEmail: `admin${n}@test.example` },
      ),
    );
    const founded = (await Promise.all(founding)).filter((each) => each.ok);
    expect(founded).toHaveLength(1);
    expect(await empty.db.$count(trusts)).toBe(1);
  });

  it('a person loads with the same moments as from the embedded database', async () => {
    const trust = await smallTrust(open.db, AT);
    const { userId, trainedUntil } = await staff(trust);
    const person = await loadPerson(open.db, userId, AT);
    expect(person).toMatchObject({
      trustId: trust.trustId,
      leftAt: null,
      policyAcknowledged: true,
      trainedUntil,
    });
    expect(person?.grants).toEqual([
      {
        role: 'teacher',
        schoolId: trust.schoolId,
        startsAt: new Date(AT.getTime() - 100 * 86_400_000),
        endsAt: null,
      },
    ]);
  });

  it('ending access waits until a decision that shares the person has been made (R-19)', async () => {
    const trust = await smallTrust(open.db, AT);
    const { userId, admin } = await staff(trust);
    let mayDecide = (): void => undefined;
    const go = new Promise<void>((resolve) => (mayDecide = resolve));
    let isShared = (): void => undefined;
    const shared = new Promise<void>((resolve) => (isShared = resolve));
    const deciding = transact(open.db, async (tx) => {
      const before = await loadStanding(tx, [userId], AT, { lock: 'share' });
      isShared();
      await go;
      expect(await loadStanding(tx, [userId], AT)).toEqual(before);
    });
    await shared;
    let ended = false;
    const ending = endAccess(deps(), admin, { userId, schoolId: null }).then(() => void (ended = true));
    while (!ended && !(await somebodyWaits()));
    const endedBefore = ended;
    mayDecide();
    await deciding;
    await ending;
    expect(endedBefore).toBe(false);
    const after = await loadPerson(open.db, userId, AT);
    expect(after && rolesIn(after, trust.schoolId, AT).size).toBe(0);
  });

  it('many tries counted at once are all counted', async () => {
    const key = randomUUID();
    const counted = await Promise.all(Array.from({ length: 20 }, () => countTry(open.db, key, 60_000, AT)));
    expect(counted.map((each) => each.tries).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });

  /** Whether a session of this database waits for a lock. */
  async function somebodyWaits(): Promise<boolean> {
    const { rows } = (await open.db.execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )) as unknown as { rows: unknown[] };
    return rows.length > 0;
  }
});
