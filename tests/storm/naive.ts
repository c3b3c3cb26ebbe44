// What a plain "again until it says 201" makes of the same weather: for comparison only.
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import { practiceAccount } from '#tests/contracts/publisher/x-harness.ts';
import { draws, stormy } from './weather.ts';

export interface Naive {
  exactlyOnce: number;
  mostCopies: number;
  /** posts whose id is never learnt: the platform says for ever that the words are there already */
  neverKnown: number;
  creates: number;
}

/** A queue gives up at some time; without the duplicates rule nothing comes near this. */
const MOST_TRIES = 30;

export async function naiveStorm(of: { posts: number; seed: number; duplicates: boolean }): Promise<Naive> {
  const store = createMemoryStore();
  const weather = stormy(draws(of.seed));
  const sandbox = await startSandbox({
    store,
    faults: weather,
    rules: { duplicates: of.duplicates },
    limits: { 'POST /2/tweets': 1_000_000 },
  });
  try {
    const user = await addPracticeAccount(store, { handle: 'naive_school', name: 'Naive School' });
    const account = practiceAccount('naive', user.platformUserId, user.accessToken);
    const publisher = createXPublisher({ baseUrl: sandbox.url, deadlineMs: 1_000 });
    let neverKnown = 0;
    const again = async (words: string): Promise<void> => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const notAfter = new Date(Date.now() + 60_000);
        const post = { words, mediaIds: [], altTexts: [], recordKey: '', recordAt: new Date(), notAfter };
        if ((await publisher.create(account, post)).outcome === 'published') return;
      }
      neverKnown += 1;
    };
    const all = Array.from({ length: of.posts }, (_, nth) => `Naive post number ${nth}`);
    const waiting = [...all];
    const run = async () => {
      for (let words = waiting.shift(); words !== undefined; words = waiting.shift()) await again(words);
    };
    await Promise.all(Array.from({ length: 16 }, run));
    const live = await store.listTimeline(user.platformUserId, 100_000);
    const copies = all.map((words) => live.filter((post) => post.words === words).length);
    return {
      exactlyOnce: copies.filter((count) => count === 1).length,
      mostCopies: Math.max(...copies),
      neverKnown,
      creates: weather.count.creates,
    };
  } finally {
    await sandbox.close();
  }
}
