// Keeps an edited version once it is made: the version, the faces nobody has settled and the end of what it replaces, in one
// transaction, so that there is no moment at which the version could be sent and those faces were not yet asked about.
import {
  addFaces,
  endRender,
  everyVersion,
  lockPhotoAndPlaces,
  markDestroyed,
  versionsInRevisions,
} from '#db/queries/photo-renders.server.ts';
import { insertVersion, type PhotoVersionRow } from '#db/queries/photos.server.ts';
import { facesOf } from '#db/queries/placed-photos.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { CleanPhoto, PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { FoundFace } from '#app/domain/ports/face-finder.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { isSamePlace } from './edit-regions.ts';
import { editsHash } from './photo-edits.ts';
import { RENDERER, type RenderInHand } from './render-in-hand.ts';
import { isMadeBy } from './render-state.ts';

/**
 * In: the version as stored, and the faces outside everything hidden, in px of the unedited photo.
 * Out: `overtaken` when it is no longer wanted, or there by now: then nothing was kept, and its file is the caller's to remove.
 */
export async function keepRendered(
  deps: WorkerDeps,
  hand: RenderInHand,
  made: CleanPhoto & { key: string },
  faces: readonly FoundFace[],
): Promise<'rendered' | 'overtaken'> {
  const { edits, place } = hand;
  return inOneTransaction(deps, RENDERER, async (work) => {
    const locked = await lockPhotoAndPlaces(work.db, place, place.photoId);
    const wanting = locked?.places.find(({ id }) => id === place.id);
    if (!locked || !wanting || locked.photo.originalDestroyedAt) return 'overtaken';
    const versions = await everyVersion(work.db, place, place.photoId);
    const isThere = versions.some((version) => !version.destroyedAt && isMadeBy(version, edits));
    if (isThere || editsHash(wanting.edits) !== editsHash(edits)) return 'overtaken';
    const { key, format, sha256, perceptualHash, likeness, width, height } = made;
    const version = await insertVersion(work.db, {
      schoolId: place.schoolId,
      photoId: place.photoId,
      number: Math.max(0, ...versions.map(({ number }) => number)) + 1,
      key,
      format,
      sha256,
      perceptualHash,
      likeness,
      width,
      height,
      bytes: made.bytes.byteLength,
      edits,
      editsHash: editsHash(edits),
      createdAt: work.at,
    });
    const newFaces = await askAbout(work, hand, faces);
    await endSuperseded(work, deps, locked.places, [...versions, version]);
    await endRender(work.db, place, { renderTries: 0, renderLeaseUntil: null });
    work.record({
      type: 'photo.rendered',
      schoolId: place.schoolId,
      photoId: place.photoId,
      versionId: version.id,
      sha256,
      hidden: edits.blurs.length,
      cropped: edits.crop !== null,
      newFaces,
    });
    return 'rendered';
  });
}

/** Faces that stand nowhere among the known ones become open ones. @returns how many */
async function askAbout({ db, at }: Work, { photo }: RenderInHand, faces: readonly FoundFace[]) {
  const known = await facesOf(db, photo, [photo.id]);
  const unknown = faces.filter(({ box }) => !known.some((face) => isSamePlace(face.box, box)));
  const rows = unknown.map(({ box, score }) => ({
    box,
    score,
    certainty: 'possible' as const,
    addedAt: at,
  }));
  await addFaces(db, photo, rows);
  return rows.length;
}

/** Edited versions that no place wants and no revision was cut with have no further use, and go: row first, then file. */
async function endSuperseded(
  work: Work,
  { photos }: WorkerDeps,
  places: readonly { schoolId: string; postId: string; edits: PhotoEdits | null }[],
  versions: readonly PhotoVersionRow[],
): Promise<void> {
  const [scope] = places;
  if (!scope) return;
  const cut = await versionsInRevisions(
    work.db,
    scope,
    places.map(({ postId }) => postId),
  );
  const superseded = versions.filter(
    (version) =>
      !version.destroyedAt &&
      version.edits !== null &&
      !cut.has(version.id) &&
      !places.some(({ edits }) => isMadeBy(version, edits)),
  );
  await markDestroyed(
    work.db,
    scope,
    superseded.map(({ id }) => id),
    work.at,
  );
  for (const { key } of superseded) work.afterCommit(() => photos.removeClean(key));
}
