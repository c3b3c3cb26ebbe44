// The clock is the database's, is carried between samples, and says so when it may no longer be believed.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createDatabaseClock,
  type DatabaseClock,
  readDatabaseTime,
} from '#app/adapters/database-clock.server.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';

/** A small world: one database clock, two local ones, and a network, all set by the test. */
function world() {
  const state = {
    database: Date.parse('2026-03-02T09:00:00Z'),
    steady: 100,
    wall: 5_000_000,
    tripMs: 0,
    broken: false,
  };
  const pass = (ms: number): void => {
    state.database += ms;
    state.steady += ms;
    state.wall += ms;
  };
  const clock: DatabaseClock = createDatabaseClock(
    async () => {
      if (state.broken) throw new Error('no answer');
      pass(state.tripMs / 2);
      const answer = state.database;
      pass(state.tripMs / 2);
      return answer;
    },
    { steady: () => state.steady, wall: () => state.wall },
  );
  return { state, pass, clock };
}

describe('the database clock', () => {
  test('shows the database time whatever this machine believes, and carries it on', async () => {
    const { clock, state, pass } = world();
    await clock.sample();
    expect(clock.now()).toEqual(new Date(state.database));
    pass(12_345);
    expect(clock.now()).toEqual(new Date(state.database));
    expect(clock.trustworthy()).toBe(true);
  });

  test('allows for the time the answer was on its way', async () => {
    const { clock, state } = world();
    state.tripMs = 800;
    await clock.sample();
    expect(clock.now()).toEqual(new Date(state.database));
  });

  test('before any sample it is not trustworthy, and shows this machine’s time', async () => {
    const { clock, state } = world();
    expect(clock.trustworthy()).toBe(false);
    expect(clock.now()).toEqual(new Date(state.wall));
    state.broken = true;
    await clock.sample();
    expect(clock.trustworthy()).toBe(false);
  });

  test('a sample that took too long is not used', async () => {
    const { clock, state } = world();
    state.tripMs = 2_001;
    await clock.sample();
    expect(clock.trustworthy()).toBe(false);
  });

  test('when samples stop coming it is believed for 90 s and no longer', async () => {
    const { clock, state, pass } = world();
    await clock.sample();
    state.broken = true;
    pass(90_000);
    await clock.sample();
    expect(clock.trustworthy()).toBe(true);
    pass(1);
    expect(clock.trustworthy()).toBe(false);
  });

  test.each([
    ['this machine slept', (state: { wall: number }) => (state.wall += 60_000)],
    ['somebody set this machine back', (state: { wall: number }) => (state.wall -= 6_000)],
  ])('is not trusted from the moment %s, until the next sample', async (_, happens) => {
    const { clock, state } = world();
    await clock.sample();
    happens(state);
    expect(clock.trustworthy()).toBe(false);
    await clock.sample();
    expect(clock.trustworthy()).toBe(true);
  });

  test.each([-60_000, 5_001])(
    'when the database itself jumps by %i ms, one more sample must agree',
    async (jump) => {
      const { clock, state, pass } = world();
      await clock.sample();
      pass(30_000);
      state.database += jump;
      await clock.sample();
      expect(clock.trustworthy()).toBe(false);
      pass(1_000);
      await clock.sample();
      expect(clock.trustworthy()).toBe(true);
      expect(clock.now()).toEqual(new Date(state.database));
    },
  );

  test('small drift is corrected in silence', async () => {
    const { clock, state, pass } = world();
    await clock.sample();
    pass(30_000);
    state.database += 4_000;
    await clock.sample();
    expect(clock.trustworthy()).toBe(true);
    expect(clock.now()).toEqual(new Date(state.database));
  });
});

describe('the sampling', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is every 30 s, every second while the database is away, and ends with stop', async () => {
    const { state } = world();
    let samples = 0;
    const counting = createDatabaseClock(
      async () => {
        samples += 1;
        if (state.broken) throw new Error('no answer');
        return state.database;
      },
      { steady: () => state.steady, wall: () => state.wall },
    );
    await counting.start();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(samples).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(samples).toBe(2);
    state.broken = true;
    state.wall += 60_000;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(samples).toBe(3);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(samples).toBe(6);
    counting.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(samples).toBe(6);
  });
});

test('a real database says the time', async () => {
  const database = await freshDatabase();
  const clock = createDatabaseClock(() => readDatabaseTime(database.db));
  await clock.start();
  expect(clock.trustworthy()).toBe(true);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(5_000);
  clock.stop();
  await database.close();
});

test('the clock of the tests stands still until it is moved', () => {
  const clock = fixedClock('2026-03-29T00:59:00Z');
  expect(clock.now()).toEqual(clock.now());
  expect(clock.advance(60_000)).toEqual(new Date('2026-03-29T01:00:00Z'));
  clock.setTrustworthy(false);
  expect(clock.trustworthy()).toBe(false);
  expect(() => clock.set('soon')).toThrow('not a moment');
});
