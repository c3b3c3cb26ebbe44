// The posts whose words wait for a safeguarding lead: stopped by a check of which they decide one half, and not decided by one yet.
import { listPosts, type ListedRow } from '#db/queries/post-lists.server.ts';
import { waitingWithStoppedWords } from '#db/queries/stopped-words.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { foundNow } from './finding-in-post.ts';
import { acceptanceBar, type AcceptanceBar, halvesMissing } from './who-may-accept.ts';

export interface WaitsForSafety {
  post: ListedRow;
  /** why this very person may not decide it; null when they may */
  bar: AcceptanceBar | null;
}

const HALF = 'accepted_by_safeguarding';
const MOST = 50;

/** The longest waiting first, what this person cannot decide last; null for everybody who is no safeguarding lead. */
export async function readWaitingForSafety(
  db: Database,
  person: Person,
  scope: { schoolId: string },
  at: Date,
): Promise<WaitsForSafety[] | null> {
  if (!may(person, 'finding.acceptForSafety', scope.schoolId, at)) return null;
  const ids = await waitingWithStoppedWords(db, scope, MOST);
  if (ids.length === 0) return [];
  const rows = await listPosts(db, scope, { statuses: ['in_review'], ids, order: 'oldest', limit: MOST });
  const waits: WaitsForSafety[] = [];
  for (const post of rows) {
    const facts = await readPostFacts(db, { schoolId: scope.schoolId, postId: post.id }, at);
    const missing = foundNow(facts).filter((found) => halvesMissing(facts, found).includes(HALF));
    const bars = missing.map((found) => acceptanceBar(facts, person, HALF, found));
    if (bars.length > 0) waits.push({ post, bar: bars.includes(null) ? null : (bars[0] ?? null) });
  }
  return waits.sort((a, b) => Number(a.bar !== null) - Number(b.bar !== null));
}
