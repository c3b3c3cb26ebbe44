// What is said of personal details in the words (T-04).
import type { Issue } from '#app/domain/issues.ts';
import { placeOf, type TextSentences } from './said.ts';

const details = (what: string, todo: string) => (issue: Issue) => `${placeOf(issue)} hold ${what}. ${todo}`;

const FIND = 'By it a person can be found, and what is on the internet stays there. Leave it out.';
const RECORD = 'It belongs in records and never in a post. Leave it out.';
const OR_OFFICE = 'Leave it out, or say that people can ask the school office.';

export const PERSONAL_DATA_SENTENCES: TextSentences = {
  personal_date_of_birth: details('what looks like a date of birth', RECORD),
  personal_postcode: details('a postcode that is not on the school’s list of contacts', FIND),
  personal_street_address: details('what looks like a street address', FIND),
  personal_phone: details('a telephone number that is not on the school’s list of contacts', OR_OFFICE),
  personal_email: details('an e-mail address that is not the school’s own', OR_OFFICE),
  personal_national_insurance: details('what looks like a National Insurance number', RECORD),
  personal_upn: details('what looks like a pupil’s unique number', RECORD),
  personal_bank: details(
    'what looks like bank details',
    'Anybody could misuse or change them. Leave them out, and ask people to pay in the usual way.',
  ),
  personal_car: details('what looks like a car’s registration', FIND),
  age_of_child: (issue) =>
    `${placeOf(issue)} speak of a child’s age or birthday. With a name or a picture it makes the child easier to find. Could it be left out?`,
};
