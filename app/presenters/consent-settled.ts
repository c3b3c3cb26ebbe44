// What a school has settled about permission, in words: where it rests on its public task, and the weeks in which pupils are first
// asked for themselves.
import { PUBLIC_TASK_CHANNELS } from '#app/domain/consent/public-task.ts';
import { PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import type { ListedBasis } from '#app/domain/consent/list-bases.ts';
import type { Rollout } from '#app/domain/consent/settle-rollout.ts';
import { PLACE_WORDS, PURPOSE_WORDS } from './consent-labels.ts';
import { sentencesByField } from './field-sentences.ts';
import {
  PERMISSION_SENTENCES,
  type PermissionLine,
  periodWords,
  standingWords,
  whatIsLeft,
} from './permission-lines.ts';
import { dateWords } from './school-year.ts';

/** Every place and purpose as one card, in the order given. */
export const basisLines = (bases: readonly ListedBasis[], zone: string, at: Date): PermissionLine[] =>
  bases.map((basis) => ({
    id: basis.id,
    standing: standingWords(basis.state),
    title: `${PLACE_WORDS[basis.channel]}: ${PURPOSE_WORDS[basis.purpose].toLowerCase()}`,
    covers: [],
    days: periodWords(basis, zone, at),
    kept: `${basis.reference}. Recorded by ${basis.recordedBy}.`,
    ...whatIsLeft(basis.state),
  }));

export const TASK_PLACES = PUBLIC_TASK_CHANNELS.map((value) => ({ value, label: PLACE_WORDS[value] }));
export const TASK_PURPOSES = PURPOSES.filter((value) => value !== 'press').map((value) => ({
  value,
  label: PURPOSE_WORDS[value],
}));

export interface RolloutWords {
  standing: Rollout['standing'];
  title: string;
  sentence: string;
  /** what to put right first; null when nothing */
  first: string | null;
  age: number;
}

export function rolloutWords({
  ownConsentAge,
  standing,
  firstDay,
  lastDay,
  calendarKnown,
}: Rollout): RolloutWords {
  const from = firstDay ? dateWords(firstDay) : '';
  const until = lastDay ? ` It ends by itself after ${dateWords(lastDay)}.` : '';
  const SAID: Readonly<Record<Rollout['standing'], [string, string]>> = {
    none: [
      'Every pupil of the age is asked before a photo',
      `A pupil of ${ownConsentAge} or over who was not asked is not shown.`,
    ],
    ahead: [
      `It begins on ${from}`,
      `Until then a pupil of ${ownConsentAge} or over who was not asked is not shown.${until}`,
    ],
    running: ['It is running', `It began on ${from}.${until}`],
    over: [
      'It is over',
      `A pupil of ${ownConsentAge} or over who was not asked is not shown. It cannot be had again.`,
    ],
  };
  const [title, sentence] = SAID[standing];
  return {
    ...{ standing, title, sentence, age: ownConsentAge },
    first: calendarKnown
      ? null
      : 'The school year is not set, so weekends and holidays count too. Set it first, or it is over sooner.',
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  ...PERMISSION_SENTENCES,
  reference_missing: 'Say where it is written down, such as “Privacy notice 2026, section 4”.',
  reference_too_long: 'This is over 300 characters. Where it is written down is enough.',
  first_day_over: 'That day is over. Choose today or a day to come.',
  too_far: 'That is more than a year away. Set it when it is nearer.',
};

/** One sentence by field name; a field keeps its first. */
export const settledErrors = sentencesByField(SENTENCES);
