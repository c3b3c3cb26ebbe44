// A notebook beside the embedded database, which does not wait for the disk: before a post is sent, a line says so
// and is on the disk. After a power cut, whatever stands here and not in the database may be live, and is looked up.
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { IntentJournal } from '#app/domain/deps.ts';
import { writeDurably } from './durable-files.server.ts';

export interface Intent {
  deliveryId: string;
  attempt: number;
  mediaIds: string[];
}

/** A note found at the start; `settled` when the database had recorded its end before the process stopped. */
export interface PendingIntent extends Intent {
  settled: boolean;
}

export interface OpenIntentJournal extends IntentJournal {
  /** When it resolves, the note is on the disk. Errors: rejects when it is not; then do not send. */
  append(intent: Intent): Promise<void>;
  /**
   * Every note found when the journal was opened, oldest first. Compare each with the database, the settled ones
   * too: the database may have lost the end of the story to the same power cut.
   */
  pending(): PendingIntent[];
  /** The database has recorded the end of this attempt. The note stays for an hour, until that is surely on the disk. */
  settle(deliveryId: string, attempt: number): Promise<void>;
  close(): Promise<void>;
}

/** How long a settled note is kept while the process runs, in ms: far longer than a system holds writes back. */
const KEEP_SETTLED_MS = 3_600_000;

const line = z.union([
  z.strictObject({ deliveryId: z.string(), attempt: z.number().int(), mediaIds: z.array(z.string()) }),
  z.strictObject({ settled: z.string(), attempt: z.number().int() }),
]);
type Line = z.infer<typeof line>;

interface Note {
  intent: Intent;
  /** on the steady clock; null while it is not settled */
  settledAt: number | null;
}

/** For a database that waits for the disk by itself: nothing needs noting. */
export const noIntentJournal: OpenIntentJournal = {
  append: async () => undefined,
  pending: () => [],
  settle: async () => undefined,
  close: async () => undefined,
};

/**
 * Opens the journal at `path`, making it when absent; the folder's lock must be held.
 * `steadyNow` is a clock in ms that only runs forward.
 * Errors: throws when a line other than a torn last one cannot be read: then nobody may send until a person looked.
 */
export async function openIntentJournal(
  path: string,
  steadyNow: () => number = () => performance.now(),
): Promise<OpenIntentJournal> {
  const notes = new Map<string, Note>();
  const take = (entry: Line): void => {
    if ('settled' in entry) {
      const note = notes.get(name(entry.settled, entry.attempt));
      if (note) note.settledAt = steadyNow();
    } else {
      notes.set(name(entry.deliveryId, entry.attempt), { intent: entry, settledAt: null });
    }
  };
  (await readLines(path)).forEach(take);
  const found = [...notes.values()].map(({ intent, settledAt }) => ({
    ...intent,
    settled: settledAt !== null,
  }));
  const forgetOld = (): boolean => {
    const before = notes.size;
    for (const [key, note] of notes) {
      if (note.settledAt !== null && steadyNow() - note.settledAt > KEEP_SETTLED_MS) notes.delete(key);
    }
    return notes.size < before;
  };

  let file = await rewritten(path, notes);
  let turn: Promise<unknown> = Promise.resolve();
  /** One write at a time, in the order asked; a failed one does not stop the next. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  let torn = false;
  const write = (entry: Line): Promise<void> =>
    inTurn(async () => {
      take(entry);
      try {
        if (forgetOld() || torn) {
          const fresh = await rewritten(path, notes);
          await file.close();
          file = fresh;
          torn = false;
        } else {
          await file.appendFile(`${JSON.stringify(entry)}\n`);
          await file.sync();
        }
      } catch (error) {
        // Half a line may stand there now; the next write begins the file afresh.
        torn = true;
        if ('deliveryId' in entry) notes.delete(name(entry.deliveryId, entry.attempt));
        throw error;
      }
    });

  return {
    append: ({ deliveryId, attempt, mediaIds }) => write({ deliveryId, attempt, mediaIds }),
    pending: () => found,
    settle: (deliveryId, attempt) => write({ settled: deliveryId, attempt }),
    close: () => inTurn(() => file.close()),
  };
}

const name = (deliveryId: string, attempt: number): string => `${deliveryId} ${attempt}`;

/** The whole lines of the journal. A last line without its end was being written when the power went: nothing was sent. */
async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const whole = text.split('\n').slice(0, -1);
  return whole.map((entry, index) => {
    try {
      return line.parse(JSON.parse(entry));
    } catch (cause) {
      throw new Error(
        `Line ${index + 1} of ${path} cannot be read. Posts it notes may be live: look before moving it.`,
        {
          cause,
        },
      );
    }
  });
}

/** Writes the notes afresh (which also drops a torn last line) and opens the file for appending. */
async function rewritten(path: string, notes: ReadonlyMap<string, Note>): Promise<FileHandle> {
  const lines: Line[] = [];
  for (const { intent, settledAt } of notes.values()) {
    lines.push(intent);
    if (settledAt !== null) lines.push({ settled: intent.deliveryId, attempt: intent.attempt });
  }
  await writeDurably(path, [Buffer.from(lines.map((entry) => `${JSON.stringify(entry)}\n`).join(''))]);
  return open(path, 'a', 0o600);
}
