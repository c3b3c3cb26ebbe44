// A Redis of a storm's own that is killed and comes back with nothing.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { freePort } from '#tests/support/product.ts';

/** Whether there is one to kill. Errors: throws when there is none, under CI. */
export function hasRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error('Under CI there must be a redis-server.');
  console.warn('SKIPPED, because this machine has no redis-server to kill.');
  return false;
}

export interface MortalRedis {
  url: string;
  /** how often it was killed and started again */
  kills(): number;
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

export async function mortalRedis(): Promise<MortalRedis> {
  const port = await freePort();
  let kills = 0;
  let server: ChildProcess;
  const start = () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', args, { stdio: 'ignore' });
  };
  const kill = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  };
  start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kills: () => kills,
    killAndStart: async () => {
      await kill();
      kills += 1;
      start();
    },
    stop: kill,
  };
}
