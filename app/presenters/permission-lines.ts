// The one shape of a permission on a page, whoever or whatever it is about: how it stands, what it covers, on which days, and
// where it is in writing.
import { dayWords } from './when.ts';

/** How a permission stands; not every kind knows every state. */
export type PermissionState = 'ends_soon' | 'running' | 'to_come' | 'withdrawn' | 'over';

/** A permission as one card. */
export interface PermissionLine {
  id: string;
  /** "Counts now · Parent or carer" */
  standing: string;
  /** who or what it is about */
  title: string;
  /** "In a photo. Where: X." One of several stand as a list. */
  covers: readonly string[];
  /** "From Mon 1 June until Fri 5 June" */
  days: string;
  /** "In writing: letter of 3 June, office folder. Recorded by Sandra Pugh." */
  kept: string;
  /** it counts, now or later, and can be ended */
  runs: boolean;
  /** whoever gave it took it back: there is nothing left to do */
  takenBack: boolean;
}

const STATES: Readonly<Record<PermissionState, string>> = {
  ends_soon: 'Ends soon',
  running: 'Counts now',
  to_come: 'Not yet',
  withdrawn: 'Taken back',
  over: 'Over',
};

/** How it stands, and of what kind it is if there are several: "Counts now · Logo or badge". */
export const standingWords = (state: PermissionState, kind?: string): string =>
  kind ? `${STATES[state]} · ${kind}` : STATES[state];

/** Whether it counts, now or later, and whether it was taken back: what may still be done about it. */
export const whatIsLeft = (state: PermissionState): Pick<PermissionLine, 'runs' | 'takenBack'> => ({
  runs: state !== 'over' && state !== 'withdrawn',
  takenBack: state === 'withdrawn',
});

/** The last day of a time that ends before `endsAt`: "Fri 5 June". */
export const lastDayWords = (endsAt: Date, zone: string, at: Date): string =>
  dayWords(new Date(endsAt.getTime() - 1), zone, at);

/** The days on which it counts; `endsAt` is the first moment after them, null = nobody has ended it. */
export function periodWords(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date | null },
  zone: string,
  at: Date,
): string {
  if (endsAt && endsAt <= startsAt) return 'Ended before its first day';
  const from = `From ${dayWords(startsAt, zone, at)}`;
  return endsAt ? `${from} until ${lastDayWords(endsAt, zone, at)}` : `${from}, until it is ended`;
}

/** What is wrong with the days or the evidence of a permission as it was typed. */
export const PERMISSION_SENTENCES: Readonly<Record<string, string>> = {
  first_day_unclear: 'Give the first day on which it counts.',
  already_over: 'It would be over already. Choose a last day that is still to come, or leave it empty.',
  evidence_missing: 'Say what is in writing and where it is kept.',
  evidence_too_long: 'This note is over 500 characters. Say where the evidence is, in a few words.',
};
