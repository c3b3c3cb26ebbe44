// The consent of everybody in a post of 40 pupils, out of 100,000 pupils with 2,000,000 answers on a real PostgreSQL: how long from asking
// the database to the last verdict, and how much more that is than out of 1,000 pupils.
import { argv } from 'node:process';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { openDatabase } from '#db/client.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS } from '#db/seed/practice-people.ts';
import { migrateAndSeed, SEEDED_AT } from '#tests/support/database.ts';
import { manyRecords } from '#tests/support/many-records.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';

/** ms at the 99th hundredth, and how many times that of a hundredth of the pupils, at most. */
export const MOST_DECISION_MS = 250;
export const MOST_DECISION_GROWTH = 2;

const IN_POST = 40;
const ANSWERS_EACH = 20;
const ROUNDS = 200;

export interface DecisionTimes {
  p50: number;
  p99: number;
}

/** Null (loudly) where there is no PostgreSQL. */
export async function benchConsentDecision(
  many = 100_000,
): Promise<{ few: DecisionTimes; many: DecisionTimes; growth: number } | null> {
  const server = testDatabaseUrl();
  if (!server) return null;
  const few = await measured(server, 1_000);
  const all = await measured(server, many);
  const growth = all.p50 / few.p50;
  console.log(
    `consent of a post with ${IN_POST} pupils: ${growth.toFixed(2)} times as long among ${many} pupils as among 1,000`,
  );
  return { few, many: all, growth };
}

async function measured(server: string, pupils: number): Promise<DecisionTimes> {
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  try {
    await migrateAndSeed(open);
    const schoolId = PRACTICE_SCHOOLS.ashwick.id;
    const ids = await manyRecords(
      open.db,
      { schoolId, pupilId: practiceId('pupil/ashwick/0') },
      { pupils, answersEach: ANSWERS_EACH, ids: 1_000 },
    );
    const school = { zone: 'Europe/London', settings: DEFAULT_SETTINGS, consentExportedAt: null };
    const at = SEEDED_AT;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS + 20; round++) {
      const post = Array.from(
        { length: IN_POST },
        (_, i) => ids[(round * 37 + i * 25) % ids.length] as string,
      );
      const started = performance.now();
      const inputs = await loadConsentInputs(open.db, { schoolId }, school, post);
      let shown = 0;
      for (const one of inputs.values()) {
        const { verdict } = resolve(one, {
          ...{
            subject: 'image',
            channel: 'x',
            purpose: 'celebration',
            event: null,
            accountKind: 'school',
            at,
          },
          scene: { identifiablePeople: IN_POST, faceOn: 'no', uniform: 'no' },
        });
        if (verdict !== 'block') shown++;
      }
      if (shown !== IN_POST) throw new Error(`${shown} of ${IN_POST} may be shown`);
      // The first rounds warm plans and caches.
      if (round >= 20) times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    const [p50, p99] = [times[ROUNDS / 2] as number, times[Math.floor(ROUNDS * 0.99)] as number];
    console.log(
      `  among ${pupils} pupils and ${pupils * ANSWERS_EACH} answers: half within ${p50.toFixed(1)} ms, 99 in 100 within ${p99.toFixed(1)} ms`,
    );
    return { p50, p99 };
  } finally {
    await open.close();
    await drop();
  }
}

if (argv[1]?.endsWith('consent-decision.mjs')) await benchConsentDecision(Number(argv[2] ?? 100_000));
