// One row of the register of accounts, as everybody at the school may read it.
import type { RegisteredAccount } from '#app/domain/accounts/list-accounts.ts';
import type { WaitingAccount } from '#app/domain/accounts/accounts-waiting.ts';
import { sentencesByField } from './field-sentences.ts';
import { PLATFORM_NAMES, shownHandle } from './platform-words.ts';
import { dayWords } from './when.ts';

export interface RegisterRow {
  id: string;
  /** as people write it */
  handle: string;
  name: string;
  platform: string;
  purpose: string;
  ownerName: string;
  /** "Ngozi Okafor, Tue 4 March"; "Not approved" */
  approved: string;
  open: boolean;
}

export function registerRows(accounts: readonly RegisteredAccount[], zone: string, now: Date): RegisterRow[] {
  return accounts.map((account) => ({
    id: account.id,
    handle: shownHandle(account),
    name: account.displayName,
    platform: account.practice
      ? `${PLATFORM_NAMES[account.platform]}, for practice`
      : PLATFORM_NAMES[account.platform],
    purpose: account.purpose,
    ownerName: account.ownerName,
    approved: account.approvedAt
      ? [account.approverName, dayWords(account.approvedAt, zone, now)].filter(Boolean).join(', ')
      : 'Not approved',
    open: account.open,
  }));
}

/** What is wrong with an account that somebody adds, by field. */
export const newAccountErrors = sentencesByField({
  account_platform_missing: 'Choose the platform that it is on.',
  account_handle_wrong: 'That cannot be a name of an account there. Look it up on the platform and copy it.',
  account_handle_taken: 'This account is in a register already, here or at another school.',
  account_name_missing: 'Write the name that it shows, in at most 50 characters.',
  account_purpose_missing: 'Say in one line what it is for.',
  account_audience_missing: 'Say in one line who reads it.',
  account_owner_missing: 'Choose somebody who works at this school.',
});

const WAITING: Readonly<Record<WaitingAccount['waitsFor'], (handle: string) => string>> = {
  decision: (handle) => `${handle} waits for your approval`,
  connection: (handle) => `${handle} is approved and waits to be connected`,
  reconnection: (handle) => `${handle} has to be connected again`,
};

/** Accounts that wait for the reader, each with its page. */
export const waitingRows = (accounts: readonly WaitingAccount[]): { id: string; title: string }[] =>
  accounts.map((account) => ({
    id: account.accountId,
    title: WAITING[account.waitsFor](shownHandle(account)),
  }));
