// Releases for children from elsewhere in words: what each covers, until when, and what is wrong with one as it was typed.
import type { GuestsPage, ListedGuests } from '#app/domain/consent/list-guests.ts';
import { sentencesByField } from './field-sentences.ts';
import { whenWords } from './when.ts';

export interface GuestsLine {
  id: string;
  about: string;
  /** "Up to 12 children, on @ashwicklane, for Tidewater Farm" */
  covers: string;
  /** "From Mon 1 June until Fri 5 June" */
  days: string;
  evidence: string;
  recordedBy: string;
  state: ListedGuests['state'];
}

const STATES: Readonly<Record<ListedGuests['state'], string>> = {
  running: 'Counts now',
  to_come: 'Not yet',
  over: 'Over',
};

export const guestsStateWords = (state: ListedGuests['state']): string => STATES[state];

/** Every release as one card, in the order given. */
export function guestsLines({ releases }: GuestsPage, zone: string, at: Date): GuestsLine[] {
  return releases.map((release) => {
    const from = whenWords(release.startsAt, zone, at).text;
    const until = release.endsAt && whenWords(release.endsAt, zone, at).text;
    const children = release.children === 1 ? '1 child' : `Up to ${release.children} children`;
    return {
      id: release.id,
      about: release.about,
      covers: `${children}, on @${release.handle}${release.trip ? `, for ${release.trip}` : ''}`,
      days: until ? `From ${from} until ${until}` : `From ${from}, until it is ended`,
      evidence: release.evidence,
      recordedBy: release.recordedBy,
      state: release.state,
    };
  });
}

const SENTENCES: Readonly<Record<string, string>> = {
  guests_about_missing: 'Say where they are from and what for, such as “Elm Park Primary, football match”.',
  guests_about_too_long: 'This is over 200 characters. Where they are from and what for is enough.',
  guests_not_counted: 'Say how many children it covers, from 1 to 200.',
  guests_evidence_missing: 'Say what is on paper and where it is kept.',
  evidence_too_long: 'This note is over 500 characters. Say where the evidence is, in a few words.',
  guests_first_day_unclear: 'Give the first day on which it counts.',
  already_over: 'It would be over already. Choose a last day that is still to come, or leave it empty.',
};

/** One sentence by field name; a field keeps its first. */
export const guestsErrors = sentencesByField(SENTENCES);
