// A past of any length on a real PostgreSQL: a few posts that went every way a post can go, as people and the worker left them, and
// then every row that they left, in every table, over and over under other ids. No table that grows with posts can be forgotten.
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { onlyHere } from './only-here.ts';
import { postIn } from './posts-in-states.ts';
import { pupils, type World } from './world.ts';

/** Out of ten past posts: most are still live, a third of those without a photo; the others ended in each of the ways there are. */
const PAST: readonly [PostStatus, 'photo' | 'words'][] = [
  ...Array.from({ length: 4 }, () => ['published', 'photo'] as [PostStatus, 'photo']),
  ...Array.from({ length: 2 }, () => ['published', 'words'] as [PostStatus, 'words']),
  ...(['taken_down', 'missed', 'cancelled', 'held'] as const).map((status): [PostStatus, 'photo'] => [
    status,
    'photo',
  ]),
];

const DAY_S = 86_400;

/**
 * Fills the world with `posts` past posts (in tens) and everything that hangs on them, all of it dealt with: nothing is due. The world's
 * clock stands sixty days later at the end. The log grows by eighteen events a post, and no sweep reads it: `logOfOneIn` copies it for one
 * in so many posts. Takes a database of its own on a real PostgreSQL, by a role that owns the server.
 */
export async function pastPosts(
  world: World,
  posts: number,
  { logOfOneIn = 1 }: { logOfOneIn?: number } = {},
): Promise<void> {
  await world.db.transaction((tx) => remember(tx));
  for (const [status, shows] of PAST)
    await postIn(world, status, {
      tripId: null,
      words: onlyHere('A day out'),
      photos: shows === 'photo' ? [pupils(world.pupil(0), world.pupil(1))] : [],
    });
  for (const days of [1, 1, 2, 7, 20, 29]) {
    await settle(world);
    world.clock.advance(days * 86_400_000);
  }
  await settle(world);
  const copies = Math.max(0, Math.round(posts / PAST.length) - 1);
  await world.db.transaction((tx) => multiply(tx, { copies, logOfOneIn, now: world.clock.now() }));
  for (const status of ['draft', 'in_review', 'approved', 'scheduled'] as const)
    await postIn(world, status, { tripId: null, words: onlyHere('A day to come') });
  await world.db.execute(sql.raw('vacuum analyze'));
}

/** What tells people of a school about other things than posts. */
const OF_NO_POST = [
  ...['account-connections', 'account-tokens', 'ended-connections', 'restriction-reviews'],
  ...['stale-records', 'rounds-to-chase', 'consents-ending', 'classes-to-ask'],
];

/** Everything about posts that waits is done, so that nothing is left to do. */
async function settle(world: World): Promise<void> {
  for (const sweep of SWEEPS) if (!OF_NO_POST.includes(sweep.name)) await sweep.run(world.worker);
}

interface Table {
  name: string;
  columns: { name: string; type: string }[];
  key: string[];
}

const named = (name: string): string => `"${name}"`;

async function tablesOf(tx: Tx): Promise<Table[]> {
  const { rows } = (await tx.execute(sql`
    select t.table_name as name,
      (select json_agg(json_build_object('name', c.column_name, 'type', c.udt_name) order by c.ordinal_position)
       from information_schema.columns c
       where c.table_schema = 'public' and c.table_name = t.table_name and c.is_generated = 'NEVER') as columns,
      (select json_agg(k.column_name) from information_schema.table_constraints p
       join information_schema.key_column_usage k using (constraint_schema, constraint_name, table_name)
       where p.constraint_type = 'PRIMARY KEY' and p.constraint_schema = 'public' and p.table_name = t.table_name) as key
    from information_schema.tables t
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' order by t.table_name`)) as unknown as {
    rows: (Omit<Table, 'key'> & { key: string[] | null })[];
  };
  return rows.flatMap(({ key, ...table }) => (key ? [{ ...table, key }] : []));
}

/** Notes which rows there were before. */
async function remember(tx: Tx): Promise<void> {
  await tx.execute(sql.raw('create schema before'));
  for (const { name, key } of await tablesOf(tx))
    await tx.execute(
      sql.raw(
        `create table before.${named(name)} as select ${key.map(named).join(', ')} from ${named(name)}`,
      ),
    );
}

/** Copies every row that is there since, so many times, each copy of the whole under ids of its own. */
async function multiply(
  tx: Tx,
  { copies, logOfOneIn, now }: { copies: number; logOfOneIn: number; now: Date },
): Promise<void> {
  // Copies are whole because what is copied is; nobody checks each of millions of rows against the others.
  await tx.execute(sql.raw('set local session_replication_role = replica'));
  const tables = await tablesOf(tx);
  await tx.execute(sql.raw('create schema since'));
  const own: string[] = [];
  for (const { name, key, columns } of tables) {
    const same = key.map((column) => `b.${named(column)} = t.${named(column)}`).join(' and ');
    await tx.execute(
      sql.raw(
        `create table since.${named(name)} as select t.* from ${named(name)} t where not exists (select from before.${named(name)} b where ${same})`,
      ),
    );
    if (columns.some((column) => column.name === 'id' && column.type === 'uuid'))
      own.push(`select id from since.${named(name)}`);
  }
  await tx.execute(sql.raw(`create table since.own_ids as ${own.join(' union ')}`));
  for (const { name, columns } of tables) {
    const values = columns.map((column) => valueOf(name, column, now));
    const times = name === 'audit_events' ? Math.floor(copies / logOfOneIn) : copies;
    await tx.execute(
      sql.raw(
        `insert into ${named(name)} (${columns.map((column) => named(column.name)).join(', ')})
         select ${values.join(', ')} from since.${named(name)} t, generate_series(1, ${times}) n on conflict do nothing`,
      ),
    );
  }
  await tx.execute(sql.raw('drop schema since cascade'));
  await tx.execute(sql.raw('drop schema before cascade'));
}

/** What stands in a column of the n-th copy. */
function valueOf(table: string, { name, type }: Table['columns'][number], now: Date): string {
  const column = `t.${named(name)}`;
  // A request's key is one person's press of one button.
  if (name === 'request_key') return 'gen_random_uuid()';
  if (type === 'uuid')
    return `case when ${column} in (select id from since.own_ids) then md5(${column}::text || n)::uuid else ${column} end`;
  // Each chain goes on where it stopped.
  if (table === 'audit_events' && name === 'seq') return `${column} + n * 1000000::bigint`;
  // Live posts are read now and then, not all at once.
  if (table === 'deliveries' && name === 'next_read_at')
    return `case when ${column} is not null then '${now.toISOString()}'::timestamptz + (60 + n % ${DAY_S}) * interval '1 second' end`;
  return column;
}
