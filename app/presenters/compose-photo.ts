// One photo on the compose page: whether it can be used, what was removed from it, and who is said to be in it.
import { partsMissing } from '#app/domain/photos/about-photo.ts';
import { photoRefusalSentence, removedInWords } from '#app/domain/photos/photo-refusals.ts';
import type { MetadataKind, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import { peopleListed } from '#app/domain/posts/photo-state.ts';
import { hidingWords } from './account-notes.ts';
import { type FacesSettled, facesSettled } from './faces-settled.ts';

export interface ComposePhoto {
  postPhotoId: string;
  /** the page's own id for the upload, to tell that it arrived */
  photoId: string;
  /** "Photo 2" */
  name: string;
  state: 'working' | 'ready' | 'refused';
  /** clean, and the places of faces are still being found */
  looking: boolean;
  src: string | null;
  width: number;
  height: number;
  /** what is happening to it, or why it cannot be used */
  words: string;
  /** what was removed from the original, in a line */
  removed: string | null;
  /** how far it is accounted for who is in it */
  settled: FacesSettled;
  /** every question about it is answered */
  answered: boolean;
  /** people listed; null when nobody has said yet */
  people: { listed: number; counted: number | null; names: string[] } | null;
}

const STATES: Readonly<Record<PlacedPhoto['state'], ComposePhoto['state']>> = {
  quarantined: 'working',
  cleaning: 'working',
  clean: 'ready',
  refused: 'refused',
};

/** The photo as it stands at this place of the post; `people` are those whom this reader may see by name. */
export function composePhoto(
  photo: PlacedPhoto,
  index: number,
  { base, people }: { base: string; people: ReadonlyMap<string, NamedPerson> },
): ComposePhoto {
  const name = `Photo ${index + 1}`;
  const state = stateOf(photo);
  const listed = peopleListed(photo);
  const said = photo.headCount !== null || listed.length > 0;
  return {
    postPhotoId: photo.postPhotoId,
    photoId: photo.photoId,
    name,
    state,
    looking: state === 'ready' && photo.facesOutcome === null,
    src: photo.version ? `${base}/photos/${photo.version.id}` : null,
    width: photo.version?.width ?? 0,
    height: photo.version?.height ?? 0,
    words: wordsOf(photo, state, name),
    settled: facesSettled(photo, name),
    answered: partsMissing(photo.about).length === 0,
    removed: state === 'ready' ? removedInWords(photo.removedKinds as MetadataKind[]) : null,
    people: said
      ? {
          listed: listed.length,
          counted: photo.headCount,
          names: listed.flatMap(({ id }) => people.get(id)?.name ?? []).sort(),
        }
      : null,
  };
}

/** A clean photo in which something is being hidden is worked on again; one that cannot be changed is of no use. */
function stateOf({ state, version, rendering }: PlacedPhoto): ComposePhoto['state'] {
  if (state !== 'clean' || version) return STATES[state];
  return rendering === 'being_made' || rendering === 'made' ? 'working' : 'refused';
}

function wordsOf(photo: PlacedPhoto, state: ComposePhoto['state'], name: string): string {
  if (photo.state !== 'clean')
    return state === 'refused'
      ? photoRefusalSentence((photo.refusalCode ?? 'engine_failed') as PhotoRefusalCode)
      : `Cleaning ${name.toLowerCase()}`;
  if (state === 'working' && photo.edits) return hidingWords(photo.edits);
  return photo.originalGone
    ? 'What was to be hidden in it cannot be hidden any more, because the photo as it was taken has been destroyed. Remove it and add it again.'
    : 'What was to be hidden in it could not be hidden. Remove it and add it again, or use another photo.';
}
