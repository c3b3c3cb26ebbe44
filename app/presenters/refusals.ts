// Why something was refused, in words for a tired person on a phone: what happened, and what to do now. One sentence
// for each code, whoever asks and wherever it shows, so that a button's note and the server's answer never differ.
import { ACCOUNT_REFUSALS } from './refusals/accounts.ts';
import { MOVE_REFUSALS } from './refusals/moves.ts';
import { PHOTO_REFUSALS } from './refusals/photos.ts';
import { RECORD_REFUSALS } from './refusals/records.ts';
import { type RefusalWords, words } from './refusals/refusal-words.ts';
import { WORD_REFUSALS } from './refusals/words.ts';

const REFUSALS: Readonly<Record<string, RefusalWords>> = {
  ...ACCOUNT_REFUSALS,
  ...PHOTO_REFUSALS,
  ...WORD_REFUSALS,
  ...RECORD_REFUSALS,
  ...MOVE_REFUSALS,
};

const UNKNOWN = words('That is not possible just now.', 'Open the page again and look at where it stands.');

/** What to say about a refusal's code. */
export const refusalWords = (reason: string): RefusalWords => REFUSALS[reason] ?? UNKNOWN;
