// Pupils whose names may stand in a post's texts, found by the texts' own words: never the whole roll.
import { type NameWord, nameWords, type NamesOfPupil } from '#app/domain/pupils/name-words.ts';

/** What was agreed for a pupil's name in this very post, as of now and of when it goes out. */
export interface NameAgreed {
  firstName: boolean;
  fullName: boolean;
  /** the first name beside the pupil's own face */
  nameWithImage: boolean;
}

export const NOTHING_AGREED: NameAgreed = { firstName: false, fullName: false, nameWithImage: false };

/** A word of a pupil's names, or one of the text that stands for it. */
export interface NameWordHere extends Pick<NameWord, 'part' | 'place' | 'of' | 'word'> {
  /** not as records have it: another form of a forename, or one misspelt beside the pupil's own surname */
  like?: 'short' | 'near';
}

export interface PupilNamed {
  id: string;
  /** of this school; a pupil of another school of the trust counts by their full name, and is written down nowhere */
  ours: boolean;
  /** on roll here, so that a forename or a surname alone counts too */
  alone: boolean;
  /** words of their names, at least those that stand in the texts */
  words: readonly NameWordHere[];
  /** first letters of their forenames and surnames, folded; empty where no initial can stand in the text */
  initials: { forename: string; surname: string };
  agreed: NameAgreed;
}

export interface NamesInText {
  readonly pupils: readonly PupilNamed[];
}

export const NO_NAMES: NamesInText = { pupils: [] };

/** A whole roster as the ground, for a command line that knows nobody else: no name was agreed to. */
export const namesOfRoster = (roster: readonly { id: string; names: NamesOfPupil }[]): NamesInText => ({
  pupils: roster.map(({ id, names }) => {
    const words = nameWords(names);
    return { id, ours: true, alone: true, words, initials: initialsOf(words), agreed: NOTHING_AGREED };
  }),
});

/** First letters, each once. */
export function initialsOf(
  words: readonly Pick<NameWord, 'part' | 'place' | 'of' | 'word'>[],
): PupilNamed['initials'] {
  const of = (part: NameWord['part']): string =>
    [
      ...new Set(
        words.filter((each) => each.part === part && each.place === 0).map(({ word }) => word.slice(0, 1)),
      ),
    ].join('');
  return { forename: of('forename'), surname: of('surname') };
}
