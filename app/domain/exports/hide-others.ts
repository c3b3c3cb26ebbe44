// A photo for one pupil's file: every face in it but theirs is destroyed in the pixels. It begins from the version that was approved,
// trusts no single look, and leaves the photo out whenever it cannot be sure: another child's face must never leave in this file.
import type { Database } from '#db/client.server.ts';
import { boxesFor } from '#db/queries/subject-posts.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { isInPicture } from '#app/domain/photos/box-bounds.ts';
import { hiddenOn, isSamePlace, onMade } from '#app/domain/photos/edit-regions.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { CleanPhoto, PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { ContentPhoto } from '#app/domain/posts/post-digest.ts';
import type { PhotoToShow, VersionRow } from './gather-posts.ts';
import type { ExportedPhoto, PhotoLeftOut } from './pupil-records.ts';

type Picture = Pick<CleanPhoto, 'bytes' | 'width' | 'height'>;

export type PhotoForExport =
  | { ok: true; bytes: Uint8Array; hidden: NonNullable<ExportedPhoto['hidden']> }
  | { ok: false; leftOut: PhotoLeftOut };

/** So often a picture is gone over again for faces that were only seen once others were hidden. */
const ROUNDS = 3;

const leftOut = (why: PhotoLeftOut): PhotoForExport => ({ ok: false, leftOut: why });

/**
 * The photo with everybody else hidden. Where it is known which face is the pupil's, that one stays; where it is not, all go.
 * Out: left out when the file is gone, when nobody can look for faces, when fewer faces are found than people were counted, or
 * when the engine does not do exactly what was asked.
 * Errors: throws when the store does not answer.
 */
export async function hideOthers(
  deps: Pick<WorkerDeps, 'photos' | 'engine' | 'faces' | 'db'>,
  pupil: { schoolId: string; id: string },
  { postId, shown, version }: PhotoToShow,
): Promise<PhotoForExport> {
  const stored = version && !version.destroyedAt ? await deps.photos.readClean(version.key) : null;
  if (!version || !stored) return leftOut('not_kept');
  const still = await stillOf(deps, stored, version);
  if (!still) return leftOut('others_not_hidden');
  const before = version.edits ? hiddenOn(version.edits, still) : [];
  const look = await deps.faces.look(still.bytes, before);
  if (look.outcome !== 'looked') return leftOut('others_not_hidden');
  const { own, others, hiddenBefore, kept } = await knownBoxes(deps.db, pupil, { postId, version }, still);
  const found = look.faces.map(({ box }) => box);
  if (isAlone(shown, pupil.id) && others.length === 0 && found.length <= 1)
    return walksClean(still)
      ? { ok: true, bytes: still.bytes, hidden: 'alone' }
      : leftOut('others_not_hidden');
  const mine = own && closestTo(own, found);
  const seen = found.filter((box) => box !== mine);
  const more = seen.filter((box) => !others.some((known) => isSamePlace(known, box)));
  if (others.length + more.length + (own ? 1 : 0) < facesToFind(shown, kept))
    return leftOut('others_not_hidden');
  const bytes = await hidden(deps, still, [...hiddenBefore, ...others, ...seen], own);
  return bytes ? { ok: true, bytes, hidden: own ? 'others' : 'everyone' } : leftOut('others_not_hidden');
}

/** Of a moving picture one frame, as a JPEG; anything else as it is. */
async function stillOf(
  { engine }: Pick<WorkerDeps, 'engine'>,
  bytes: Uint8Array,
  version: VersionRow,
): Promise<Picture | null> {
  if (version.format === 'jpeg') return { bytes, width: version.width, height: version.height };
  const result = await engine.clean(bytes, { maxEdge: Math.max(version.width, version.height) });
  return result.ok && result.photo.format === 'jpeg' ? result.photo : null;
}

/** The boxes that people settled, as long as they are `kept`, on this version: the pupil's own, everybody else's, and hidden ones. */
async function knownBoxes(
  db: Database,
  pupil: { schoolId: string; id: string },
  { postId, version }: { postId: string; version: VersionRow },
  still: Picture,
): Promise<{ own: FaceBox | null; others: FaceBox[]; hiddenBefore: FaceBox[]; kept: boolean }> {
  const ref = { photoId: version.photoId, postId, pupilId: pupil.id };
  const { faces, ownFaceId } = await boxesFor(db, pupil, ref);
  const edits = version.edits ?? { width: version.width, height: version.height, crop: null };
  const inPicture = faces.filter(({ box }) => isInPicture(box, edits.crop));
  const own = inPicture.find(({ id }) => id === ownFaceId);
  const here = (face: { box: FaceBox }): FaceBox => onMade(face.box, edits, still);
  const rest = inPicture.filter(({ id }) => id !== own?.id);
  return {
    own: own ? here(own) : null,
    others: rest.filter(({ setAside }) => setAside === null).map(here),
    hiddenBefore: rest.filter(({ setAside }) => setAside === 'blur').map(here),
    kept: faces.length > 0,
  };
}

/** One person was counted, and it is this pupil. */
const isAlone = ({ people, headCount, group }: ContentPhoto, pupilId: string): boolean =>
  people.length === 1 && people[0]?.id === pupilId && headCount === 1 && !group;

/** The face found where the pupil's own is known to be, the nearest one alone: whoever stands cheek to cheek is somebody else. */
function closestTo(own: FaceBox, found: readonly FaceBox[]): FaceBox | undefined {
  const off = (box: FaceBox): number =>
    Math.hypot(
      box.x + box.width / 2 - own.x - own.width / 2,
      box.y + box.height / 2 - own.y - own.height / 2,
    );
  return found.filter((box) => isSamePlace(box, own)).sort((a, b) => off(a) - off(b))[0];
}

/**
 * How many faces there must be: as many as were settled, and as many people as were counted but those seen from behind. Once the boxes
 * are no longer `kept`, nobody can tell what was found by mistake from a face: all of it has to be found again, so that none of it
 * stands for a face that was missed.
 */
function facesToFind({ faces, headCount, people }: ContentPhoto, kept: boolean): number {
  const settled = faces?.outcome === 'looked' ? faces.boxes - faces.blurred - (kept ? faces.notFaces : 0) : 0;
  const behind = people.filter(({ placed }) => placed === 'behind').length;
  return Math.max(settled, (headCount ?? people.length) - behind);
}

/** The picture without those faces, looked at again until nobody else is found; null when it cannot be brought about. */
async function hidden(
  deps: Pick<WorkerDeps, 'engine' | 'faces'>,
  still: Picture,
  first: readonly FaceBox[],
  own: FaceBox | null,
): Promise<Uint8Array | null> {
  let blurs = [...first];
  if (blurs.length === 0) return walksClean(still) ? still.bytes : null;
  for (let round = 0; round < ROUNDS; round++) {
    const { width, height } = still;
    const edits: PhotoEdits = { width, height, blurs, crop: null, frame: 0 };
    const result = await deps.engine.clean(still.bytes, { maxEdge: Math.max(width, height), edits });
    if (!result.ok || !isChanged(result.photo, still)) return null;
    const again = await deps.faces.look(result.photo.bytes, hiddenOn(edits, result.photo));
    if (again.outcome !== 'looked') return null;
    const boxes = again.faces.map(({ box }) => box);
    const mine = own && closestTo(own, boxes);
    const left: FaceBox[] = boxes.filter((box) => box !== mine);
    if (left.length === 0) return result.photo.bytes;
    blurs = [...blurs, ...left];
  }
  return null;
}

/** Allowed byte by byte, of the same size, and not the picture that went in under another name. */
const isChanged = (made: CleanPhoto, still: Picture): boolean =>
  walksClean(made) &&
  made.width === still.width &&
  made.height === still.height &&
  !Buffer.from(made.bytes).equals(Buffer.from(still.bytes));

function walksClean({ bytes }: Pick<Picture, 'bytes'>): boolean {
  const walked = walkBytes(bytes);
  return walked.ok && walked.format === 'jpeg';
}
