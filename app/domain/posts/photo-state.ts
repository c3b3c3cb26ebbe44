// The accounting of a photo as it stands in the working copy: what was read of it, as the one value that steps are taken on.
import { type Accounting, refuseStep } from '#app/domain/photos/accounting.ts';
import { peopleInPicture } from '#app/domain/photos/people-in-picture.ts';
import { editsOf } from '#app/domain/photos/photo-edits.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { PhotoVersion, PlacedPhoto } from './photo-of-post.ts';
import type { ContentPerson } from './post-digest.ts';

/** Out: the accounting; who is in it comes in the order in which they were placed. */
export function accountingOf(photo: PlacedPhoto): Accounting {
  return {
    faces: photo.faces.map(({ id, number, box, certainty, setAside }) => ({
      id,
      number,
      box,
      certainty,
      setAside,
    })),
    people: photo.people.map(({ kind, id, placed, faceId, faceOn, uniform }) => ({
      kind,
      id,
      placed,
      faceId,
      faceOn,
      uniform,
    })),
    blurs: photo.blurs,
    group: photo.group && {
      name: photo.group.name,
      absent: photo.group.absent,
      hidden: photo.group.hidden,
      outsidersNone: photo.group.outsidersNone !== null,
    },
    crop: photo.edits?.crop ?? null,
    frame: photo.edits?.frame ?? 0,
    headCount: photo.headCount,
    about: photo.about,
  };
}

/**
 * The clean photo on which boxes are measured.
 * Errors: AppError illegal_move `photo_not_ready` while it is cleaned or looked at; `original_gone` once it cannot be made anew.
 */
export function readyToSettle(photo: PlacedPhoto): PhotoVersion {
  if (photo.originalGone) refuseStep('original_gone');
  if (photo.state !== 'clean' || !photo.master || photo.facesOutcome === null) refuseStep('photo_not_ready');
  return photo.master;
}

/** What has to be changed in the pixels for the photo to show what was settled, and nothing more. */
export const editsWanted = (
  state: Accounting,
  master: { width: number; height: number },
): PhotoEdits | null =>
  editsOf({
    width: master.width,
    height: master.height,
    hide: [
      ...state.faces.filter(({ setAside }) => setAside === 'blur').map(({ box }) => box),
      ...state.blurs.map(({ box }) => box),
    ],
    crop: state.crop,
    frame: state.frame,
  });

/** Who can be seen in it once it is cropped: those who are counted and asked about. */
export const peopleShown = ({ faces, people, edits }: PlacedPhoto): PlacedPhoto['people'] =>
  peopleInPicture({ faces, people, crop: edits?.crop ?? null });

/** The same, once the boxes that told it may be gone. */
export const peopleListed = (photo: PlacedPhoto): readonly ContentPerson[] =>
  photo.accounted?.people ?? peopleShown(photo);
