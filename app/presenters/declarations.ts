// What an author declares, in words that can be read before they are ticked: at most four ticks a post.
import type { DeclarationName } from '#app/domain/posts/declarations.ts';

export const DECLARATION_WORDS: Readonly<Record<DeclarationName, string>> = {
  responsible: 'It is true, and I speak for the school: in public, for good, and under our code of conduct.',
  rights: 'We took these photos ourselves, or have permission to use them.',
  background:
    'I have looked at each photo closely: nobody is embarrassed, and no names, badges, screens or number plates can be read.',
  device: 'They were taken on a school device, or I have deleted my own copies.',
};

/** The same in a few words, for the line that says what is left to do: "Tick that …". */
export const DECLARATION_SHORT: Readonly<Record<DeclarationName, string>> = {
  responsible: 'it is true, and you speak for the school',
  rights: 'the photos are ours to use',
  background: 'you have looked closely at each photo',
  device: 'no copies stay on your own phone',
};
