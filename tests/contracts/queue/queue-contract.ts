// What the use cases and the worker rely on from the queue, whichever it is: one suite, run on all of them.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobPayloads, Queue, QueueConsumer } from '#app/domain/ports/queue.ts';

export type ConsumableQueue = Queue & { consumer(): QueueConsumer };
export interface QueueUnderTest {
  /** another door to the same queues; in memory there is only one */
  open(prefix: string): ConsumableQueue;
  /** a queue whose server takes the call and says nothing */
  openSilent(): Promise<{ queue: ConsumableQueue; end(): Promise<void> }>;
  end(): Promise<void>;
}

type Cleaning = JobPayloads['clean-photo'];
const payload = (): Cleaning => ({ schoolId: randomUUID(), photoId: randomUUID() });

/** Collects what happens, and lets a test wait for the nth thing. */
function record<T>() {
  const seen: T[] = [];
  let wake: () => void = () => undefined;
  return {
    seen,
    add(item: T): void {
      seen.push(item);
      wake();
    },
    async atLeast(count: number): Promise<T[]> {
      while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return seen;
    },
  };
}

function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

export function queueContract(name: string, make: () => Promise<QueueUnderTest>) {
  describe(name, () => {
    let underTest: QueueUnderTest;
    let queue: ConsumableQueue;
    let prefix: string;
    beforeAll(async () => void (underTest = await make()));
    afterAll(() => underTest.end());
    beforeEach(() => {
      prefix = `test-${randomUUID()}`;
      queue = underTest.open(prefix);
    });
    afterEach(() => queue.close());

    test('a job reaches its handler with exactly what was asked', async () => {
      const handled = record<Cleaning>();
      queue.consumer().process('clean-photo', 1, async (asked) => handled.add(asked));
      const asked = payload();
      await queue.enqueue('clean-photo', asked, { jobId: 'a' });
      expect(await handled.atLeast(1)).toEqual([asked]);
    });

    test('kinds of work do not mix', async () => {
      const handled = record<string>();
      const consumer = queue.consumer();
      consumer.process('publish-post', 1, async ({ deliveryId }) => handled.add(`publish ${deliveryId}`));
      consumer.process('take-down-post', 1, async ({ deliveryId }) => handled.add(`take down ${deliveryId}`));
      await queue.enqueue('take-down-post', { schoolId: 's', deliveryId: 'd1' }, { jobId: 'same' });
      await queue.enqueue('publish-post', { schoolId: 's', deliveryId: 'd2' }, { jobId: 'same' });
      expect((await handled.atLeast(2)).sort()).toEqual(['publish d2', 'take down d1']);
    });

    test('asked before a worker is there, it waits for one', async () => {
      await queue.enqueue('clean-photo', payload(), { jobId: 'a' });
      const handled = record<Cleaning>();
      queue.consumer().process('clean-photo', 1, async (asked) => handled.add(asked));
      await handled.atLeast(1);
    });

    test('the same id while it exists is silently ignored, also while it runs', async () => {
      const handled = record<Cleaning>();
      const door = gate();
      const first = payload();
      for (const asked of [first, payload(), payload()])
        await queue.enqueue('clean-photo', asked, { jobId: 'a' });
      queue.consumer().process('clean-photo', 2, async (asked) => {
        handled.add(asked);
        await door.passed;
      });
      await handled.atLeast(1);
      await queue.enqueue('clean-photo', payload(), { jobId: 'a' });
      const last = payload();
      await queue.enqueue('clean-photo', last, { jobId: 'b' });
      expect(await handled.atLeast(2)).toEqual([first, last]);
      door.open();
    });

    test('once done, or failed, the same id may be asked for again', async () => {
      const handled = record<string>();
      queue.consumer().process('clean-photo', 1, async ({ photoId }) => {
        handled.add(photoId);
        if (photoId === 'bad') throw new Error('it failed');
      });
      for (const [index, photoId] of ['bad', 'good', 'again'].entries()) {
        await queue.enqueue('clean-photo', { schoolId: 's', photoId }, { jobId: 'a' });
        await handled.atLeast(index + 1);
        // The job is over a moment after its handler: a second kind of job, asked after it, has the same wait.
        await queue.enqueue('clean-photo', { schoolId: 's', photoId: 'next' }, { jobId: `next-${index}` });
        await handled.atLeast(index + 2);
        handled.seen.splice(handled.seen.indexOf('next'), 1);
      }
      expect(handled.seen).toEqual(['bad', 'good', 'again']);
    });

    test('a job that fails runs once, and the next ones run', async () => {
      const handled = record<string>();
      queue.consumer().process('clean-photo', 1, async ({ photoId }) => {
        handled.add(photoId);
        if (photoId === 'bad') throw new Error('it failed');
      });
      for (const photoId of ['bad', 'one', 'two']) {
        await queue.enqueue('clean-photo', { schoolId: 's', photoId }, { jobId: photoId });
      }
      expect(await handled.atLeast(3)).toEqual(['bad', 'one', 'two']);
    });

    test('a delayed job runs after its delay, others meanwhile', async () => {
      const handled = record<string>();
      queue.consumer().process('clean-photo', 1, async ({ photoId }) => handled.add(photoId));
      const asked = performance.now();
      await queue.enqueue('clean-photo', { schoolId: 's', photoId: 'late' }, { jobId: 'late', delayMs: 300 });
      await queue.enqueue('clean-photo', { schoolId: 's', photoId: 'now' }, { jobId: 'now' });
      expect(await handled.atLeast(2)).toEqual(['now', 'late']);
      // Bull counts in whole ms of another clock.
      expect(performance.now() - asked).toBeGreaterThan(295);
    });

    test('no more run at once than was said', async () => {
      const handled = record<number>();
      const door = gate();
      let running = 0;
      queue.consumer().process('clean-photo', 3, async () => {
        running += 1;
        handled.add(running);
        await door.passed;
        running -= 1;
      });
      for (let index = 0; index < 8; index++)
        await queue.enqueue('clean-photo', payload(), { jobId: String(index) });
      await handled.atLeast(3);
      door.open();
      expect(Math.max(...(await handled.atLeast(8)))).toBe(3);
    });

    test('pause waits for the job that runs and takes no other', async () => {
      const handled = record<string>();
      const door = gate();
      const consumer = queue.consumer();
      consumer.process('clean-photo', 1, async ({ photoId }) => {
        handled.add(`begun ${photoId}`);
        await door.passed;
        handled.add(`ended ${photoId}`);
      });
      await queue.enqueue('clean-photo', { schoolId: 's', photoId: 'one' }, { jobId: 'one' });
      await handled.atLeast(1);
      const paused = consumer.pause(10_000);
      await queue.enqueue('clean-photo', { schoolId: 's', photoId: 'two' }, { jobId: 'two' });
      door.open();
      await paused;
      expect(handled.seen).toEqual(['begun one', 'ended one']);
    });

    test('pause waits no longer than it is told to', async () => {
      const handled = record<string>();
      const door = gate();
      const consumer = queue.consumer();
      consumer.process('clean-photo', 1, async () => {
        handled.add('begun');
        await door.passed;
      });
      await queue.enqueue('clean-photo', payload(), { jobId: 'a' });
      await handled.atLeast(1);
      const before = performance.now();
      await consumer.pause(50);
      expect(performance.now() - before).toBeLessThan(1_000);
      door.open();
    });

    test('it says that it is well, and that it is not', async () => {
      expect(await queue.health()).toEqual({ ok: true, detail: 'The queue answers.' });
      const { queue: silent, end } = await underTest.openSilent();
      expect(await silent.health()).toEqual({
        ok: false,
        detail: expect.stringMatching(/did not answer within 2 s/),
      });
      await end();
    });

    test('a server that takes the call and says nothing is given up after 2 s', async () => {
      const { queue: silent, end } = await underTest.openSilent();
      const before = performance.now();
      await expect(silent.enqueue('clean-photo', payload(), { jobId: 'a' })).rejects.toThrow(
        /did not answer within 2 s/,
      );
      expect(performance.now() - before).toBeLessThan(3_000);
      await end();
    });

    test('once closed it takes nothing, and closing again is harmless', async () => {
      await queue.close();
      await queue.close();
      await expect(queue.enqueue('clean-photo', payload(), { jobId: 'a' })).rejects.toThrow('closed');
    });
  });
}
