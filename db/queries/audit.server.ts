// The log's rows: locked heads, appended links, and ordered reading for histories and for the check.
import { and, asc, eq, gt, type Placeholder, sql } from 'drizzle-orm';
import type { Link } from '#app/domain/audit-chain.ts';
import { GENESIS } from '#app/domain/audit-chain.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { keptChange } from '#db/kept-change.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { auditChains, auditEvents, auditWords } from '#db/schema/audit.ts';

export interface ChainHead {
  chain: string;
  seq: number;
  mac: string;
  /** ms of the last link; 0 when there is none */
  atMs: number;
}

const askHead = keptSelect((db, given: Record<'chain', Placeholder>) =>
  db.select().from(auditChains).where(eq(auditChains.chain, given.chain)).for('update'),
);

/** Locks the chain's head until the commit, making the chain when it is new. */
export async function lockChainHead(db: Tx, chain: string): Promise<ChainHead> {
  const locked = () => askHead(db, { chain });
  let [row] = await locked();
  if (!row) {
    await db.insert(auditChains).values({ chain, seq: 0, head: GENESIS, atMs: 0 }).onConflictDoNothing();
    [row] = await locked();
  }
  if (!row) throw new Error('the chain head vanished under its lock');
  return { chain, seq: row.seq, mac: row.head, atMs: row.atMs };
}

/** Rows of one statement: an import changes thousands of pupils at once. */
const LINKS_AT_ONCE = 500;

const askAppend = keptChange(
  auditEvents,
  (db, links, { chain, seq, mac, atMs }: Record<'chain' | 'seq' | 'mac' | 'atMs', Placeholder>) => {
    const moved = db.$with('moved').as(
      db
        .update(auditChains)
        .set({ seq: sql`${seq}`, head: sql`${mac}`, atMs: sql`${atMs}` })
        .where(eq(auditChains.chain, chain))
        .returning({ chain: auditChains.chain }),
    );
    return db.with(moved).insert(auditEvents).values(links).returning({ seq: auditEvents.seq });
  },
);

/** Appends links in this order to a chain whose head this transaction has locked, and moves the head with the last of them. */
export async function insertLink(db: Tx, head: ChainHead, ...links: Link[]): Promise<void> {
  let start = 0;
  for (; start + LINKS_AT_ONCE < links.length; start += LINKS_AT_ONCE)
    await db.insert(auditEvents).values(links.slice(start, start + LINKS_AT_ONCE));
  const { chain, seq, mac, atMs } = head;
  const [first, ...others] = links.slice(start);
  if (first) await askAppend(db, [first, ...others], { chain, seq, mac, atMs });
}

export async function chainHeads(db: Tx): Promise<ChainHead[]> {
  const rows = await db.select().from(auditChains).orderBy(asc(auditChains.chain));
  return rows.map((row) => ({ chain: row.chain, seq: row.seq, mac: row.head, atMs: row.atMs }));
}

/** Up to `limit` links of a chain after `seq`, in order. */
export async function linksAfter(db: Tx, chain: string, seq: number, limit: number): Promise<Link[]> {
  const { chain: c, seq: s, atMs, text, prev, mac, keyId } = auditEvents;
  return db
    .select({ chain: c, seq: s, atMs, text, prev, mac, keyId })
    .from(auditEvents)
    .where(and(eq(c, chain), gt(s, seq)))
    .orderBy(asc(s))
    .limit(limit);
}

export interface StoredEvent {
  seq: number;
  at: Date;
  /** the parsed event, with `actor` */
  event: Record<string, unknown> & { type: string; actor: string };
}

/** Everything the log of the school says of one post, oldest first. */
export async function eventsOfPost(
  db: Database | Tx,
  schoolId: string,
  postId: string,
): Promise<StoredEvent[]> {
  const rows = await db
    .select({ seq: auditEvents.seq, atMs: auditEvents.atMs, text: auditEvents.text })
    .from(auditEvents)
    .where(and(eq(auditEvents.postId, postId), eq(auditEvents.chain, `school:${schoolId}`)))
    .orderBy(asc(auditEvents.seq));
  return rows.map((row) => ({
    seq: row.seq,
    at: new Date(row.atMs),
    event: JSON.parse(row.text) as StoredEvent['event'],
  }));
}

export async function insertWords(
  db: Tx,
  row: { hash: string; schoolId: string; salt: string; words: string },
): Promise<void> {
  await db.insert(auditWords).values(row);
}

/** The free words behind the hashes; erased ones are absent. */
export async function wordsByHash(
  db: Database | Tx,
  schoolId: string,
  hashes: string[],
): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .select()
    .from(auditWords)
    .where(and(eq(auditWords.schoolId, schoolId), sql`${auditWords.hash} in ${hashes}`));
  return new Map(rows.flatMap((row) => (row.words === null ? [] : [[row.hash, row.words] as const])));
}
