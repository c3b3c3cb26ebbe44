// The further accounts of a draft in words: which may be chosen and why not, and what stands in the way on those that were.
import type { FurtherBar } from '#app/domain/cross-posts/further-accounts.ts';
import type { FurtherAccount, FurtherDraft } from '#app/domain/cross-posts/read-further.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { allIssueWords, type IssueWords } from './issues.ts';
import { accountLine, inSentence, whereOf } from './platform-words.ts';
import { refusalWords } from './refusals.ts';

export interface FurtherChoice {
  accountId: string;
  label: string;
  chosen: boolean;
  /** why it cannot be chosen, and what to do instead; null when it may be */
  barred: string | null;
}

export interface FurtherStanding {
  accountId: string;
  where: string;
  /** sentences about the account itself */
  notes: string[];
  issues: IssueWords[];
}

/** On X the other account can show the very post; other platforms call it sharing. */
function barredWords(bar: FurtherBar, account: FurtherAccount['account']): string {
  if (bar !== 'same_words_there_too') {
    const { sentence, todo } = refusalWords(bar);
    return `${sentence} ${todo}`;
  }
  const there = inSentence(account.platform);
  const repost = account.platform === 'x' || account.platform === 'bluesky' ? 'repost' : 'share';
  return `The same words may go out on one account on ${there} only: on a second one ${there} treats them as spam. Once this post is out, its page lets a comms lead or the headteacher ${repost} it on ${whereOf(account)}. That shows this very post, and goes when it is taken down.`;
}

export const furtherChoices = (accounts: readonly FurtherAccount[]): FurtherChoice[] =>
  accounts.map(({ account, chosen, bar }) => ({
    accountId: account.id,
    label: accountLine(account),
    chosen,
    barred: bar && barredWords(bar, account),
  }));

export function furtherStandings(
  drafts: readonly FurtherDraft[],
  { school, at }: PostFacts,
  people: ReadonlyMap<string, NamedPerson>,
): FurtherStanding[] {
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  const reader = { zone: school.zone, now: at, policy: school.settings.policyCited, names };
  return drafts.map(({ account, bar, connection, issues }) => ({
    accountId: account.id,
    where: whereOf(account),
    notes: [
      ...(bar ? [barredWords(bar, account)] : []),
      ...(connection ? [`${refusalWords(connection).sentence} ${refusalWords(connection).todo}`] : []),
    ],
    issues: allIssueWords(issues, reader),
  }));
}
