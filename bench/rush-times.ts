// How late and how fast the minute rush went, as the platform saw it, and what processor time each side took.
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '#sandbox/faults.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import type { Child } from '#tests/support/child.ts';
import { cpuOf, type OwnServers } from './own-servers.ts';
import { type Due, type Rush, SPACING_S } from './rush-posts.ts';

/** The platform takes so long for each answer, ms. */
export const ANSWER_MS = 150;
/** Given up after so many ms. */
const MOST_MS = 300_000;

export interface RushTimes {
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  /** s of processor time: of the workers, of PostgreSQL, of Redis */
  cpu: { workers: number; database: number; redis: number };
}

/**
 * The platform, which notes when it has each post, by account and words. It keeps of each picture how large it was and how it begins: with
 * all of them in its memory it would take the processor from both sides, only to tidy that up.
 */
export async function platform(rush: Rush) {
  const at = new Map<string, number>();
  const sizes = new Map<string, number>();
  const store: SandboxStore = {
    ...rush.store,
    putPart: (mediaId, index, bytes) => {
      sizes.set(mediaId, (sizes.get(mediaId) ?? 0) + bytes.length);
      return rush.store.putPart(mediaId, index, bytes.subarray(0, 16));
    },
    inspectParts: async (mediaId) => ({
      ...(await rush.store.inspectParts(mediaId)),
      totalBytes: sizes.get(mediaId) ?? 0,
    }),
    addPost: async (post, rule) => {
      const added = await rush.store.addPost(post, rule);
      if (added === 'added') at.set(`${post.userId} ${post.words}`, Date.now());
      return added;
    },
  };
  const slow: Fault = { path: '', effect: 'delay', at: 'before', ms: ANSWER_MS };
  const sandbox = await startSandbox({ store, faults: { take: () => slow }, rules: { duplicates: false } });
  return { ...sandbox, at };
}

const keyOf = ({ account, words }: Due): string => `${account.platformUserId} ${words}`;

/** Waits until all are there, and says how late each was: behind its minute, and its turn among its account's posts. */
export async function judged(
  { dues }: Rush,
  at: ReadonlyMap<string, number>,
  dueMs: number,
): Promise<Omit<RushTimes, 'cpu'>> {
  for (const until = Date.now() + MOST_MS; at.size < dues.length; await wait(100))
    if (Date.now() > until) throw new Error(`${at.size} of ${dues.length} posts are out`);
  const late = dues
    .map((due) => (at.get(keyOf(due)) ?? Number.NaN) - dueMs - due.nth * SPACING_S * 1_000)
    .sort((a, b) => a - b);
  const part = (share: number): number =>
    late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  return {
    perSecond: (dues.length * 1_000) / (Math.max(...at.values()) - dueMs),
    ...{ p50: part(0.5), p99: part(0.99), max: part(1) },
  };
}

/** What both sides cost while `run` ran. */
export async function withCpu(
  servers: OwnServers,
  children: readonly Child[],
  run: () => Promise<Omit<RushTimes, 'cpu'>>,
): Promise<RushTimes> {
  const taken = () => ({
    workers: children.reduce((total, { process: { pid } }) => total + cpuOf(pid ?? 0), 0),
    ...servers.cpu(),
  });
  const before = taken();
  const times = await run();
  const after = taken();
  return {
    ...times,
    cpu: {
      workers: after.workers - before.workers,
      database: after.database - before.database,
      redis: after.redis - before.redis,
    },
  };
}
