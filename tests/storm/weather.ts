// The weather of a storm: half of all posts meet trouble, before or after the platform has done its work, and one look in ten fails.
// Everything is drawn from one seed; each platform turns it into what its own calls suffer.
import type { FaultEffect } from '#sandbox/faults.ts';

/** Numbers in [0, 1), the same for the same seed. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a call can suffer on every platform. */
export type Trouble = Exclude<FaultEffect, { effect: 'delay' | 'lag' }>;

/** Kinds of trouble: for a create that is not done, for one that is done and lost, for a call whose failing can be seen by nobody. */
export interface Kinds<T> {
  before: readonly T[];
  after: readonly T[];
  blind: readonly T[];
}

export const KINDS: Kinds<Trouble> = {
  before: [
    { effect: 'status', at: 'before', status: 500 },
    { effect: 'status', at: 'before', status: 503 },
    { effect: 'reset', at: 'before' },
    { effect: 'hang', at: 'before' },
  ],
  after: [
    { effect: 'status', at: 'after', status: 500 },
    { effect: 'status', at: 'after', status: 503 },
    { effect: 'reset', at: 'after' },
    { effect: 'hang', at: 'after' },
    { effect: 'cut', at: 'after', keepBytes: 7 },
  ],
  blind: [
    { effect: 'status', at: 'before', status: 404 },
    { effect: 'status', at: 'before', status: 503 },
    { effect: 'reset', at: 'before' },
  ],
};

/** What happened so far. */
export interface WeatherCount {
  creates: number;
  /** creates without trouble, done and lost, never done */
  fine: number;
  doneAndLost: number;
  neverDone: number;
  /** looks that failed */
  blindLooks: number;
}

/** What the next call of a kind suffers; null = nothing. */
export interface Weather<T> {
  create(): T | null;
  look(): T | null;
  readonly count: Readonly<WeatherCount>;
}

export function stormy<T>(draw: () => number, kinds: Kinds<T>): Weather<T> {
  const count = { creates: 0, fine: 0, doneAndLost: 0, neverDone: 0, blindLooks: 0 };
  const one = (of: readonly T[]): T => of[Math.floor(draw() * of.length)] as T;
  return {
    count,
    create() {
      count.creates += 1;
      if (draw() < 0.5) {
        count.fine += 1;
        return null;
      }
      const done = draw() < 0.5;
      count[done ? 'doneAndLost' : 'neverDone'] += 1;
      return one(done ? kinds.after : kinds.before);
    },
    look() {
      if (draw() >= 0.1) return null;
      count.blindLooks += 1;
      return one(kinds.blind);
    },
  };
}
