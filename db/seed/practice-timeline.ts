// The practice timeline as whoever made the practice world puts posts there before anything runs: written straight into what the practice
// platform remembers, at the moment that it is then.
import { snowflakeAt } from '#sandbox/snowflakes.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { Publisher, Publishers } from '#app/domain/ports/publisher.ts';

type Timeline = Pick<SandboxStore, 'addPost' | 'findPost' | 'removePost'>;

/** For words without photos on practice accounts, and nothing else. Errors: `for` throws for an account that is not for practice. */
export function practiceTimeline(store: Timeline, clock: Clock): Publishers {
  const publisher: Publisher = {
    repeatsAreHarmless: false,
    prepare: () => Promise.resolve({ outcome: 'prepared', mediaIds: [], mediaExpireAt: null }),
    create: async ({ platformUserId }, { words }) => {
      const at = clock.now();
      const id = snowflakeAt(at);
      const post = { id, userId: platformUserId, words, mediaIds: [], createdAt: at, visibleAt: at };
      await store.addPost(post, { unlikeSince: null });
      return { outcome: 'published', platformId: id };
    },
    look: () => Promise.resolve({ outcome: 'no_information', why: 'before_anything_runs' }),
    read: async (_, platformId, sent) => {
      const post = await store.findPost(platformId);
      if (!post) return null;
      return { platformId, wordsOurs: post.words === sent.words, photosOurs: true, altTextsOurs: true };
    },
    remove: async (_, platformId) => {
      await store.removePost(platformId);
      return { outcome: 'removed' };
    },
  };
  return {
    for: ({ practice }) => {
      if (!practice) throw new Error('nothing of the practice world goes out');
      return publisher;
    },
  };
}

/** Somebody changes a post there: the same post, other words. */
export async function changeThere(store: Timeline, platformId: string, words: string): Promise<void> {
  const post = await store.findPost(platformId);
  if (!post) throw new Error('the post is not on the practice timeline');
  await store.removePost(platformId);
  await store.addPost({ ...post, words }, { unlikeSince: null });
}
