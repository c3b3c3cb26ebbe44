// A worker that dies at a chosen moment: before or after any commit, any call to the platform, any line of its journal. What it has done
// until then stays done, and from then on it does nothing more at all, however its code would go on.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';

export class Died extends Error {}

export interface CrashingWorker {
  deps: WorkerDeps;
  /** the moments passed so far, by name */
  moments: string[];
}

/** Makes one that dies at its `at`-th moment, counted from 0; with `null` it lives. */
export function crashingWorker(deps: WorkerDeps, at: number | null): CrashingWorker {
  const moments: string[] = [];
  let dead = false;
  const moment = (name: string): void => {
    if (dead) throw new Died(name);
    moments.push(name);
    if (at !== null && moments.length > at) {
      dead = true;
      throw new Died(name);
    }
  };
  const around = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    moment(`before ${name}`);
    const done = await act();
    moment(`after ${name}`);
    return done;
  };
  const db = new Proxy(deps.db, {
    get(target, key) {
      if (dead) throw new Died(String(key));
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      if (key !== 'transaction') return member.bind(target) as unknown;
      return async (change: (tx: object) => Promise<unknown>, config: unknown) => {
        const done = await (member as (...of: unknown[]) => Promise<unknown>).call(
          target,
          async (tx: object) => {
            const result = await change(tx);
            // Nothing of it remains when the worker dies here.
            moment('before a commit');
            return result;
          },
          config,
        );
        moment('after a commit');
        return done;
      };
    },
  });
  const publishers: WorkerDeps['publishers'] = {
    for(account) {
      const publisher = deps.publishers.for(account);
      return new Proxy(publisher, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key);
          if (typeof member !== 'function') return member;
          const call = member as (...of: unknown[]) => Promise<unknown>;
          return (...of: unknown[]) => around(`the platform: ${String(key)}`, () => call.apply(target, of));
        },
      }) as Publisher;
    },
  };
  const journal: WorkerDeps['journal'] = {
    append: (intent) => around('a line in the journal', () => deps.journal.append(intent)),
    settle: (id, attempt) => around('a line crossed out', () => deps.journal.settle(id, attempt)),
  };
  return { deps: { ...deps, db, publishers, journal }, moments };
}
