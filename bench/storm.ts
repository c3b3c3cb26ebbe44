// A storm of a thousand posts over X, with and without its duplicates rule, and of five hundred through Bluesky's real server, beside what
// "again until it says that it is done" makes of the same weather: `npm run bench:storm [posts] [x|bluesky]`. Needs TEST_DATABASE_URL, a
// redis-server to kill, and for Bluesky its server (npm ci --prefix tests/servers/bluesky).
import { naiveOnBluesky } from '#tests/storm/bluesky-naive.ts';
import { onBluesky } from '#tests/storm/bluesky-network.ts';
import { hasRedis } from '#tests/storm/mortal-redis.ts';
import { type Naive, toldNaive } from '#tests/storm/naive.ts';
import type { OpenNetwork } from '#tests/storm/network.ts';
import { storm, told } from '#tests/storm/storm.ts';
import { naiveOnX } from '#tests/storm/x-naive.ts';
import { onX } from '#tests/storm/x-network.ts';
import { hasBlueskyServer } from '#tests/support/bluesky-server.ts';
import { testDatabaseUrl } from '#tests/support/real-servers.ts';

interface Arm {
  over: string;
  /** how many when nobody says otherwise */
  posts: number;
  network: OpenNetwork;
  naive(of: { posts: number; seed: number }): Promise<Naive>;
}

const x = (duplicates: boolean): Arm => ({
  over: `X, duplicates rule ${duplicates ? 'on' : 'off'}`,
  posts: 1_000,
  network: onX(duplicates),
  naive: (of) => naiveOnX({ ...of, duplicates }),
});
const ARMS = {
  x: [x(false), x(true)],
  bluesky: [{ over: 'Bluesky', posts: 500, network: onBluesky, naive: naiveOnBluesky }] as Arm[],
};
type Platform = keyof typeof ARMS;

const given = process.argv.slice(2);
const named = given.find((each): each is Platform => each in ARMS);
const number = Number(given.find((each) => /^[1-9][0-9]*$/.test(each)) ?? 0);
const seed = Number(process.env['TEST_SEED'] ?? 1);
const databaseServer = testDatabaseUrl();

async function run({ over, network, naive, ...arm }: Arm, server: string): Promise<boolean> {
  const posts = number || arm.posts;
  const plan = { posts, seed, workers: 3, withinMs: 60_000 + posts * 10_000 };
  const result = await storm({ ...plan, databaseServer: server }, network);
  console.log(told(over, plan, result));
  for (const line of result.otherwise) console.log(`  otherwise: ${line}`);
  if (!result.logVerifies) console.log('  the log does not verify');
  console.log(toldNaive(over, posts, await naive({ posts, seed })));
  return result.otherwise.length === 0 && result.exactlyOnce === posts && result.logVerifies;
}

if (databaseServer && hasRedis())
  for (const platform of named ? [named] : (Object.keys(ARMS) as Platform[])) {
    if (platform === 'bluesky' && !hasBlueskyServer()) {
      // Whoever asked for it by name was not given it.
      if (named) process.exitCode = 1;
      continue;
    }
    for (const arm of ARMS[platform]) if (!(await run(arm, databaseServer))) process.exitCode = 1;
  }
