// Releases for children from elsewhere in words: what each covers, until when, and what is wrong with one as it was typed.
import type { GuestsPage, ListedGuests } from '#app/domain/consent/list-guests.ts';
import { sentencesByField } from './field-sentences.ts';
import {
  PERMISSION_SENTENCES,
  type PermissionLine,
  periodWords,
  standingWords,
  whatIsLeft,
} from './permission-lines.ts';
import { shownHandle } from './platform-words.ts';

/** Every release as one card, in the order given. */
export const guestsLines = ({ releases }: GuestsPage, zone: string, at: Date): PermissionLine[] =>
  releases.map((release) => ({
    id: release.id,
    standing: standingWords(release.state),
    title: release.about,
    covers: [coversWords(release)],
    days: periodWords(release, zone, at),
    kept: `On paper: ${release.evidence}. Recorded by ${release.recordedBy}.`,
    ...whatIsLeft(release.state),
  }));

/** "Up to 12 children, on @ashwicklane, for Tidewater Farm" */
function coversWords({ children, account, trip }: ListedGuests): string {
  const many = children === 1 ? '1 child' : `Up to ${children} children`;
  return `${many}, on ${shownHandle(account)}${trip ? `, for ${trip}` : ''}`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  ...PERMISSION_SENTENCES,
  guests_about_missing: 'Say where they are from and what for, such as “Elm Park Primary, football match”.',
  guests_about_too_long: 'This is over 200 characters. Where they are from and what for is enough.',
  guests_not_counted: 'Say how many children it covers, from 1 to 200.',
  guests_evidence_missing: 'Say what is on paper and where it is kept.',
  guests_first_day_unclear: 'Give the first day on which it counts.',
};

/** One sentence by field name; a field keeps its first. */
export const guestsErrors = sentencesByField(SENTENCES);
