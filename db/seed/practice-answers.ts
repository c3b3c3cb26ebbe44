// What was answered for each practice pupil: every kind of record that a real school has, most of them a plain yes.
import type { SchoolKey } from './practice-people.ts';

/** The story of one pupil's consent. Each is told in practice-consents, row by row. */
export type AnswerStory =
  | 'granted'
  | 'two_grants'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'expires_soon'
  | 'never_answered'
  | 'left_blank'
  | 'group_only'
  | 'website_only'
  | 'image_only'
  | 'trip_only'
  | 'holders_disagree'
  | 'old_tick'
  | 'provisional_no'
  | 'restricted'
  | 'pupil_said_no'
  | 'pupil_not_asked';

const BOTH_SCHOOLS: Readonly<Record<number, AnswerStory>> = {
  // the class whose trip is over (0 to 23)
  1: 'two_grants',
  3: 'refused',
  6: 'withdrawn',
  9: 'expired',
  11: 'never_answered',
  13: 'group_only',
  16: 'website_only',
  18: 'restricted',
  20: 'provisional_no',
  22: 'holders_disagree',
  // the class that is out now (24 to 41)
  26: 'left_blank',
  28: 'old_tick',
  31: 'expires_soon',
  33: 'trip_only',
  35: 'image_only',
  37: 'refused',
  39: 'never_answered',
  // the class at school (42 to 59)
  43: 'withdrawn',
  47: 'website_only',
  50: 'group_only',
  54: 'never_answered',
  57: 'refused',
};

/** Only pupils who are old enough are asked themselves. */
const SECONDARY_ONLY: Readonly<Record<number, AnswerStory>> = { 5: 'pupil_not_asked', 8: 'pupil_said_no' };

/** The story of the pupil at `index` (0 to 59) of a school. */
export function answerStory(school: SchoolKey, index: number): AnswerStory {
  return (school === 'harrowdean' ? SECONDARY_ONLY[index] : undefined) ?? BOTH_SCHOOLS[index] ?? 'granted';
}
