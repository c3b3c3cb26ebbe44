// T-04: details by which a person can be found or their records known stop: dates of birth, addresses, numbers. What is written on the
// school’s own list of contacts passes; what could be a venue’s the headteacher may let stand, what is a person’s nobody (R-35, R-39,
//
import { agesIn } from './ages.ts';
import { findAddresses } from './find-addresses.ts';
import { findDatesOfBirth } from './find-dates-of-birth.ts';
import { findEmails, WEBMAIL } from './find-emails.ts';
import { findPhones } from './find-phones.ts';
import { findPostcodes } from './find-postcodes.ts';
import { findBankDetails, findCars, findNationalInsurance, findUpns } from './find-record-numbers.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { ownContacts, type OwnContacts } from './own-contacts.ts';
import { near, type PersonalFinder, type PersonalHit } from './personal-hit.ts';
import { keptApart, meeting } from '#app/domain/words/reading/spans.ts';
import { pupilNamed } from '#app/domain/words/names/pupil-named.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const FINDERS: readonly PersonalFinder[] = [
  findNationalInsurance,
  findUpns,
  findBankDetails,
  findEmails,
  findPhones,
  findPostcodes,
  findAddresses,
  findCars,
];

export const personalData: WordCheck = {
  id: 'T-04',
  version: 2,
  inPart({ folded, field }, view) {
    const { ground, about } = view;
    const own = ownContacts(ground.lists.school_contacts.entries, ground.adults.mailHosts);
    const found = [findDatesOfBirth(about.at.getUTCFullYear()), ...FINDERS]
      .flatMap((find) => find(folded))
      .filter((hit) => !isOwn(hit, folded, own));
    const oneChild = () => about.pupilsShown.size === 1 || pupilNamed(view);
    const told = meeting(found);
    const ages = agesIn(folded).filter((age) => !told(age));
    // What was found first by its kind is kept where two overlap.
    const details = keptApart(found).map((hit) =>
      stops(
        {
          check: 'T-04',
          code: `personal_${hit.kind}`,
          clause: CLAUSES[hit.kind] ?? 'R-35',
          opener: hit.personal || ofPerson(folded, hit) ? 'nobody' : 'head',
        },
        { field, from: hit.from, to: hit.to },
        { fix: '', context: { type: hit.kind } },
      ),
    );
    if (ages.length === 0 || !oneChild()) return details;
    const age = { check: 'T-04', code: 'age_of_child', clause: 'R-35' };
    return [...details, ...ages.map(({ from, to }) => warns(age, { field, from, to }))];
  },
};

const CLAUSES: Partial<Record<PersonalHit['kind'], string>> = {
  phone: 'R-35, R-58',
  email: 'R-35, R-58',
  national_insurance: 'R-39',
  upn: 'R-39',
  bank: 'R-39',
};

function isOwn(hit: PersonalHit, folded: FoldedText, own: OwnContacts): boolean {
  if (hit.kind === 'email') return own.entries.has(hit.own) || isOwnOffice(hit.own, own);
  if (hit.kind === 'street_address')
    return findPostcodes(folded).some(
      ({ own: code, from }) => own.entries.has(code) && from > hit.to && from - hit.to < 60,
    );
  return hit.own !== '' && own.entries.has(hit.own);
}

/** `office@` and the like on the school’s own mail: a desk, and nobody’s name. */
function isOwnOffice(address: string, own: OwnContacts): boolean {
  const at = address.indexOf('@');
  const host = address.slice(at + 1);
  return OFFICES.has(address.slice(0, at)) && own.hosts.has(host) && !WEBMAIL.has(host.split('.')[0] ?? '');
}

const OFFICES = new Set(
  `office admin info enquiries enquiry contact reception school mail hello head headteacher secretary finance pta friends admissions
  attendance lettings hr recruitment jobs library exams careers events communications comms data dpo dataprotection governors clerk
  schooloffice`.split(/\s+/),
);

/** Beside words for a child, a family or a home, a detail is theirs. */
const ofPerson = (folded: FoldedText, hit: PersonalHit): boolean =>
  near(folded, hit, PERSONS, { before: 8, after: 4 });
const PERSONS = new Set(
  `mum mums dad dads mother father parent carer nan gran grandma grandad her his their she he lives live living home house pupil
  child son daughter brother sister family personal address`.split(/\s+/),
);
