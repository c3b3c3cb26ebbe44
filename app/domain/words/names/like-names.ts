// Pupils who are meant though their name is written otherwise: by a short form that the records do not hold, or by a forename misspelt
// beside their own surname. The texts' own words are looked up with what they may stand for; the roll is never gone through.
import { EVERYDAY_SURNAMES } from './everyday-names.ts';
import { mayBeSurname, touch } from './name-surroundings.ts';
import type { NameText, NameToken } from './name-tokens.ts';
import type { NameWordHere, PupilNamed } from './names-ground.ts';
import { soundsAlike } from './sounds-alike.ts';
import { otherFormsOf } from '#app/domain/words/lexicons/short-forms.ts';

/** The words of the texts, and the forenames that some of them may be short for. */
export const withOtherForms = (words: readonly string[]): string[] => [
  ...new Set([...words, ...words.flatMap(otherFormsOf)]),
];

/** A word that may be a forename, right beside a word that some pupil has as a surname. */
interface Beside {
  word: string;
  surname: string;
}

/** Every such pair of the texts: `Jayne Hollowell`, `Hollowell, Jayne`. `surnames`: the pupils' own. */
export const besideSurnames = (texts: readonly NameText[], surnames: ReadonlySet<string>): Beside[] =>
  surnames.size === 0
    ? []
    : texts.flatMap((text) =>
        text.tokens.flatMap((token) =>
          surnames.has(token.key)
            ? neighbours(text, token).map((word) => ({ word, surname: token.key }))
            : [],
        ),
      );

function neighbours(text: NameText, { key, first, end, capital, plural }: NameToken): string[] {
  const { atoms } = text;
  const [before, start, last, after] = [atoms[first - 1], atoms[first], atoms[end - 1], atoms[end]];
  if (!start || !last || plural || key.length < 3) return [];
  const leads = touch(text, before, start) ? before : undefined;
  const listed = /^, ?$/.test(text.text.slice(last.to, after?.from));
  const follows = listed && after?.sentence === last.sentence ? after : undefined;
  // Typed in a hurry, without capitals: only beside a surname that means nothing else.
  const inSmall = !capital && !EVERYDAY_SURNAMES.has(key);
  return [leads, follows].flatMap((atom) =>
    atom && atom.key.length > 2 && mayBeSurname(inSmall ? { ...atom, capital: true } : atom)
      ? [atom.key]
      : [],
  );
}

/** Surnames of pupils on roll here: nobody else's misspelt name is looked for. */
export const surnamesOf = (pupils: readonly PupilNamed[]): Set<string> =>
  new Set(pupils.flatMap(({ alone, words }) => (alone ? words.flatMap(asSurname) : [])));

const asSurname = ({ part, word }: NameWordHere): string[] => (part === 'surname' ? [word] : []);

/**
 * The same pupils, with the words of the texts by which they are meant too. `words`: the texts' own; `forenames`: all forenames of a
 * pupil, as far as they are needed, the words found in the texts where nothing else is known.
 */
export function withLikeNames(
  pupils: readonly PupilNamed[],
  texts: readonly NameText[],
  words: readonly string[],
  forenames: (pupil: PupilNamed) => readonly NameWordHere[] = ({ words: own }) => own,
): PupilNamed[] {
  const here = new Set(words);
  const beside = new Map<string, Set<string>>();
  for (const { word, surname } of besideSurnames(texts, surnamesOf(pupils)))
    beside.set(surname, (beside.get(surname) ?? new Set()).add(word));
  return pupils.map((pupil) => {
    const own = forenames(pupil).flatMap((each) => (callsAlone(each) ? [each.word] : []));
    const short = new Set(own.flatMap(otherFormsOf).filter((form) => here.has(form)));
    const near = new Set(
      pupil.alone
        ? pupil.words
            .flatMap(asSurname)
            .flatMap((surname) => [...(beside.get(surname) ?? [])])
            .filter((word) => own.some((forename) => soundsAlike(word, forename)))
        : [],
    );
    const has = new Set(pupil.words.flatMap(({ part, word }) => (part === 'forename' ? [word] : [])));
    const more = [
      ...[...short].filter((word) => !has.has(word)).map((word) => likeWord(word, 'short')),
      ...[...near].filter((word) => !has.has(word) && !short.has(word)).map((word) => likeWord(word, 'near')),
    ];
    return more.length === 0 ? pupil : { ...pupil, words: [...pupil.words, ...more] };
  });
}

const likeWord = (word: string, like: 'short' | 'near'): NameWordHere => ({
  ...{ part: 'forename', place: 0, of: 1, word, like },
});

/** A forename by which its pupil alone may be called: the first of several, or all of them run together. */
const callsAlone = ({ part, place, of }: NameWordHere): boolean =>
  part === 'forename' && (place === 0 || place === of || (of === 2 && place === 1));
