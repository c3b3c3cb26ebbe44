// The second choice when the embedded Valkey cannot run: a Valkey or Redis that is installed on this machine, started
// for this process alone, on a unix socket, with files of its own.
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RunningValkey } from './running-valkey.ts';

const NATIVE_SERVERS = ['valkey-server', 'redis-server'] as const;

const START_WITHIN_MS = 10_000;
const END_WITHIN_MS = 5_000;

/** The first of the programs found in the folders of `searchPath`, or null. */
export async function findProgram<N extends string>(
  names: readonly N[],
  searchPath: string,
): Promise<{ name: N; path: string } | null> {
  for (const name of names) {
    for (const folder of searchPath.split(delimiter).filter(Boolean)) {
      const path = join(folder, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return { name, path };
    }
  }
  return null;
}

/**
 * Starts an installed server with its files in `dir`.
 * Returns: null when none is installed. Errors: throws when it does not answer within 10 s.
 */
export async function startNative(
  dir: string,
  socketPath: string,
  searchPath: string,
): Promise<RunningValkey | null> {
  const server = await findProgram(NATIVE_SERVERS, searchPath);
  if (!server) return null;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await endOrphan(socketPath);
  const options = Object.entries({
    port: '0',
    unixsocket: socketPath,
    unixsocketperm: '600',
    dir,
    save: '',
    appendonly: 'yes',
    daemonize: 'no',
  }).flatMap(([name, value]) => [`--${name}`, value]);
  // setpriv has the kernel end the server with this process, even when that is killed.
  const setpriv = await findProgram(['setpriv'], searchPath);
  const command = [...(setpriv ? [setpriv.path, '--pdeathsig', 'TERM'] : []), server.path, ...options];
  // A session of its own keeps Ctrl-C from ending it before the jobs that run have finished.
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: {} as NodeJS.ProcessEnv,
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<string>((over) => {
    child.once('error', (error) => over(error.message));
    child.once('exit', (code, signal) => over(`${server.name} ended with ${signal ?? code}`));
  });
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await Promise.race([ended, wait(END_WITHIN_MS, null, { ref: false })]);
    child.kill('SIGKILL');
  };
  const failed = await Promise.race([ended, answers(socketPath)]);
  if (failed !== null) {
    await close();
    throw new Error(failed);
  }
  child.unref();
  return { kind: server.name, ended, close };
}

/** Null once the server answers, or why it does not. */
async function answers(socketPath: string): Promise<string | null> {
  const until = performance.now() + START_WITHIN_MS;
  while (performance.now() < until) {
    if (await ask(socketPath, (client) => client.ping())) return null;
    await wait(25);
  }
  return 'it does not answer';
}

/** A server that outlived its killed parent still listens on the socket and writes the files: it must end first. */
async function endOrphan(socketPath: string): Promise<void> {
  const until = performance.now() + END_WITHIN_MS;
  while (await ask(socketPath, (client) => client.ping())) {
    if (performance.now() > until) throw new Error('an older queue server on the same files does not end');
    await ask(socketPath, (client) => client.shutdown());
    await wait(25);
  }
}

async function ask(socketPath: string, command: (client: Redis) => Promise<unknown>): Promise<boolean> {
  const client = new Redis({
    path: socketPath,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await command(client);
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
