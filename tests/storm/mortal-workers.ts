// Workers that are killed where they stand, at moments nobody chose, and replaced at once; and the queue killed every few seconds.
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from '#tests/support/child.ts';
import type { MortalRedis } from './mortal-redis.ts';

/** How long a worker lives on average, and how long the queue does, in ms of the machine's. */
const LIFE_MS = 15_000;
const QUEUE_LIFE_MS = 15_000;

export interface MortalWorkers {
  /** how many were killed while the storm lasted */
  kills(): number;
  end(): Promise<void>;
}

/** Takes: how many at a time, what each is told, and the draws that decide how long each lives. */
export function mortalWorkers(of: {
  workers: number;
  args: string[];
  queue: MortalRedis;
  draw: () => number;
}): MortalWorkers {
  let over = false;
  let kills = 0;
  const lives = Array.from({ length: of.workers }, async () => {
    while (!over) {
      const child = await startChild('tests/support/processes/publish-in-storm.ts', of.args);
      await child.nextLine();
      const until = performance.now() - Math.log(1 - of.draw()) * LIFE_MS;
      while (!over && performance.now() < until) await wait(20);
      if (!over) kills += 1;
      await child.kill('SIGKILL');
    }
  });
  const queueLife = async () => {
    let until = performance.now() + QUEUE_LIFE_MS;
    for (; !over; await wait(50)) {
      if (performance.now() < until) continue;
      await of.queue.killAndStart();
      until = performance.now() + QUEUE_LIFE_MS;
    }
  };
  const all = Promise.all([...lives, queueLife()]);
  return {
    kills: () => kills,
    async end() {
      over = true;
      await all;
    },
  };
}
