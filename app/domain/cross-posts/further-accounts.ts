// Which further accounts a post may be for. Pure: the account, the post and what else was chosen in; why not, or nothing, out.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';

/** More accounts than these, beside the leading one, are nobody's daily work. */
export const MOST_FURTHER = 5;

export interface Candidate {
  id: string;
  platform: Platform;
  kind: AccountKind;
  /** of a department's account */
  subjects: readonly string[];
  /** approved and in date */
  open: boolean;
}

export interface PostToSpread {
  accountId: string;
  purpose: string;
  /** said of it for the leading account; null where that asks for none */
  subject: string | null;
  /** the account opened for the post's trip alone; null where there is none */
  tripAccountId: string | null;
}

export type FurtherBar =
  | 'account_leads'
  | 'account_not_open'
  | 'account_of_another_trip'
  | 'account_for_teaching'
  | 'account_of_another_subject'
  | 'same_words_there_too';

/**
 * Why this account may not be chosen; null when it may. `others`: the leading account and the further ones chosen beside this one.
 * A department's account takes what its subject is said of, and that is asked for by another department's account alone.
 * X and every other platform takes the same words on one account only, whoever owns the accounts: on a second one they are shared.
 */
export function furtherBar(
  account: Candidate,
  post: PostToSpread,
  others: readonly Pick<Candidate, 'id' | 'platform'>[],
): FurtherBar | null {
  if (account.id === post.accountId) return 'account_leads';
  if (!account.open) return 'account_not_open';
  if (account.kind === 'trip' && account.id !== post.tripAccountId) return 'account_of_another_trip';
  if (account.kind === 'department' && post.purpose !== 'teaching') return 'account_for_teaching';
  if (account.kind === 'department' && !account.subjects.includes(post.subject ?? ''))
    return 'account_of_another_subject';
  return others.some(({ id, platform }) => id !== account.id && platform === account.platform)
    ? 'same_words_there_too'
    : null;
}
