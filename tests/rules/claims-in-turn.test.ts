// Claims of one account follow each other within a process, whatever becomes of each, and none waits for ever (PF12).
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterEarlierClaims } from '#app/domain/posts/claims-in-turn.ts';
import type { Database } from '#db/client.server.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const db = () => ({}) as Database;
const never = () => new Promise<string>(() => undefined);

describe('claims of one account', () => {
  it('begin when the one before is decided, not when it has been sent', async () => {
    const of = db();
    const order: string[] = [];
    let decide = (): void => undefined;
    void afterEarlierClaims(of, 'a', (decided) => {
      order.push('first');
      decide = decided;
      return never();
    });
    const second = afterEarlierClaims(of, 'a', async () => order.push('second'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(order).toEqual(['first']);
    decide();
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('begin when the one before has failed', async () => {
    const of = db();
    const failed = afterEarlierClaims(of, 'a', () => Promise.reject(new Error('broken')));
    const next = afterEarlierClaims(of, 'a', async () => 'begun');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('begun');
  });

  it('do not wait for ever for one that hangs, each in its turn', async () => {
    const of = db();
    void afterEarlierClaims(of, 'a', never);
    const begun: number[] = [];
    for (const nth of [1, 2]) void afterEarlierClaims(of, 'a', async () => begun.push(nth));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(begun).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([1, 2]);
  });

  it('do not wait for another account, nor for another database', async () => {
    const of = db();
    void afterEarlierClaims(of, 'a', never);
    expect(await afterEarlierClaims(of, 'b', async () => 'begun')).toBe('begun');
    expect(await afterEarlierClaims(db(), 'a', async () => 'begun')).toBe('begun');
  });
});
