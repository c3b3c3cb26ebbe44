// What became of the faces of a photo, in numbers: how many boxes are left in the picture, how many are answered, and which of
// them a whole class stands for (I-06, R-62).
import { isInPicture } from '#app/domain/photos/box-bounds.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import type { ContentFaces, ContentPerson } from './post-digest.ts';

type Counted = Pick<
  PlacedPhoto,
  'faces' | 'people' | 'group' | 'edits' | 'master' | 'facesOutcome' | 'faceModel'
>;

/** Counts what is in the picture; what a crop cut away is not in it. */
export function facesInNumbers(photo: Counted): ContentFaces {
  const crop = photo.edits?.crop ?? null;
  const faces = photo.faces.filter(({ box }) => isInPicture(box, crop));
  const standing = new Set(photo.people.flatMap(({ faceId }) => faceId ?? []));
  const toHide = faces.filter(({ setAside }) => setAside === 'blur');
  const asked = new Set(photo.edits?.blurs.map(placeOf));
  const blurred = toHide.filter(({ box }) => asked.has(placeOf(box))).length;
  const notFaces = faces.filter(({ setAside }) => setAside === 'not_a_face').length;
  const people = faces.filter(({ id }) => standing.has(id)).length;
  const unnamed = faces.length - toHide.length - notFaces - people;
  const together = photo.people.filter(({ placed }) => placed === 'together').length;
  const covered = photo.group !== null && photo.group.outsidersNone !== null && unnamed === together;
  return {
    ...looked(photo),
    boxes: faces.length,
    // A face said to be hidden that nothing asks to hide in the pixels is as open as any.
    open: (covered ? 0 : unnamed) + toHide.length - blurred,
    people,
    blurred,
    notFaces,
    largest: largestOf(photo, faces),
  };
}

const placeOf = ({ x, y, width, height }: FaceBox): string => [x, y, width, height].map(Math.round).join(' ');

/** Another picture of a moving photo was never looked at: a person counts, as if there were no machine. */
function looked({ facesOutcome, faceModel, edits }: Counted): Pick<ContentFaces, 'outcome' | 'model'> {
  if (facesOutcome === null) return { outcome: 'not_yet', model: null };
  if (facesOutcome === 'unavailable' || (edits?.frame ?? 0) !== 0)
    return { outcome: 'unavailable', model: null };
  return { outcome: 'looked', model: faceModel };
}

/** Faces that nobody named because a whole class stands for them. */
export const unnamedFaces = ({ boxes, blurred, notFaces, people, open }: ContentFaces): number =>
  boxes - blurred - notFaces - people - open;

function largestOf({ edits, master }: Counted, faces: Counted['faces']): number {
  const picture = edits?.crop ?? edits ?? master;
  if (!picture) return 0;
  const sides = faces
    .filter(({ setAside }) => setAside === null)
    .map(({ box }) => Math.max(box.width, box.height));
  const share = Math.max(0, ...sides) / Math.min(picture.width, picture.height);
  return Math.min(1_000, Math.round(share * 1_000));
}

export type Mismatch = 'more_faces_than_people' | 'people_but_no_faces' | 'more_people_than_faces';

/**
 * Whether faces and people do not fit together, as far as anybody has looked: people seen from behind have no face.
 * Null while nobody has, or nobody is listed.
 */
export function mismatchOf(
  faces: ContentFaces,
  people: readonly Pick<ContentPerson, 'placed'>[],
): Mismatch | null {
  if (faces.outcome !== 'looked' || people.length === 0) return null;
  const shown = faces.boxes - faces.blurred - faces.notFaces;
  const visible = people.filter(({ placed }) => placed !== 'behind').length;
  if (shown > visible) return 'more_faces_than_people';
  if (shown === 0 && visible > 0) return 'people_but_no_faces';
  return shown < visible ? 'more_people_than_faces' : null;
}
