// What a plain "again until it says that it is done" makes of the same weather: for comparison only.

export interface Naive {
  exactlyOnce: number;
  mostCopies: number;
  /** posts whose id is never learnt: the platform says for ever that the words are there already */
  neverKnown: number;
  creates: number;
}

/** A queue gives up at some time; without a rule against equal words nothing comes near this. */
const MOST_TRIES = 30;
const AT_ONCE = 16;

/**
 * Posts so many words, each again until it is done, and counts what is out then.
 * Takes: one call, true when it says that it is done; and the words of everything that is out once all are through.
 */
export async function againUntilDone(of: {
  posts: number;
  create: (words: string) => Promise<boolean>;
  shown: () => Promise<string[]>;
}): Promise<Omit<Naive, 'creates'>> {
  const all = Array.from({ length: of.posts }, (_, nth) => `Naive post number ${nth}`);
  const waiting = [...all];
  let neverKnown = 0;
  const run = async () => {
    for (let words = waiting.shift(); words !== undefined; words = waiting.shift()) {
      let done = false;
      for (let tries = 0; tries < MOST_TRIES && !done; tries++) done = await of.create(words);
      if (!done) neverKnown += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  const shown = await of.shown();
  const copies = all.map((words) => shown.filter((each) => each === words).length);
  return {
    exactlyOnce: copies.filter((count) => count === 1).length,
    mostCopies: Math.max(...copies),
    neverKnown,
  };
}

/** What happened, in a line for people. */
export const toldNaive = (over: string, posts: number, naive: Naive): string =>
  [
    `again until it says that it is done, over ${over}: ${naive.exactlyOnce} of ${posts} exactly once,`,
    `up to ${naive.mostCopies} copies, ${naive.neverKnown} never known, ${naive.creates} creates`,
  ].join(' ');
