// What became of the faces and people of a photo, in words: for the draft's card, and for those who read or approve the post.
import { facesInNumbers } from '#app/domain/posts/faces-in-numbers.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import { peopleListed } from '#app/domain/posts/photo-state.ts';
import type { ContentPhoto } from '#app/domain/posts/post-digest.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const faces = (count: number): string => (count === 1 ? '1 face' : `${count} faces`);
const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

/** Where the accounting of one photo of a draft stands, for its card. */
export interface FacesSettled {
  /** what the button says */
  words: string;
  done: boolean;
}

/** `name`: "Photo 2". Settled is not allowed: what may not be shown is said beside it. */
export function facesSettled(photo: PlacedPhoto, name: string): FacesSettled {
  const where = `in ${name.toLowerCase()}`;
  const { boxes, open } = photo.accounted?.faces ?? facesInNumbers(photo);
  const placed = peopleListed(photo).length;
  if (open > 0) return { words: `Who is ${where}? ${boxes - open} of ${boxes} settled`, done: false };
  if (photo.headCount === null)
    return {
      words: boxes + placed === 0 ? `Who is ${where}?` : `Who is ${where}? Still to be counted`,
      done: false,
    };
  return { words: `${people(placed)} ${where}: change`, done: photo.headCount === placed };
}

/** Whole sentences for somebody who did not settle it: both counts, what was hidden, and which class it is. */
export function settledSentences(photo: ContentPhoto): string[] {
  const { faces: numbers, group, headCount, people: listed } = photo;
  const sentences: string[] = [];
  if (headCount !== null)
    sentences.push(
      headCount === 0 && listed.length === 0
        ? 'The author says that nobody can be recognised in it.'
        : headCount === listed.length
          ? `The author counts ${people(headCount)} who can be recognised, and ${headCount === 1 ? 'that one is' : 'all are'} listed.`
          : `The author counts ${people(headCount)} who can be recognised, but ${listed.length} ${listed.length === 1 ? 'is' : 'are'} listed.`,
    );
  if (numbers?.outcome === 'unavailable')
    sentences.push('Faces could not be looked for by machine: only people have counted.');
  if (numbers && numbers.blurred > 0)
    sentences.push(`${faces(numbers.blurred)} ${numbers.blurred === 1 ? 'is' : 'are'} hidden.`);
  if (numbers && numbers.open > 0)
    sentences.push(`${faces(numbers.open)} still ${numbers.open === 1 ? 'has' : 'have'} no answer.`);
  const behind = listed.filter(({ placed }) => placed === 'behind').length;
  if (behind > 0) sentences.push(`${people(behind)} ${behind === 1 ? 'shows' : 'show'} no face.`);
  if (group) {
    sentences.push(
      group.absent.length === 0
        ? `A photo of ${group.name}: everyone is in it.`
        : `A photo of ${group.name}: everyone but ${pupils(group.absent.length)}, said by name not to be in it.`,
    );
    if (group.hidden > 0)
      sentences.push(
        `${pupils(group.hidden)} of the class ${group.hidden === 1 ? 'is' : 'are'} in it and hidden.`,
      );
    if (group.outsidersNone)
      sentences.push('The author has confirmed that nobody from outside the class can be seen.');
  }
  return sentences;
}
