// The real PostgreSQL and Redis that some tests need. Where a machine has none, those tests are skipped with a loud
// line; under CI they fail instead, so that nobody mistakes "not run" for "passed".
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Address of a real Redis or Valkey from TEST_REDIS_URL, or null. Errors: throws when it is missing under CI. */
export const testRedisUrl = (): string | null => address('TEST_REDIS_URL', 'a real Redis');

/** Address of a real PostgreSQL (a role that may create databases) from TEST_DATABASE_URL, or null; as above. */
export const testDatabaseUrl = (): string | null => address('TEST_DATABASE_URL', 'a real PostgreSQL');

function address(variable: string, what: string): string | null {
  const url = process.env[variable];
  if (url) return url;
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error(`Under CI ${variable} must name ${what}.`);
  console.warn(`SKIPPED, because ${variable} does not name ${what}.`);
  return null;
}

/** An empty database of its own on the real server; `drop` ends its connections and removes it. */
export async function freshDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `gatepost_test_${randomBytes(6).toString('hex')}`;
  const run = async (command: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(command).finally(() => client.end());
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropped(name, run) };
}

/**
 * Address of an empty numbered database on the real Redis, in turn, so that two products that run at one time do not see each other's
 * jobs; the first, in which the turns are counted, is nobody's own.
 */
export async function freshQueues(server: string): Promise<string> {
  const client = new Redis(server);
  try {
    const number = 1 + ((await client.incr('tests:databases-given-out')) % (REDIS_DATABASES - 1));
    await client.select(number);
    await client.flushdb();
    const url = new URL(server);
    url.pathname = `/${number}`;
    return url.href;
  } finally {
    client.disconnect();
  }
}

/** As many as a Redis has unless it is told otherwise. */
const REDIS_DATABASES = 16;

/** A pool that has just ended may still be saying goodbye; cut off in that moment, its connections would fail the tests. */
async function dropped(name: string, run: (command: string) => Promise<void>): Promise<void> {
  for (let tried = 0; tried < GOODBYES; tried++) {
    const free = await run(`drop database ${name}`).then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: unknown }).code === IN_USE) return false;
        throw error;
      },
    );
    if (free) return;
    await wait(20);
  }
  await run(`drop database ${name} with (force)`);
}

const GOODBYES = 25;
/** PostgreSQL's object_in_use. */
const IN_USE = '55006';
