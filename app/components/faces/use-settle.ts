// Sends each step to the server, one after another and in order, and shows its effect at once. A cut connection keeps
// what was done and goes on when it is back; so does a reload; a change made elsewhere is taken over and said.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Accounting, AccountingGround } from '#app/domain/photos/accounting.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import { stepBody } from '#app/http/settle-form.ts';
import { keepSteps, keptSteps } from './kept-steps.ts';
import * as queues from './settle-queue.ts';

/** Why what was done is not saved yet, or what became of it. */
export type SettleTrouble =
  | { kind: 'offline' }
  | { kind: 'signed_out' }
  | { kind: 'refused'; sentence: string; todo: string }
  /** somebody else settled these faces meanwhile */
  | { kind: 'changed'; faces: number[] }
  /** a step could not be done, because what it was about is gone */
  | { kind: 'gone' };

export interface Settling {
  page: AccountPage;
  state: Accounting;
  /** things done that the server does not have yet */
  waiting: number;
  trouble: SettleTrouble | null;
  canUndo: boolean;
  /** steps from before the page was loaded again */
  restored: number;
  /** one thing that a person did, in one or several steps */
  take(...steps: SettleStep[]): void;
  undo(): void;
  /** resolves when the server has everything; false when something stopped it */
  allSaved(): Promise<boolean>;
  /** the page as the server last said it */
  latest(): AccountPage;
}

interface StepAnswer {
  page: AccountPage;
}

/** What steps are measured against, as the page knows it. */
export const groundOf = ({ picture, frames, members }: AccountPage): AccountingGround => ({
  width: picture.width,
  height: picture.height,
  frames,
  membersOf: (group) => members[group] ?? [],
});

const RETRY_MS = 4_000;
const TIMEOUT_MS = 15_000;
const FIRST_LOOK_MS = 700;
const SLOWEST_LOOK_MS = 4_000;

/** `first`: the page as it was loaded. Loading it again (another class is picked) takes over its lists. */
export function useSettle(first: AccountPage): Settling {
  const [page, setShown] = useState(first);
  const [trouble, setTrouble] = useState<SettleTrouble | null>(null);
  const [restored, setRestored] = useState(0);
  const [, redraw] = useState(0);
  const queue = useRef(queues.emptyQueue(first.version, first.saved));
  /** how many acts are on their way */
  const sending = useRef(0);
  /** several could not be done at once: each is tried by itself */
  const alone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const idle = useRef<((saved: boolean) => void)[]>([]);
  const { settleTo, postPhotoId, shared } = first;
  const ground = useMemo(() => groundOf(page), [page]);

  const latest = useRef(first);
  const setPage = useCallback((now: AccountPage) => {
    latest.current = now;
    setShown(now);
  }, []);

  const put = useCallback(
    (next: queues.SettleQueue) => {
      queue.current = next;
      if (!shared) keepSteps(postPhotoId, next);
      redraw((count) => count + 1);
    },
    [postPhotoId, shared],
  );

  const tellIdle = (saved: boolean) => idle.current.splice(0).forEach((tell) => tell(saved));

  /** The page as the server has it now; null when it cannot be asked. */
  const look = useCallback(async (): Promise<AccountPage | null> => {
    const response = await fetch(settleTo, { signal: AbortSignal.timeout?.(TIMEOUT_MS) }).catch(() => null);
    return response?.ok ? ((await response.json()) as AccountPage) : null;
  }, [settleTo]);

  const send = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (sending.current > 0) return;
    const next = queues.nextToSend(queue.current, alone.current);
    if (!next) {
      alone.current = false;
      return tellIdle(true);
    }
    const { step, acts } = next;
    sending.current = acts;
    try {
      const response = await fetch(settleTo, {
        method: 'POST',
        body: stepBody(queue.current.version, step),
        signal: AbortSignal.timeout?.(TIMEOUT_MS),
      });
      if (response.status === 401) {
        setTrouble({ kind: 'signed_out' });
        return tellIdle(false);
      }
      if (response.status >= 500) throw new Error('try again');
      const answer = (await response.json().catch(() => null)) as
        StepAnswer | { stale: true } | { refused: { sentence: string; todo: string } } | null;
      if (answer && 'page' in answer) {
        const { version, saved } = answer.page;
        put(queues.confirmed(queue.current, version, saved, acts));
        setPage(answer.page);
        setTrouble((now) => (now?.kind === 'offline' ? null : now));
      } else if (answer && 'stale' in answer) await takeOver();
      else if (acts > 1) alone.current = true;
      else if (answer && 'refused' in answer) {
        setTrouble({ kind: 'refused', ...answer.refused });
        return tellIdle(false);
      } else {
        put(queues.givenUp(queue.current));
        setTrouble({ kind: 'gone' });
        await takeOver();
      }
    } catch {
      setTrouble({ kind: 'offline' });
      timer.current = setTimeout(() => void send(), RETRY_MS);
      return tellIdle(false);
    } finally {
      sending.current = 0;
    }
    void send();
  }, [put, settleTo]);

  /** Somebody changed the draft: what is saved now is shown, and what was done here is done on top of it. */
  const takeOver = useCallback(async (): Promise<void> => {
    const now = await look();
    if (!now) throw new Error('try again');
    const { queue: next, changed } = queues.rebased(queue.current, now.version, now.saved, groundOf(now));
    put(next);
    setPage(now);
    if (changed.length > 0) setTrouble({ kind: 'changed', faces: changed });
  }, [look, put]);

  const take = useCallback(
    (...steps: SettleStep[]) => {
      put(queues.withAct(queue.current, steps, ground));
      setTrouble((now) => (now?.kind === 'changed' || now?.kind === 'gone' ? null : now));
      void send();
    },
    [ground, put, send],
  );

  const undo = useCallback(() => {
    put(queues.undone(queue.current, sending.current));
    void send();
  }, [put, send]);

  const allSaved = useCallback(
    () =>
      new Promise<boolean>((tell) => {
        idle.current.push(tell);
        void send();
      }),
    [send],
  );

  // Once, when the page wakes: what was done before it was loaded again is still to be saved.
  useEffect(() => {
    const acts = shared ? [] : keptSteps(postPhotoId);
    if (acts.length === 0) return;
    put(acts.reduce((next, steps) => queues.withAct(next, steps, ground), queue.current));
    setRestored(acts.length);
    void send();
  }, []);

  useEffect(() => {
    const { version, saved } = first;
    if (version > queue.current.version)
      put(queues.rebased(queue.current, version, saved, groundOf(first)).queue);
    setPage(first);
  }, [first]);

  useEffect(() => {
    const again = () => void send();
    window.addEventListener('online', again);
    window.addEventListener('focus', again);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('focus', again);
      clearTimeout(timer.current);
    };
  }, [send]);

  const working = page.final.state === 'working' || page.looked === 'waiting';
  useEffect(() => {
    if (!working) return;
    let wait = FIRST_LOOK_MS;
    let next: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      const now = queues.unsaved(queue.current) === 0 ? await look().catch(() => null) : null;
      if (over) return;
      if (now && queues.unsaved(queue.current) === 0) {
        put(queues.rebased(queue.current, now.version, now.saved, groundOf(now)).queue);
        setPage(now);
      }
      wait = Math.min(wait * 1.4, SLOWEST_LOOK_MS);
      next = setTimeout(() => void ask(), wait);
    };
    next = setTimeout(() => void ask(), wait);
    return () => {
      over = true;
      clearTimeout(next);
    };
  }, [working, look, put]);

  return {
    page,
    state: queues.shownOf(queue.current, ground),
    waiting: queues.unsaved(queue.current),
    trouble,
    canUndo: queues.canUndo(queue.current),
    restored,
    take,
    undo,
    allSaved,
    latest: () => latest.current,
  };
}
