// What makes a password good enough, and for how long an identity counts as confirmed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityIsConfirmed } from '#app/domain/school/identity-confirmation.ts';
import { PASSWORD_MAX, PASSWORD_MIN, passwordIssues } from '#app/domain/school/password-rules.ts';
import { SIGN_IN_WORDS, signInSentence } from '#app/presenters/sign-in-words.ts';

const KNOWN = ['Angharad Prys-Jones', 'angharad.prys@ysgol.example', 'Ysgol Glan-yr-afon'];
const codes = (password: string) => passwordIssues(password, KNOWN).map((issue) => issue.code);

describe('a new password', () => {
  it.each([
    ['eleven char', ['password_too_short']],
    ['x'.repeat(PASSWORD_MAX + 1), ['password_too_long']],
    ['aaaaaaaaaaaabbb', ['password_too_simple']],
    ['1212121212121212', ['password_too_simple']],
    ['AngharadPrysJones1', ['password_too_easy']],
    ['Password-Angharad', ['password_too_easy']],
    ['YSGOLglanyrafon!', ['password_too_easy']],
    ['Ysgol Angharad 99', ['password_too_easy']],
    ['three unrelated words', []],
    ['angharad likes otters', []],
    ['ŵyn bach ar y bryn', []],
    ['🦦🦦🦦 otters by the river', []],
  ])('%s', (password, expected) => {
    expect(codes(password)).toEqual(expected);
  });

  it('of random letters is refused for its length alone', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghklmqrtvwxz'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(letters, (password) => {
        const short = password.length < PASSWORD_MIN;
        fc.pre(short || new Set(password).size >= 5);
        expect(codes(password)).toEqual(short ? ['password_too_short'] : []);
      }),
    );
  });

  it('counts as many characters as a person sees typed, however they are encoded', () => {
    expect(codes('e\u0301a\u0301o\u0301xyz12345')).toEqual(['password_too_short']);
  });
});

describe('it is you', () => {
  const at = new Date('2026-11-18T09:00:00Z');
  it('counts for a quarter of an hour, and never without a proof', () => {
    const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
    expect(identityIsConfirmed(at, at)).toBe(true);
    expect(identityIsConfirmed(at, new Date(minutesLater(15).getTime() - 1))).toBe(true);
    expect(identityIsConfirmed(at, minutesLater(15))).toBe(false);
    expect(identityIsConfirmed(null, at)).toBe(false);
  });

  it('bears the drift that a clock allows itself, and no proof from the future', () => {
    expect(identityIsConfirmed(new Date(at.getTime() + 5_000), at)).toBe(true);
    expect(identityIsConfirmed(new Date(at.getTime() + 5_001), at)).toBe(false);
  });
});

describe('the sentences', () => {
  it('fill in their numbers, and leave no gap', () => {
    expect(signInSentence('too_many_tries', { minutes: 7 })).toBe(
      'There have been too many tries. Wait 7 minutes, then try again.',
    );
    expect(signInSentence('no_such_code')).toBeNull();
    for (const code of Object.keys(SIGN_IN_WORDS)) {
      expect(signInSentence(code, { minutes: 1, min: 12, max: 128 })).not.toMatch(/[{}]/);
    }
  });
});
