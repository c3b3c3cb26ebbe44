// Counts what is asked of a platform for an account, and what that costs, in the one place where an account is opened for calls. Counting
// never stands in the way of a call, and never changes its answer.
import { addCalls, type CallsMade } from '#db/queries/platform-calls.server.ts';
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { CallNotes, Publisher } from '#app/domain/ports/publisher.ts';
import { type Charged, microDollars } from './platform-costs.ts';

export interface CountedFor {
  schoolId: string;
  accountId: string;
  platform: ConnectedPlatform;
}

/** The first day of a moment's month in UTC, as platforms bill. */
export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;

/** A publisher that counts. `counted` resolves once every call so far is, or could not be. */
export interface CountedPublisher extends Publisher {
  counted(): Promise<void>;
}

/**
 * The same publisher, whose calls are counted once they are over. What never reached the platform is not. The answer to a create call does
 * not wait for its count: nothing comes between that answer and its being written down. Photos brought are counted with the create call
 * that they are for, or by `counted` when there is none; a worker that dies in between leaves them uncounted, and nothing is decided on it.
 */
export function counted(
  given: Publisher,
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  of: CountedFor,
): CountedPublisher {
  const { schoolId, accountId, platform } = of;
  const attempt = async (call: Charged['call'], work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      deps.log.warn('a call was not counted', { accountId, call, error });
    }
  };
  /** `done`: what is charged for; null = it was asked, and nothing is charged. */
  const made = (call: Charged['call'], done: Charged | null, times = 1): CallsMade => {
    const row = { schoolId, accountId, call, month: monthOf(deps.clock.now()), count: times };
    return { ...row, microDollars: done ? microDollars(platform, done) : 0 };
  };
  let uploads: CallsMade | null = null;
  const count = (call: Charged['call'], done: Charged | null): Promise<void> =>
    attempt(call, async () => {
      const rows = [made(call, done), ...(uploads ? [uploads] : [])];
      uploads = null;
      await addCalls(deps.db, rows);
    });
  const reached = (result: { outcome: string; notes?: CallNotes }): boolean =>
    result.outcome !== 'not_sent' || result.notes?.connected === true;
  let counting: Promise<void> = Promise.resolve();
  return {
    repeatsAreHarmless: given.repeatsAreHarmless,
    async counted() {
      await counting;
      const rest = uploads;
      uploads = null;
      if (rest) await attempt('upload', () => addCalls(deps.db, [rest]));
    },
    async prepare(account, photos, hold) {
      const result = await given.prepare(account, photos, hold);
      const all = result.outcome === 'prepared' ? { call: 'upload' as const, photos: photos.length } : null;
      if (photos.length > 0 && reached(result))
        await attempt('upload', async () => {
          const more = made('upload', all, all?.photos);
          if (uploads) await addCalls(deps.db, [uploads]);
          uploads = more;
        });
      return result;
    },
    async create(account, post) {
      const result = await given.create(account, post);
      const out = result.outcome === 'published' ? { call: 'create' as const, words: post.words } : null;
      if (reached(result)) {
        const earlier = counting;
        const now = count('create', out);
        counting = earlier.then(() => now);
      }
      return result;
    },
    async look(account, wanted) {
      const result = await given.look(account, wanted);
      const found = result.outcome === 'found' ? result.platformIds.length : 0;
      await count('look', { call: 'look', posts: result.postsShown ?? found });
      return result;
    },
    async read(account, platformId, sent) {
      const live = await given.read(account, platformId, sent);
      await count('read', { call: 'read', posts: live && !('outcome' in live) ? 1 : 0 });
      return live;
    },
    async remove(account, platformId) {
      const result = await given.remove(account, platformId);
      await count('remove', result.outcome === 'removed' ? { call: 'remove' } : null);
      return result;
    },
  };
}
