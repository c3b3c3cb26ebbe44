// Words for a post that no other post of a test has.
import { randomUUID } from 'node:crypto';

/** `begin` and a word like no other, in letters alone: in digits a check may see somebody's telephone number. */
export const onlyHere = (begin: string): string =>
  `${begin}: ${[...randomUUID().replaceAll('-', '')].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('')}`;
