// How much work of one kind a worker has in hand at a time, wherever it comes from: its jobs and its sweeps share the places.

/** Posts that one worker publishes at a time. With eight it keeps a processor busy; with more they only wait for one another. */
export const POSTS_AT_ONCE = 8;

export interface Places {
  /** Waits for a place, first come first served. Out: what gives it back; call it once. */
  take(): Promise<() => void>;
  /** Runs `work` in a place of its own. Errors: whatever `work` throws; the place is free again all the same. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** So many places, all free. */
export function createPlaces(count: number): Places {
  const waiting: (() => void)[] = [];
  let free = count;
  const giveBack = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  const take: Places['take'] = async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return giveBack;
  };
  return {
    take,
    hold: async (work) => {
      const giveItBack = await take();
      try {
        return await work();
      } finally {
        giveItBack();
      }
    },
  };
}
