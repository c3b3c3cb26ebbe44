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
  const write = async (key: PinKey, list: PhoneList): Promise<void> => {
    const times = timesFrom({ now: Date.parse(list.now), goneAt: Date.parse(list.goneAt) }, clock());
    const sealed = await seal(key, JSON.stringify(list), boundTo(times.goneAt));
    await store.write({ ...times, sealed, tries: 0, waitUntil: 0 });
  };
  return {
    find,
    keep: async (pin, list) => write(await pinKey(pin, rounds), list),
    remove: () => store.clear(),
    async open(pin) {
      const { found, kept } = await look(store, clock);
      if (!kept || found.is !== 'locked' || found.waitMs > 0) return found;
      const tries = kept.tries + 1;
      const wait = waitAfter(tries);
      const counted: KeptCopy = { ...kept, tries, waitUntil: kept.highest + (wait ?? 0) };
      await store.write(counted);
      const key = await pinKey(pin, kept.sealed.rounds, kept.sealed.salt);
      const text = await unseal(key, kept.sealed, boundTo(kept.goneAt));
      if (text !== null) {
        await store.write({ ...counted, tries: 0, waitUntil: 0 });
        return { is: 'open', list: JSON.parse(text) as PhoneList, replace: (list) => write(key, list) };
      }
      if (wait !== null) return find();
      await store.clear();
      return { is: 'removed' };
    },
  };
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
  if (now.highest > kept.highest) await store.write(now);
  const waitMs = Math.max(0, kept.waitUntil - time.now);
  return { found: { is: 'locked', triesLeft: MOST_TRIES - kept.tries, waitMs }, kept: now };
}
