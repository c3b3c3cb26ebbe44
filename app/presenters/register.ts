// One row of the register of accounts, as everybody at the school may read it.
import type { RegisteredAccount } from '#app/domain/accounts/list-accounts.ts';
import { dayWords } from './when.ts';

const PLATFORMS: Readonly<Record<RegisteredAccount['platform'], string>> = {
  x: 'X',
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  linkedin: 'LinkedIn',
  other: 'Another platform',
};

export interface RegisterRow {
  id: string;
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
    handle: account.handle,
    name: account.displayName,
    platform: account.practice ? `${PLATFORMS[account.platform]}, for practice` : PLATFORMS[account.platform],
    purpose: account.purpose,
    ownerName: account.ownerName,
    approved: account.approvedAt
      ? [account.approverName, dayWords(account.approvedAt, zone, now)].filter(Boolean).join(', ')
      : 'Not approved',
    open: account.open,
  }));
}
