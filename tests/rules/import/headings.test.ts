// The headings that SIMS, Arbor, Bromcom, ScholarPack and Juniper write, each understood as what it is, in any case and with any
// separators; a guess that a person confirms.
import { describe, expect, it } from 'vitest';
import type { ColumnRole, System } from '#app/domain/import/mapping.ts';
import { suggestedMapping } from '#app/domain/import/presets.ts';
import { profileOf } from '#app/domain/import/profile.ts';

const suggested = (headers: string[]) =>
  suggestedMapping(
    profileOf({ headers, rows: [headers.map(() => '')] }, { kind: 'csv', encoding: 'utf-8', delimiter: ',' }),
    '2026-11-18',
  );

const HEADINGS: Record<ColumnRole, string[]> = {
  misId: [
    ...['mis_id', 'MIS ID', 'Student ID', 'Pupil ID', 'Person ID', 'STUDENT_ID', 'UPN'],
    ...['Admission Number', 'Adno', 'admission_number'],
  ],
  legalForename: ['Forename', 'First Name', 'Legal Forename', 'legal_forename', 'first_name'],
  legalSurname: ['Surname', 'Last Name', 'Legal Surname', 'legal_surname', 'last_name'],
  preferredForename: ['Preferred Forename', 'preferred_forename'],
  preferredSurname: ['Preferred Surname', 'preferred_surname'],
  knownAs: ['Nickname', 'also_known_as'],
  yearGroup: ['Year Group', 'Year', 'year_name', 'current_nc_year'],
  registrationGroup: ['Reg Group', 'Registration Form', 'Tutor Group', 'registration_name'],
  dateOfBirth: ['Date of Birth', 'DOB'],
  startsOn: ['Admission Date', 'start_date'],
  leavesOn: ['Leaving Date', 'date_of_leaving'],
  consentType: ['Consent Type', 'Permission'],
  answer: ['State', 'Status', 'Consent Status'],
  giver: ['Informed By', 'Confirmed By'],
  answeredOn: ['Date'],
  relationship: ['Relationship'],
  parentalResponsibility: ['Parental responsibility', 'par_resp'],
  giverEmail: ['Email', 'E-mail', 'Contact Email', 'email'],
};

describe.each(Object.entries(HEADINGS))('%s', (role, headings) => {
  it.each(headings)('is what stands under “%s”', (heading) => {
    expect(suggested([heading, 'Something else']).columns).toEqual({ [role]: heading });
  });
});

it.each<[System, string[]]>([
  ['sims', ['Adno', 'Legal Surname', 'Legal Forename', 'Year', 'Reg Group', 'Parental Consent']],
  ['arbor', ['Student ID', 'First Name', 'Last Name', 'Registration Form', 'Consent Type', 'Consent Status']],
  ['bromcom', ['Person ID', 'Forename', 'Surname', 'Tutor Group', 'Permission', 'State', 'Informed By']],
  ['scholarpack', ['mis_id', 'forename', 'surname', 'current_nc_year', 'registration_name', 'par_resp']],
  ['juniper', ['Pupil ID', 'Forename', 'Surname', 'registration_name', 'Confirmed By', 'Date']],
  ['other', ['Number', 'Child', 'Group']],
])('knows the headings of %s', (system, headers) => {
  expect(suggested(headers).system).toBe(system);
});

it('prefers the number that never changes, and the name on the record', () => {
  const { columns } = suggested(['UPN', 'Preferred Forename', 'mis_id', 'Legal Forename', 'Forename']);
  expect(columns).toMatchObject({
    misId: 'mis_id',
    legalForename: 'Legal Forename',
    preferredForename: 'Preferred Forename',
  });
});

it('reads “known as” as the preferred name only where the file has no other', () => {
  expect(suggested(['Forename', 'Known As']).columns).toMatchObject({ preferredForename: 'Known As' });
  expect(suggested(['Forename', 'Known As', 'Preferred Forename']).columns).toMatchObject({
    preferredForename: 'Preferred Forename',
    knownAs: 'Known As',
  });
});
