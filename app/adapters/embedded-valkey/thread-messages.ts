// What the main thread and the thread of the embedded Valkey say to each other.

export interface ThreadSettings {
  dir: string;
  socketPath: string;
  /** how often changed data is saved, in ms */
  saveEveryMs: number;
}

export type FromThread = { is: 'ready' } | { is: 'failed'; why: string };
/** Save, close, and end the thread. */
export type ToThread = 'close';
