// What the pupil said about one use. The pupil's no always wins over anybody's yes; only the pupil's own later yes
// undoes it.
import type { PupilView, Subject } from './consent-types.ts';
import { harder, markOf, undoes, type Mark } from './answer-order.ts';

export type PupilSaid = 'yes' | 'no' | 'not_asked';

/**
 * The pupil's word on one subject at a moment. A no works as soon as it is in the records; a yes once it is written
 * down by then. Being noted as not asked ends an earlier yes and never a no.
 */
export function pupilSaid(views: readonly PupilView[], subject: Subject, at: Date): PupilSaid {
  let no: Mark | null = null;
  let asked = false;
  for (const view of views) {
    if (view.subject !== null && view.subject !== subject) continue;
    const said = markOf(view.id, view.askedAt, view.recordedAt);
    if (view.answer === 'no') {
      no = harder(no, said);
    } else if (view.answer === 'not_asked') {
      asked = false;
    } else if (view.recordedAt.getTime() <= at.getTime()) {
      asked = true;
      if (no && undoes(said, no)) no = null;
    }
  }
  if (no) return 'no';
  return asked ? 'yes' : 'not_asked';
}

const WEIGHT = { yes: 0, not_asked: 1, no: 2 } as const;

/** One pupil's views in the order of writing, a yes first among those written at once. The input is not changed. */
export function viewsInOrder(views: readonly PupilView[], pupilId: string): readonly PupilView[] {
  return views
    .filter((view) => view.pupilId === pupilId)
    .sort(
      (a, b) =>
        a.recordedAt.getTime() - b.recordedAt.getTime() ||
        a.sequence - b.sequence ||
        WEIGHT[a.answer] - WEIGHT[b.answer],
    );
}
