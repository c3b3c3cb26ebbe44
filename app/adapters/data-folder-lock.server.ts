// One Gatepost for one data folder: the embedded database takes no lock, and two on one folder lose writes.
// The lock is a listening socket, which the kernel closes when its process dies in whatever way; a pid file would
// stand for ever behind a kill -9. The same socket is the control door.
import { randomBytes } from 'node:crypto';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CommandHandler, createDoor, knock } from './control-door.server.ts';
import { makeDataFolder } from './data-folder.server.ts';
import { assertSocketPathFits } from './socket-path.server.ts';

/*
 * How exactly one of many starters wins, without trusting any clock:
 *  1. Each listens on a socket of its own under a hidden name, and only then renames it to a visible one. So a
 *     visible socket that refuses a call belongs to a dead process, and may be removed by anyone.
 *  2. Only then each looks at all other visible sockets. Of any two starters at least one sees the other.
 *  3. It holds the folder once it has seen, in one look, no other living socket. It gives up when it sees a holder,
 *     or another starter whose ticket is lower than its own; it waits for starters whose ticket is higher.
 * A holder's socket stays visible, so nobody who looks later can hold it too; the lowest ticket never gives way.
 */

const DOOR = /^door-([0-9a-f]{8})\.(sock|new)$/;
/** How long a starter waits for another that is alive but neither holds the folder nor goes away, in ms. */
const PATIENCE_MS = 15_000;
const HELLO_MS = 2_000;

interface Hello {
  ticket: string;
  state: 'starting' | 'holding';
  pid: number;
}

/** Another Gatepost uses the folder; the message is one line for the person at the terminal. */
export class DataFolderInUse extends Error {
  constructor(dir: string, pid: number | null) {
    const who = pid === null ? 'Another Gatepost' : `Another Gatepost (process ${pid})`;
    super(
      `${who} is already using the data folder ${dir}. Stop it first, or set GATEPOST_DATA to another folder.`,
    );
    this.name = 'DataFolderInUse';
  }
}

export interface DataFolderLock {
  /** Registers what the control door does for `command`; its result must be JSON. */
  handle(command: string, run: CommandHandler): void;
  /** Gives the folder back; call it last, after the database is closed. Releasing twice is harmless. */
  release(): Promise<void>;
}

/**
 * Takes the folder for this process, making it when absent, or refuses.
 * Errors: DataFolderInUse; one plain line when the folder cannot be used or its path is too long.
 */
export async function lockDataFolder(dir: string, patienceMs = PATIENCE_MS): Promise<DataFolderLock> {
  const ticket = randomBytes(4).toString('hex');
  const visible = join(dir, `door-${ticket}.sock`);
  const hidden = join(dir, `door-${ticket}.new`);
  assertSocketPathFits(visible);
  await makeDataFolder(dir);

  let state: Hello['state'] = 'starting';
  const handlers = new Map<string, CommandHandler>();
  handlers.set('hello', async (): Promise<Hello> => ({ ticket, state, pid: process.pid }));
  const door = createDoor(async (command, args) => {
    const run = handlers.get(command);
    if (!run) throw new Error(`The running server has no command "${command}".`);
    return run(args);
  });
  const release = async (): Promise<void> => {
    await rm(visible, { force: true });
    await door.close();
  };

  try {
    await listenOn(door.server, hidden);
    await rename(hidden, visible).catch((error: NodeJS.ErrnoException) => {
      // Whoever has just won the folder tidied this socket away as a dead one's.
      throw error.code === 'ENOENT' ? new DataFolderInUse(dir, null) : error;
    });
    await winAgainstOthers(dir, ticket, patienceMs);
    state = 'holding';
    const mine = (await knock(visible, 'hello', null, patienceMs))?.result as Hello | undefined;
    if (mine?.ticket !== ticket)
      throw new Error(`The data folder ${dir} cannot be locked: its sockets do not answer.`);
    await removeUnfinished(dir);
  } catch (error) {
    await release();
    throw error;
  }
  return { handle: (command, run) => void handlers.set(command, run), release };
}

async function listenOn(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`The data folder cannot be locked: ${cause.message}.`, { cause })),
    );
    server.listen(path, resolve);
  });
  server.unref();
  // The folder is closed to other users; so is the door, should the folder be opened one day.
  await chmod(path, 0o600).catch(ignoreAbsent);
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function winAgainstOthers(dir: string, ticket: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const others = await livingDoors(dir, ticket);
    if (others.length === 0) return;
    // One that does not answer may be a holder too busy to speak: it is alive, so wait, and never push it aside.
    const stronger = others.find(({ state, ticket: theirs }) => {
      return state === 'holding' || (state === 'starting' && theirs < ticket);
    });
    if (stronger) throw new DataFolderInUse(dir, stronger.pid);
    if (performance.now() > until) throw new DataFolderInUse(dir, others[0]?.pid ?? null);
    await wait(20);
  }
}

type LivingDoor = { path: string; ticket: string } & (
  { state: Hello['state']; pid: number } | { state: 'silent'; pid: null }
);

/** Every visible socket behind which a process lives, without the one of `ticket`; removes those of the dead. */
async function livingDoors(dir: string, ticket?: string): Promise<LivingDoor[]> {
  const names = (await readdir(dir)).filter((name) => DOOR.test(name) && name.endsWith('.sock'));
  const doors = names.map(async (name): Promise<LivingDoor | null> => {
    const path = join(dir, name);
    const theirs = DOOR.exec(name)?.[1] ?? '';
    if (theirs === ticket) return null;
    try {
      const hello = (await knock(path, 'hello', null, HELLO_MS))?.result as Hello | undefined;
      if (hello) return { path, ticket: theirs, state: hello.state, pid: hello.pid };
    } catch {
      return { path, ticket: theirs, state: 'silent', pid: null };
    }
    await rm(path, { force: true });
    return null;
  });
  return (await Promise.all(doors)).filter((door) => door !== null);
}

/** Hidden sockets of processes that died before they became visible. A living one finds its name gone and fails. */
async function removeUnfinished(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (DOOR.test(name) && name.endsWith('.new')) await rm(join(dir, name), { force: true });
  }
}

/**
 * Hands a command to the server that holds the folder.
 * Returns: its answer, or null when no server runs on this folder.
 * Errors: CommandRefused with the server's own message; Error when it does not answer within `timeoutMs`.
 */
export async function askRunningServer(
  dir: string,
  command: string,
  args: unknown = null,
  timeoutMs = 60_000,
): Promise<{ result: unknown } | null> {
  const doors = (await livingDoors(dir).catch(ignoreAbsent)) ?? [];
  const holder =
    doors.find((door) => door.state === 'holding') ?? doors.find((door) => door.state === 'silent');
  return holder ? knock(holder.path, command, args, timeoutMs) : null;
}
