// The sentences of setting up and of making a person: what is wrong with an answer, and what would do.
import type { Issue } from '#app/domain/issues.ts';
import { signInSentence } from './sign-in-words.ts';

const WORDS: Readonly<Record<string, string>> = {
  not_empty:
    'This installation is not empty. Set up on a new data folder (GATEPOST_DATA) or an empty database.',
  'trustName:name_missing': 'The name of the trust needs 3 to 120 characters.',
  'schoolName:name_missing': 'The name of the school needs 3 to 120 characters.',
  name_missing: 'Give the person’s full name.',
  phase_unknown: 'The phase is one of: primary, secondary, all_through.',
  zone_unknown: 'That is no time zone. In the UK it is Europe/London.',
  email_not_valid: 'That is not an e-mail address.',
  email_taken: 'Somebody signs in with that e-mail already.',
};

/** The sentence for an issue of setting up or of making a person. Errors: throws for a code without one. */
export function setUpSentence(issue: Pick<Issue, 'code' | 'context'> & { field?: string }): string {
  const words = WORDS[`${issue.field ?? ''}:${issue.code}`] ?? WORDS[issue.code];
  const sentence = words ?? signInSentence(issue.code, issue.context);
  if (!sentence) throw new Error(`no sentence for ${issue.code}`);
  return sentence;
}
