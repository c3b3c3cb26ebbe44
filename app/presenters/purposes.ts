// What a post is for, in words; people agree to each purpose by itself.
import { type Purpose, PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';

interface PurposeWords {
  label: string;
  hint: string;
}

const WORDS: Readonly<Record<Purpose, PurposeWords>> = {
  celebration: { label: 'Celebration', hint: 'An achievement, an event, something to be proud of.' },
  trip: { label: 'A trip', hint: 'Choose the trip itself above.' },
  teaching: { label: 'Learning', hint: 'What a class or subject has been doing.' },
  recruitment: { label: 'Joining us', hint: 'Open days, places, jobs.' },
  press: { label: 'Press', hint: 'Shared with newspapers or broadcasters too.' },
  information: { label: 'Information', hint: 'Dates, closures, news for families.' },
};

export const purposeWords = (purpose: string): PurposeWords =>
  (WORDS as Record<string, PurposeWords>)[purpose] ?? WORDS.information;

/** Purposes that a post may have when it is about no trip. */
export const purposeChoices = (): { value: Purpose; label: string; hint: string }[] =>
  PURPOSES.filter((purpose) => purpose !== 'trip').map((value) => ({ value, ...WORDS[value] }));
