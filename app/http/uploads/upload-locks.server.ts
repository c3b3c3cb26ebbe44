// One request at a time for each upload, within this process: a newer one asks the older to make way, because the older
// is most often a connection that is dead and does not know it yet. Between processes the database decides.
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';

/** How long a request waits for its turn, in ms. */
const PATIENCE_MS = 20_000;

interface Holder {
  makeWay: RequestRelease;
  waiting: (() => void)[];
}

export class UploadLocks implements Locker {
  readonly #held = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, makeWay) => this.#take(id, signal, makeWay),
      unlock: async () => {
        const next = this.#held.get(id)?.waiting.shift();
        if (next) next();
        else this.#held.delete(id);
      },
    };
  }

  async #take(id: string, signal: AbortSignal, makeWay: RequestRelease): Promise<void> {
    const holder = this.#held.get(id);
    if (!holder) {
      this.#held.set(id, { makeWay, waiting: [] });
      return;
    }
    const turn = new Promise<void>((resolve, reject) => {
      const give = () => {
        stopWaiting();
        holder.makeWay = makeWay;
        resolve();
      };
      const giveUp = () => {
        stopWaiting();
        holder.waiting = holder.waiting.filter((each) => each !== give);
        reject(ERRORS.ERR_LOCK_TIMEOUT as unknown as Error);
      };
      const timer = setTimeout(giveUp, PATIENCE_MS);
      const stopWaiting = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      holder.waiting.push(give);
    });
    await holder.makeWay();
    await turn;
  }
}
