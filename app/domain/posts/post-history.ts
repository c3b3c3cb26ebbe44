// What happened to a post, as the log has it, with the names and the free words that belong to it: the reader behind its story.
import { eventsOfPost, wordsByHash } from '#db/queries/audit.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Database } from '#db/client.server.ts';
import { type AuditEvent, auditEventSchema } from '#app/domain/audit-events.ts';
import type { PostStatus } from './post-status.ts';

/** Every event that names a post. */
export type PostEvent = Extract<AuditEvent, { postId: string }>;

export interface HistoryEntry {
  /** its number in the school's log */
  seq: number;
  at: Date;
  /** null: the system did it */
  by: { id: string; name: string | null } | null;
  /** null: an event of a kind that this release does not know */
  event: PostEvent | null;
  /** free words that belong to it (a reason); null when there are none, or they were erased */
  words: string | null;
}

/** Everything the log says of one post of the school, oldest first. People of other trusts have no name here. */
export async function readHistory(
  db: Database,
  scope: { trustId: string; schoolId: string },
  postId: string,
): Promise<HistoryEntry[]> {
  const stored = await eventsOfPost(db, scope.schoolId, postId);
  const people = stored.map(({ event }) => event.actor).filter(isPerson);
  const names = await namesOf(db, scope.trustId, people);
  const read = stored.map(({ seq, at, event: { actor, ...rest } }) => {
    const known = auditEventSchema.safeParse(rest);
    const event = known.success && 'postId' in known.data ? known.data : null;
    const by = isPerson(actor) ? { id: actor, name: names.get(actor) ?? null } : null;
    return { seq, at, by, event };
  });
  const evidence = await evidenceByTakedown(db, scope, postId, read);
  const hashOf = ({ event }: (typeof read)[number]): string | undefined =>
    event?.type === 'post.moved' || event?.type === 'finding.answered'
      ? event.wordsHash
      : event?.type === 'takedown.ended'
        ? evidence.get(event.takedownId)
        : undefined;
  const words = await wordsByHash(
    db,
    scope.schoolId,
    read.flatMap((entry) => hashOf(entry) ?? []),
  );
  return read.map((entry) => ({ ...entry, words: words.get(hashOf(entry) ?? '') ?? null }));
}

/** Hashes of what people wrote when they deleted a post by hand; kept with the proof, not in the event. */
async function evidenceByTakedown(
  db: Database,
  scope: { schoolId: string },
  postId: string,
  entries: readonly Pick<HistoryEntry, 'event' | 'by'>[],
): Promise<Map<string, string>> {
  const byHand = entries.some(({ event, by }) => by !== null && event?.type === 'takedown.ended');
  const hashes = new Map<string, string>();
  if (!byHand) return hashes;
  for (const { id, deliveryId } of await takedownsOfPost(db, scope, postId)) {
    const proof = (await findDelivery(db, scope, deliveryId))?.proof;
    if (proof?.by === 'person') hashes.set(id, proof.detail);
  }
  return hashes;
}

const isPerson = (actor: string): boolean => !actor.startsWith('system:');

/** The last entry that moved the post to this status; null when none did. */
export const lastMoveTo = (history: readonly HistoryEntry[], status: PostStatus): HistoryEntry | null =>
  history.findLast(({ event }) => event?.type === 'post.moved' && event.to === status) ?? null;
