// Where the sealed copy lies on the phone: one record in IndexedDB, in which only times and counts can be read.
import type { CopyTimes } from './copy-clock.ts';
import type { SealedText } from './sealed-text.ts';

export interface KeptCopy extends CopyTimes {
  sealed: SealedText;
  /** wrong PINs in a row */
  tries: number;
  /** before then no PIN is tried, in ms since 1970 */
  waitUntil: number;
}

export interface CopyStore {
  read(): Promise<KeptCopy | null>;
  write(kept: KeptCopy): Promise<void>;
  /** Reads and writes in one step, whatever other pages do meanwhile; what was written, or null when nothing is kept. */
  change(next: (kept: KeptCopy) => KeptCopy): Promise<KeptCopy | null>;
  clear(): Promise<void>;
}

const NAME = 'gatepost-photo-list';
const STORE = 'kept';
const KEY = 'copy';

/** The phone's own store. Errors: rejects where the browser lets nothing be kept. */
export function phoneStore(): CopyStore {
  return {
    read: async () => ((await work('readonly', (store) => store.get(KEY))) as KeptCopy | undefined) ?? null,
    write: async (kept) => void (await work('readwrite', (store) => store.put(kept, KEY))),
    change: async (next) =>
      (await work('readwrite', (store) => {
        const done: { result: KeptCopy | null } = { result: null };
        const found = store.get(KEY);
        found.onsuccess = () => {
          if (!found.result) return;
          done.result = next(found.result as KeptCopy);
          store.put(done.result, KEY);
        };
        return done;
      })) as KeptCopy | null,
    clear: async () => void (await work('readwrite', (store) => store.clear())),
  };
}

async function work(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => { readonly result: unknown },
): Promise<unknown> {
  const db = await opened();
  try {
    return await new Promise<unknown>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser kept nothing'));
    });
  } finally {
    db.close();
  }
}

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
