// Reposts by other accounts of the school in words: where each stands, what may be pressed, and why not.
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { RepostOn, RepostsPage } from '#app/domain/reposts/read-reposts.ts';
import type { RepostsInShort } from '#app/domain/reposts/reposts-in-short.ts';
import { inSentence, pageThere, shownHandle, whereOf } from './platform-words.ts';
import { refusalWords } from './refusals.ts';
import { whenWords } from './when.ts';

type Repost = RepostsInShort['reposts'][number];

/** What may be pressed of one account. */
export type RepostPress = 'ask' | 'open' | 'reposted' | 'not_made' | 'taken_back';

export interface RepostRow {
  accountId: string;
  /** of the repost that has not ended; null for none */
  repostId: string | null;
  where: string;
  handle: string;
  /** how far it is, in a sentence */
  standing: string;
  /** it must not be up: take it back */
  urgent: boolean;
  /** somebody may be pressing it now, and still may: the steps are shown */
  steps: string[];
  presses: RepostPress[];
  /** why it cannot be asked for, opened or pressed; null when it can, or nothing of that kind is to be done */
  barred: string | null;
}

export interface RepostsView {
  platformName: string;
  /** the post there */
  original: string | null;
  rows: RepostRow[];
}

const UP_OR_MAYBE: readonly Repost['state'][] = ['opened', 'reposted', 'undo_wanted'];

export function repostsView(page: RepostsPage, zone: string): RepostsView {
  const { facts } = page;
  const { account, delivery } = facts;
  const platformId = delivery?.platformId ?? null;
  return {
    platformName: inSentence(account.platform),
    original: account.practice
      ? `/sandbox${platformId ? `#post-${platformId}` : ''}`
      : pageThere(account, platformId),
    rows: page.on.map((one) => rowOf(one, page, zone)),
  };
}

function rowOf({ account, repost, refusal }: RepostOn, page: RepostsPage, zone: string): RepostRow {
  const { facts, mayRepost, mayTakeBack } = page;
  const open = repost !== null && repost.endedAt === null ? repost : null;
  const presses = pressesOf(open?.state ?? null).filter((press) =>
    press === 'not_made' || press === 'taken_back'
      ? mayTakeBack
      : mayRepost && (press === 'reposted' || refusal === null),
  );
  const asks = open === null || open.state === 'asked';
  return {
    accountId: account.id,
    repostId: open?.id ?? null,
    where: whereOf(account),
    handle: shownHandle(account),
    standing: standingOf(repost, page, zone),
    urgent: open?.state === 'undo_wanted',
    steps: open?.state === 'opened' && !refusal ? stepsOf(facts, shownHandle(account)) : [],
    presses,
    barred: mayRepost && refusal && (asks || open.state === 'opened') ? barWords(refusal, !asks) : null,
  };
}

function pressesOf(state: Repost['state'] | null): RepostPress[] {
  if (state === 'asked') return ['open', 'not_made'];
  if (state === 'opened') return ['reposted', 'not_made'];
  if (state === 'reposted') return ['taken_back'];
  return state === 'undo_wanted' ? ['taken_back', 'not_made'] : ['ask'];
}

function standingOf(repost: Repost | null, { facts, names }: RepostsPage, zone: string): string {
  if (!repost) return 'Not reposted.';
  const by = (id: string | null): string => (id && names.get(id)) || 'Somebody who has left';
  const at = (moment: Date | null): string =>
    moment ? whenWords(moment, zone, facts.at).text : 'at an unknown time';
  if (repost.state === 'asked') return `${by(repost.askedBy)} asked for it ${at(repost.askedAt)}.`;
  if (repost.state === 'opened') return `${by(repost.openedBy)} opened it ${at(repost.openedAt)}.`;
  if (repost.state === 'reposted')
    return `Reposted. ${by(repost.answeredBy)} said so ${at(repost.repostedAt)}.`;
  if (repost.state === 'undo_wanted')
    return `It must not be shown here, since ${at(repost.undoSince)}. Take the repost back now, then say so.`;
  if (repost.ended === 'with_original')
    return `It went with the post, ${at(repost.endedAt)}. No repost of a post that is gone is shown.`;
  if (repost.ended === 'taken_back')
    return `Taken back. ${by(repost.answeredBy)} said so ${at(repost.endedAt)}.`;
  if (repost.ended === 'stopped')
    return `Stopped before it was made, ${at(repost.endedAt)}. Nothing was reposted.`;
  return `Not reposted. ${by(repost.answeredBy)} said so ${at(repost.endedAt)}.`;
}

const stepsOf = ({ account }: PostFacts, handle: string): string[] => [
  `Open the post on ${inSentence(account.platform)}, signed in as ${handle}.`,
  'Press Repost. Not Quote: a quote adds words that nobody approved.',
  `See that it stands on ${handle}, then say so here.`,
];

/** The same words whoever it is about and whatever the answer: what may be shown is never told by account. */
function barWords({ bar }: NonNullable<RepostOn['refusal']>, pressing: boolean): string {
  const { sentence, todo } = refusalWords(bar);
  return `${pressing ? 'Do not press it now. ' : ''}${sentence} ${todo}`;
}

export interface RepostsDoor {
  to: string;
  label: string;
  lines: string[];
  urgent: boolean;
}

/** The door on the post's own page; null where there is no repost and nobody here could make one. */
export function repostsDoor(
  { reposts, possible }: RepostsInShort,
  person: Person,
  { post, at }: Pick<PostFacts, 'post' | 'at'>,
  to: string,
): RepostsDoor | null {
  const mayAsk = possible && may(person, 'post.repost', post.schoolId, at);
  if (reposts.length === 0 && !mayAsk) return null;
  const up = reposts.filter(({ state }) => UP_OR_MAYBE.includes(state));
  const urgent = up.some(({ state }) => state === 'undo_wanted');
  return {
    to,
    label: urgent
      ? 'A repost has to be taken back'
      : reposts.length > 0
        ? 'Its reposts'
        : 'Show it on another account: repost',
    lines: up.map((one) => `${whereOf(one)}: ${SHORT[one.state] ?? ''}`),
    urgent,
  };
}

const SHORT: Partial<Record<Repost['state'], string>> = {
  opened: 'somebody has it open',
  reposted: 'reposted',
  undo_wanted: 'has to be taken back',
};
