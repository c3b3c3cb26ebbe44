// Changes of permission take turns: few at once, first come first served, and one that fails lets the next one go.
import { describe, expect, it } from 'vitest';
import { inTurn } from '#app/domain/consent/in-turn.ts';

describe('turns', () => {
  it('are given to few at a time, in order, and to everybody in the end', async () => {
    const db = {};
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const done = await Promise.allSettled(
      Array.from({ length: 50 }, (_, nth) =>
        inTurn(db, async () => {
          begun.push(nth);
          most = Math.max(most, ++running);
          await Promise.resolve();
          running -= 1;
          if (nth % 7 === 0) throw new Error('refused');
          return nth;
        }),
      ),
    );
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    expect(begun).toHaveLength(50);
    expect(most).toBe(4);
    expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(8);
  });

  it('of one database do not wait for another’s', async () => {
    const [one, other] = [{}, {}];
    let free = () => undefined as void;
    const held = new Promise<void>((resolve) => (free = resolve));
    const stuck = Array.from({ length: 5 }, () => inTurn(one, () => held));
    expect(await inTurn(other, async () => 'done')).toBe('done');
    free();
    await Promise.all(stuck);
  });
});
