// "Again until it says 201" on X, in the weather of the storm.
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import { practiceAccount } from '#tests/contracts/publisher/x-harness.ts';
import { againUntilDone, type Naive } from './naive.ts';
import { draws, KINDS, stormy } from './weather.ts';
import { faultsOf, UNLIMITED } from './x-network.ts';

/** Takes: whether the platform refuses equal words. */
export async function naiveOnX(of: { posts: number; seed: number; duplicates: boolean }): Promise<Naive> {
  const store = createMemoryStore();
  const weather = stormy(draws(of.seed), KINDS);
  const sandbox = await startSandbox({
    ...{ store, faults: faultsOf(weather), rules: { duplicates: of.duplicates }, limits: UNLIMITED },
  });
  try {
    const user = await addPracticeAccount(store, { handle: 'naive_school', name: 'Naive School' });
    const account = practiceAccount('naive', user.platformUserId, user.accessToken);
    const publisher = createXPublisher({ baseUrl: sandbox.url, deadlineMs: 1_000 });
    const naive = await againUntilDone({
      posts: of.posts,
      create: async (words) => {
        const notAfter = new Date(Date.now() + 60_000);
        const post = {
          ...{ words, mediaIds: [], altTexts: [], recordKey: '', recordAt: new Date(), notAfter },
          clockTrusted: () => true,
        };
        return (await publisher.create(account, post)).outcome === 'published';
      },
      shown: async () => {
        const live = await store.listTimeline(user.platformUserId, 100_000);
        return live.map(({ words }) => words);
      },
    });
    return { ...naive, creates: weather.count.creates };
  } finally {
    await sandbox.close();
  }
}
