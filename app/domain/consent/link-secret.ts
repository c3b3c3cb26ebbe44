// The secret in a personal link: far too long to guess, in letters that can be read off a letter and typed. Only its digest is kept.
import { createHash, randomInt } from 'node:crypto';

/** No i, l, o, u, 0 or 1. */
const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789';
/** 30³⁶ of them are about 176 bits. */
const LENGTH = 36;
const GROUP = 6;

/** A new secret, `abcdef-ghjkmn-…`, for one letter or one e-mail. */
export function newLinkSecret(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** The digest under which a link is kept. However it was typed (capitals, spaces, no hyphens), and however wrong it is. */
export function linkHashOf(typed: string): string {
  const tidy = typed
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`consent-link\n${tidy}`).digest('hex');
}

/** The path of the page that a secret opens. */
export const linkPath = (secret: string): string => `/c/${secret}`;
