// A PostgreSQL and a Redis of a measurement's own, as they stand after installing: what is committed is on the disk, which servers of
// tests may have switched off. With how much processor time they took.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '#tests/support/product.ts';

export interface OwnServers {
  /** an empty database; the role owns the server */
  databaseUrl: string;
  redisUrl: string;
  /** s of processor time so far */
  cpu(): { database: number; redis: number };
  stop(): Promise<void>;
}

const PROGRAMS = '/usr/lib/postgresql';

/** Null (loudly) where one of them is not installed. */
export async function startOwnServers(): Promise<OwnServers | null> {
  const bin = programs();
  if (!bin || !has('redis-server')) {
    console.warn('SKIPPED, because this machine has no PostgreSQL or no Redis to start.');
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), 'gp-bench-servers-'));
  await chmod(folder, 0o755);
  const data = join(folder, 'pg');
  mkdirSync(data);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(data, Number(execFileSync('id', ['-u', 'postgres'])), -1);
  const asOwner = (program: string, args: string[]): [string, string[]] =>
    isRoot ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
  execFileSync(...asOwner('initdb', ['-D', data, '-U', 'gatepost', '--auth=trust', '-E', 'UTF8']), {
    stdio: 'ignore',
  });
  const port = await freePort();
  const [command, args] = asOwner('postgres', [
    ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ]);
  const postgres = spawn(command, args, { stdio: 'ignore' });
  const redisPort = await freePort();
  const redis = spawn(
    'redis-server',
    [...['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']],
    { stdio: 'ignore' },
  );
  const databaseUrl = `postgres://gatepost@127.0.0.1:${port}/postgres`;
  await answers(databaseUrl);
  const postmaster = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  // Whoever ends the measurement ends its servers.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      process.kill(postmaster(), 'SIGINT');
      redis.kill();
      process.exit(1);
    });
  return {
    databaseUrl,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    cpu: () => ({ database: cpuOfFamily(postmaster()), redis: cpuOf(redis.pid ?? 0) }),
    async stop() {
      const pid = postmaster();
      await Promise.all([
        ended(postgres, () => process.kill(pid, 'SIGINT')),
        ended(redis, () => redis.kill()),
      ]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function programs(): string | null {
  if (!existsSync(PROGRAMS)) return null;
  const versions = readdirSync(PROGRAMS)
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => b - a);
  const bin = versions.map((version) => join(PROGRAMS, String(version), 'bin'));
  return bin.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (tries === 100) throw error;
      await wait(100);
    }
  }
}

async function ended(child: ChildProcess, tell: () => void): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  tell();
  await gone;
}

/** s of processor time of a process and its children that have ended. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0) / TICKS : 0;
}

/** What Linux counts processor time in, a second. */
const TICKS = 100;

/** The fields after the program's name, from the state on. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    return null;
  }
}

function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc')
    .map(Number)
    .filter((other) => Number.isFinite(other) && statOf(other)?.[1] === String(pid));
  return [pid, ...children].reduce((total, one) => total + cpuOf(one), 0);
}
