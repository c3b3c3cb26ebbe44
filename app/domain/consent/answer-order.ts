// The order in which answers were written down, and when a yes is later than a no. A later yes must be later in both
// senses, by its own date and by the moment of writing, so that no slip of a date can undo a child's protection.
import type { ConsentDecision } from './consent-types.ts';
import { saysNo } from './consent-scope.ts';

/** Something that was said and written down, to be compared with what came after. Times in epoch ms. */
export interface Mark {
  readonly id: string;
  readonly decidedAt: number;
  readonly recordedAt: number;
}

/** The mark of an answer, or of what a pupil said. */
export function markOf(id: string, decidedAt: Date, recordedAt: Date): Mark {
  return { id, decidedAt: decidedAt.getTime(), recordedAt: recordedAt.getTime() };
}

/**
 * Answers in the order of writing: by recording time, then sequence, a no last. Linear when they come in that order,
 * as the database returns them; otherwise sorted. The input is not changed.
 */
export function inOrderOfWriting(decisions: readonly ConsentDecision[]): readonly ConsentDecision[] {
  for (let i = 1; i < decisions.length; i++) {
    if (byWriting(decisions[i - 1]!, decisions[i]!) > 0) return [...decisions].sort(byWriting);
  }
  return decisions;
}

function byWriting(a: ConsentDecision, b: ConsentDecision): number {
  return a.recordedAt.getTime() - b.recordedAt.getTime() || a.sequence - b.sequence || weight(a) - weight(b);
}

function weight(decision: ConsentDecision): number {
  if (saysNo(decision.decision)) return 2;
  return decision.decision === 'not_answered' ? 1 : 0;
}

/**
 * Whether a yes undoes an earlier mark, given that it comes after it in the order of writing. Its own date must be
 * later; on the same date it must have been written in a later millisecond. Both at once: the no stays.
 */
export function undoes(yes: Mark, mark: Mark): boolean {
  if (yes.decidedAt !== mark.decidedAt) return yes.decidedAt > mark.decidedAt;
  return yes.recordedAt > mark.recordedAt;
}

/** The mark that is harder to undo, given that `next` comes after `mark` in the order of writing. */
export function harder(mark: Mark | null, next: Mark): Mark {
  return mark !== null && mark.decidedAt > next.decidedAt ? mark : next;
}
