// Records of breaches in words. Who was shown and why something was decided come only to those who keep the record.
import type { BreachPage, ListedBreach } from '#app/domain/breaches/read-breaches.ts';
import { whereOf } from './platform-words.ts';
import { whenWords } from './when.ts';

const DECISIONS = {
  report: 'To be reported to the Information Commissioner',
  no_report: 'Not to be reported',
} as const;

export interface BreachLine {
  id: string;
  to: string;
  title: string;
  over: string;
  standing: string;
  tone: 'red' | 'amber' | 'quiet';
}

/** What presses about one record, by its clock. */
function standingOf({ row }: ListedBreach, zone: string, at: Date): Pick<BreachLine, 'standing' | 'tone'> {
  if (row.closedAt) return { standing: `Closed. ${DECISIONS[row.decision ?? 'no_report']}.`, tone: 'quiet' };
  if (row.decision) return { standing: `${DECISIONS[row.decision]}. Still open.`, tone: 'quiet' };
  const by = whenWords(row.decideBy, zone, at);
  return row.decideBy < at
    ? { standing: `Not decided. The 72 hours were over on ${by.text}.`, tone: 'red' }
    : { standing: `To be decided by ${by.text} (${by.relative}).`, tone: 'amber' };
}

/** "one, two and three" */
const EACH = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const shownWords = (pupils: number): string =>
  pupils === 1 ? '1 pupil was in it' : `${pupils} pupils were in it`;

export function breachLine(breach: ListedBreach, base: string, zone: string, at: Date): BreachLine {
  const { row, accounts, pupilIds } = breach;
  return {
    id: row.id,
    to: `${base}/breaches/${row.id}`,
    title: `Noticed ${whenWords(row.noticedAt, zone, at).text}`,
    over: `${EACH.format(accounts.map(whereOf))}. ${shownWords(pupilIds.length)}.`,
    ...standingOf(breach, zone, at),
  };
}

/** What the home of those who keep the records says; null when nothing is to be decided. */
export function breachesDue(
  waiting: readonly { id: string; decideBy: Date }[],
  zone: string,
  at: Date,
): { title: string; to: string; late: boolean } | null {
  const [first] = waiting;
  if (!first) return null;
  const by = whenWords(first.decideBy, zone, at);
  const what = waiting.length === 1 ? 'a breach' : `${waiting.length} breaches`;
  return {
    title: `Decide whether ${what} must be reported: by ${by.text} (${by.relative})`,
    to: waiting.length === 1 ? `breaches/${first.id}` : 'breaches',
    late: first.decideBy < at,
  };
}

export interface BreachView {
  line: BreachLine;
  facts: { label: string; text: string }[];
  /** null for those who may not open it */
  postTo: string | null;
  open: boolean;
  /** it is decided, and the post is gone */
  mayClose: boolean;
  decided: { sentence: string; why: string | null } | null;
  kept: {
    pupils: { to: string; name: string }[];
    actions: { id: string; text: string; by: string }[];
  } | null;
}

/** One account by its name; of several, what became of each. */
function accountsFact(
  accounts: ListedBreach['accounts'],
  when: (moment: Date) => string,
): { label: string; text: string } {
  if (accounts.length === 1) return { label: 'Account', text: accounts.map(whereOf).join() };
  const each = accounts.map(
    (account) =>
      `${whereOf(account)} (${account.liveUntil ? `until ${when(account.liveUntil)}` : 'still up'})`,
  );
  return { label: 'Accounts', text: each.join('; ') };
}

export function breachView(
  { breach, staff, kept, mayOpenPost }: BreachPage,
  base: string,
  zone: string,
  at: Date,
): BreachView {
  const { row, accounts, liveFrom, liveUntil, pupilIds } = breach;
  const when = (moment: Date) => whenWords(moment, zone, at).text;
  const name = (id: string | null): string => (id && staff.get(id)) ?? 'Somebody';
  return {
    line: breachLine(breach, base, zone, at),
    facts: [
      { label: 'Noticed', text: when(row.noticedAt) },
      { label: 'Live from', text: liveFrom ? when(liveFrom) : 'not known' },
      { label: 'Live until', text: liveUntil ? when(liveUntil) : 'still up' },
      accountsFact(accounts, when),
      { label: 'Pupils in the post', text: String(pupilIds.length) },
      { label: 'To be decided by', text: when(row.decideBy) },
      ...(row.closedAt ? [{ label: 'Closed', text: `${name(row.closedBy)}, ${when(row.closedAt)}` }] : []),
    ],
    postTo: mayOpenPost ? `${base}/posts/${row.postId}` : null,
    open: row.closedAt === null,
    mayClose: row.closedAt === null && row.decision !== null && liveUntil !== null,
    decided: row.decision &&
      row.decidedAt && {
        sentence: `${DECISIONS[row.decision]}. ${name(row.decidedBy)}, ${when(row.decidedAt)}.`,
        why: kept?.why ?? null,
      },
    kept: kept && {
      pupils: kept.pupils.map((pupil) => ({ to: `${base}/pupils/${pupil.id}`, name: pupil.name })),
      actions: kept.actions.map(({ id, words, by, at: noted }) => ({
        id,
        text: words ?? 'The words of this note were erased.',
        by: `${by}, ${when(noted)}`,
      })),
    },
  };
}
