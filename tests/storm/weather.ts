// The weather of a storm: half of all posts meet trouble, before or after the platform has done its work, the timeline fails one time in
// ten, and a new post may be on no timeline for a while. Everything is drawn from one seed.
import type { Fault, FaultEffect, Faults } from '#sandbox/faults.ts';
import type { SandboxStore } from '#sandbox/store.ts';

/** Numbers in [0, 1), the same for the same seed. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const BEFORE: FaultEffect[] = [
  { effect: 'status', at: 'before', status: 500 },
  { effect: 'status', at: 'before', status: 503 },
  { effect: 'reset', at: 'before' },
  { effect: 'hang', at: 'before' },
];
const AFTER: FaultEffect[] = [
  { effect: 'status', at: 'after', status: 500 },
  { effect: 'status', at: 'after', status: 503 },
  { effect: 'reset', at: 'after' },
  { effect: 'hang', at: 'after' },
  { effect: 'cut', at: 'after', keepBytes: 7 },
];
const BLIND: FaultEffect[] = [
  { effect: 'status', at: 'before', status: 404 },
  { effect: 'status', at: 'before', status: 503 },
  { effect: 'reset', at: 'before' },
];

const TIMELINE = /^\/2\/users\/\d+\/tweets$/;

export interface Weather extends Faults {
  /** what happened so far: creates without trouble, done and lost, never done; looks that failed */
  readonly count: {
    creates: number;
    fine: number;
    doneAndLost: number;
    neverDone: number;
    blindLooks: number;
  };
}

export function stormy(draw: () => number): Weather {
  const count = { creates: 0, fine: 0, doneAndLost: 0, neverDone: 0, blindLooks: 0 };
  const one = (of: readonly FaultEffect[]): FaultEffect => of[Math.floor(draw() * of.length)] as FaultEffect;
  return {
    count,
    take(method, path): Fault | null {
      if (method === 'GET' && TIMELINE.test(path)) {
        if (draw() >= 0.1) return null;
        count.blindLooks += 1;
        return { path, ...one(BLIND) };
      }
      if (method !== 'POST' || path !== '/2/tweets') return null;
      count.creates += 1;
      if (draw() < 0.5) {
        count.fine += 1;
        return null;
      }
      const done = draw() < 0.5;
      count[done ? 'doneAndLost' : 'neverDone'] += 1;
      return { path, ...one(done ? AFTER : BEFORE) };
    },
  };
}

/** The same store, whose posts are on no timeline for up to `mostMs`, three in ten at once. */
export const lagging = (store: SandboxStore, draw: () => number, mostMs: number): SandboxStore => ({
  ...store,
  addPost: (post, rule) => {
    const lag = draw() < 0.3 ? 0 : draw() * mostMs;
    return store.addPost({ ...post, visibleAt: new Date(post.createdAt.getTime() + lag) }, rule);
  },
});
