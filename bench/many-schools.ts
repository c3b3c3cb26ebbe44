// Many trusts out of one: every row of the practice world over and over under other ids, with the approved posts that stand in its
// calendar. What an approval binds is made anew for each, because it is made of ids.
import { eq, inArray, ne, sql } from 'drizzle-orm';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { posts } from '#db/schema/posts.ts';
import { reviews, revisions } from '#db/schema/revisions.ts';
import type { World } from '#tests/support/world.ts';

/** Records of a platform, of a log and of people's visits: not a school's own. */
const LEFT_OUT = /^(sandbox_|audit_|sessions$|verifications$|monitoring_|rate_limits$|worker_beats$)/;

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Texts that are somebody's alone. */
const ONE_ONLY: Record<string, string> = {
  'users.email': `n || '.' || t.email`,
  'schools.slug': `t.slug || '-' || n`,
  'photo_pieces.key': `t.key || '-' || n`,
  'accounts.handle': `left(t.handle, 11) || '_' || n`,
};

/** Makes `copies` more of the trust of this world. Takes a database by a role that owns the server. */
export async function copyTrust(world: World, copies: number): Promise<void> {
  const before = await world.db.select({ id: posts.id }).from(posts);
  await world.db.transaction((tx) => copyRows(tx, copies));
  await world.db.execute(sql.raw('vacuum analyze'));
  const made = await world.db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .where(ne(posts.schoolId, world.schoolId));
  const known = new Set(before.map(({ id }) => id));
  const waiting = made.filter(({ postId }) => !known.has(postId));
  const bind = async (): Promise<void> => {
    for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
      const { working } = await readPostFacts(world.db, ref, world.clock.now());
      const { postId } = ref;
      await world.db.transaction(async (tx) => {
        // Nobody changes a revision or a decision, and their tables know that.
        await tx.execute(sql.raw('set local session_replication_role = replica'));
        const bound = { content: working, digest: digestOf(working) };
        await tx.update(revisions).set(bound).where(eq(revisions.postId, postId));
        await tx.update(reviews).set({ digest: bound.digest }).where(eq(reviews.postId, postId));
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, bind));
}

async function copyRows(tx: Tx, copies: number): Promise<void> {
  await tx.execute(sql.raw('set local session_replication_role = replica'));
  const { rows } = (await tx.execute(sql`
    select table_name as "table", json_agg(json_build_object('name', column_name, 'type', udt_name) order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' group by 1`)) as unknown as {
    rows: { table: string; columns: { name: string; type: string }[] }[];
  };
  const tables = rows.filter(({ table }) => !LEFT_OUT.test(table));
  const withIds = tables.filter(({ columns }) =>
    columns.some(({ name, type }) => name === 'id' && type === 'uuid'),
  );
  await tx.execute(sql.raw('create schema copying'));
  await tx.execute(
    sql.raw(
      `create table copying.ids as ${withIds.map(({ table }) => `select id from "${table}"`).join(' union ')}`,
    ),
  );
  await tx.execute(sql.raw('create unique index on copying.ids (id)'));
  await tx.execute(sql.raw('analyze copying.ids'));
  // An id of the same make as any other.
  await tx.execute(
    sql.raw(`create function copying.id_of(t text) returns uuid language sql immutable as $$
      select overlay(overlay(md5(t) placing '4' from 13) placing '8' from 17)::uuid $$`),
  );
  await tx.execute(
    sql.raw(`create function copying.other(t text, n int) returns text language plpgsql as $$
      declare m text; begin
        for m in select distinct (regexp_matches(t, '${ID}', 'g'))[1] loop
          if exists (select from copying.ids where id = m::uuid) then t := replace(t, m, copying.id_of(m || n)::text); end if;
        end loop;
        return t;
      end $$`),
  );
  const other = (table: string, { name, type }: { name: string; type: string }): string => {
    const column = `t."${name}"`;
    if (name === 'request_key') return 'gen_random_uuid()';
    if (type === 'uuid')
      return `case when ${column} in (select id from copying.ids) then copying.id_of(${column}::text || n) else ${column} end`;
    const alone = ONE_ONLY[`${table}.${name}`];
    if (alone) return alone;
    if (!['text', 'jsonb', '_uuid'].includes(type)) return column;
    return `case when ${column}::text ~ '${ID}' then copying.other(${column}::text, n)::${type} else ${column} end`;
  };
  for (const { table, columns } of tables)
    await tx.execute(
      sql.raw(
        `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
         select ${columns.map((column) => other(table, column)).join(', ')}
         from "${table}" t, generate_series(1, ${copies}) n`,
      ),
    );
  await tx.execute(sql.raw('drop schema copying cascade'));
}

/** The posts of every trust that stand in a calendar, by school and id. */
export const inCalendars = (db: Database) =>
  db
    .select({
      schoolId: posts.schoolId,
      postId: posts.id,
      accountId: posts.accountId,
      words: posts.words,
      dueAt: posts.dueAt,
      revisionId: posts.revisionId,
    })
    .from(posts)
    .where(inArray(posts.status, ['scheduled']));
