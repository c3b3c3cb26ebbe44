// Reads an export in a thread of its own, with a bound on its memory and its time, so that no file can hold up a post that is due.
import { Worker } from 'node:worker_threads';
import type { TableRead } from '#app/domain/import/table.ts';
import type { TableReader } from '#app/domain/ports/table-reader.ts';

/** Longest reading of one file, in ms, and most memory for what is made of it, in MB. */
const MOST_MS = 60_000;
const MOST_MB = 1_024;

/** `entry`: path of the built module of the thread, `table-reader`. */
export function tableThread({ entry, mostMs = MOST_MS }: { entry: string; mostMs?: number }): TableReader {
  return {
    read: (bytes, choices) =>
      new Promise<TableRead>((resolve, reject) => {
        const thread = new Worker(entry, {
          workerData: { bytes, choices },
          env: {},
          stdin: false,
          resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
        });
        const timer = setTimeout(() => settle({ ok: false, fault: 'took_too_long' }), mostMs);
        const settle = (read: TableRead): void => {
          clearTimeout(timer);
          resolve(read);
          void thread.terminate();
        };
        thread.once('message', settle);
        thread.once('error', (error: NodeJS.ErrnoException) => {
          clearTimeout(timer);
          if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ ok: false, fault: 'too_big' });
          else reject(error);
        });
        thread.once('exit', () => {
          clearTimeout(timer);
          reject(new Error('the table reader ended without an answer'));
        });
      }),
  };
}
