// The consent of everybody in a post of 40 pupils, out of 100,000 pupils with 2,000,000 answers on a real PostgreSQL: how long from asking
// the database to the last verdict, and how much more that is than out of 1,000 pupils.
import { argv } from 'node:process';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS } from '#db/seed/practice-people.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { manyRecords } from '#tests/support/many-records.ts';
import { type Growth, growthOf } from './growth.ts';

/** ms at the 99th hundredth, and how many times that of a hundredth of the pupils, at most. */
export const MOST_DECISION_MS = 250;
export const MOST_DECISION_GROWTH = 2;

const IN_POST = 40;
const ANSWERS_EACH = 20;
const ROUNDS = 200;

/** Null (loudly) where there is no PostgreSQL. */
export const benchConsentDecision = (many = 100_000): Promise<Growth | null> =>
  growthOf({
    ...{
      what: `consent of a post with ${IN_POST} pupils`,
      among: 'pupils',
      many,
      rounds: ROUNDS,
      warming: 20,
    },
    async fill(db, pupils) {
      const schoolId = PRACTICE_SCHOOLS.ashwick.id;
      const pupilId = practiceId('pupil/ashwick/0');
      const ids = await manyRecords(
        db,
        { schoolId, pupilId },
        { pupils, answersEach: ANSWERS_EACH, ids: 1_000 },
      );
      const school = { zone: 'Europe/London', settings: DEFAULT_SETTINGS, consentExportedAt: null };
      return async (round) => {
        const post = Array.from(
          { length: IN_POST },
          (_, i) => ids[(round * 37 + i * 25) % ids.length] as string,
        );
        const inputs = await loadConsentInputs(db, { schoolId }, school, post);
        let shown = 0;
        for (const one of inputs.values()) {
          const { verdict } = resolve(one, {
            ...{ subject: 'image', channel: 'x', purpose: 'celebration', event: null, accountKind: 'school' },
            at: SEEDED_AT,
            scene: { identifiablePeople: IN_POST, faceOn: 'no', uniform: 'no' },
          });
          if (verdict !== 'block') shown++;
        }
        return () => {
          if (shown !== IN_POST) throw new Error(`${shown} of ${IN_POST} may be shown`);
        };
      };
    },
  });

if (argv[1]?.endsWith('consent-decision.mjs')) await benchConsentDecision(Number(argv[2] ?? 100_000));
