// A round of asking for a large secondary school, and three hundred withdrawals one after another's heels: how long from the press to
// the commit.
import { randomUUID } from 'node:crypto';
import { argv } from 'node:process';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { startRound } from '#app/domain/requests/start-round.ts';
import { openDatabase } from '#db/client.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { manyFamilies } from '#tests/support/many-families.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { newRound, toMondayMorning } from '#tests/support/rounds.ts';
import { openWorld, pupils, scheduledPost, type World } from '#tests/support/world.ts';

/** Starting a round, s. */
export const MOST_ROUND_S = 5;
/** Three hundred withdrawals at once, until the last is recorded, s. */
export const MOST_SURGE_S = 60;
const PUPILS = 1_800;
const WITHDRAWALS = 300;
const IN_A_POST = 15;

export interface RequestTimes {
  /** s from the press to the commit */
  round: number;
  people: number;
  /** s for all withdrawals */
  surge: number;
}

/** On the embedded database. */
export const benchRequestsSolo = async (): Promise<RequestTimes> => measured(await openWorld());

/** On a real PostgreSQL; null (loudly) where there is none. */
export async function benchRequestsCluster(): Promise<RequestTimes | null> {
  const server = testDatabaseUrl();
  if (!server) return null;
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  await migrateAndSeed(open);
  const close = async () => {
    await open.close();
    await drop();
  };
  return measured(await openWorld('ashwick', { db: open.db, close }));
}

async function measured(world: World): Promise<RequestTimes> {
  try {
    toMondayMorning(world);
    const families = await manyFamilies(world, PUPILS, 2);
    const office = await world.staff('office');
    const round = await newRound(world, { groups: [] });
    const started = performance.now();
    const result = await startRound(world.web, office, round, { mail: true });
    const roundS = (performance.now() - started) / 1_000;
    if (!result.ok) throw new Error('the round did not start');
    const leaving = families.slice(0, WITHDRAWALS);
    for (let from = 0; from < WITHDRAWALS; from += IN_A_POST)
      await scheduledPost(world, {
        photos: [pupils(...leaving.slice(from, from + IN_A_POST).map(({ pupilId }) => pupilId))],
      });
    const begun = performance.now();
    await Promise.all(
      leaving.map(({ pupilId, holderIds }) =>
        withdrawConsent(world.web, office, {
          schoolId: world.schoolId,
          pupilId,
          holderId: holderIds[0] ?? null,
          method: 'phone',
          evidence: '',
          requestKey: randomUUID(),
        }),
      ),
    );
    return { round: roundS, people: 2 * PUPILS, surge: (performance.now() - begun) / 1_000 };
  } finally {
    await world.close();
  }
}

if (argv[1]?.endsWith('requests.mjs')) {
  const say = (mode: string, { round, people, surge }: RequestTimes) =>
    console.log(
      `${mode}: ${people} people asked in ${round.toFixed(2)} s; 300 withdrawals in ${surge.toFixed(1)} s`,
    );
  if (argv[2] !== 'cluster') say('solo', await benchRequestsSolo());
  const cluster = argv[2] === 'solo' ? null : await benchRequestsCluster();
  if (cluster) say('cluster', cluster);
}
