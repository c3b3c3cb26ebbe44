// Permissions for other people's material in words, and what is wrong with one as it was typed.
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';
import type { ListedMaterial } from '#app/domain/materials/list-materials.ts';
import type { MaterialKind } from '#app/domain/materials/record-material.ts';
import { listWords, PLACE_WORDS } from './consent-labels.ts';
import { sentencesByField } from './field-sentences.ts';
import {
  PERMISSION_SENTENCES,
  type PermissionLine,
  periodWords,
  standingWords,
  whatIsLeft,
} from './permission-lines.ts';

export const MATERIAL_KIND_WORDS: Readonly<Record<MaterialKind, string>> = {
  picture: 'Photo, drawing or poster',
  logo: 'Logo or badge',
  words: 'Text or quotation',
  music: 'Music',
  other: 'Something else',
};

/** One line a permission, in the order given. */
export const materialLines = (
  materials: readonly ListedMaterial[],
  zone: string,
  at: Date,
): PermissionLine[] =>
  materials.map(({ row, recordedBy, state }) => ({
    id: row.id,
    standing: standingWords(state, MATERIAL_KIND_WORDS[row.kind]),
    title: row.what,
    covers: [`From ${row.givenBy}. Where: ${listWords(row.channels, CHANNELS, PLACE_WORDS, 'everywhere')}.`],
    days: periodWords(row, zone, at),
    kept: `In writing: ${row.evidence}. Recorded by ${recordedBy}.`,
    ...whatIsLeft(state),
  }));

const SENTENCES: Readonly<Record<string, string>> = {
  ...PERMISSION_SENTENCES,
  material_missing: 'Say what it is, such as “Photos of the county cross-country”.',
  material_too_long: 'This is over 200 characters. A few words are enough.',
  giver_missing: 'Say whose it is: the person or organisation that permits it.',
  place_missing: 'Tick where it may be used: at least one place.',
};

/** One sentence by field name; a field keeps its first. */
export const materialErrors = sentencesByField(SENTENCES);
