// Requests to have something removed, as a register and as a page: who asked, when, what became of it, and how long it took.
import type { IconName } from '#app/components/icon.tsx';
import type { ASKED_WAYS, ASKERS } from '#app/domain/removals/log-request.ts';
import type { ReadRequest, RequestedPost, RequestPage } from '#app/domain/removals/read-requests.ts';
import { referenceOf } from '#app/domain/removals/reference.ts';
import { sentencesByField } from './field-sentences.ts';
import { titleOf } from './post-list.ts';
import { wordsToTell } from './removal-words.ts';
import { type When, whenWords } from './when.ts';

const FROM: Readonly<Record<(typeof ASKERS)[number], string>> = {
  parent: 'A parent or carer',
  pupil: 'A pupil',
  former_pupil: 'A former pupil',
  staff: 'A member of staff',
  public: 'Somebody in the public',
};
const WAYS: Readonly<Record<(typeof ASKED_WAYS)[number] | 'link' | 'form', string>> = {
  phone: 'by phone',
  in_person: 'in person',
  email: 'by e-mail',
  paper: 'by letter',
  link: 'on their own page',
  form: 'on the school’s public page',
};

export const FROM_CHOICES = Object.entries(FROM).map(([value, label]) => ({ value, label }));
export const ASKED_WAY_CHOICES = (['phone', 'in_person', 'email', 'paper'] as const).map((value) => ({
  value,
  label: WAYS[value].charAt(0).toUpperCase() + WAYS[value].slice(1),
}));

export interface RemovalState {
  word: string;
  icon: IconName;
  tone: 'red' | 'amber' | 'green' | 'quiet';
}

export interface RemovalLine {
  id: string;
  /** "A parent or carer, by phone" */
  who: string;
  what: string;
  received: When;
  state: RemovalState;
  /** the one thing that is left to do, or how long it took */
  note: string;
}

const needsTelling = ({ row, posts }: ReadRequest): boolean =>
  row.outcome !== null &&
  row.outcome !== 'set_aside' &&
  row.toldAt === null &&
  (row.decisionId === null || posts.length > 0);

function stateOf(request: ReadRequest, at: Date): RemovalState {
  const { row, posts } = request;
  if (row.outcome === null && row.dueAt < at) return { word: 'Late', icon: 'stop', tone: 'red' };
  if (!row.decidedAt) return { word: 'To decide', icon: 'question', tone: 'amber' };
  if (row.outcome === null)
    return posts.some(({ how }) => how === 'by_hand')
      ? { word: 'To delete by hand', icon: 'warn', tone: 'amber' }
      : { word: 'Coming down', icon: 'clock', tone: 'amber' };
  if (needsTelling(request)) return { word: 'To tell', icon: 'warn', tone: 'amber' };
  if (row.outcome === 'set_aside') return { word: 'Put aside', icon: 'info', tone: 'quiet' };
  if (row.outcome === 'not_removed') return { word: 'Stays', icon: 'info', tone: 'quiet' };
  if (row.outcome === 'nothing_found') return { word: 'Nothing found', icon: 'done', tone: 'quiet' };
  return { word: 'Done', icon: 'done', tone: 'green' };
}

/** "Gone after 2 hours 5 minutes." */
function tookWords({ row, goneAt }: ReadRequest): string | null {
  if (!goneAt) return null;
  if (goneAt < row.receivedAt) return 'It was gone before they asked.';
  const minutes = Math.round((goneAt.getTime() - row.receivedAt.getTime()) / 60_000);
  if (minutes < 1) return 'Gone within a minute.';
  const hours = Math.floor(minutes / 60);
  const parts = [
    hours > 0 && `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    minutes % 60 > 0 && `${minutes % 60} ${minutes % 60 === 1 ? 'minute' : 'minutes'}`,
  ].filter(Boolean);
  return `Gone after ${parts.join(' ')}.`;
}

export function removalLine(request: ReadRequest, zone: string, at: Date): RemovalLine {
  const { row } = request;
  const due = whenWords(row.dueAt, zone, at);
  const firstLine = row.words.split('\n')[0] ?? '';
  return {
    id: row.id,
    who: `${FROM[row.from]}, ${WAYS[row.way]}`,
    what: row.decisionId
      ? 'Took back a permission'
      : firstLine.slice(0, 140) || row.address.slice(0, 140) || 'Asked for a post to be removed',
    received: whenWords(row.receivedAt, zone, at),
    state: stateOf(request, at),
    note: row.outcome === null ? `To be gone by ${due.text} (${due.relative}).` : (tookWords(request) ?? ''),
  };
}

const POST_WORDS: Readonly<Record<RequestedPost['how'], string>> = {
  stopped: 'Stopped before it went out',
  coming_down: 'Coming down now',
  on_its_way: 'May have gone out: if it did, it comes down as soon as it is found',
  to_look_at: 'Looks like it: somebody looks first, then it comes down',
  by_hand: 'Has to be deleted by hand',
  gone: 'Gone',
  never_out: 'Was on its way and never went out',
  another_picture: 'Found to show another picture: it stays',
};
const COPY_WORDS = {
  named: 'Asked about',
  alike: 'The same picture, posted again',
  near: 'Resembles it: look at it yourself, it is not touched by your decision',
} as const;

export interface RemovalPageView extends RemovalLine {
  facts: { label: string; text: string }[];
  words: string;
  posts: { id: string; to: string | null; title: string; says: string }[];
  copies: { id: string; to: string | null; title: string; says: string }[] | null;
  mayDecide: boolean;
  /** what came over the public page may be put aside instead */
  mayPutAside: boolean;
  mayTakeUp: boolean;
  pupil: { to: string; name: string } | null;
  /** null while there is nothing to say but that it is recorded */
  tell: string[] | null;
  told: string | null;
  /** what is told is about a pupil: only to somebody who is known */
  askIdentity: boolean;
  /** nobody has proved who they are: what they wrote is only what somebody wrote */
  fromPublicPage: boolean;
  /** posts to choose from while it is not known which one is meant; null once it is, or for those who may not read posts */
  choose: { value: string; label: string }[] | null;
}

export function removalPage(page: RequestPage, base: string, zone: string, at: Date): RemovalPageView {
  const { row, staff } = page;
  const when = (moment: Date) => whenWords(moment, zone, at).text;
  const name = (id: string | null) => (id && staff.get(id)) ?? 'Somebody who has left';
  const line = removalLine(page, zone, at);
  const took = tookWords(page);
  const facts = [
    { label: 'Asked', text: `${line.who}, ${line.received.text}` },
    ...(row.wordsErasedAt
      ? [{ label: 'What they wrote', text: `Erased ${when(row.wordsErasedAt)}, its time was over.` }]
      : []),
    ...(row.way === 'form' && !row.wordsErasedAt
      ? [
          { label: 'Their name, as they wrote it', text: row.askerName },
          { label: 'How to reach them', text: row.askerContact },
          { label: 'The reference they were given', text: referenceOf(row) },
        ]
      : []),
    ...(row.address ? [{ label: 'The address they gave', text: row.address }] : []),
    ...(row.recordedBy ? [{ label: 'Written down by', text: name(row.recordedBy) }] : []),
    { label: 'To be gone by', text: when(row.dueAt) },
    ...(row.decidedBy && row.decidedAt
      ? [
          {
            label: row.outcome === 'set_aside' ? 'Put aside' : 'Decided',
            text: `${name(row.decidedBy)}, ${when(row.decidedAt)}`,
          },
        ]
      : []),
    ...(row.outcomeWhy ? [{ label: 'Reason', text: row.outcomeWhy }] : []),
    ...(took ? [{ label: 'Time it took', text: took }] : []),
  ];
  return {
    ...line,
    what: row.decisionId ? line.what : 'Somebody asks for something to be removed',
    facts,
    words: row.words,
    posts: page.posts.map(({ postId, how, post }) => ({
      id: postId,
      to: post ? `${base}/posts/${postId}` : null,
      title: post ? titleOf(post) : 'A post',
      says: POST_WORDS[how],
    })),
    copies:
      page.copies &&
      page.copies.map(({ postId, how, post }) => ({
        id: postId,
        to: post ? `${base}/posts/${postId}` : null,
        title: post ? titleOf(post) : 'A post',
        says: COPY_WORDS[how],
      })),
    mayDecide: page.mayDecide,
    mayPutAside: page.mayDecide && row.way === 'form',
    mayTakeUp: page.mayTakeUp,
    pupil: page.pupil && { to: `${base}/pupils/${page.pupil.id}`, name: page.pupil.name },
    tell: row.decidedAt && row.outcome !== 'set_aside' ? wordsToTell(page, zone, at) : null,
    told:
      row.toldAt && row.toldWay
        ? `${name(row.toldBy)} told them ${WAYS[row.toldWay]}, ${when(row.toldAt)}.`
        : null,
    askIdentity: row.pupilId !== null,
    fromPublicPage: row.way === 'form',
    choose: page.choose && page.choose.map((post) => ({ value: post.id, label: titleOf(post) })),
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  received_not_past: 'Give the day and time at which it was received: now, or in the last year.',
  request_words_missing: 'Write in a few words what they ask.',
  request_words_too_long: 'This is over 2,000 characters. Say in a few words what they ask.',
  address_unknown: 'No post of this school has that address. Leave it empty if you are not sure.',
  decision_reason_missing: 'Write why it stays. They are told this reason.',
  something_found: 'The post they mean is there. Take it down, or write why it stays.',
  where_looked_missing:
    'There are posts with this pupil. Write where you looked, or which post they meant. They are told this.',
  decision_reason_too_long: 'The reason is over 1,000 characters. Make it shorter.',
  identity_not_known: 'Tick that you know who they are. Until then say only that it is recorded.',
};

/** One sentence by field name; a field keeps its first. */
export const removalErrors = sentencesByField(SENTENCES);

/** What waits, in one line each, most pressing first. */
export function removalsWaiting(counts: { overdue: number; toDecide: number; toTell: number }): string[] {
  const { overdue, toDecide, toTell } = counts;
  return [
    overdue > 0 ? `${overdue === 1 ? '1 is late.' : `${overdue} are late.`}` : '',
    toDecide > 0 ? `${toDecide === 1 ? '1 waits' : `${toDecide} wait`} for a decision.` : '',
    toTell > 0 ? `${toTell === 1 ? '1 person waits' : `${toTell} people wait`} for an answer.` : '',
  ].filter(Boolean);
}
