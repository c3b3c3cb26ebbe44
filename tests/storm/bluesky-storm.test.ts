// A hundred posts through Bluesky's real server in a storm: half of all calls that write one are lost before or after the server has done
// them, some are done long after we gave them up, looks fail, access runs out, workers and queue are killed where they stand. The server
// holds every post exactly once, our record of it is right, and the log verifies (PF1, PF2, PF4, PF6).
import { describe, expect, it } from 'vitest';
import { hasBlueskyServer } from '#tests/support/bluesky-server.ts';
import { testDatabaseUrl } from '#tests/support/real-servers.ts';
import { naiveOnBluesky } from './bluesky-naive.ts';
import { onBluesky } from './bluesky-network.ts';
import { hasRedis } from './mortal-redis.ts';
import { toldNaive } from './naive.ts';
import { storm, told } from './storm.ts';

const server = testDatabaseUrl();
const POSTS = 100;
const SEED = Number(process.env['TEST_SEED'] ?? 1);

describe.skipIf(!server || !hasBlueskyServer() || !hasRedis())(
  'in a storm over Bluesky (needs TEST_DATABASE_URL)',
  () => {
    it(`the server holds each of ${POSTS} posts exactly once, and we know it`, async () => {
      const plan = { posts: POSTS, seed: SEED, workers: 2, withinMs: 700_000 };
      const result = await storm({ ...plan, databaseServer: server ?? '' }, onBluesky);
      process.stdout.write(`${told('Bluesky', plan, result)}\n`);
      expect(result.otherwise).toEqual([]);
      expect(result.exactlyOnce).toBe(POSTS);
      expect(result.logVerifies).toBe(true);
      expect(result.kills).toBeGreaterThan(0);
      expect(result.renewals).toBeGreaterThan(0);
      expect(result.weather.doneAndLost).toBeGreaterThan(POSTS / 10);
      expect(result.weather.neverDone).toBeGreaterThan(POSTS / 10);
    }, 900_000);

    it('“again until it says 200” does worse', async () => {
      const naive = await naiveOnBluesky({ posts: POSTS, seed: SEED });
      process.stdout.write(`${toldNaive('Bluesky', POSTS, naive)}\n`);
      expect(POSTS - naive.exactlyOnce).toBeGreaterThan(POSTS / 10);
    }, 120_000);
  },
);
