// A queue server that answers, whichever way it was started.

export type ValkeyKind = 'in-process' | 'valkey-server' | 'redis-server';

export interface RunningValkey {
  kind: ValkeyKind;
  /** resolves with the reason once the server no longer answers */
  ended: Promise<string>;
  /** saves and ends it */
  close(): Promise<void>;
}
