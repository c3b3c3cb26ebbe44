// Records what the pupil said for themselves. Their no always wins over anybody's yes, and any member of staff who hears it
// may write it down; a yes is written down by those who keep the record.
import { findView } from '#db/queries/consent.server.ts';
import { insertView } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { SUBJECTS, type Subject } from './consent-types.ts';
import { changeOf } from './permission-change.ts';
import type { Reached } from './reach-posts.ts';

export interface RecordPupilView {
  schoolId: string;
  pupilId: string;
  answer: 'yes' | 'no';
  /** What they were asked about. A no without subjects is a no to everything; a yes names its subjects. */
  subjects: readonly Subject[];
  /** e.g. "private slip in tutor time" */
  askedHow: string;
  /** made by the form once: a double tap records one answer */
  requestKey: string;
}

/** Longest note of how a pupil was asked, in UTF-16 units; what is longer is cut. */
const MAX_ASKED_HOW = 200;

/**
 * Records the answer and, for a no, deals with the posts that show the pupil.
 * Errors: AppError forbidden without `consent.record` (yes) or `consent.recordNo` (no); not_found; illegal_move
 * `use_missing` for a yes to nothing in particular.
 */
export async function recordPupilView(deps: Deps, actor: Person, input: RecordPupilView): Promise<Reached> {
  const { schoolId, pupilId, answer, requestKey } = input;
  const subjects = answer === 'no' && input.subjects.length === 0 ? SUBJECTS : [...new Set(input.subjects)];
  if (subjects.length === 0) throw new AppError('illegal_move', 'use_missing');
  const permission = answer === 'no' ? 'consent.recordNo' : 'consent.record';
  return changePupilPermission(deps, actor, { schoolId, pupilId, permission }, async (work) => {
    const earlier = await findView(work.db, input, requestKey);
    const same = earlier?.pupilId === pupilId && earlier.answer === answer && earlier.subject === subjects[0];
    if (earlier && !same) throw new AppError('illegal_move', 'already_recorded');
    if (earlier) return null;
    const rows = [];
    for (const [index, subject] of subjects.entries()) {
      rows.push(
        await insertView(work.db, {
          // The first row carries the form's key: a second sending finds it.
          ...(index === 0 ? { id: requestKey } : {}),
          schoolId,
          pupilId,
          subject,
          answer,
          askedHow: input.askedHow.trim().slice(0, MAX_ASKED_HOW),
          askedBy: actor.userId,
          askedAt: work.at,
          recordedAt: work.at,
        }),
      );
    }
    return { kind: changeOf({ view: { answer } }), row: { id: requestKey, views: rows } };
  });
}
