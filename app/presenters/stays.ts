// Why the last day of a live post was not changed.
import type { Issue } from '#app/domain/issues.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  last_day_not_to_come: 'Choose today or a day to come. To have it gone now, take it down.',
  not_covered_until_then: 'Not everybody in it may be shown until then. Choose an earlier day.',
};

export const staysProblem = ([issue]: readonly Issue[]): string =>
  SENTENCES[issue?.code ?? ''] ?? 'Please look at this day again.';
