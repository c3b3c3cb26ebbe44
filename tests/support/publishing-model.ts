// The procedure by which a post goes out, in small: one post, two workers, one platform, one journal, time in steps of half the quiet
// time. Every step is one commit or one call; a worker may die, stand still or be taken for dead between any two, the platform may do
// its work and lose the answer, show a post late or nothing at all, and a power cut may take the newest commits with it.
import { isProvedAbsent, QUIET_MS } from '#app/domain/posts/look-times.ts';
import type { Step, System } from './reachable-states.ts';

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
  'leaves the post of a dead worker',
  'looks for nothing',
  'calls a doubt a failure',
  'says published without an id of its own',
  'takes a look for as late as it is written down',
  'forgets what stands in the journal',
  'keeps no journal of what it sends again',
  'believes old rows after a power cut',
] as const;
export type Mistake = (typeof MISTAKES)[number];

type Post =
  | 'scheduled'
  | 'publishing'
  | 'unknown'
  | 'published'
  | 'held'
  | 'missed'
  | 'failed'
  | 'takedown_requested'
  | 'taken_down';
type Delivery = 'waiting' | 'preparing' | 'sending' | 'unknown' | 'published' | 'failed' | 'absent';

/** What is committed. Moments are steps since the post was due; -1 = none. */
interface Rows {
  post: Post;
  delivery: Delivery;
  attempt: number;
  sentAt: number;
  leaseAt: number;
  looks: number;
  lastGoodLook: number;
  wantedDown: boolean;
  /** number of the live post that counts; 0 = none */
  platformId: number;
  /** numbers of copies that have to come down */
  copies: readonly number[];
  /** of those, the ones that are down */
  copiesDown: readonly number[];
  authRefusals: number;
}

type Answer = 'unknown' | 'not_sent' | 'refused' | 'no_access' | number;

/** A worker in the middle of something. */
type Worker =
  | { at: 'idle' }
  | { at: 'claimed' | 'prepared' | 'calling'; attempt: number }
  | { at: 'armed'; attempt: number; since: number }
  | { at: 'answered'; attempt: number; answer: Answer }
  | { at: 'looked'; attempt: number; since: number; seen: readonly number[] | 'nothing' };

interface Live {
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
  /** a call may arrive at any time at all; its worker then lives to hear the answer, for otherwise nobody could ever know */
  callsStandStill?: boolean;
  mistake?: Mistake;
}

const LATEST = 2;
const END_OF_TIME = 5;
const MOST_SENT = 3;
const STEP_MS = QUIET_MS / 2;

const START: Rows = {
  post: 'scheduled',
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

const copiesUp = ({ copies, copiesDown }: Rows): number[] => copies.filter((id) => !copiesDown.includes(id));

const rowsKey = (r: Rows): string =>
  `${r.post}${r.delivery}${r.attempt},${r.sentAt},${r.leaseAt},${r.looks},${r.lastGoodLook}${r.wantedDown ? 'w' : ''},${r.platformId},${r.copies.join('+')}-${r.copiesDown.join('+')},${r.authRefusals}`;
const workerKey = (w: Worker): string =>
  w.at === 'idle'
    ? '-'
    : `${w.at}${w.attempt}${'since' in w ? `@${w.since}` : ''}${'answer' in w ? `=${w.answer}` : ''}${'seen' in w ? `=${String(w.seen)}` : ''}`;

/** The system to explore. */
export function publishing(of: Circumstances): System<Published> {
  const wrong = (mistake: Mistake): boolean => of.mistake === mistake;

  /** Not sent after all: back to its place, held when it was to come down, missed when it is too late. */
  const goneBack = (rows: Rows, time: number): Rows => ({
    ...rows,
    delivery: 'waiting',
    leaseAt: -1,
    sentAt: -1,
    post: rows.wantedDown ? 'held' : time > LATEST ? 'missed' : 'scheduled',
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
    return time > LATEST ? { ...absent, post: 'missed' } : goneBack(after, time);
  };

  /** All that one worker can do next. */
  function* work(s: Published, index: number): Generator<Step<Published>> {
    const worker = s.workers[index] as Worker;
    const { rows, time } = s;
    const set = (next: Worker): Worker[] => s.workers.map((w, at) => (at === index ? next : w));
    const step = (name: string, change: Partial<Published>, luck = false): Step<Published> => ({
      name: `${index}: ${name}`,
      to: { ...s, ...change },
      luck,
    });
    const idle: Worker = { at: 'idle' };
    const waitsForAnAnswer = worker.at === 'calling' || worker.at === 'answered';
    if (worker.at !== 'idle' && s.luck > 0 && !(of.callsStandStill && waitsForAnAnswer))
      yield step(
        'dies',
        {
          workers: set(idle),
          luck: s.luck - 1,
          onTheWay: s.onTheWay.map((call) => (call.worker === index ? { ...call, worker: -1 } : call)),
        },
        true,
      );
    switch (worker.at) {
      case 'idle':
        yield* takeUp();
        return;
      case 'claimed':
        if (rows.attempt !== worker.attempt || rows.delivery !== 'preparing')
          yield step('finds it taken', { workers: set(idle) });
        else yield step('brings the photos', { workers: set({ ...worker, at: 'prepared' }) });
        return;
      case 'prepared':
        if (!ours(rows, worker.attempt, 'preparing') || rows.delivery !== 'preparing')
          yield step('finds it taken', { workers: set(idle) });
        else if (time > LATEST) yield step('is too late', { rows: goneBack(rows, time), workers: set(idle) });
        else
          yield step('says that it sends', {
            rows: wrong('sends without saying so first')
              ? rows
              : { ...rows, delivery: 'sending', sentAt: time, leaseAt: time },
            journal: of.powerCuts ? [...s.journal, worker.attempt] : s.journal,
            workers: set({ at: 'armed', attempt: worker.attempt, since: time }),
          });
        return;
      case 'armed':
        if (time > worker.since && !wrong('sends however late it is')) {
          const still = rows.attempt === worker.attempt && rows.delivery === 'sending';
          yield step('is too slow and takes it back', {
            rows: still ? { ...rows, delivery: 'preparing', sentAt: -1 } : rows,
            workers: set(still ? { at: 'prepared', attempt: worker.attempt } : idle),
          });
        } else if (s.platform.length + s.onTheWay.length < MOST_SENT)
          yield step('sends', {
            onTheWay: [...s.onTheWay, { worker: index, since: time }],
            workers: set({ at: 'calling', attempt: worker.attempt }),
          });
        else
          yield step('reaches nobody', {
            workers: set({ at: 'answered', attempt: worker.attempt, answer: 'not_sent' }),
          });
        return;
      case 'calling':
        if (s.luck > 0 && !of.callsStandStill)
          yield step(
            'gives up waiting',
            {
              luck: s.luck - 1,
              // Its call goes on without it.
              onTheWay: s.onTheWay.map((call) => (call.worker === index ? { ...call, worker: -1 } : call)),
              workers: set({ at: 'answered', attempt: worker.attempt, answer: 'unknown' }),
            },
            true,
          );
        return;
      case 'answered':
        yield step(`writes ${worker.answer}`, {
          rows: settled(rows, worker.attempt, worker.answer, time),
          accessValid: worker.answer === 'no_access' ? true : s.accessValid,
          journal: wrong('forgets what stands in the journal') ? [] : s.journal,
          workers: set(idle),
        });
        return;
      case 'looked': {
        const same = rows.delivery === 'unknown' && rows.attempt === worker.attempt;
        const told = worker.seen === 'nothing' ? 'no information' : `[${worker.seen.join()}]`;
        yield step(`writes the look ${told}`, {
          rows: same
            ? lookedAt(
                rows,
                worker.seen,
                wrong('takes a look for as late as it is written down') ? time : worker.since,
                time,
              )
            : rows,
          workers: set(idle),
        });
      }
    }

    function* takeUp(): Generator<Step<Published>> {
      const stuck = rows.leaseAt >= 0 && rows.leaseAt < time && rows.post === 'publishing';
      if (rows.post === 'scheduled')
        yield time > LATEST
          ? step('finds it too late', { rows: { ...rows, post: 'missed' } })
          : step('claims it', {
              rows: {
                ...rows,
                post: 'publishing',
                delivery: 'preparing',
                attempt: rows.attempt + 1,
                leaseAt: time,
                sentAt: -1,
                looks: 0,
                lastGoodLook: -1,
              },
              workers: set({ at: 'claimed', attempt: rows.attempt + 1 }),
            });
      if (stuck && !wrong('leaves the post of a dead worker'))
        yield step('frees it', { rows: rows.delivery === 'sending' ? inDoubt(rows) : goneBack(rows, time) });
      if (rows.delivery === 'unknown' && !wrong('looks for nothing')) {
        const shown = s.platform.filter(({ up, shownFrom }) => up && shownFrom <= time).map(({ id }) => id);
        yield step('looks', {
          workers: set({ at: 'looked', attempt: rows.attempt, since: time, seen: shown }),
        });
        if (s.luck > 0)
          yield step(
            'looks and is told nothing',
            {
              luck: s.luck - 1,
              workers: set({ at: 'looked', attempt: rows.attempt, since: time, seen: 'nothing' }),
            },
            true,
          );
      }
      const down = (id: number): Live[] =>
        s.platform.map((one) => (one.id === id ? { ...one, up: false } : one));
      const removed = (id: number): Rows =>
        rows.copies.includes(id)
          ? { ...rows, copiesDown: [...new Set([...rows.copiesDown, id])].sort() }
          : { ...rows, post: 'taken_down' };
      const due = [...copiesUp(rows), ...(rows.post === 'takedown_requested' ? [rows.platformId] : [])];
      for (const id of due) {
        yield step(`removes ${id}`, { platform: down(id), rows: removed(id) });
        // Removed, and the worker dies before it can say so.
        if (s.luck > 0 && s.platform.some((one) => one.id === id && one.up))
          yield step(`removes ${id} and dies`, { platform: down(id), luck: s.luck - 1 }, true);
      }
    }
  }

  /** All that can become of a call that has left. */
  function* arrive(s: Published, at: number): Generator<Step<Published>> {
    const call = s.onTheWay[at];
    if (!call) return;
    const rest = s.onTheWay.filter((_, other) => other !== at);
    const tell = (answer: Answer): Worker[] =>
      s.workers.map((worker, index) =>
        index === call.worker && worker.at === 'calling'
          ? { at: 'answered', attempt: worker.attempt, answer }
          : worker,
      );
    const step = (name: string, change: Partial<Published>, luck = false): Step<Published> => ({
      name: `platform: ${name}`,
      to: { ...s, onTheWay: rest, ...change },
      luck,
    });
    if (!s.accessValid) return yield step('refuses the access', { workers: tell('no_access') });
    const id = s.platform.length + 1;
    const post = (lag: number): Live[] => [...s.platform, { id, up: true, shownFrom: s.time + lag }];
    yield step(`makes ${id}`, { platform: post(0), workers: tell(id) });
    if (s.luck === 0) return;
    const luck = s.luck - 1;
    const lag = of.callsStandStill ? 0 : Math.min(1, call.since + 2 - s.time);
    if (!of.callsStandStill)
      yield step(
        `makes ${id}, the answer is lost`,
        { platform: post(lag), workers: tell('unknown'), luck },
        true,
      );
    yield step('breaks before it does anything', { workers: tell('unknown'), luck }, true);
    yield step('says that it is busy', { workers: tell('not_sent'), luck }, true);
    yield step('refuses the post', { workers: tell('refused'), luck }, true);
  }

  function* happen(s: Published): Generator<Step<Published>> {
    const lost = { luck: s.luck - 1 };
    const pressing = s.onTheWay.some(({ since, worker }) => {
      const heard = of.callsStandStill && worker >= 0 && s.workers[worker]?.at === 'calling';
      return !heard && s.time - since >= 1;
    });
    if (s.time < END_OF_TIME && !pressing)
      yield { name: 'time goes on', to: { ...s, time: s.time + 1 }, luck: false };
    if (of.powerCuts && s.onDisk && rowsKey(s.onDisk) !== rowsKey(s.rows))
      yield { name: 'the rows reach the disk', to: { ...s, onDisk: s.rows }, luck: false };
    // Time ends here; what a power cut leaves needs the quiet time once more.
    if (of.powerCuts && s.onDisk && s.luck > 0 && s.time + QUIET_MS / STEP_MS <= END_OF_TIME)
      yield { name: 'the power is cut', to: { ...s, ...lost, ...restarted(s) }, luck: true };
    if (s.accessValid && s.luck > 0 && s.rows.post === 'scheduled')
      yield { name: 'the access ends', to: { ...s, ...lost, accessValid: false }, luck: true };
    if (s.mayBeWanted && !['held', 'missed', 'failed'].includes(s.rows.post))
      yield {
        name: 'it is to come down',
        to: { ...s, mayBeWanted: false, rows: stopped(s.rows) },
        luck: true,
      };
  }

  const stopped = (rows: Rows): Rows => {
    if (rows.post === 'published') return { ...rows, post: 'takedown_requested' };
    if (rows.delivery === 'waiting' || rows.delivery === 'preparing')
      return { ...rows, delivery: 'waiting', leaseAt: -1, post: 'held' };
    return { ...rows, wantedDown: true };
  };

  /** The start after a power cut: the rows are those on the disk, and the journal says what was sent since. */
  const restarted = (s: Published): Partial<Published> => {
    const after = s.journal.reduce((rows, attempt) => {
      const begun = ['preparing', ...(wrong('believes old rows after a power cut') ? [] : ['sending'])];
      const known = rows.attempt > attempt || (rows.attempt === attempt && !begun.includes(rows.delivery));
      const again = !wrong('keeps no journal of what it sends again');
      if (known || rows.delivery === 'published') return rows;
      if (!again && !['waiting', 'preparing', 'sending'].includes(rows.delivery)) return rows;
      return {
        ...rows,
        ...{
          post: 'unknown',
          delivery: 'unknown',
          attempt,
          sentAt: s.time,
          leaseAt: -1,
          looks: 0,
          lastGoodLook: -1,
        },
      };
    }, s.onDisk ?? s.rows);
    return {
      rows: after,
      onDisk: after,
      journal: [],
      workers: s.workers.map(() => ({ at: 'idle' }) as const),
      onTheWay: s.onTheWay.map((call) => ({ ...call, worker: -1 })),
    };
  };

  const liveIds = (s: Published): number[] => s.platform.filter(({ up }) => up).map(({ id }) => id);
  const ended = (s: Published): boolean =>
    ['published', 'held', 'missed', 'failed', 'taken_down'].includes(s.rows.post) &&
    s.workers.every(({ at }) => at === 'idle') &&
    s.onTheWay.length === 0 &&
    copiesUp(s.rows).length === 0;

  return {
    start: {
      time: 0,
      rows: START,
      onDisk: of.powerCuts ? START : null,
      journal: [],
      workers: Array.from({ length: of.workers }, () => ({ at: 'idle' }) as const),
      onTheWay: [],
      platform: [],
      accessValid: true,
      luck: of.luck,
      // What a power cut takes of a takedown the reading back of live posts finds again, which is not part of this.
      mayBeWanted: !of.powerCuts,
    },
    keyOf(s) {
      const told = s.workers.map((worker, index) => {
        const calls = s.onTheWay.filter((call) => call.worker === index).map(({ since }) => since);
        return `${workerKey(worker)}>${calls.join()}`;
      });
      return [
        s.time,
        rowsKey(s.rows),
        s.onDisk ? rowsKey(s.onDisk) : '',
        s.journal.join(),
        // Which of two workers it is makes no difference.
        told.sort().join('/'),
        s.onTheWay
          .filter(({ worker }) => worker < 0)
          .map(({ since }) => since)
          .sort()
          .join(),
        s.platform.map(({ up, shownFrom }) => `${up ? '' : 'x'}${Math.max(0, shownFrom - s.time)}`).join(),
        s.accessValid,
        s.luck,
        s.mayBeWanted,
      ].join('|');
    },
    steps: (s) => [
      ...s.workers.flatMap((_, index) => [...work(s, index)]),
      ...s.onTheWay.flatMap((_, at) => [...arrive(s, at)]),
      ...happen(s),
    ],
    broken(s) {
      const { rows } = s;
      const live = liveIds(s);
      if (!of.callsStandStill && live.length > 1) return 'two are live';
      if (rows.post === 'published' && rows.platformId === 0)
        return 'it says published, and nothing is there';
      if (!ended(s)) return null;
      if (rows.post === 'published')
        return rows.wantedDown
          ? 'it was to come down, and stayed'
          : live.length === 1 && live[0] === rows.platformId
            ? null
            : `it says published, and live are [${live.join()}]`;
      return live.length > 0 ? `it says ${rows.post}, and it is live` : null;
    },
    ended,
  };
}
