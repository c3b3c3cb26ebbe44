// "It is you": asks for the password before a decision that binds, once in a quarter of an hour.
import { identityIsConfirmed } from '#app/domain/school/identity-confirmation.ts';
import { signInSentence } from '#app/presenters/sign-in-words.ts';
import type { SignedInPerson } from './actor.server.ts';

/**
 * Null when the person's identity counts as confirmed, or is so by this password; else what to say beside the field.
 * Every wrong password is counted like one at sign-in.
 */
export async function confirmedNow(
  { services, sessionId, confirmedAt, at }: SignedInPerson,
  password: string,
): Promise<{ sentence: string; status: number } | null> {
  if (identityIsConfirmed(confirmedAt, at)) return null;
  if (!password) return { sentence: 'Type your password, so that the record shows it was you.', status: 400 };
  const answer = await services.auth.confirmIdentity(sessionId, password);
  if (answer.ok) return null;
  const { code, context } = answer.issue;
  const sentence =
    signInSentence(code, context) ?? 'Your password could not be checked. Try again in a minute.';
  return { sentence, status: code === 'too_many_tries' ? 429 : 403 };
}
