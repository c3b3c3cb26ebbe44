// What the phone's list page does: finds the copy, takes the PIN, asks the server when there is signal, and lets go of the list by
// itself: after some minutes untouched, when its time is over, and when the server says that the copy has ended.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PhoneList } from '#app/presenters/phone-list.ts';
import { type Answer, askServer } from './ask-server.ts';
import { phoneStore } from './copy-store.ts';
import { canKeep, forgetPage, keepPage, renewPage } from './kept-page.ts';
import { type Found, phoneCopy } from './phone-copy.ts';

/** What the last question to the server came to; null before the first. */
export type Asked = 'fresh' | 'was_older' | 'no_signal' | 'signed_out' | { refused: string } | null;

export type Screen =
  | { at: 'looking' | 'cannot' | 'none' | 'gone' | 'removed' | 'ended' | 'taken_off' | 'clock_back' }
  /** a new list is to be put on this phone, in place of another if there is one */
  | { at: 'new'; replaces: boolean; problem: string | null }
  | { at: 'locked'; triesLeft: number; waitMs: number; wrong: boolean }
  | { at: 'open'; list: PhoneList; asked: Asked };

interface OpenCopy {
  list: PhoneList;
  replace(list: PhoneList): Promise<void>;
}

const LOOK_EVERY_MS = 5_000;
const ASK_EVERY_MS = 5 * 60_000;
const IDLE_MS = 3 * 60_000;

const NOT_KEPT = 'The list could not be kept on this phone. Try again where there is signal, or print it.';

export function usePhoneCopy() {
  const copy = useMemo(() => phoneCopy(typeof window === 'undefined' ? noStore : phoneStore(), Date.now), []);
  const [screen, setScreen] = useState<Screen>({ at: 'looking' });
  const [busy, setBusy] = useState(false);
  const open = useRef<OpenCopy | null>(null);
  const touched = useRef(0);
  const asking = useRef(false);
  const requestKey = useRef('');

  const leave = useCallback((to: Screen) => {
    open.current = null;
    setScreen(to);
  }, []);
  const show = useCallback(
    (found: Found, wrong = false) => {
      if (found.is === 'gone' || found.is === 'none') void forgetPage();
      leave(found.is === 'locked' ? { at: 'locked', ...found, wrong } : { at: found.is });
    },
    [leave],
  );
  const drop = useCallback(
    async (to: Screen) => {
      await copy.remove();
      await forgetPage();
      leave(to);
    },
    [copy, leave],
  );

  /** Asks for the list as it is now; what is shown stays when nobody answers. */
  const ask = useCallback(async () => {
    const kept = open.current;
    if (!kept || asking.current) return;
    asking.current = true;
    try {
      const answer = await askServer(kept.list.address, { intent: 'refresh' });
      if (open.current !== kept) return;
      if (answer.is === 'ended') return await drop({ at: 'ended' });
      if (answer.is === 'list') {
        await kept.replace(answer.list);
        kept.list = answer.list;
        renewPage().catch(() => undefined);
      }
      setScreen((now) => ({
        at: 'open',
        list: kept.list,
        asked: askedAfter(answer, now.at === 'open' ? now.asked : null),
      }));
    } finally {
      asking.current = false;
    }
  }, [drop]);

  const unlock = useCallback(
    async (pin: string) => {
      setBusy(true);
      try {
        const opened = await copy.open(pin);
        if (opened.is === 'removed') return await drop({ at: 'removed' });
        if (opened.is !== 'open') return show(opened, true);
        open.current = { list: opened.list, replace: opened.replace };
        touched.current = Date.now();
        if (navigator.onLine) await ask();
        else setScreen({ at: 'open', list: opened.list, asked: 'no_signal' });
      } finally {
        setBusy(false);
      }
    },
    [ask, copy, drop, show],
  );

  const choosePin = useCallback(
    async (pin: string) => {
      const to = newListAddress();
      if (!to) return;
      setBusy(true);
      const refused = (problem: string) =>
        setScreen((now) => ({ at: 'new', replaces: now.at === 'new' && now.replaces, problem }));
      try {
        await keepPage();
        requestKey.current ||= crypto.randomUUID();
        const answer = await askServer(to, { requestKey: requestKey.current });
        if (answer.is === 'signed_out')
          return void window.location.assign(`/sign-in?back=${encodeURIComponent(here())}`);
        if (answer.is !== 'list') return refused(answer.is === 'refused' ? answer.words : NOT_KEPT);
        try {
          await copy.keep(pin, answer.list);
        } catch {
          await askServer(answer.list.address, { intent: 'end' });
          requestKey.current = '';
          return refused(NOT_KEPT);
        }
        await navigator.storage?.persist?.().catch(() => false);
        window.history.replaceState(null, '', '/photo-list');
        await unlock(pin);
      } catch {
        refused(NOT_KEPT);
      } finally {
        setBusy(false);
      }
    },
    [copy, unlock],
  );

  const takeOff = useCallback(async () => {
    const address = open.current?.list.address;
    await drop({ at: 'taken_off' });
    if (address) await askServer(address, { intent: 'end' });
  }, [drop]);
  const lock = useCallback(async () => show(await copy.find()), [copy, show]);

  useEffect(() => {
    if (!canKeep()) return setScreen({ at: 'cannot' });
    copy
      .find()
      .then((found) =>
        newListAddress()
          ? setScreen({ at: 'new', replaces: found.is === 'locked', problem: null })
          : show(found),
      )
      .catch(() => setScreen({ at: 'cannot' }));
  }, [copy, show]);

  const isOpen = screen.at === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const touch = () => (touched.current = Date.now());
    const look = async () => {
      const found = await copy.find();
      if (found.is !== 'locked' || Date.now() - touched.current >= IDLE_MS) show(found);
    };
    const asks = setInterval(() => void ask(), ASK_EVERY_MS);
    const looks = setInterval(() => void look(), LOOK_EVERY_MS);
    const signal = () => void ask();
    for (const sign of ['pointerdown', 'keydown']) document.addEventListener(sign, touch);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', signal);
    window.addEventListener('pagehide', lock);
    return () => {
      clearInterval(asks);
      clearInterval(looks);
      for (const sign of ['pointerdown', 'keydown']) document.removeEventListener(sign, touch);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', signal);
      window.removeEventListener('pagehide', lock);
    };
  }, [ask, copy, isOpen, lock, show]);

  return { screen, busy, choosePin, unlock, takeOff, lock };
}

/** What was said of a change stays until the list is closed. */
function askedAfter(answer: Exclude<Answer, { is: 'ended' }>, before: Asked): Asked {
  if (answer.is === 'refused') return { refused: answer.words };
  if (answer.is !== 'list') return answer.is;
  return answer.wasOutOfDate || before === 'was_older' ? 'was_older' : 'fresh';
}

/** On the server there is no phone. */
const noStore = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  change: () => Promise.resolve(null),
  clear: () => Promise.resolve(),
};

const here = (): string => `${window.location.pathname}${window.location.search}`;

/** Where a new list is asked for: the trip that the address names, or null when it names none. */
function newListAddress(): string | null {
  const asked = new URLSearchParams(window.location.search);
  const [school, trip] = [asked.get('school') ?? '', asked.get('trip') ?? ''];
  const ours = /^[a-z0-9-]{1,200}$/.test(school) && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(trip);
  return ours ? `/s/${school}/trips/${trip}/list/phone` : null;
}
