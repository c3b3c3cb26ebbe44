// The sentences of the sign-in pages. One sentence serves an unknown e-mail, a wrong password and somebody who has left.

export const SIGN_IN_WORDS: Readonly<Record<string, string>> = {
  sign_in_failed: 'That e-mail and password do not match. Check both and try again.',
  too_many_tries: 'There have been too many tries. Wait {minutes} minutes, then try again.',
  password_wrong: 'That is not your password. Check it and try again.',
  password_too_short: 'Choose a password of at least {min} characters. Three unrelated words work well.',
  password_too_long: 'Choose a password of at most {max} characters.',
  password_too_simple: 'Choose a password with more different characters.',
  password_too_easy: 'That password is too close to your name, e-mail or school. Choose another.',
  password_same: 'That is the password you have now. Choose a new one.',
};

/** The sentence for a code, its numbers filled in; null when the code is not one of these. */
export function signInSentence(
  code: string,
  context: Readonly<Record<string, string | number>> = {},
): string | null {
  const words = SIGN_IN_WORDS[code];
  return words?.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(context[key] ?? '')) ?? null;
}
