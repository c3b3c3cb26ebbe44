// What a new named person needs before they can be let in: a real name, an e-mail of their own, a password worth having.
import { z } from 'zod';
import { block, type Issue } from '#app/domain/issues.ts';
import { passwordIssues } from './password-rules.ts';

export interface NewPerson {
  trustId: string;
  name: string;
  email: string;
  jobTitle?: string;
  password: string;
}

/** How e-mails are kept and compared: no outer spaces, lower case. */
export const tidyEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Issues on the fields `name`, `email` and `password`; empty when the person may be made. `known` are further words
 * that a stranger would try in a password, such as the school's name.
 */
export function newPersonIssues(
  person: Pick<NewPerson, 'name' | 'email' | 'password'>,
  known: readonly string[] = [],
): Issue[] {
  const issues: Issue[] = [];
  const name = person.name.trim();
  if (name.length < 2 || name.length > 120) issues.push(block('person', 'name_missing', 'name', 'R-28'));
  const email = tidyEmail(person.email);
  if (email.length > 254 || !z.email().safeParse(email).success) {
    issues.push(block('person', 'email_not_valid', 'email', 'R-29'));
  }
  return [...issues, ...passwordIssues(person.password, [name, email, ...known])];
}
