// What a worker can do next in the small model of publishing: each step one commit or one call, and it may die before any of them.
import {
  type Circumstances,
  copiesUp,
  LATEST,
  type Live,
  type Mistake,
  MOST_SENT,
  type Published,
  type Rows,
  type Rules,
  type Worker,
} from './rows.ts';
import type { Step } from '#tests/support/reachable-states.ts';

/** The steps of every worker, one after the other. */
export function workOf(of: Circumstances, { goneBack, inDoubt, ours, settled, lookedAt }: Rules) {
  const wrong = (mistake: Mistake): boolean => of.mistake === mistake;

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
        const found = worker.seen !== 'nothing' && worker.seen.length > 0;
        const overtaken = rows.looks !== worker.looks && !found;
        const same = rows.delivery === 'unknown' && rows.attempt === worker.attempt && !overtaken;
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
      if (rows.post === 'scheduled' && rows.placed)
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
        const begun = { at: 'looked' as const, attempt: rows.attempt, looks: rows.looks, since: time };
        yield step('looks', {
          workers: set({ ...begun, seen: shown }),
        });
        if (s.luck > 0)
          yield step(
            'looks and is told nothing',
            {
              luck: s.luck - 1,
              workers: set({ ...begun, seen: 'nothing' }),
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

  return work;
}
