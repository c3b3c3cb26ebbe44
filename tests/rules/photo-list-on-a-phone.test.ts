// The photo list on a phone: sealed under its PIN, removed after ten wrong ones, gone a day after the trip however the clock is set;
// and a name is found however it is typed.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { askTime, timesFrom } from '#app/components/photo-list/copy-clock.ts';
import type { CopyStore, KeptCopy } from '#app/components/photo-list/copy-store.ts';
import { findName } from '#app/components/photo-list/find-name.ts';
import { type PhoneCopy, phoneCopy } from '#app/components/photo-list/phone-copy.ts';
import { MOST_TRIES, pinProblem, waitAfter } from '#app/components/photo-list/pin-rules.ts';
import { PIN_ROUNDS, pinKey, seal, unseal } from '#app/components/photo-list/sealed-text.ts';
import type { PhoneList } from '#app/presenters/phone-list.ts';

const ROUNDS = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SAVED = Date.parse('2026-06-09T07:10:00Z');
const GONE = SAVED + 34 * HOUR;
const PIN = '402815';

const list = (differs: Partial<PhoneList> = {}): PhoneList => ({
  number: 2,
  address: '/s/school/trips/1/list/2/phone',
  shown: ['Amira K', 'Zoë Ö'],
  group: ['Ben O'],
  asOf: 'Tue 08:10',
  now: new Date(SAVED).toISOString(),
  goneAt: new Date(GONE).toISOString(),
  ...differs,
});

let kept: KeptCopy | null;
let clock: number;
let copy: PhoneCopy;
const store: CopyStore = {
  read: async () => kept && structuredClone(kept),
  write: async (given) => void (kept = structuredClone(given)),
  change: async (next) => (kept = kept && structuredClone(next(structuredClone(kept)))),
  clear: async () => void (kept = null),
};
beforeEach(async () => {
  kept = null;
  clock = SAVED;
  copy = phoneCopy(store, () => clock, ROUNDS);
  await copy.keep(PIN, list());
});

describe('a list kept on a phone', () => {
  it('opens with its PIN, and with no other', async () => {
    expect(await copy.open('402816')).toMatchObject({ is: 'locked', triesLeft: 9 });
    expect(await copy.open(PIN)).toMatchObject({ is: 'open', list: list() });
    expect(await copy.find()).toMatchObject({ is: 'locked', triesLeft: 10 });
  });

  it('counts every try, also those made at once on several pages', async () => {
    const wrong = ['402816', '402817', '402818'];
    await Promise.all(wrong.map((pin) => copy.open(pin)));
    expect(kept?.tries).toBe(wrong.length);
    while (kept && kept.tries < MOST_TRIES - 1) {
      await copy.open('402819');
      clock += 11 * MINUTE;
    }
    const last = await Promise.all(['402820', PIN].map((pin) => copy.open(pin)));
    expect(last.map(({ is }) => is)).toEqual(['removed', 'removed']);
    expect(kept).toBeNull();
  });

  it('that was taken off is not put back by a page that still has it open', async () => {
    const opened = await copy.open(PIN);
    if (opened.is !== 'open') throw new Error(opened.is);
    await copy.remove();
    await opened.replace(list({ number: 3 }));
    expect(await copy.find()).toEqual({ is: 'none' });
  });

  it('shows nothing of itself where it lies', () => {
    const bytes = Buffer.concat([kept?.sealed.bytes ?? Buffer.alloc(0)]).toString('latin1');
    const seen = `${JSON.stringify(kept)}${bytes}`;
    for (const word of ['Amira', 'Zo', 'Ben', 'school', 'trips', 'Tue', PIN])
      expect(seen).not.toContain(word);
  });

  it('cannot be made to last by changing when it ends', async () => {
    if (kept) kept.goneAt += 1_000 * HOUR;
    expect(await copy.open(PIN)).toMatchObject({ is: 'locked', triesLeft: 9 });
  });

  it('is another one after it was brought up to date, under the same PIN', async () => {
    const opened = await copy.open(PIN);
    const before = kept?.sealed.bytes;
    if (opened.is === 'open') await opened.replace(list({ shown: ['Amira K'] }));
    expect(kept?.sealed.bytes).not.toEqual(before);
    expect(await copy.open(PIN)).toMatchObject({ list: { shown: ['Amira K'] } });
  });

  it('counts a try before it is made, so that closing the page saves none', async () => {
    const slow = phoneCopy(
      { ...store, write: async (given) => (await store.write(given), undefined) },
      () => clock,
      ROUNDS,
    );
    const trying = slow.open('000000');
    while (kept?.tries === 0) await Promise.resolve();
    expect(kept?.tries).toBe(1);
    await trying;
  });

  it('is removed at the tenth wrong PIN, and each try before it takes longer', async () => {
    const waits: number[] = [];
    for (let tries = 1; tries < MOST_TRIES; tries++) {
      const answer = await copy.open('111112');
      if (answer.is !== 'locked') throw new Error(answer.is);
      waits.push(answer.waitMs);
      if (answer.waitMs > 0) {
        clock += answer.waitMs - 1;
        expect(await copy.open(PIN)).toMatchObject({ is: 'locked', triesLeft: MOST_TRIES - tries });
        clock += 1;
      }
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(await copy.open('111112')).toEqual({ is: 'removed' });
    expect(kept).toBeNull();
    expect(await copy.open(PIN)).toEqual({ is: 'none' });
  });

  it('is gone at its time, and not a moment before', async () => {
    clock = GONE - 1;
    expect(await copy.open(PIN)).toMatchObject({ is: 'open' });
    clock = GONE;
    expect(await copy.find()).toEqual({ is: 'gone' });
    expect(kept).toBeNull();
  });

  it('does not open while the clock is put back, and opens when it is right again', async () => {
    clock = SAVED + 20 * HOUR;
    await copy.find();
    clock = SAVED;
    expect(await copy.open(PIN)).toEqual({ is: 'clock_back' });
    clock = SAVED + 20 * HOUR;
    expect(await copy.open(PIN)).toMatchObject({ is: 'open' });
  });

  it('counts the server’s time on a phone that was wrong from the start', async () => {
    clock = SAVED - 48 * HOUR;
    await copy.keep(PIN, list());
    clock += 34 * HOUR;
    expect(await copy.find()).toEqual({ is: 'gone' });
  });

  const wrong = fc.integer({ min: -72 * HOUR, max: 72 * HOUR });

  it('is there exactly as long as the server meant, on a phone that is wrong all the time', () => {
    fc.assert(
      fc.property(wrong, fc.nat(70 * HOUR), (off, passes) => {
        const says = askTime(timesFrom({ now: SAVED, goneAt: GONE }, SAVED + off), SAVED + passes + off);
        expect(says.is).toBe(SAVED + passes >= GONE ? 'gone' : 'good');
      }),
    );
  });

  it('never opens at a time before one it has been opened at, nor after its end was ever seen', () => {
    fc.assert(
      fc.property(fc.array(wrong, { minLength: 1, maxLength: 30 }), (readings) => {
        let times = timesFrom({ now: SAVED, goneAt: GONE }, SAVED);
        for (const off of readings) {
          const says = askTime(times, SAVED + off);
          if (says.is === 'gone') {
            expect(SAVED + off).toBeGreaterThanOrEqual(GONE);
            return;
          }
          expect(SAVED + off).toBeLessThan(GONE);
          expect(says.is).toBe(SAVED + off < times.highest - 10 * MINUTE ? 'clock_back' : 'good');
          if (says.is !== 'good') continue;
          expect(says.now).toBeGreaterThanOrEqual(times.highest);
          times = { ...times, highest: says.now };
        }
      }),
    );
  });
});

describe('a PIN', () => {
  it.each([
    '12345',
    '1234567',
    '12345a',
    '',
    '000000',
    '123456',
    '987654',
    '890123',
    '121212',
    '123123',
    '777777',
  ])('is not %s', (pin) => expect(pinProblem(pin)).not.toBeNull());
  it.each([PIN, '100200', '194207'])('may be %s', (pin) => expect(pinProblem(pin)).toBeNull());
  it('gets ten tries', () => expect([waitAfter(9), waitAfter(10)]).toEqual([600_000, null]));
  it('is made into a key by many rounds, with a salt of its own each time', async () => {
    expect(PIN_ROUNDS).toBeGreaterThanOrEqual(600_000);
    const [one, other] = [await pinKey(PIN, ROUNDS), await pinKey(PIN, ROUNDS)];
    expect(one.salt).not.toEqual(other.salt);
    expect(one.key.extractable).toBe(false);
    const sealed = await seal(one, 'Amira K', 'until then');
    expect(await unseal(one, sealed, 'until then')).toBe('Amira K');
    expect(await unseal(other, sealed, 'until then')).toBeNull();
    expect(await unseal(one, sealed, 'until later')).toBeNull();
  });
});

describe('checking a name', () => {
  const names = { shown: ['Amira K', 'Jo-Ann T', 'Mary Ann B', 'Zoë Ö'], group: ['Ben O', 'O’Neil C'] };
  it.each([
    ['am', ['Amira K']],
    ['zoe', ['Zoë Ö']],
    [' ZOË ', ['Zoë Ö']],
    ['ann', ['Mary Ann B']],
    ["o'n", ['O’Neil C']],
    ['o', ['Zoë Ö', 'Ben O', 'O’Neil C']],
    ['mira', []],
    ['Cem', []],
    ['', []],
  ])('%j finds %j', (typed, found) => {
    expect(findName(names, typed).map(({ label }) => label)).toEqual(found);
  });
  it('says which only in a group', () => {
    expect(findName(names, 'ben')).toEqual([{ label: 'Ben O', groupOnly: true }]);
  });
});
