// Of questions that travel together the first that failed is heard of, however soon the others come back: by it a lost race is known.
import { expect, it } from 'vitest';
import { askedTogether } from '#db/asked-together.server.ts';

it('gives every answer in the order of asking', async () => {
  expect(await askedTogether([Promise.resolve(1), Promise.resolve('two'), Promise.resolve(null)])).toEqual([
    1,
    'two',
    null,
  ]);
});

it('fails with what failed first in that order, although a later one comes back sooner', async () => {
  let deadlock = (): void => undefined;
  const first = new Promise<never>((_, reject) => (deadlock = () => reject(new Error('deadlock detected'))));
  const later = Promise.reject(new Error('current transaction is aborted'));
  const both = askedTogether([Promise.resolve(1), first, later]);
  await Promise.allSettled([later]);
  deadlock();
  await expect(both).rejects.toThrow('deadlock detected');
});
