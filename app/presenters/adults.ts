// Adults' permissions in words: what each covers, until when, where it is in writing, and what is wrong with one as typed.
import type { AdultsPage, ListedAdult } from '#app/domain/adults/list-adults.ts';
import type { AdultKind } from '#app/domain/adults/record-adult-permission.ts';
import type { OwnPermission } from '#app/domain/adults/own-record.ts';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { listWords, PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from './consent-labels.ts';
import { sentencesByField } from './field-sentences.ts';
import {
  lastDayWords,
  PERMISSION_SENTENCES,
  type PermissionLine,
  periodWords,
  standingWords,
  whatIsLeft,
} from './permission-lines.ts';
import { dayWords } from './when.ts';

export const ADULT_KIND_WORDS: Readonly<Record<AdultKind, string>> = {
  staff: 'Staff',
  parent: 'Parent or carer',
  visitor: 'Visitor or helper',
  partner: 'From a partner or supplier',
};

/** One line a permission, in the order given. */
export const adultLines = ({ adults }: AdultsPage, zone: string, at: Date): PermissionLine[] =>
  adults.map(({ row, trip, recordedBy, state }: ListedAdult) => ({
    id: row.id,
    standing: standingWords(state, ADULT_KIND_WORDS[row.kind]),
    title: row.name,
    covers: [coversWords(row, trip)],
    days: periodWords(row, zone, at),
    kept: `In writing: ${row.evidence}.${recordedBy ? ` Recorded by ${recordedBy}.` : ''}`,
    ...whatIsLeft(state),
  }));

function coversWords({ subjects, channels, purposes }: ListedAdult['row'], trip: string | null): string {
  const uses = listWords(subjects, SUBJECTS, USE_WORDS, 'Everything');
  const places = listWords(channels, CHANNELS, PLACE_WORDS, 'nowhere');
  const purpose = purposes.length > 0 ? ` For: ${listWords(purposes, PURPOSES, PURPOSE_WORDS, '')}.` : '';
  return `${uses}. Where: ${places}.${purpose}${trip ? ` Only for ${trip}.` : ''}`;
}

export interface OwnLine {
  id: string;
  places: string;
  days: string;
}

/** One's own permissions, for the page on which they are given and taken back. */
export const ownLines = (own: readonly OwnPermission[], zone: string, at: Date): OwnLine[] =>
  own.map(({ id, channels, givenAt, endsAt, tripOnly, over }) => ({
    id,
    places: `${listWords(channels, CHANNELS, PLACE_WORDS, 'Nowhere')}${tripOnly ? ', for one trip' : ''}`,
    days: ownDays(dayWords(givenAt, zone, at), endsAt && lastDayWords(endsAt, zone, at), over),
  }));

function ownDays(from: string, last: string | null, over: boolean): string {
  if (last === null) return `Since ${from}, until it is ended`;
  return over
    ? `Over: from ${from} until ${last}. Posts from then can still be up; taking it back brings them down.`
    : `Since ${from}, until ${last}`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  ...PERMISSION_SENTENCES,
  adult_name_missing: 'Give the person’s name.',
  adult_name_too_long: 'This name is over 120 characters.',
  use_missing: 'Tick what they agreed to: at least one.',
  place_missing: 'Tick where they may be shown: at least one place.',
};

/** One sentence by field name; a field keeps its first. */
export const adultErrors = sentencesByField(SENTENCES);
