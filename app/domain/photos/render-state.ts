// How far the edited version of a photo in a post is: what the screen says while there is nothing to send yet. Pure.
import { editsHash, NO_EDITS } from './photo-edits.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';

/** Tries at one set of edits after which the author is told that it cannot be done. */
export const MOST_RENDER_TRIES = 3;

/**
 * `made`: there is a version to send. `being_made`: the worker is at it. `not_made`: it was tried as often as it may, and
 * somebody was told. `send_again`: the original is gone, so that nothing can be made from it any more.
 */
export type RenderState = 'made' | 'being_made' | 'not_made' | 'send_again';

/** In: what is known of a clean photo's place in a post. */
export function renderStateOf(place: {
  version: object | null;
  originalGone: boolean;
  renderTries: number;
}): RenderState {
  if (place.version) return 'made';
  if (place.originalGone) return 'send_again';
  return place.renderTries > MOST_RENDER_TRIES ? 'not_made' : 'being_made';
}

/** Whether a stored version is what these edits ask for, by its name and by what was really done to it. */
export const isMadeBy = (
  version: { edits: PhotoEdits | null; editsHash: string },
  edits: PhotoEdits | null,
): boolean => {
  const wanted = editsHash(edits);
  return version.editsHash === wanted && editsHash(version.edits) === wanted;
};

/** Whether a version is the plain photo by its name, which outlives what it was made from: boxes go, the name stays. */
export const isPlain = (version: { editsHash: string }): boolean => version.editsHash === NO_EDITS;
