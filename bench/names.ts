// Finding pupils' names in a text: how long from asking the database to the last finding, in a trust of 100,000 pupils on a real
// PostgreSQL, and how much more that is than in one of 1,000, with one pupil in five called by one of sixteen names.
import { argv } from 'node:process';
import { sql } from 'drizzle-orm';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { checkWords } from '#app/domain/words/check-words.ts';
import { loadNames } from '#app/domain/words/names/load-names.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import type { Database } from '#db/client.server.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { type Growth, growthOf } from './growth.ts';

/** How many times the median among a hundredth of the pupils, at most. */
export const MOST_NAMES_GROWTH = 4;

const ROUNDS = 60;
const SCHOOLS = 50;
const FORENAMES =
  'Mohammed Will Grace Olivia Amelia Noah Leo Isla Ava Arthur Muhammad Freya Ivy Oscar Theo Lily'.split(' ');
const SURNAMES =
  'Khan Smith Jones Patel Williams Brown Taylor Ahmed Hussain Davies Evans Ali Green Wood'.split(' ');
const TEXT =
  'Well done Mohammed Khan, Will and Grace! Thank you to everyone who came to our summer fair on Friday, and to J. Smith for the cakes. #proud';

/** Null (loudly) where there is no PostgreSQL. */
export const benchNames = (many = 100_000): Promise<Growth | null> =>
  growthOf({
    ...{ what: 'names in a text', among: 'pupils', many, rounds: ROUNDS, warming: 10 },
    async fill(db, pupils) {
      const schoolId = PRACTICE_SCHOOLS.ashwick.id;
      await manyNames(db, schoolId, pupils);
      const parts: TextPart[] = [{ kind: 'words', field: 'words', text: TEXT }];
      const at = SEEDED_AT;
      const about = {
        ...{
          at,
          goesOutFrom: at,
          zone: 'Europe/London',
          settings: DEFAULT_SETTINGS,
          schoolName: 'Ashwick Lane',
        },
        ...{ accountKind: 'school' as const, accountHandle: 'x', subjects: [], subject: null, trip: null },
        ...{
          purpose: 'celebration',
          pupilsShown: new Set<string>(),
          childShown: false,
          authorId: '',
          declarations: [],
        },
      };
      const content = {
        ...{
          schema: 2 as const,
          words: TEXT,
          photos: [],
          purpose: 'celebration',
          tripId: null,
          accountId: '',
        },
        ...{ window: { from: at.toISOString(), until: at.toISOString() }, links: [], declarations: [] },
      };
      const of = {
        ...{ schoolId, trustId: PRACTICE_TRUST.id, postId: schoolId, accountId: '' },
        ...{ platform: 'x' as const, content, parts, about },
      };
      return async () => {
        const names = await loadNames(db, of, NO_LISTS);
        const findings = checkWords(parts, { ...NO_GROUND, names }, about);
        return () => {
          if (!findings.some(({ code }) => code === 'pupil_full_name'))
            throw new Error('the name was not found');
        };
      };
    },
  });

/** So many pupils over the schools of the practice trust, each with a forename and a surname of the lists and their words. */
async function manyNames(db: Database, schoolId: string, count: number): Promise<void> {
  const list = (names: readonly string[]) => sql.raw(`array[${names.map((name) => `'${name}'`).join(',')}]`);
  await db.execute(sql`
    insert into schools (id, trust_id, name, phase, zone, created_at)
    select gen_random_uuid(), ${PRACTICE_TRUST.id}, 'School ' || n, 'primary', 'Europe/London', now()
    from generate_series(1, ${SCHOOLS - Object.keys(PRACTICE_SCHOOLS).length}) n`);
  await db.execute(sql`
    with home as (select array_agg(id order by id = ${schoolId} desc, id) as ids from schools)
    insert into pupils (id, school_id, mis_id, legal_forename, legal_surname, year_group, registration_group, starts_on, created_at)
    select gen_random_uuid(), ids[1 + n % ${SCHOOLS}], 'B' || n,
      case when n % 5 = 0 then (${list(FORENAMES)})[1 + (n / ${SCHOOLS * 5}) % ${FORENAMES.length}] else 'Forename' || n % 900 end,
      case when n % 4 = 0 then (${list(SURNAMES)})[1 + (n / 7) % ${SURNAMES.length}] else 'Surname' || n % 4000 end,
      'Year 4', '4A', '2024-09-01', now()
    from home, generate_series(1, ${count}) n`);
  await db.execute(sql`
    insert into pupil_name_words (school_id, pupil_id, name, part, place, of, word)
    select school_id, id, 'legal', part, 0, 1, lower(case part when 'forename' then legal_forename else legal_surname end)
    from pupils, (values ('forename'), ('surname')) as parts(part) where mis_id like 'B%'`);
  await db.execute(sql`vacuum analyze pupils`);
  await db.execute(sql`vacuum analyze pupil_name_words`);
  await db.execute(sql`analyze schools`);
}

if (argv[1]?.endsWith('names.mjs')) await benchNames(Number(argv[2] ?? 100_000));
