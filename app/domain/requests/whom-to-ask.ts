// Who is asked about a pupil, and how they are reached: everybody with authority, each for themselves.
import { ADULT_AGE } from '#app/domain/consent/consent-authority.ts';
import { turnsAge } from '#app/domain/consent/school-days.ts';
import type { AuthorityBasis } from '#app/domain/consent/consent-vocabulary.ts';

export interface PersonWithAuthority {
  id: string;
  authority: AuthorityBasis;
  authorityFrom: Date;
  authorityUntil: Date | null;
  mayNotConsent: boolean;
  email: string | null;
}

/**
 * Those who may say yes for a pupil at a moment. From 18 the pupil alone decides; until then the pupil's own view is
 * asked for elsewhere, in tutor time.
 */
export function personsToAsk<P extends PersonWithAuthority>(
  dateOfBirth: string | null,
  persons: readonly P[],
  at: Date,
  zone: string,
): P[] {
  const adult = dateOfBirth !== null && turnsAge(dateOfBirth, ADULT_AGE, zone) <= at.getTime();
  return persons.filter(
    (person) =>
      !person.mayNotConsent &&
      person.authorityFrom <= at &&
      (person.authorityUntil === null || at < person.authorityUntil) &&
      (person.authority === 'self') === adult,
  );
}

/** By e-mail where there is an address and a way to send; on paper otherwise. */
export const wayTo = (person: Pick<PersonWithAuthority, 'email'>, mail: boolean): 'email' | 'letter' =>
  mail && person.email !== null && person.email.trim() !== '' ? 'email' : 'letter';
