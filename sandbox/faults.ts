// Trouble on demand: what a network and a busy platform do to a call, before the work is done or after it.

interface Where {
  /** any method when absent */
  method?: string;
  /** the whole path, or a pattern */
  path: string | RegExp;
  /** how many matching calls to let through first; default 0 */
  skip?: number;
  /** how many calls to hit; default 1 */
  times?: number;
}

/** `before`: the platform did nothing. `after`: it did the work, and only the answer suffers. */
export type FaultEffect =
  /** another answer */
  | {
      effect: 'status';
      at: 'before' | 'after';
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
    }
  /** the connection is reset */
  | { effect: 'reset'; at: 'before' | 'after' }
  /** no answer, ever */
  | { effect: 'hang'; at: 'before' | 'after' }
  /** the true answer, broken off after so many bytes of its body */
  | { effect: 'cut'; at: 'after'; keepBytes: number }
  /** the true answer, so many ms later */
  | { effect: 'delay'; at: 'before'; ms: number }
  /** a new post is on no timeline for so many ms */
  | { effect: 'lag'; at: 'after'; ms: number };

export type Fault = Where & FaultEffect;

/** Decides for each call whether it suffers; a storm may bring its own. */
export interface Faults {
  take(method: string, path: string): Fault | null;
}

/** A list of faults, each used up after its number of calls. The first that matches a call hits it. */
export function createFaults(initial: Fault[] = []): Faults & { add(fault: Fault): void; clear(): void } {
  const entry = (fault: Fault) => ({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
  let entries = initial.map(entry);
  return {
    add(fault) {
      entries.push(entry(fault));
    },
    clear() {
      entries = [];
    },
    take(method, path) {
      for (const one of entries) {
        const { fault } = one;
        const samePath = typeof fault.path === 'string' ? fault.path === path : fault.path.test(path);
        if (one.left === 0 || !samePath || (fault.method ?? method) !== method) continue;
        if (one.skip > 0) one.skip -= 1;
        else {
          one.left -= 1;
          return fault;
        }
      }
      return null;
    },
  };
}
