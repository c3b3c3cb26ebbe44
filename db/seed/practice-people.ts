// The practice trust, its two schools and everybody who works there: made-up people, one for every role in every school.
import type { Role } from '#app/domain/actor.ts';
import { practiceId } from './practice-id.ts';

export type SchoolKey = 'ashwick' | 'harrowdean';

export const PRACTICE_TRUST = {
  id: practiceId('trust'),
  name: 'Harrowdean Learning Trust',
  controller: 'Harrowdean Learning Trust (made up, for practice)',
  contact: 'dataprotection@harrowdean.example',
};

export const PRACTICE_SCHOOLS = {
  ashwick: {
    id: practiceId('school/ashwick'),
    name: 'Ashwick Lane Primary School',
    phase: 'primary',
    handle: 'AshwickLanePri',
  },
  harrowdean: {
    id: practiceId('school/harrowdean'),
    name: 'Harrowdean High School',
    phase: 'secondary',
    handle: 'HarrowdeanHigh',
  },
} as const satisfies Record<SchoolKey, object>;

export interface PracticePerson {
  /** names the person's fixed id: `practiceId('user/<key>')` */
  key: string;
  name: string;
  jobTitle: string;
  /** a role in a school, or (null) in the whole trust */
  roles: readonly { role: Role; school: SchoolKey | null }[];
  trained: boolean;
}

const person = (
  key: string,
  name: string,
  jobTitle: string,
  roles: PracticePerson['roles'],
  trained = true,
): PracticePerson => ({ key, name, jobTitle, roles, trained });

const at = (school: SchoolKey, role: Role) => [{ role, school }];

export const PRACTICE_PEOPLE: readonly PracticePerson[] = [
  person('ashwick/teacher', 'Priya Nair', 'Year 4 teacher', at('ashwick', 'teacher')),
  person('ashwick/new-teacher', 'Tom Ridley', 'Year 6 teacher', at('ashwick', 'teacher'), false),
  person('ashwick/head', 'Ngozi Okafor', 'Headteacher', at('ashwick', 'headteacher')),
  person('ashwick/deputy', 'Daniel Whitcombe', 'Deputy headteacher', at('ashwick', 'deputy')),
  person('ashwick/comms', 'Ellie Marchetti', 'Communications lead', at('ashwick', 'comms_lead')),
  person('ashwick/office', 'Sandra Pugh', 'School office', at('ashwick', 'school_office')),
  person('ashwick/dsl', 'Ruth Adeyemi', 'Safeguarding lead', at('ashwick', 'dsl')),
  person('ashwick/deputy-dsl', 'Callum Frost', 'Deputy safeguarding lead', at('ashwick', 'deputy_dsl')),
  person('ashwick/data', 'Imran Sheikh', 'Data lead', at('ashwick', 'data_lead')),
  person('ashwick/governor', 'Margaret Thwaite', 'Chair of governors', at('ashwick', 'governor')),
  person('harrowdean/teacher', 'Owen Baptiste', 'Head of Year 9', at('harrowdean', 'teacher')),
  person('harrowdean/new-teacher', 'Kieran Doyle', 'Science teacher', at('harrowdean', 'teacher'), false),
  person('harrowdean/head', 'Fiona Strachan', 'Headteacher', at('harrowdean', 'headteacher')),
  person('harrowdean/deputy', 'Samir Haddad', 'Deputy headteacher', at('harrowdean', 'deputy')),
  person('harrowdean/office', 'Lorna Whitelaw', 'School office', at('harrowdean', 'school_office')),
  person('harrowdean/dsl', 'Grace Mbeki', 'Safeguarding lead', at('harrowdean', 'dsl')),
  person(
    'harrowdean/deputy-dsl',
    'Peter Lindgren',
    'Deputy safeguarding lead',
    at('harrowdean', 'deputy_dsl'),
  ),
  person('harrowdean/data', 'Wanjiru Kamau', 'Data lead', at('harrowdean', 'data_lead')),
  person('harrowdean/governor', 'Alan Ferris', 'Chair of governors', at('harrowdean', 'governor')),
  person('both/teacher-and-comms', 'Joanna Kettlewell', 'Art teacher and communications lead', [
    { role: 'teacher', school: 'ashwick' },
    { role: 'comms_lead', school: 'harrowdean' },
  ]),
  person('trust/dpo', 'Helen Abara', 'Data protection officer', [
    { role: 'dpo', school: 'ashwick' },
    { role: 'dpo', school: 'harrowdean' },
  ]),
  person('trust/admin', 'Marcus Vale', 'Trust administrator', [{ role: 'trust_admin', school: null }]),
];

export const userId = (key: string): string => practiceId(`user/${key}`);

/** `Priya Nair` → `priya.nair@harrowdean.example`; the domain is one that can never exist (RFC 2606). */
export const practiceEmail = (name: string): string =>
  `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@harrowdean.example`;
