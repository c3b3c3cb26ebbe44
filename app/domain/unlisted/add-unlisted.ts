// "Not on the list yet": a child in a photo whom nobody finds among the pupils. The face is hidden first, and the office is asked to look
// the child up in the school's own records.
import { findUnlisted, insertUnlisted } from '#db/queries/unlisted.server.ts';
import { groupsOfSchool } from '#db/queries/pupils.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';
import { inOneTransaction } from '#app/domain/work.ts';

export interface AddUnlisted {
  /** the post's version that the screen was drawn from */
  version: number;
  postPhotoId: string;
  faceId: string;
  forename: string;
  /** class, as on record; empty when it is not known */
  group: string;
  /** made by the form once: a double tap adds one child; it becomes the record's id */
  requestKey: string;
}

/** Longest forename, in UTF-16 units. */
export const MAX_FORENAME = 60;

export type UnlistedAdded = { ok: true; unlistedId: string } | { ok: false; issues: Issue[] };

/**
 * Hides the face, then writes the child down and tells the office.
 * Errors: AppError forbidden without `unlisted.add`; as settlePhoto, and then nobody is written down.
 */
export async function addUnlisted(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: AddUnlisted,
): Promise<UnlistedAdded> {
  const { schoolId, postId } = ref;
  const { requestKey, version, postPhotoId, faceId } = input;
  requireMay(actor, 'unlisted.add', schoolId, deps.clock.now());
  const issues = await issuesOf(deps, ref, input);
  if (issues.length > 0) return { ok: false, issues };
  const earlier = await findUnlisted(deps.db, ref, requestKey);
  if (earlier && earlier.addedBy !== actor.userId) throw new AppError('illegal_move', 'already_recorded');
  if (earlier) return { ok: true, unlistedId: requestKey };
  const step = { step: 'answer' as const, faceId, answer: { is: 'blur' as const } };
  await settlePhoto(deps, actor, ref, { version, postPhotoId, step });
  await inOneTransaction(deps, actor, async (work) => {
    const added = await insertUnlisted(work.db, {
      id: requestKey,
      schoolId,
      forename: input.forename.trim(),
      group: input.group,
      postId,
      addedBy: actor.userId,
      addedAt: work.at,
    });
    if (!added) return;
    work.record({ type: 'unlisted_pupil.added', schoolId, unlistedId: requestKey });
    const office = await peopleWithRole(work.db, ref, ['school_office', 'data_lead'], work.at);
    for (const userId of office)
      if (userId !== actor.userId) work.notify({ schoolId, userId, kind: 'unlisted_waiting' });
  });
  return { ok: true, unlistedId: requestKey };
}

async function issuesOf(deps: Deps, ref: PostRef, { forename, group }: AddUnlisted): Promise<Issue[]> {
  const issue = (code: string, field: string) => block('unlisted', code, field, 'R-62');
  const name = forename.trim();
  if (name === '') return [issue('forename_missing', 'forename')];
  if (name.length > MAX_FORENAME || /\s/.test(name)) return [issue('forename_alone', 'forename')];
  const known = group === '' || (await groupsOfSchool(deps.db, ref)).some((each) => each.group === group);
  return known ? [] : [issue('group_unknown', 'group')];
}
