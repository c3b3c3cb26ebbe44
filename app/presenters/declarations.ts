// What an author declares, in words that can be read before they are ticked: one tick a post. What is said of a photo is said at
// that photo.
import type { DeclarationName } from '#app/domain/posts/declarations.ts';

export const DECLARATION_WORDS: Readonly<Record<DeclarationName, string>> = {
  responsible: 'It is true, and I speak for the school: in public, for good, and under our code of conduct.',
  tells_no_place: 'Nothing in the words or the pictures tells where we are or where we will be.',
  each_asked: 'Every pupil in the photos who has not been asked yet was asked for them, and none said no.',
  no_interest: 'Nobody here gains by naming the business in this post, and nobody was paid or asked to.',
  may_be_used:
    'What is quoted is exact, we may use it, and where it comes from is true: words, verses and figures.',
};

/** The same in a few words, for the line that says what is left to do: "Tick that …". */
export const DECLARATION_SHORT: Readonly<Record<DeclarationName, string>> = {
  responsible: 'it is true, and you speak for the school',
  tells_no_place: 'nothing in the words or the pictures tells where you are',
  each_asked: 'every pupil not asked yet was asked for these photos, and none said no',
  no_interest: 'nobody gains by naming the business in the words',
  may_be_used: 'what is quoted is exact and may be used',
};
