// Adults' permissions in words: what each covers, until when, where it is in writing, and what is wrong with one as typed.
import type { AdultState, AdultsPage, ListedAdult } from '#app/domain/adults/list-adults.ts';
import type { AdultKind } from '#app/domain/adults/record-adult-permission.ts';
import type { OwnPermission } from '#app/domain/adults/own-record.ts';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { listWords, PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from './consent-labels.ts';
import { sentencesByField } from './field-sentences.ts';
import { dayWords } from './when.ts';

export interface AdultLine {
  id: string;
  name: string;
  /** "Parent or carer" */
  kind: string;
  state: AdultState;
  /** "Ends soon" */
  standing: string;
  /** "In a photo. Where: X. For Tidewater Farm only." */
  covers: string;
  days: string;
  /** "Letter of 3 June, office folder. Recorded by Sandra Pugh." */
  kept: string;
  /** it can still be ended */
  runs: boolean;
  /** the person took it back: there is nothing left to do */
  takenBack: boolean;
}

export const ADULT_KIND_WORDS: Readonly<Record<AdultKind, string>> = {
  staff: 'Staff',
  parent: 'Parent or carer',
  visitor: 'Visitor or helper',
  partner: 'From a partner or supplier',
};

const STATES: Readonly<Record<AdultState, string>> = {
  ends_soon: 'Ends soon',
  running: 'Counts now',
  to_come: 'Not yet',
  withdrawn: 'Taken back',
  over: 'Over',
};

/** One line a permission, in the order given. */
export function adultLines({ adults }: AdultsPage, zone: string, at: Date): AdultLine[] {
  return adults.map(({ row, trip, recordedBy, state }: ListedAdult) => ({
    id: row.id,
    name: row.name,
    kind: ADULT_KIND_WORDS[row.kind],
    state,
    standing: STATES[state],
    covers: coversWords(row, trip),
    days: daysWords(row, zone, at),
    kept: `${row.evidence}${recordedBy ? `. Recorded by ${recordedBy}` : ''}.`,
    runs: state !== 'over' && state !== 'withdrawn',
    takenBack: state === 'withdrawn',
  }));
}

function coversWords({ subjects, channels, purposes }: ListedAdult['row'], trip: string | null): string {
  const uses = listWords(subjects, SUBJECTS, USE_WORDS, 'Everything');
  const places = listWords(channels, CHANNELS, PLACE_WORDS, 'nowhere');
  const purpose = purposes.length > 0 ? ` For: ${listWords(purposes, PURPOSES, PURPOSE_WORDS, '')}.` : '';
  return `${uses}. Where: ${places}.${purpose}${trip ? ` Only for ${trip}.` : ''}`;
}

function daysWords({ startsAt, endsAt }: ListedAdult['row'], zone: string, at: Date): string {
  const from = `From ${dayWords(startsAt, zone, at)}`;
  return endsAt ? `${from} until ${dayWords(lastMoment(endsAt), zone, at)}` : `${from}, until it is ended`;
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
    days: ownDays(dayWords(givenAt, zone, at), endsAt && dayWords(lastMoment(endsAt), zone, at), over),
  }));

const lastMoment = (endsAt: Date): Date => new Date(endsAt.getTime() - 1);

function ownDays(from: string, last: string | null, over: boolean): string {
  if (last === null) return `Since ${from}, until it is ended`;
  return over
    ? `Over: from ${from} until ${last}. Posts from then can still be up; taking it back brings them down.`
    : `Since ${from}, until ${last}`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  adult_name_missing: 'Give the person’s name.',
  adult_name_too_long: 'This name is over 120 characters.',
  use_missing: 'Tick what they agreed to: at least one.',
  place_missing: 'Tick where they may be shown: at least one place.',
  first_day_unclear: 'Give the first day on which it counts.',
  already_over: 'It would be over already. Choose a last day that is still to come, or leave it empty.',
  evidence_missing: 'Say what is in writing and where it is kept.',
  evidence_too_long: 'This note is over 500 characters. Say where the evidence is, in a few words.',
};

/** One sentence by field name; a field keeps its first. */
export const adultErrors = sentencesByField(SENTENCES);
