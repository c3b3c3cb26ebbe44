// A trip's photo lists in words: what stands in the way of a copy, how each copy stands, and what to do about it. Never who came off
// a list, nor why.
import type { CopyBarrier } from '#app/domain/photo-lists/copy-barrier.ts';
import type { CopyStanding } from '#app/domain/photo-lists/copy-standing.ts';
import type { CopyOfList, OneCopy, TripLists } from '#app/domain/photo-lists/read-lists.ts';
import { dayWords, whenWords } from './when.ts';

const BARRIERS: Readonly<Record<CopyBarrier, string>> = {
  trip_cancelled: 'The trip is cancelled, so there is no list to take.',
  trip_over: 'The trip has been over for more than a day, so there is no list to take.',
  records_stale: 'No pupil can be shown for now, so there is no list to take.',
  nobody_listed: 'Nobody on this trip may be shown at the moment, so there is no list to take.',
  shared_device:
    'Others use this device too, so no list is kept on it. Open this page on your own phone, or print the list.',
};

export const barrierWords = (barrier: CopyBarrier): string => BARRIERS[barrier];

export interface CopyLine {
  id: string;
  to: string;
  /** "Copy 2, on paper" */
  title: string;
  /** "Made by Priya Nair, Tue 17 November, 8:10 am" */
  made: string;
  /** how it stands, in one sentence */
  standing: string;
  look: 'good' | 'needs-you' | 'stopped' | 'over';
  mayPrint: boolean;
  mayHandBack: boolean;
  /** "Handed back", or that it is off the phone */
  handedBack: string;
  mayLose: boolean;
}

const KINDS: Readonly<Record<CopyOfList['kind'], string>> = { phone: 'on a phone', paper: 'on paper' };

const LOOKS: Readonly<Record<CopyStanding, CopyLine['look']>> = {
  good: 'good',
  out_of_date: 'needs-you',
  void: 'over',
  returned: 'over',
  lost: 'stopped',
  lost_settled: 'over',
};

export const copyTitle = ({ number, kind }: Pick<CopyOfList, 'number' | 'kind'>): string =>
  `Copy ${number}, ${KINDS[kind]}`;

/** The last day on which a copy may be used: "Thu 19 November". */
export const voidWords = (date: string, now: Date): string =>
  dayWords(new Date(`${date}T12:00:00Z`), 'UTC', now);

function standingWords({ standing, kind, voidAfter }: CopyOfList, now: Date): string {
  const words: Record<CopyStanding, string> = {
    good:
      kind === 'paper'
        ? `Up to date. Void after ${voidWords(voidAfter, now)}.`
        : `Up to date. It removes itself on ${voidWords(voidAfter, now)}.`,
    out_of_date:
      kind === 'paper'
        ? 'This list is older than a change. Take it back and get a new one.'
        : 'This list is older than a change. Open it where there is signal to get the new one.',
    void: kind === 'paper' ? 'Void. Take it back and destroy it.' : 'Over: the phone has removed it.',
    returned: kind === 'paper' ? 'Handed back.' : 'Taken off the phone.',
    lost: 'Lost. The data lead and the safeguarding leads have been told.',
    lost_settled: 'Lost, and dealt with.',
  };
  return words[standing];
}

/** One copy; `mayMake`: the one who looks may make lists, and so hand one back or say that it is lost. */
export function copyLine(
  copy: CopyOfList,
  { lists, zone, at, mayMake }: { lists: string; zone: string; at: Date; mayMake: boolean },
): CopyLine {
  const { standing } = copy;
  const ended = standing === 'returned' || standing === 'lost_settled' || standing === 'lost';
  const onPhoneAndOver = copy.kind === 'phone' && standing === 'void';
  return {
    id: copy.id,
    to: `${lists}/${copy.id}`,
    title: copyTitle(copy),
    made: `Made by ${copy.madeBy}, ${whenWords(copy.madeAt, zone, at).text}`,
    standing: standingWords(copy, at),
    look: LOOKS[standing],
    mayPrint: mayMake && copy.kind === 'paper' && standing === 'good',
    mayHandBack: mayMake && standing !== 'returned' && !onPhoneAndOver,
    handedBack: copy.kind === 'paper' ? 'Handed back' : 'It is off the phone',
    mayLose: mayMake && !ended && !onPhoneAndOver,
  };
}

/** The page of a trip's lists. */
export function listsPage(
  { trip, list, copies, barrier }: TripLists,
  how: { lists: string; zone: string; at: Date; mayMake: boolean },
) {
  return {
    tripName: trip.name,
    schoolSentence: list.schoolSentence,
    shown: list.shown.map(({ label }) => label),
    group: list.group.map(({ label }) => label),
    barrier: {
      phone: barrier.phone && barrierWords(barrier.phone),
      paper: barrier.paper && barrierWords(barrier.paper),
    },
    copies: [...copies].reverse().map((copy) => copyLine(copy, how)),
  };
}

/** The page of one copy; a sheet to print while it is good, and what was on it when it is lost. */
export function copyPage(
  { copy, trip, shown, group }: OneCopy,
  how: { lists: string; zone: string; at: Date; mayMake: boolean; maySettle: boolean },
) {
  const line = copyLine(copy, how);
  return {
    ...line,
    tripName: trip.name,
    shown: inOrder(shown.map(({ label }) => label)),
    group: inOrder(group.map(({ label }) => label)),
    sheet: line.mayPrint ? { number: copy.number, voidAfter: voidWords(copy.voidAfter, how.at) } : null,
    lost: copy.standing === 'lost' || copy.standing === 'lost_settled',
    maySettle: how.maySettle && copy.standing === 'lost',
  };
}

const inOrder = (labels: string[]): string[] =>
  labels.sort(new Intl.Collator('en-GB', { numeric: true }).compare);

/** What is to be done about a lost copy, in order. */
export function lostSteps({ kind }: Pick<CopyOfList, 'kind'>): string[] {
  return [
    `Look once more: the coach, the bags, where it was last used. If it turns up, press “${kind === 'paper' ? 'Handed back' : 'It is off the phone'}”.`,
    kind === 'paper'
      ? 'It says no school, place, class or reason: forenames with a letter, and the day after which it is void.'
      : 'It opens with a PIN only, removes itself after ten wrong ones and a day after the trip. It says no school, place or class.',
    'Safeguarding lead: ask whether any pupil on it could be harmed by a stranger who has this list, and act on it.',
    'Data lead: write it in the school’s breach record, and decide whether anybody outside must be told.',
  ];
}

/** For the trip's own page: where its list is, and copies that somebody has to do something about; null for those without a door to it. */
export function tripList(
  copies: readonly Pick<CopyOfList, 'id' | 'number' | 'kind' | 'standing'>[] | null,
  trip: string,
) {
  const to = `${trip}/list`;
  return (
    copies && {
      to,
      warnings: copies.map((copy) => ({
        id: copy.id,
        to: copy.standing === 'lost' ? `${to}/${copy.id}` : to,
        text: warningWords(copy),
        lost: copy.standing === 'lost',
      })),
    }
  );
}

function warningWords({ number, kind, standing }: Pick<CopyOfList, 'number' | 'kind' | 'standing'>): string {
  if (standing === 'lost') return `Copy ${number} of the photo list is lost.`;
  if (standing === 'void') return `Copy ${number} of the photo list is void. Take it back and destroy it.`;
  return kind === 'paper'
    ? `Copy ${number} is out of date. Take it back.`
    : `Copy ${number}, on a phone, is older than a change. Open it where there is signal.`;
}
