// The procedure by which a post goes out, in small: one post, two workers, one platform, one journal, time in steps of half the quiet
// time. Every step is one commit or one call; a worker may die, stand still or be taken for dead between any two, the platform may do
// its work and lose the answer, show a post late or nothing at all, and a power cut may take the newest commits with it.
import { QUIET_MS } from '#app/domain/posts/look-times.ts';
import {
  type Answer,
  type Circumstances,
  copiesUp,
  END_OF_TIME,
  type Live,
  type Published,
  rowsKey,
  rulesOf,
  START,
  STEP_MS,
  type Worker,
  workerKey,
} from './rows.ts';
import type { Step, System } from '#tests/support/reachable-states.ts';
import { workOf } from './worker-steps.ts';

/** The system to explore. */
export function publishing(of: Circumstances): System<Published> {
  const rules = rulesOf((mistake) => of.mistake === mistake);
  const { stopped, replayed } = rules;
  const work = workOf(of, rules);

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
    if (s.mayBeWanted)
      yield {
        name: 'it is to come down',
        to: { ...s, mayBeWanted: false, rows: stopped(s.rows) },
        luck: true,
      };
  }

  const restarted = (s: Published): Partial<Published> => {
    const after = replayed(s.onDisk ?? s.rows, s.journal, s.time);
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
    ['published', 'held', 'missed', 'failed', 'taken_down', 'approved'].includes(s.rows.post) &&
    s.workers.every(({ at }) => at === 'idle') &&
    s.onTheWay.length === 0 &&
    copiesUp(s.rows).length === 0;

  return {
    start: {
      time: 0,
      rows: START,
      onDisk: of.placedJustNow ? { ...START, post: 'approved', placed: false } : of.powerCuts ? START : null,
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
        return rows.wantedDown || (!of.powerCuts && !s.mayBeWanted)
          ? 'it was to come down, and stayed'
          : live.length === 1 && live[0] === rows.platformId
            ? null
            : `it says published, and live are [${live.join()}]`;
      return live.length > 0 ? `it says ${rows.post}, and it is live` : null;
    },
    ended,
  };
}
