// The code itself: long enough that nobody guesses one, in letters that can be read aloud. Only its digest is kept.
import { createHash, randomInt } from 'node:crypto';

/** No I, L, O, U, 0 or 1. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
/** Letters of a code: 30²⁰ of them are about 98 bits. */
const LENGTH = 20;
const GROUP = 4;

/** A new code, `7QK2-MD9A-…`, to be shown once. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** The digest under which a code is kept. However it was typed (spaces, small letters, hyphens), and however wrong it is. */
export function codeHashOf(typed: string): string {
  const tidy = typed
    .slice(0, 200)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`upload-code\n${tidy}`).digest('hex');
}
