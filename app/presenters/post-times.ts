// The times of a school's posts as a form says them: each with what it means, what may be chosen, and what it is where nothing is set.
import { POST_TIMES, type PostTimes, postTimesOf } from '#app/domain/school/post-times.ts';
import { DEFAULT_SETTINGS, type SchoolSettings } from '#app/domain/school/school-settings.ts';
import { timesBase } from '#app/domain/school/set-post-times.ts';
import { sentencesByField } from './field-sentences.ts';

export interface PostTimeField {
  name: keyof PostTimes;
  label: string;
  hint: string;
  /** minutes, as the form holds them */
  value: string;
  choices: { value: string; label: string }[];
}

const WORDS: Readonly<Record<keyof PostTimes, { label: string; hint: string }>> = {
  apart: {
    label: 'How far apart do posts of one account go out?',
    hint: 'Posts with the same time go out one after another, so that an account never sends a burst.',
  },
  late: {
    label: 'How late may a post go out?',
    hint: 'After an outage or a pause, a post that is later than this does not go out by itself. You are told, and decide.',
  },
  early: {
    label: 'How early may a post be opened to be published by hand?',
    hint: 'For accounts that Gatepost does not post to. Everything is checked again when it is opened.',
  },
};

const minutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`);

export function postTimesPage(settings: SchoolSettings): { base: string; fields: PostTimeField[] } {
  const now = postTimesOf(settings);
  const usual = postTimesOf(DEFAULT_SETTINGS);
  const fields = (Object.keys(WORDS) as (keyof PostTimes)[]).map((name) => ({
    name,
    label: WORDS[name].label,
    hint: `${WORDS[name].hint} Where nothing is set: ${minutes(usual[name])}.`,
    value: String(now[name]),
    choices: [...new Set<number>([...POST_TIMES[name], now[name]])]
      .sort((a, b) => a - b)
      .map((count) => ({ value: String(count), label: minutes(count) })),
  }));
  return { base: timesBase(now), fields };
}

export const postTimeErrors = sentencesByField({
  not_offered: 'Choose one of those shown.',
  apart_longer_than_late:
    'That is too far apart: the second of two posts with the same time would always be too late. Choose less, or let posts be later.',
});
