// The office finds, or does not find, an unlisted child in the school's records. A person decides, never a likeness of names; who added
// them may settle the face anew, and is told nothing else.
import { lockUnlisted, settleUnlisted } from '#db/queries/unlisted.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';

export interface MatchUnlisted {
  schoolId: string;
  unlistedId: string;
  /** the pupil it is; null = looked up, and nobody of ours */
  pupilId: string | null;
}

/**
 * Writes the answer, once. Errors: AppError forbidden without `unlisted.match`; not_found for what is not the school's;
 * illegal_move `already_recorded` when somebody else has answered otherwise.
 */
export async function matchUnlisted(deps: WorkDeps, actor: Person, input: MatchUnlisted): Promise<void> {
  const { schoolId, unlistedId, pupilId } = input;
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'unlisted.match', schoolId, work.at);
    const row = found(await lockUnlisted(work.db, input, unlistedId), 'unlisted');
    if (row.matchedAt !== null) {
      if (row.pupilId !== pupilId) throw new AppError('illegal_move', 'already_recorded');
      return;
    }
    if (pupilId !== null) found(await findPupil(work.db, input, pupilId), 'pupil');
    await settleUnlisted(work.db, input, unlistedId, {
      pupilId,
      matchedBy: actor.userId,
      matchedAt: work.at,
    });
    if (pupilId === null) work.record({ type: 'unlisted_pupil.not_found', schoolId, unlistedId });
    else work.record({ type: 'unlisted_pupil.matched', schoolId, pupilId, unlistedId });
    work.notify({
      schoolId,
      userId: row.addedBy,
      kind: 'unlisted_matched',
      code: pupilId === null ? 'nobody' : 'found',
      ...(row.postId ? { postId: row.postId } : {}),
    });
  });
}
