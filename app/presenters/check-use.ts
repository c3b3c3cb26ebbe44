// Who may be shown somewhere, for those who make displays, newsletters and pages: the choices of the form, and the answer in sections.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import type { CheckedUse, UseAsked, UseChoices } from '#app/domain/consent/check-use.ts';
import { PLACE_CHOICES, PLACE_WORDS, PURPOSE_CHOICES, PURPOSE_WORDS } from './consent-labels.ts';
import { dayWords } from './when.ts';

export interface UseSection {
  word: PublicWord;
  title: string;
  hint: string | null;
  names: string[];
  /** those who may not be shown stay off paper */
  onPaper: boolean;
}

const SECTIONS: readonly Omit<UseSection, 'names'>[] = [
  {
    word: 'first name may be used',
    title: 'Can be shown, with the first name',
    hint: null,
    onPaper: true,
  },
  { word: 'can be shown', title: 'Can be shown, without a name', hint: null, onPaper: true },
  {
    word: 'only in a group',
    title: 'Only in a group',
    hint: 'Never alone or picked out, and without a name.',
    onPaper: true,
  },
  { word: 'not in photos', title: 'Not in photos', hint: null, onPaper: false },
];

/** The answer in sections, those who may be shown first; sections without anybody are left out. */
export function answerOfUse(checked: CheckedUse, asked: UseAsked, zone: string, at: Date) {
  return {
    about: checked.about,
    /** "Displays in school, celebrating what pupils do" */
    use: `${PLACE_WORDS[asked.place]}: ${lowerFirst(PURPOSE_WORDS[asked.purpose])}`,
    asOf: dayWords(at, zone, at),
    schoolSentence: checked.schoolSentence,
    pupils: checked.pupils.length,
    sections: SECTIONS.map((section) => ({
      ...section,
      names: checked.pupils.filter(({ word }) => word === section.word).map(({ label }) => label),
    })).filter(({ names }) => names.length > 0),
  };
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** What the form offers; a class or a trip in one list, each with its kind in its value. */
export const formOfUse = (choices: UseChoices, zone: string, at: Date) => ({
  who: [
    ...choices.classes.map((group) => ({ value: `class:${group}`, label: `Class ${group}` })),
    ...choices.trips.map(({ id, name, startsAt }) => ({
      value: `trip:${id}`,
      label: `Trip: ${name}, ${dayWords(startsAt, zone, at)}`,
    })),
  ],
  places: [...PLACE_CHOICES].sort((a, b) => Number(isPlatform(a.value)) - Number(isPlatform(b.value))),
  purposes: PURPOSE_CHOICES,
});

const PLATFORMS: readonly string[] = ['x', 'bluesky', 'facebook', 'instagram'];
const isPlatform = (place: string): boolean => PLATFORMS.includes(place);
