// What does not fit together in the accounting of a photo, in plain words with what to do about it.
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { AccountFacts } from '#app/domain/posts/read-account.ts';
import type { Mismatch } from '#app/domain/posts/faces-in-numbers.ts';
import type { AccountNote } from './account-page.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

const MISMATCHES: Readonly<Record<Mismatch, Omit<AccountNote, 'kind'>>> = {
  more_faces_than_people: {
    title: 'There are more faces than people.',
    text: 'Say who each of the others is, blur them, or say that they are no faces.',
  },
  people_but_no_faces: {
    title: 'You placed people, but there is no face for them.',
    text: 'If everyone is seen from behind, say so for each: “Seen from behind”. If not, add a box round each face.',
  },
  more_people_than_faces: {
    title: 'There are more people than faces.',
    text: 'Somebody may be seen from behind, or a face was missed: add it. Take out whoever is not in the photo.',
  },
};

/** "Hiding 3 faces and things…" while the photo is made anew. */
export function hidingWords({ blurs, crop }: PhotoEdits): string {
  if (blurs.length === 0) return crop ? 'Cropping the photo…' : 'Making the photo…';
  return `Hiding ${blurs.length === 1 ? '1 place' : `${blurs.length} places`} in the photo…`;
}

/** Only what can be done something about now: while faces are open, they say so themselves. */
export function accountNotes({ photo, people: offered, accounted }: AccountFacts): AccountNote[] {
  const notes: AccountNote[] = [];
  const add = (kind: AccountNote['kind'], title: string, text: string) => notes.push({ kind, title, text });
  if (offered.schoolSentence) add('stopped', offered.schoolSentence, '');
  if (photo.originalGone)
    add(
      'stopped',
      'Nothing can be changed in this photo any more.',
      'The photo as it was taken has been destroyed, as we promise. Remove it from your post and add it again.',
    );
  if (accounted.outcome === null)
    add('info', 'We are still looking for faces.', 'It takes a few seconds. They appear here by themselves.');
  if (accounted.outcome === 'unavailable')
    add(
      'needs-you',
      'We could not look for faces here: count yourself.',
      'Add a box round each face that has to be hidden, and say who can be seen. Whoever approves it counts as well.',
    );
  if (photo.rendering === 'not_made')
    add(
      'stopped',
      'The hidden version of this photo could not be made.',
      'Nothing goes out. Remove the photo and add it again, or use another one.',
    );
  const { group, open, mismatch, headCount, placed } = accounted;
  if (group && !group.outsidersNone)
    add(
      'needs-you',
      `Is everyone in it from ${group.name}?`,
      'Open “Class photo” and confirm that nobody from outside the class can be seen.',
    );
  if (group && group.mustAnswer.length > 0)
    add(
      'stopped',
      group.mustAnswer.length === 1
        ? 'One pupil who may not be shown counts as in it.'
        : `${group.mustAnswer.length} pupils who may not be shown count as in it.`,
      'Open “Class photo” and answer for each by name.',
    );
  if (group?.needsNames)
    add(
      'needs-you',
      'Somebody here may be shown only under a condition, so faces need names.',
      'Tap each face and say who it is.',
    );
  if (open === 0 && mismatch) {
    const { title, text } = MISMATCHES[mismatch];
    add('needs-you', title, text);
  }
  if (open === 0 && headCount !== null && headCount !== placed)
    add(
      'needs-you',
      `You count ${headCount}, but ${people(placed)} ${placed === 1 ? 'is' : 'are'} settled.`,
      headCount > placed
        ? 'Add a face, or somebody seen from behind. Whoever is on no list has to be blurred.'
        : 'Take out whoever is not in it, or count again.',
    );
  return notes;
}
