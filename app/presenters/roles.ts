// Roles in the school's words, for the frame and wherever a person is named with what they are.
import type { Role } from '#app/domain/actor.ts';

/** In the order in which a person with several is introduced. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  headteacher: 'Headteacher',
  deputy: 'Deputy headteacher',
  dsl: 'Safeguarding lead',
  deputy_dsl: 'Deputy safeguarding lead',
  data_lead: 'Data lead',
  comms_lead: 'Comms lead',
  teacher: 'Teacher',
  school_office: 'School office',
  dpo: 'Data protection officer',
  trust_admin: 'Trust administrator',
  governor: 'Governor',
};

/** "Headteacher", "Comms lead and teacher". */
export function roleWords(roles: ReadonlySet<Role>): string {
  const words = (Object.keys(ROLE_WORDS) as Role[])
    .filter((role) => roles.has(role))
    .map((role) => ROLE_WORDS[role]);
  const [first = '', ...rest] = words;
  return [first, ...rest.map((word) => word.charAt(0).toLowerCase() + word.slice(1))].join(' and ');
}
