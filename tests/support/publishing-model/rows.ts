// What is committed in the small model of publishing, and what each way of settling makes of it; with one mistake in it, if wanted.
import { isProvedAbsent, QUIET_MS } from '#app/domain/posts/look-times.ts';

/** One way to get the procedure wrong: the exploration has to find what each leads to. */
export const MISTAKES = [
  'sends without saying so first',
  'sends again after a doubt',
  'counts looks that saw nothing',
  'believes early looks',
  'sends however late it is',
  'settles what is no longer its own',
  'forgets a late answer',
  'forgets that it was to come down',
  'lets up what turns up after a no',
  'leaves the post of a dead worker',
  'looks for nothing',
  'calls a doubt a failure',
  'says published without an id of its own',
  'takes a look for as late as it is written down',
  'forgets what stands in the journal',
  'keeps no journal of what it sends again',
  'believes old rows after a power cut',
  'puts back what has lost its place',
] as const;
export type Mistake = (typeof MISTAKES)[number];

export type Post =
  | 'approved'
  | 'scheduled'
  | 'publishing'
  | 'unknown'
  | 'published'
  | 'held'
  | 'missed'
  | 'failed'
  | 'takedown_requested'
  | 'taken_down';
export type Delivery = 'waiting' | 'preparing' | 'sending' | 'unknown' | 'published' | 'failed' | 'absent';

/** What is committed. Moments are steps since the post was due; -1 = none. */
export interface Rows {
  post: Post;
  /** it has a time in the calendar; without one nobody takes it as due */
  placed: boolean;
  delivery: Delivery;
  attempt: number;
  sentAt: number;
  leaseAt: number;
  looks: number;
  lastGoodLook: number;
  /** somebody said no, or wanted it gone; of a post that is not out, its permissions and holds say so */
  wantedDown: boolean;
  /** number of the live post that counts; 0 = none */
  platformId: number;
  /** numbers of copies that have to come down */
  copies: readonly number[];
  /** of those, the ones that are down */
  copiesDown: readonly number[];
  authRefusals: number;
}

export type Answer = 'unknown' | 'not_sent' | 'refused' | 'no_access' | number;

/** A worker in the middle of something. */
export type Worker =
  | { at: 'idle' }
  | { at: 'claimed' | 'prepared' | 'calling'; attempt: number }
  | { at: 'armed'; attempt: number; since: number }
  | { at: 'answered'; attempt: number; answer: Answer }
  | { at: 'looked'; attempt: number; looks: number; since: number; seen: readonly number[] | 'nothing' };

export interface Live {
  id: number;
  up: boolean;
  shownFrom: number;
}

export interface Published {
  time: number;
  rows: Rows;
  /** what a power cut leaves: the rows as they last reached the disk */
  onDisk: Rows | null;
  /** attempts noted in the journal */
  journal: readonly number[];
  workers: readonly Worker[];
  /** calls that have left and not arrived: whose, and since when */
  onTheWay: readonly { worker: number; since: number }[];
  platform: readonly Live[];
  accessValid: boolean;
  /** how much more may go wrong */
  luck: number;
  mayBeWanted: boolean;
}

export interface Circumstances {
  workers: 1 | 2;
  /** how much may go wrong in all */
  luck: number;
  /** one machine whose database does not wait for the disk, so that a power cut takes commits */
  powerCuts?: boolean;
  /** it was placed so lately that a power cut may take its time in the calendar as well */
  placedJustNow?: boolean;
  /** a call may arrive at any time at all; its worker then lives to hear the answer, for otherwise nobody could ever know */
  callsStandStill?: boolean;
  mistake?: Mistake;
}

export const LATEST = 2;
export const END_OF_TIME = 5;
export const MOST_SENT = 3;
export const STEP_MS = QUIET_MS / 2;

export const START: Rows = {
  post: 'scheduled',
  placed: true,
  delivery: 'waiting',
  attempt: 0,
  sentAt: -1,
  leaseAt: -1,
  looks: 0,
  lastGoodLook: -1,
  wantedDown: false,
  platformId: 0,
  copies: [],
  copiesDown: [],
  authRefusals: 0,
};

const moment = (step: number): Date | null => (step < 0 ? null : new Date(step * STEP_MS));
const provedAbsent = ({ looks, lastGoodLook, sentAt }: Rows): boolean =>
  isProvedAbsent({ looks, lastGoodLookAt: moment(lastGoodLook), sentAt: moment(sentAt) });

export const copiesUp = ({ copies, copiesDown }: Rows): number[] =>
  copies.filter((id) => !copiesDown.includes(id));

export const rowsKey = (r: Rows): string =>
  `${r.post}${r.placed ? '' : '!'}${r.delivery}${r.attempt},${r.sentAt},${r.leaseAt},${r.looks},${r.lastGoodLook}${r.wantedDown ? 'w' : ''},${r.platformId},${r.copies.join('+')}-${r.copiesDown.join('+')},${r.authRefusals}`;
export const workerKey = (w: Worker): string =>
  w.at === 'idle'
    ? '-'
    : `${w.at}${w.attempt}${'since' in w ? `@${w.since}` : ''}${'looks' in w ? `#${w.looks}` : ''}${'answer' in w ? `=${w.answer}` : ''}${'seen' in w ? `=${String(w.seen)}` : ''}`;

/** Nothing of it is thought to be out: what is said of it then reaches no delivery by itself. */
const NOT_ON_ITS_WAY: readonly Post[] = ['scheduled', 'held', 'missed', 'failed'];

export type Rules = ReturnType<typeof rulesOf>;

/** What each way of settling makes of the rows. */
export function rulesOf(wrong: (mistake: Mistake) => boolean) {
  /** Nowhere to go back to: too late, or its time went with a power cut. */
  const hasNoPlace = (rows: Rows, time: number): boolean =>
    time > LATEST || (!rows.placed && !wrong('puts back what has lost its place'));
  /** Not sent after all: back to its place, held when it was to come down, missed when it has none. */
  const goneBack = (rows: Rows, time: number): Rows => ({
    ...rows,
    delivery: 'waiting',
    leaseAt: -1,
    sentAt: -1,
    post: rows.wantedDown ? 'held' : hasNoPlace(rows, time) ? 'missed' : 'scheduled',
  });
  const inDoubt = (rows: Rows): Rows => ({ ...rows, post: 'unknown', delivery: 'unknown', leaseAt: -1 });
  const out = (rows: Rows, platformId: number): Rows => ({
    ...rows,
    delivery: 'published',
    platformId,
    leaseAt: -1,
    post: rows.wantedDown && !wrong('forgets that it was to come down') ? 'takedown_requested' : 'published',
  });

  const ours = (rows: Rows, attempt: number, ...states: Delivery[]): boolean =>
    wrong('settles what is no longer its own')
      ? ['preparing', 'sending', 'unknown'].includes(rows.delivery)
      : rows.attempt === attempt && states.includes(rows.delivery);

  const settled = (rows: Rows, attempt: number, answer: Answer, time: number): Rows => {
    if (typeof answer === 'number') {
      if (ours(rows, attempt, 'sending', 'unknown')) return out(rows, answer);
      if (wrong('forgets a late answer') || rows.platformId === answer) return rows;
      const alone =
        rows.platformId === 0 && ['waiting', 'preparing', 'absent', 'failed'].includes(rows.delivery);
      return alone ? out(rows, answer) : { ...rows, copies: [...new Set([...rows.copies, answer])].sort() };
    }
    if (!ours(rows, attempt, 'preparing', 'sending') || rows.post !== 'publishing') return rows;
    if (answer === 'not_sent') return goneBack(rows, time);
    if (answer === 'no_access')
      return rows.authRefusals > 0
        ? { ...goneBack(rows, time), post: 'held' }
        : { ...goneBack(rows, time), authRefusals: 1 };
    if (answer === 'refused') return { ...goneBack(rows, time), delivery: 'failed', post: 'failed' };
    if (wrong('sends again after a doubt')) return goneBack(rows, time);
    if (wrong('calls a doubt a failure')) return { ...rows, delivery: 'failed', post: 'failed', leaseAt: -1 };
    if (wrong('says published without an id of its own'))
      return { ...rows, delivery: 'published', post: 'published' };
    return inDoubt(rows);
  };

  const lookedAt = (rows: Rows, seen: readonly number[] | 'nothing', asked: number, time: number): Rows => {
    if (seen !== 'nothing') {
      const [oldest, ...copies] = seen.filter((id) => !rows.copies.includes(id));
      if (oldest !== undefined) return out({ ...rows, copies: [...rows.copies, ...copies].sort() }, oldest);
    } else if (!wrong('counts looks that saw nothing')) return rows;
    const after = { ...rows, looks: Math.min(3, rows.looks + 1), lastGoodLook: asked };
    const proved = wrong('believes early looks') ? after.looks >= 3 : provedAbsent(after);
    if (!proved) return after;
    const absent: Rows = { ...after, delivery: 'absent', sentAt: -1 };
    if (rows.wantedDown) return { ...absent, post: 'held' };
    return hasNoPlace(rows, time) ? { ...absent, post: 'missed' } : goneBack(after, time);
  };
  const stopped = (rows: Rows): Rows => {
    if (rows.post === 'published') return { ...rows, post: 'takedown_requested' };
    const wantedDown = !(wrong('lets up what turns up after a no') && NOT_ON_ITS_WAY.includes(rows.post));
    if (rows.post === 'missed' || rows.post === 'failed') return { ...rows, wantedDown };
    if (rows.delivery === 'waiting' || rows.delivery === 'preparing')
      return { ...rows, delivery: 'waiting', leaseAt: -1, post: 'held', wantedDown };
    return { ...rows, wantedDown };
  };

  /** The start after a power cut: the rows are those on the disk, and the journal says what was sent since. */
  const replayed = (onDisk: Rows, journal: readonly number[], time: number): Rows =>
    journal.reduce<Rows>((rows, attempt) => {
      const begun = ['preparing', ...(wrong('believes old rows after a power cut') ? [] : ['sending'])];
      const known = rows.attempt > attempt || (rows.attempt === attempt && !begun.includes(rows.delivery));
      const again = !wrong('keeps no journal of what it sends again');
      if (known || rows.delivery === 'published') return rows;
      if (!again && !['waiting', 'preparing', 'sending'].includes(rows.delivery)) return rows;
      return { ...inDoubt(rows), attempt, sentAt: time, looks: 0, lastGoodLook: -1 };
    }, onDisk);

  return { goneBack, inDoubt, ours, settled, lookedAt, stopped, replayed };
}
