// What an author declares, in words that can be read before they are ticked: one tick a post. What is said of a photo is said at
// that photo.
import type { DeclarationName } from '#app/domain/posts/declarations.ts';

export const DECLARATION_WORDS: Readonly<Record<DeclarationName, string>> = {
  responsible: 'It is true, and I speak for the school: in public, for good, and under our code of conduct.',
  tells_no_place: 'Nothing in the words or the pictures tells where we are or where we will be.',
};

/** The same in a few words, for the line that says what is left to do: "Tick that …". */
export const DECLARATION_SHORT: Readonly<Record<DeclarationName, string>> = {
  responsible: 'it is true, and you speak for the school',
  tells_no_place: 'nothing in the words or the pictures tells where you are',
};
