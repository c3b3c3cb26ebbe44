// What the attempts at one delivery together say: by which ids a post of ours would be recognised, since when, and which of them may
// have made one. An attempt is in doubt from the moment it was sent until its end proves that nothing came of it.
import { type AttemptRow, noteAttempt } from '#db/queries/delivery-attempts.server.ts';
import type { CallNotes } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';

export interface AttemptAt {
  schoolId: string;
  deliveryId: string;
  attempt: number;
}

/** The attempt that a delivery stands at. */
export const attemptOf = (
  { schoolId }: { schoolId: string },
  { id, attempt }: { id: string; attempt: number },
): AttemptAt => ({ schoolId, deliveryId: id, attempt });

type Outcome = NonNullable<AttemptRow['outcome']>;

/** Ends that leave it open whether something is on the platform. */
const MAYBE_LIVE: readonly (Outcome | null)[] = [null, 'unknown', 'published'];

/** The attempts that may have put something on the platform. */
export const inDoubt = <A extends Pick<AttemptRow, 'sentAt' | 'outcome'>>(attempts: readonly A[]): A[] =>
  attempts.filter(({ sentAt, outcome }) => sentAt !== null && MAYBE_LIVE.includes(outcome));

export interface Recognition {
  /** ids of the photos of every attempt there was */
  mediaIds: string[];
  /** when the first attempt that may have succeeded was sent; null = none was */
  sentAt: Date | null;
  /** how many attempts may have succeeded */
  doubts: number;
}

/** By what a post of this delivery is found. */
export function recognisedBy(attempts: readonly AttemptRow[]): Recognition {
  const doubts = inDoubt(attempts);
  const moments = doubts.flatMap(({ sentAt }) => sentAt ?? []).map(Number);
  return {
    mediaIds: [...new Set(attempts.flatMap(({ mediaIds }) => mediaIds))],
    sentAt: moments.length > 0 ? new Date(Math.min(...moments)) : null,
    doubts: doubts.length,
  };
}

/** Writes down how an attempt ended, with what the platform said of the call. */
export async function endAttempt(
  work: Work,
  of: AttemptAt,
  outcome: Outcome,
  said: { notes?: CallNotes | undefined; platformId?: string } = {},
): Promise<void> {
  const { notes, platformId } = said;
  await noteAttempt(work.db, of, {
    endedAt: work.at,
    outcome,
    ...(platformId ? { platformId } : {}),
    ...(notes
      ? {
          connected: notes.connected,
          status: notes.status,
          transactionId: notes.transactionId,
          apiVersion: notes.apiVersion,
        }
      : {}),
  });
}
