// Permissions that end soon, in words, with the days ahead for which to ask again.
import type { EndingSoon } from '#app/domain/requests/ending-soon.ts';
import { dayInWords } from '#app/domain/requests/day-in-words.ts';

export interface EndingWords {
  /** "For 12 pupils permission ends within 30 days." */
  sentence: string;
  /** "Most of it on Saturday 31 October 2026." */
  most: string | null;
  /** days ahead to ask for; null when nothing ends soon */
  askFor: 30 | 60 | null;
}

export function endingWords({ within30, within60, mostOn }: EndingSoon): EndingWords {
  const soon = within30 > 0;
  const count = soon ? within30 : within60;
  const pupils = count === 1 ? '1 pupil' : `${count} pupils`;
  return {
    sentence:
      within60 === 0
        ? 'No permission ends within 60 days.'
        : `For ${pupils} permission ends within ${soon ? 30 : 60} days${
            soon && within60 > within30 ? `, for ${within60} within 60` : ''
          }.`,
    most: mostOn && mostOn.pupils > 1 ? `${mostOn.pupils} of them on ${dayInWords(mostOn.day)}.` : null,
    askFor: within60 === 0 ? null : soon && within60 === within30 ? 30 : 60,
  };
}
