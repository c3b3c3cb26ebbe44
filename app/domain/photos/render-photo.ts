// Makes the edited version of a photo that a post wants, always from the original: blurred and cropped in the pixels, walked
// again, looked at again for faces that nobody has settled (I-02, I-06, I-08).
import { endRender, everyVersion, leaseRender } from '#db/queries/photo-renders.server.ts';
import { findPlace } from '#db/queries/placed-photos.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { CleanPhoto, PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { FoundFace } from '#app/domain/ports/face-finder.ts';
import { OriginalDamaged } from '#app/domain/ports/photo-store.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { walkBytes } from './allowed-bytes.ts';
import { hiddenOn, onUnedited } from './edit-regions.ts';
import { keepRendered } from './keep-rendered.ts';
import { readOriginalOf } from './original-pieces.ts';
import { WAIT_FOR_STORAGE_MS } from './photo-limits.ts';
import { giveUpRendering, putDown, RENDERER, type RenderInHand } from './render-in-hand.ts';
import { isMadeBy, isPlain, MOST_RENDER_TRIES } from './render-state.ts';

/** How long one worker may be at a version before another may try, in ms. */
const RENDER_LEASE_MS = 120_000;

export interface PlaceRef {
  schoolId: string;
  postPhotoId: string;
}

/** `overtaken`: something else is wanted by now, or another worker was quicker; nothing of this try is kept. */
export type Rendered =
  'rendered' | 'nothing_to_do' | 'overtaken' | 'will_try_again' | 'given_up' | 'send_again';

/**
 * Makes the version if it is wanted and not there; running it twice, or in two workers, does it once.
 * Errors: throws when the store cannot give the original or take the version; it is tried again a minute later, and that is
 * not counted as a try.
 */
export async function renderPhoto(deps: WorkerDeps, ref: PlaceRef): Promise<Rendered> {
  const hand = await takeInHand(deps, ref);
  if (!hand) return 'nothing_to_do';
  if (hand.place.renderTries > MOST_RENDER_TRIES) return giveUpRendering(deps, hand, 'engine_failed');
  const original = await readOriginalOf(deps, hand.photo).catch((error: unknown) =>
    error instanceof OriginalDamaged ? null : waitForStorage(deps, hand, error),
  );
  if (!original) return giveUpRendering(deps, hand, 'send_again');
  const { edits, maxEdge } = hand;
  const result = await deps.engine.clean(original, { maxEdge, edits });
  if (!result.ok || !isWhatWasAsked(result.photo, hand)) return tryAgain(deps, hand);
  const { key } = await deps.photos
    .putClean(result.photo.bytes)
    .catch((error: unknown) => waitForStorage(deps, hand, error));
  const faces = await facesLeft(deps, result.photo, edits);
  const outcome = await keepRendered(deps, hand, { ...result.photo, key }, faces);
  if (outcome !== 'rendered') await deps.photos.removeClean(key);
  return outcome;
}

async function takeInHand(deps: WorkerDeps, ref: PlaceRef): Promise<RenderInHand | null> {
  return inOneTransaction(deps, RENDERER, async (work) => {
    const until = new Date(work.at.getTime() + RENDER_LEASE_MS);
    const place = await leaseRender(work.db, ref, ref.postPhotoId, {
      at: work.at,
      until,
      most: MOST_RENDER_TRIES,
    });
    const row = place ? await findPlace(work.db, ref, place.id) : null;
    if (!place?.edits || !row) return null;
    const versions = await everyVersion(work.db, ref, row.photo.id);
    const isThere = versions.some((version) => !version.destroyedAt && isMadeBy(version, place.edits));
    if (isThere || row.photo.state !== 'clean') {
      await endRender(work.db, place, { renderTries: 0, renderLeaseUntil: null });
      return null;
    }
    const { photoMaxEdge: maxEdge } = settingsOf(found(await findSchool(work.db, ref), 'school').settings);
    const plain = versions.filter(isPlain).map(({ sha256 }) => sha256);
    return { place, photo: row.photo, edits: place.edits, maxEdge, plain };
  });
}

/**
 * The file holds only what may leave, and is not the unedited photo under another name, which an engine that took no notice
 * of the edits would give.
 */
function isWhatWasAsked({ bytes, sha256 }: CleanPhoto, { edits, plain }: RenderInHand): boolean {
  const walked = walkBytes(bytes);
  if (!walked.ok || walked.format !== 'jpeg') return false;
  return edits.blurs.length === 0 || !plain.includes(sha256);
}

/** Faces outside everything hidden, as boxes on the unedited photo; none when nobody could look: a person then counts. */
async function facesLeft(deps: WorkerDeps, photo: CleanPhoto, edits: PhotoEdits): Promise<FoundFace[]> {
  const look = await deps.faces.look(photo.bytes, hiddenOn(edits, photo));
  if (look.outcome !== 'looked') return [];
  return look.faces.map((face) => ({ ...face, box: onUnedited(face.box, edits, photo) }));
}

/** The engine failed, which is not the photo's fault: the sweep takes it up again, and at last the author is told. */
async function tryAgain(deps: WorkerDeps, hand: RenderInHand): Promise<Rendered> {
  if (hand.place.renderTries >= MOST_RENDER_TRIES) return giveUpRendering(deps, hand, 'engine_failed');
  const { renderTries } = hand.place;
  await putDown(deps, hand, { renderTries, renderLeaseUntil: null });
  return 'will_try_again';
}

async function waitForStorage(deps: WorkerDeps, hand: RenderInHand, error: unknown): Promise<never> {
  const until = new Date(deps.clock.now().getTime() + WAIT_FOR_STORAGE_MS);
  await putDown(deps, hand, { renderTries: hand.place.renderTries - 1, renderLeaseUntil: until });
  throw error;
}
