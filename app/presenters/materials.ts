// Permissions for other people's material in words, and what is wrong with one as it was typed.
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';
import type { ListedMaterial, MaterialState } from '#app/domain/materials/list-materials.ts';
import type { MaterialKind } from '#app/domain/materials/record-material.ts';
import { listWords, PLACE_WORDS } from './consent-labels.ts';
import { sentencesByField } from './field-sentences.ts';
import { dayWords } from './when.ts';

export interface MaterialLine {
  id: string;
  what: string;
  /** "Counts now · Picture" */
  standing: string;
  /** "From Peter Lowe. Where: X, school website." */
  covers: string;
  days: string;
  kept: string;
  runs: boolean;
  /** its owner took it back: there is nothing left to do */
  takenBack: boolean;
}

export const MATERIAL_KIND_WORDS: Readonly<Record<MaterialKind, string>> = {
  picture: 'Photo, drawing or poster',
  logo: 'Logo or badge',
  words: 'Text or quotation',
  music: 'Music',
  other: 'Something else',
};

const STATES: Readonly<Record<MaterialState, string>> = {
  running: 'Counts now',
  to_come: 'Not yet',
  withdrawn: 'Taken back',
  over: 'Over',
};

/** One line a permission, in the order given. */
export const materialLines = (materials: readonly ListedMaterial[], zone: string, at: Date): MaterialLine[] =>
  materials.map(({ row, recordedBy, state }) => ({
    id: row.id,
    what: row.what,
    standing: `${STATES[state]} · ${MATERIAL_KIND_WORDS[row.kind]}`,
    covers: `From ${row.givenBy}. Where: ${listWords(row.channels, CHANNELS, PLACE_WORDS, 'everywhere')}.`,
    days: row.endsAt
      ? `From ${dayWords(row.startsAt, zone, at)} until ${dayWords(new Date(row.endsAt.getTime() - 1), zone, at)}`
      : `From ${dayWords(row.startsAt, zone, at)}, until it is ended`,
    kept: `${row.evidence}. Recorded by ${recordedBy}.`,
    runs: state === 'running' || state === 'to_come',
    takenBack: state === 'withdrawn',
  }));

const SENTENCES: Readonly<Record<string, string>> = {
  material_missing: 'Say what it is, such as “Photos of the county cross-country”.',
  material_too_long: 'This is over 200 characters. A few words are enough.',
  giver_missing: 'Say whose it is: the person or organisation that permits it.',
  place_missing: 'Tick where it may be used: at least one place.',
  first_day_unclear: 'Give the first day on which it counts.',
  already_over: 'It would be over already. Choose a last day that is still to come, or leave it empty.',
  evidence_missing: 'Say what is in writing and where it is kept.',
  evidence_too_long: 'This note is over 500 characters. Say where the evidence is, in a few words.',
};

/** One sentence by field name; a field keeps its first. */
export const materialErrors = sentencesByField(SENTENCES);
