// A thousand posts in a storm, with and without the platform's duplicates rule, beside what "again until it says 201" makes of the same
// weather: `node scripts/run-ts.mjs bench/storm.ts [posts]`. Needs TEST_DATABASE_URL and a redis-server to kill.
import { testDatabaseUrl } from '#tests/support/real-servers.ts';
import { naiveStorm } from '#tests/storm/naive.ts';
import { storm, told } from '#tests/storm/storm.ts';

const databaseServer = testDatabaseUrl();
const posts = Number(process.argv[2] ?? 1_000);
const SEED = Number(process.env['TEST_SEED'] ?? 1);

if (databaseServer)
  for (const duplicates of [false, true]) {
    const plan = { posts, seed: SEED, duplicates, workers: 3, withinMs: posts * 10_000 };
    const result = await storm({ ...plan, databaseServer });
    console.log(told(plan, result));
    for (const line of result.otherwise) console.log(`  otherwise: ${line}`);
    const naive = await naiveStorm({ posts, seed: SEED, duplicates });
    console.log(
      `again until 201: ${naive.exactlyOnce} of ${posts} exactly once, up to ${naive.mostCopies} copies, ${naive.neverKnown} never known`,
    );
    if (result.exactlyOnce < posts || !result.logVerifies) process.exitCode = 1;
  }
