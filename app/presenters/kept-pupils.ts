// A pupil's own record as the office types it, pupils about whom the last export left a doubt, and what is wrong with either.
import type { PupilInDoubt } from '#app/domain/pupils/settle-doubt.ts';
import type { TypedPupil } from '#app/domain/pupils/keep-pupil.ts';
import { sentencesByField } from './field-sentences.ts';
import { dayWords } from './when.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  misId_missing: 'Give the number the pupil has in your school’s own records.',
  mis_id_taken: 'Another pupil has this number. Find them first: perhaps it is the same child.',
  legalForename_missing: 'Write the legal forename.',
  legalSurname_missing: 'Write the legal surname.',
  yearGroup_missing: 'Write the year group, such as “Year 4”.',
  registrationGroup_missing: 'Write the class, such as “4 Hazel”.',
  too_long: 'This is over 120 characters. Write less.',
  birth_date_unclear: 'Give the date of birth, or leave it empty if you do not know it.',
  first_day_unclear: 'Give the first day at this school.',
  last_day_unclear: 'Give the last day at this school. It cannot be before the first.',
  last_day_to_come:
    'This day is still to come. Whoever is here until then is still here; their last day goes into their record.',
  doubt_evidence_missing: 'Say how you know, such as “seen in class today” or “MIS looked up, 20 November”.',
  evidence_too_long: 'This note is over 500 characters. A few words are enough.',
};

/** One sentence by field name; a field keeps its first. */
export const keptErrors = sentencesByField(SENTENCES);

/** The record as the form shows it. */
export const typedPupil = (row: { [Field in keyof TypedPupil]: string | null }): TypedPupil => ({
  misId: row.misId ?? '',
  legalForename: row.legalForename ?? '',
  legalSurname: row.legalSurname ?? '',
  preferredForename: row.preferredForename ?? '',
  preferredSurname: row.preferredSurname ?? '',
  knownAs: row.knownAs ?? '',
  yearGroup: row.yearGroup ?? '',
  registrationGroup: row.registrationGroup ?? '',
  dateOfBirth: row.dateOfBirth ?? '',
  startsOn: row.startsOn ?? '',
  leavesOn: row.leavesOn ?? '',
});

export interface DoubtLine {
  id: string;
  name: string;
  about: string;
}

/** Missing ones and unclear ones apart; a pupil may be both. */
export function doubtLines(
  pupils: readonly PupilInDoubt[],
  zone: string,
  at: Date,
): { missing: DoubtLine[]; unclear: DoubtLine[] } {
  const line = ({ id, name, group, misId }: PupilInDoubt, since: Date): DoubtLine => ({
    id,
    name,
    about: `${group}, number ${misId}, since ${dayWords(since, zone, at)}`,
  });
  return {
    missing: pupils.flatMap((pupil) => (pupil.missingSince ? [line(pupil, pupil.missingSince)] : [])),
    unclear: pupils.flatMap((pupil) => (pupil.unclearSince ? [line(pupil, pupil.unclearSince)] : [])),
  };
}
