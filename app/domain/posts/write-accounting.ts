// Writes what a step changed in the accounting of a photo: only the rows that differ, each with who said it and when.
import * as rows from '#db/queries/photo-accounting.server.ts';
import type { Person } from '#app/domain/actor.ts';
import {
  type AccountedGroup,
  type AccountedPerson,
  type Accounting,
  refuseStep,
} from '#app/domain/photos/accounting.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PlacedPhoto } from './photo-of-post.ts';

interface Change {
  ref: PostRef;
  photo: PlacedPhoto;
  actor: Person;
  before: Accounting;
  after: Accounting;
  /** what is to be changed in the pixels from now on */
  edits: PhotoEdits | null;
}

/** Errors: AppError illegal_move `already_there` when the id of a drawn box is taken on another photo. */
export async function writeAccounting(work: Work, change: Change): Promise<void> {
  const { leaving, coming } = peopleOf(change);
  // Whoever moves leaves first: a face holds one person, and a person stands in a photo once.
  await rows.removePeople(work.db, change.ref, leaving);
  await writeFaces(work, change);
  const { schoolId } = change.ref;
  const { postPhotoId } = change.photo;
  const by = { addedBy: change.actor.userId, addedAt: work.at };
  await rows.insertPeople(
    work.db,
    coming.map((person) => ({ ...rowOf(person), ...by, schoolId, postPhotoId })),
  );
  await writeThings(work, change);
  await writeAbsences(work, change);
  await rows.setSettled(work.db, change.ref, postPhotoId, {
    edits: change.edits,
    headCount: change.after.headCount,
    about: change.after.about,
    groupName: change.after.group?.name ?? null,
    ...outsidersNone(work, change),
  });
}

const keyOf = ({ kind, id, placed, faceId, faceOn, uniform }: AccountedPerson): string =>
  [kind, id, placed, faceId, faceOn, uniform].join(' ');

/** Rows that say what nobody says any more, and people whom no row says. */
function peopleOf({ photo, after }: Change): { leaving: string[]; coming: AccountedPerson[] } {
  const coming = [...after.people];
  const leaving = photo.people.filter((row) => {
    const same = coming.findIndex((person) => keyOf(person) === keyOf(row));
    if (same >= 0) coming.splice(same, 1);
    return same < 0;
  });
  return { leaving: leaving.map(({ rowId }) => rowId), coming };
}

const rowOf = ({ kind, id, placed, faceId, faceOn, uniform }: AccountedPerson) => ({
  kind,
  placed,
  faceId,
  faceOn,
  uniform,
  pupilId: kind === 'pupil' ? id : null,
  adultPermissionId: kind === 'adult' ? id : null,
  guestPermissionId: kind === 'guest' ? id : null,
});

async function writeFaces(work: Work, { ref, photo, actor, before, after }: Change): Promise<void> {
  const gone = before.faces.filter(({ id }) => !after.faces.some((face) => face.id === id));
  await rows.removeFaces(
    work.db,
    ref,
    gone.map(({ id }) => id),
  );
  const drawn = after.faces.filter(({ id }) => !before.faces.some((face) => face.id === id));
  const stored = await rows.insertFaces(
    work.db,
    drawn.map((face) => ({
      ...face,
      schoolId: ref.schoolId,
      photoId: photo.photoId,
      score: null,
      addedBy: actor.userId,
      addedAt: work.at,
    })),
  );
  if (!stored) refuseStep('already_there');
  for (const how of ['blur', 'not_a_face', null] as const) {
    const answered = after.faces.filter(({ id, setAside }) => {
      const was = before.faces.find((face) => face.id === id);
      return setAside === how && was !== undefined && was.setAside !== how;
    });
    await rows.setAside(
      work.db,
      ref,
      answered.map(({ id }) => id),
      how,
    );
  }
}

async function writeThings(work: Work, { ref, photo, actor, before, after }: Change): Promise<void> {
  const without = (these: Accounting, those: Accounting) =>
    these.blurs.filter(({ id }) => !those.blurs.some((blur) => blur.id === id));
  await rows.removeBlurs(
    work.db,
    ref,
    without(before, after).map(({ id }) => id),
  );
  const stored = await rows.insertBlurs(
    work.db,
    without(after, before).map((blur) => ({
      ...blur,
      schoolId: ref.schoolId,
      postPhotoId: photo.postPhotoId,
      addedBy: actor.userId,
      addedAt: work.at,
    })),
  );
  if (!stored) refuseStep('already_there');
}

const awayIn = (group: AccountedGroup | null) => [
  ...(group?.absent ?? []).map((pupilId) => ({ pupilId, how: 'absent' as const })),
  ...(group?.hidden ?? []).map((pupilId) => ({ pupilId, how: 'hidden' as const })),
];

async function writeAbsences(work: Work, { ref, photo, actor, before, after }: Change): Promise<void> {
  const was = awayIn(before.group);
  const is = awayIn(after.group);
  const without = (these: typeof was, those: typeof was) =>
    these.filter(({ pupilId, how }) => !those.some((each) => each.pupilId === pupilId && each.how === how));
  const { postPhotoId } = photo;
  await rows.removeAbsences(
    work.db,
    ref,
    postPhotoId,
    without(was, is).map(({ pupilId }) => pupilId),
  );
  await rows.insertAbsences(
    work.db,
    without(is, was).map((away) => ({
      ...away,
      schoolId: ref.schoolId,
      postPhotoId,
      saidBy: actor.userId,
      saidAt: work.at,
    })),
  );
}

/** Whoever said it first for this group is remembered for as long as it is said. */
function outsidersNone(work: Work, { photo, actor, after }: Change) {
  if (!after.group?.outsidersNone) return { outsidersNoneBy: null, outsidersNoneAt: null };
  const said = photo.group?.name === after.group.name ? photo.group.outsidersNone : null;
  return { outsidersNoneBy: said?.by ?? actor.userId, outsidersNoneAt: said?.at ?? work.at };
}
