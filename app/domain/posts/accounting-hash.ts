// One salted hash over who stands where in a photo and what is hidden: it binds an approval to the accounting, and tells nothing
// once the boxes and the salt's photo are gone (R-73, F-30).
import { personOn } from '#app/domain/photos/accounting.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import { accountingOf } from './photo-state.ts';
import { hashOf } from './post-digest.ts';

/** Lower-case hex SHA-256. Any other answer, box, person or absence gives another hash. */
export function accountingHash(photo: PlacedPhoto): string {
  const state = accountingOf(photo);
  const { group, crop, frame } = state;
  return hashOf({
    salt: photo.accountingSalt,
    faces: state.faces
      .map(({ id, box, setAside }) => {
        const person = personOn(state, id);
        return [id, box, setAside, person ? `${person.kind}:${person.id}` : null];
      })
      .sort(byText),
    others: state.people
      .filter(({ faceId }) => faceId === null)
      .map(({ kind, id, placed }) => `${kind}:${id}:${placed}`)
      .sort(),
    things: state.blurs.map(({ what, box }) => [what, box]).sort(byText),
    group,
    crop,
    frame,
  });
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
