// Finding the same words, or nearly the same, on a trust's other accounts: how long among 1,000,000 earlier posts of three years on a real
// PostgreSQL, and how much more that is than among 1,000. The earlier posts have the everyday words of posts that schools write, and
// rarer words of their own.
import { argv } from 'node:process';
import { sql } from 'drizzle-orm';
import { loadOtherPosts } from '#app/domain/words/other-posts/load-other-posts.ts';
import { printOf } from '#app/domain/words/reading/text-print.ts';
import type { Database } from '#db/client.server.ts';
import { insertTextPrint } from '#db/queries/post-texts.server.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { type Growth, growthOf } from './growth.ts';
import { labelledPosts } from './labelled-posts.ts';

/** How many times as long among all as among a thousandth of them, at most. */
export const MOST_SAME_WORDS_GROWTH = 10;

const ROUNDS = 300;
/** Prints that are made from words; the earlier posts are these, each many times with other rare words. */
const MADE = 4_000;
/** From this share of the prints on, a mark is that of everyday words and stays what it is. */
const EVERYDAY = 0.001;
const ACCOUNTS = 40;

/** Null (loudly) where there is no PostgreSQL. */
export const benchSameWords = (many = 1_000_000): Promise<Growth | null> =>
  growthOf({
    ...{ what: 'the same words elsewhere', among: 'posts', many, rounds: ROUNDS, warming: 20 },
    async fill(db, count) {
      const asked = labelledPosts()
        .map(({ text }) => text)
        .filter((text) => (printOf(text)?.words ?? 0) >= 8)
        .slice(0, 100);
      const own = await accountOf(db);
      await earlierPosts(db, { count, own, asked });
      return async (round) => {
        const words = asked[round % asked.length] as string;
        const { posts } = await loadOtherPosts(db, {
          ...{ schoolId: PRACTICE_SCHOOLS.ashwick.id, trustId: PRACTICE_TRUST.id, accountId: own },
          ...{ platform: 'x', postId: PRACTICE_SCHOOLS.ashwick.id },
          content: { words },
          about: { at: SEEDED_AT },
        } as Parameters<typeof loadOtherPosts>[1]);
        return () => {
          const whole = printOf(words)?.whole;
          if (!posts.some((post) => post.whole === whole)) throw new Error('the same words were not found');
        };
      };
    },
  });

async function accountOf(db: Database): Promise<string> {
  const { rows } = (await db.execute(sql`
    select id from accounts where school_id = ${PRACTICE_SCHOOLS.ashwick.id} and platform = 'x' order by id limit 1`)) as unknown as {
    rows: { id: string }[];
  };
  return rows[0]?.id ?? '';
}

/** So many posts that went out on other accounts of the trust, the last of them with the very words asked about. */
async function earlierPosts(
  db: Database,
  { count, own, asked }: { count: number; own: string; asked: readonly string[] },
): Promise<void> {
  const prints = modelTexts().flatMap((text) => printOf(text) ?? []);
  const seen = new Map<number, number>();
  for (const mark of prints.flatMap(({ marks }) => marks)) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  const everyday = [...seen].filter(([, times]) => times >= prints.length * EVERYDAY).map(([mark]) => mark);
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into accounts select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'handle', 'other_' || n))).*
      from accounts a, generate_series(1, ${ACCOUNTS}::int) n where a.id = ${own}`);
    await tx.execute(sql`create temp table prints on commit drop as
      select * from json_to_recordset(${JSON.stringify(prints.map((print, n) => ({ n, ...print })))}::json)
        as t(n int, words int, whole int, pairs json, marks json)`);
    await tx.execute(sql`create temp table made on commit drop as
      select n, gen_random_uuid() as post_id, gen_random_uuid() as revision_id, o.ids[1 + n % ${ACCOUNTS}] as account_id
      from generate_series(0, ${count}::int - 1) n,
        (select array_agg(id order by handle) as ids from accounts where handle like 'other\\_%') o`);
    await tx.execute(sql`
      insert into posts (id, school_id, author_id, account_id, purpose, status, window_from, window_until, revision_id, request_key, created_at, updated_at)
      select post_id, ${PRACTICE_SCHOOLS.ashwick.id}, (select min(id::text)::uuid from users), account_id, 'celebration', 'published',
        now(), now() + interval '1 day', revision_id, gen_random_uuid(), now(), now() from made`);
    await tx.execute(sql`
      insert into revisions (id, school_id, post_id, number, content, digest, submitted_by, cut_at)
      select revision_id, ${PRACTICE_SCHOOLS.ashwick.id}, post_id, 1, '{}', '', (select min(id::text)::uuid from users), now() from made`);
    await tx.execute(sql`
      insert into post_texts (revision_id, school_id, post_id, account_id, words, whole, pairs, marks, cut_at)
      select revision_id, ${PRACTICE_SCHOOLS.ashwick.id}, post_id, account_id, words, hashint4(whole # made.n),
        array(select json_array_elements_text(pairs)::int),
        array(select case when mark = any(${`{${everyday.join(',')}}`}::int[]) then mark else hashint4(mark # made.n) end
          from (select json_array_elements_text(marks)::int as mark) m),
        ${SEEDED_AT.toISOString()}::timestamptz - (made.n % 1095) * interval '1 day'
      from made join prints on prints.n = made.n % ${prints.length} where made.n >= ${asked.length}`);
    const { rows } = (await tx.execute(
      sql`select n, post_id, revision_id, account_id from made where n < ${asked.length}`,
    )) as unknown as { rows: { n: number; post_id: string; revision_id: string; account_id: string }[] };
    for (const row of rows)
      await insertTextPrint(
        tx,
        {
          ...{ schoolId: PRACTICE_SCHOOLS.ashwick.id, postId: row.post_id, revisionId: row.revision_id },
          ...{ accountId: row.account_id, cutAt: SEEDED_AT },
        },
        asked[row.n] as string,
      );
  });
  for (const table of ['accounts', 'posts', 'revisions', 'post_texts'])
    await db.execute(sql.raw(`vacuum analyze ${table}`));
}

/** Labelled posts with most of their longer words replaced by made-up ones, the same in every run. */
function modelTexts(): string[] {
  const texts = labelledPosts().map(({ text }) => text);
  let state = 7;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return Array.from({ length: MADE }, (_, n) =>
    [texts[n % texts.length], texts[Math.floor(next() * texts.length)]]
      .join(' ')
      .split(' ')
      .map((word) => (word.length > 4 && next() < 0.7 ? `w${Math.floor(50_000 * next() ** 3)}` : word))
      .join(' '),
  );
}

if (argv[1]?.endsWith('same-words.mjs')) await benchSameWords(Number(argv[2] ?? 1_000_000));
