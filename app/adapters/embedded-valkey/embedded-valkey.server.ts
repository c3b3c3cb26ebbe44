// The queue's server when no REDIS_URL is set: Valkey inside this process, in a thread of its own, on a unix socket in
// the data folder. Should it not start, an installed server is run privately. Should it end, it is started again;
// meanwhile nothing is lost, because the database finds all work without the queue.
import { access, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from '#app/domain/deps.ts';
import { assertSocketPathFits } from '../socket-path.server.ts';
import { startNative } from './native-valkey.server.ts';
import type { RunningValkey, ValkeyKind } from './running-valkey.ts';
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts';

export interface EmbeddedValkey {
  socketPath: string;
  kind: ValkeyKind;
  /** Saves and ends the server. Close the queue first. */
  close(): Promise<void>;
}

export interface EmbeddedValkeySettings {
  /** the queue's folder; the lock of the data folder must be held */
  dir: string;
  /** folders in which to look for an installed server, as PATH gives them */
  searchPath: string;
  log: Log;
  /** path of the built module of the thread, `valkey-thread` */
  entry: string;
  saveEveryMs?: number;
}

const CLOSE_WITHIN_MS = 5_000;
const RESTART_AFTER_MS = { first: 200, most: 30_000 };

/** Errors: throws one plain line when neither the built-in nor an installed server can run. */
export async function startEmbeddedValkey(settings: EmbeddedValkeySettings): Promise<EmbeddedValkey> {
  const socketPath = join(settings.dir, 'queue.sock');
  assertSocketPathFits(socketPath);
  const closing = new AbortController();
  let running = await startAny(settings, socketPath);
  const { kind } = running;

  async function startAgain(): Promise<RunningValkey | null> {
    for (let pause = RESTART_AFTER_MS.first; ; pause = Math.min(pause * 2, RESTART_AFTER_MS.most)) {
      await wait(pause, null, { ref: false, signal: closing.signal }).catch(() => null);
      if (closing.signal.aborted) return null;
      try {
        return await startAny(settings, socketPath);
      } catch (error) {
        settings.log.error('the queue server could not be started again', error);
      }
    }
  }
  async function keepRunning(): Promise<void> {
    for (;;) {
      const why = await running.ended;
      if (closing.signal.aborted) return;
      settings.log.warn('the queue server ended and is started again', new Error(why));
      const next = await startAgain();
      if (!next) return;
      if (closing.signal.aborted) return next.close();
      running = next;
    }
  }
  const kept = keepRunning();

  return {
    socketPath,
    kind,
    async close() {
      closing.abort();
      await running.close();
      await kept;
    },
  };
}

async function startAny(settings: EmbeddedValkeySettings, socketPath: string): Promise<RunningValkey> {
  const { dir, searchPath, log } = settings;
  const inThread = await startWithSoundFiles(settings, socketPath).catch((error: Error) => error);
  if (!(inThread instanceof Error)) return inThread;
  log.warn('the built-in queue server did not start; looking for an installed one', inThread);
  const native = await startNative(join(dir, 'installed'), socketPath, searchPath).catch(
    (error: Error) => error,
  );
  if (native && !(native instanceof Error)) return native;
  throw new Error(
    `No queue server can run. Built in: ${inThread.message}. ` +
      `Installed: ${native ? native.message : 'no valkey-server or redis-server was found'}. ` +
      'Install one of them, or set REDIS_URL and DATABASE_URL.',
  );
}

/** What was saved can be made again from the database; a file that cannot be read is put aside. */
async function startWithSoundFiles(
  settings: EmbeddedValkeySettings,
  socketPath: string,
): Promise<RunningValkey> {
  const saved = join(settings.dir, 'dump.rdb');
  const aside = `${saved}.damaged`;
  try {
    return await startThread(settings, socketPath);
  } catch (error) {
    const wasThere = await access(saved).then(
      () => true,
      () => false,
    );
    if (!wasThere) throw error;
    await rename(saved, aside);
    const second = await startThread(settings, socketPath).catch(() => null);
    if (second) {
      settings.log.warn('the saved queue could not be read and was put aside', error);
      return second;
    }
    await rename(aside, saved);
    throw error;
  }
}

function startThread(
  { dir, entry, saveEveryMs = 2_000 }: EmbeddedValkeySettings,
  socketPath: string,
): Promise<RunningValkey> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(entry, {
      workerData: { dir, socketPath, saveEveryMs } satisfies ThreadSettings,
      // No secret of this process reaches the thread, and its use of WASI needs no warning.
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    let why = 'it ended by itself';
    const ended = new Promise<string>((over) => thread.once('exit', () => over(why)));
    const close = async (): Promise<void> => {
      thread.postMessage('close' satisfies ToThread);
      await Promise.race([ended, wait(CLOSE_WITHIN_MS, null, { ref: false })]);
      await thread.terminate();
    };
    thread.on('error', (error) => (why = error.message));
    thread.on('message', (message: FromThread) => {
      if (message.is === 'failed') why = message.why;
      else resolve({ kind: 'in-process', ended, close });
    });
    void ended.then((reason) => reject(new Error(reason)));
  });
}
