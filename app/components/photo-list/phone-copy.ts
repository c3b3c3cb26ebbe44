// The copy of a photo list on this phone: kept sealed, opened by its PIN, removed after ten wrong ones, and gone a day after the trip
// however the phone's clock is set.
import type { PhoneList } from '#app/presenters/phone-list.ts';
import { askTime, timesFrom } from './copy-clock.ts';
import type { CopyStore, KeptCopy } from './copy-store.ts';
import { MOST_TRIES, waitAfter } from './pin-rules.ts';
import { PIN_ROUNDS, type PinKey, pinKey, seal, unseal } from './sealed-text.ts';

/** What is found before a PIN is typed. */
export type Found =
  | { is: 'none' }
  /** there was one, and its time is over */
  | { is: 'gone' }
  | { is: 'clock_back' }
  | { is: 'locked'; triesLeft: number; waitMs: number };

export type Opened =
  | { is: 'open'; list: PhoneList; replace(list: PhoneList): Promise<void> }
  /** the last try was wrong: the copy is no more */
  | { is: 'removed' }
  | Found;

export interface PhoneCopy {
  find(): Promise<Found>;
  /** In: six digits. A try is counted before it is made, so that none can be had for nothing. */
  open(pin: string): Promise<Opened>;
  /** Keeps a list under a new PIN, in place of any other. */
  keep(pin: string, list: PhoneList): Promise<void>;
  remove(): Promise<void>;
}

/** `clock` reads the phone's clock, in ms; `rounds` are those of new keys. */
export function phoneCopy(store: CopyStore, clock: () => number, rounds = PIN_ROUNDS): PhoneCopy {
  const find = async (): Promise<Found> => (await look(store, clock)).found;
  const sealedWith = async (key: PinKey, list: PhoneList): Promise<KeptCopy> => {
    const times = timesFrom({ now: Date.parse(list.now), goneAt: Date.parse(list.goneAt) }, clock());
    const sealed = await seal(key, JSON.stringify(list), boundTo(times.goneAt));
    return { ...times, sealed, tries: 0, waitUntil: 0 };
  };
  /** Only while there is one: a copy that was taken off meanwhile stays off. */
  const replaceWith = async (key: PinKey, list: PhoneList): Promise<void> => {
    const newer = await sealedWith(key, list);
    await store.change(() => newer);
  };
  return {
    find,
    keep: async (pin, list) => store.write(await sealedWith(await pinKey(pin, rounds), list)),
    remove: () => store.clear(),
    async open(pin) {
      const { found, kept } = await look(store, clock);
      if (!kept || found.is !== 'locked' || found.waitMs > 0) return found;
      const counted = await store.change(countTry);
      if (!counted) return find();
      const isOne = counted.tries <= MOST_TRIES;
      const key = isOne && (await pinKey(pin, counted.sealed.rounds, counted.sealed.salt));
      const text = key && (await unseal(key, counted.sealed, boundTo(counted.goneAt)));
      if (key && typeof text === 'string') {
        await store.change((now) => ({ ...now, tries: 0, waitUntil: 0 }));
        return {
          is: 'open',
          list: JSON.parse(text) as PhoneList,
          replace: (list) => replaceWith(key, list),
        };
      }
      if (counted.tries < MOST_TRIES) return find();
      await store.clear();
      return { is: 'removed' };
    },
  };
}

/** One try more, and how long to wait after it. */
function countTry(kept: KeptCopy): KeptCopy {
  const tries = kept.tries + 1;
  return { ...kept, tries, waitUntil: kept.highest + (waitAfter(tries) ?? 0) };
}

const boundTo = (goneAt: number): string => `gatepost photo list until ${goneAt}`;

/** Looks, removes what is over, and remembers the latest time. */
async function look(store: CopyStore, clock: () => number): Promise<{ found: Found; kept: KeptCopy | null }> {
  const kept = await store.read();
  if (!kept) return { found: { is: 'none' }, kept };
  const time = askTime(kept, clock());
  if (time.is === 'gone') await store.clear();
  if (time.is !== 'good') return { found: { is: time.is }, kept: null };
  if (kept.tries >= MOST_TRIES) {
    await store.clear();
    return { found: { is: 'gone' }, kept: null };
  }
  const now = { ...kept, highest: time.now };
  if (now.highest > kept.highest)
    await store.change((other) => ({ ...other, highest: Math.max(other.highest, time.now) }));
  const waitMs = Math.max(0, kept.waitUntil - time.now);
  return { found: { is: 'locked', triesLeft: MOST_TRIES - kept.tries, waitMs }, kept: now };
}
