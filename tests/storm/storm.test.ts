// A hundred posts on X in a storm: half of all posts meet trouble before or after the platform has done its work, workers and queue are
// killed where they stand. Every post is out exactly once, our record of it is right, and the log verifies (PF1, PF2, PF4, PF6).
import { describe, expect, it } from 'vitest';
import { testDatabaseUrl } from '#tests/support/real-servers.ts';
import { hasRedis } from './mortal-redis.ts';
import { toldNaive } from './naive.ts';
import { storm, told } from './storm.ts';
import { naiveOnX } from './x-naive.ts';
import { onX } from './x-network.ts';

const server = testDatabaseUrl();
const POSTS = 100;
const SEED = Number(process.env['TEST_SEED'] ?? 1);
const named = (duplicates: boolean) => `X, duplicates rule ${duplicates ? 'on' : 'off'}`;

describe.skipIf(!server || !hasRedis())('in a storm over X (needs TEST_DATABASE_URL)', () => {
  it(`each of ${POSTS} posts goes out exactly once, and we know it`, async () => {
    const duplicates = SEED % 2 === 0;
    const plan = { posts: POSTS, seed: SEED, workers: 2, withinMs: 700_000 };
    const result = await storm({ ...plan, databaseServer: server ?? '' }, onX(duplicates));
    process.stdout.write(`${told(named(duplicates), plan, result)}\n`);
    expect(result.otherwise).toEqual([]);
    expect(result.exactlyOnce).toBe(POSTS);
    expect(result.logVerifies).toBe(true);
    expect(result.kills).toBeGreaterThan(0);
    expect(result.weather.doneAndLost).toBeGreaterThan(POSTS / 10);
    expect(result.weather.neverDone).toBeGreaterThan(POSTS / 10);
  }, 900_000);

  it.each([false, true])(
    '“again until it says 201” does worse (duplicates rule %s)',
    async (duplicates) => {
      const naive = await naiveOnX({ posts: POSTS, seed: SEED, duplicates });
      process.stdout.write(`${toldNaive(named(duplicates), POSTS, naive)}\n`);
      const wrong = duplicates ? naive.neverKnown : POSTS - naive.exactlyOnce;
      expect(wrong).toBeGreaterThan(POSTS / 10);
    },
    120_000,
  );
});
