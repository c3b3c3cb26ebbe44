// Takes one step of accounting for the people in a photo: who is on which face, what is hidden, who of a class is absent
// (I-04 to I-09, R-62, R-67). The one verb behind the screen; each step comes with the steps that undo it.
import { forgetAllowedPictures } from '#db/queries/refused-pictures.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { Accounting, AccountingGround } from '#app/domain/photos/accounting.ts';
import { editsHash, showsMore } from '#app/domain/photos/photo-edits.ts';
import { renderWanted } from '#app/domain/photos/render-wanted.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { takeStep } from '#app/domain/photos/take-step.ts';
import { stepsBetween } from '#app/domain/photos/undo-steps.ts';
import type { Work } from '#app/domain/work.ts';
import { editPost } from './edit-post.ts';
import type { PostRef } from './load-post-facts.ts';
import { everyoneIsOurs, pupilsIn } from './people-of-steps.ts';
import { membersOfGroup } from './photo-group.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import { accountingOf, editsWanted, readyToSettle } from './photo-state.ts';
import type { PostFacts } from './post-facts.ts';
import { writeAccounting } from './write-accounting.ts';

export interface SettlePhoto {
  /** the post's version that the screen was drawn from */
  version: number;
  postPhotoId: string;
  step: SettleStep;
}

export interface SettledPhoto {
  version: number;
  /** the steps that, taken in this order, bring back what was; none when the step changed nothing */
  undo: SettleStep[];
}

/**
 * Takes the step. What has to be hidden is made anew by the worker; until then the photo has no version to send.
 * Errors: as editPost; AppError not_found for a photo of another post, or a face, a person or a class that is not there
 * or not this school's; illegal_move with a code of `StepRefusal`.
 */
export async function settlePhoto(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { version, postPhotoId, step }: SettlePhoto,
): Promise<SettledPhoto> {
  const named = await pupilsIn(deps.db, ref, step, deps.clock.now());
  let undo: SettleStep[] = [];
  const edited = await editPost(
    deps,
    actor,
    ref,
    version,
    async (work, facts) => {
      const photo = found(
        facts.photos.find((each) => each.postPhotoId === postPhotoId),
        'photo',
      );
      const master = readyToSettle(photo);
      const ground = await groundOf(work, facts, photo, master, step, named.members);
      const before = accountingOf(photo);
      const after = takeStep(before, step, ground);
      undo = stepsBetween(after, before, ground);
      // A class that nobody is in any more is let go of without a way back.
      if (undo.length === 0 && before.group?.name === after.group?.name) return { fields: [] };
      await everyoneIsOurs(work.db, ref, before, after);
      const edits = editsWanted(after, master);
      await writeAccounting(work, { ref, photo, actor, before, after, edits });
      if (showsMore(photo.edits, edits)) await forgetAllowedPictures(work.db, ref, photo.photoId);
      if (editsHash(edits) !== editsHash(photo.edits))
        await renderWanted(work, deps, { schoolId: ref.schoolId, postPhotoId, edits });
      return { fields: fieldsOf(before, after) };
    },
    named.pupilIds,
  );
  return { version: edited.version, undo };
}

/** Members of the class that the step names are those whose rows were locked for it. */
async function groundOf(
  work: Work,
  { school }: PostFacts,
  { group, frames }: PlacedPhoto,
  { width, height }: { width: number; height: number },
  step: SettleStep,
  named: readonly string[],
): Promise<AccountingGround> {
  const wanted = step.step === 'set_group' ? (step.group?.name ?? null) : null;
  const members = new Map<string, readonly string[]>();
  if (group)
    members.set(
      group.name,
      (await membersOfGroup(work.db, school, group.name, work.at)).map(({ id }) => id),
    );
  if (wanted !== null) members.set(wanted, named);
  return { width, height, frames, membersOf: (name) => members.get(name) ?? [] };
}

/** What the record says was changed: names of fields, never of people. */
function fieldsOf(before: Accounting, after: Accounting): string[] {
  const differs = (...keys: (keyof Accounting)[]) =>
    keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return [
    ...(differs('faces', 'people', 'group', 'headCount') ? ['people'] : []),
    ...(differs('blurs', 'crop', 'frame') ? ['photo_edits'] : []),
    ...(differs('about') ? ['about_photo'] : []),
  ];
}
