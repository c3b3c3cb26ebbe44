// The queue that tests of use cases use keeps the real one's contract.
import { expect, test } from 'vitest';
import { MemoryQueue } from '#tests/support/memory-queue.ts';
import { queueContract } from './queue-contract.ts';

queueContract('the queue in memory', async () => ({
  open: () => new MemoryQueue(),
  async openSilent() {
    const queue = new MemoryQueue();
    queue.goDown();
    return { queue, end: () => queue.close() };
  },
  end: async () => undefined,
}));

test('what was asked can be looked at, and taken up again after an outage', async () => {
  const queue = new MemoryQueue();
  await queue.enqueue(
    'publish-post',
    { schoolId: 's', deliveryId: 'd' },
    { jobId: 'd-1', delayMs: 5_000_000_000 },
  );
  expect(queue.waiting).toEqual([
    {
      name: 'publish-post',
      payload: { schoolId: 's', deliveryId: 'd' },
      jobId: 'd-1',
      delayMs: 5_000_000_000,
    },
  ]);
  queue.goDown();
  await expect(
    queue.enqueue('publish-post', { schoolId: 's', deliveryId: 'e' }, { jobId: 'e-1' }),
  ).rejects.toThrow();
  queue.comeBack();
  await queue.enqueue('publish-post', { schoolId: 's', deliveryId: 'e' }, { jobId: 'e-1' });
  expect(queue.waiting.map((job) => job.jobId)).toEqual(['d-1', 'e-1']);
  await queue.close();
});
