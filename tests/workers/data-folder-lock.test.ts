// The lock of the data folder, with real processes, kill -9 and a crowd that starts at once.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandRefused } from '#app/adapters/control-door.server.ts';
import { askRunningServer, DataFolderInUse, lockDataFolder } from '#app/adapters/data-folder-lock.server.ts';
import { type Child, startChild } from '#tests/support/child.ts';

let dir: string;
const children: Child[] = [];
const start = async (): Promise<Child> => {
  const child = await startChild('tests/support/processes/hold-data-folder.ts', [dir]);
  children.push(child);
  return child;
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatepost-lock-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill('SIGKILL')));
  await rm(dir, { recursive: true });
});

describe('the lock of the data folder', () => {
  test('of twenty starters at once, on a folder left by a kill -9, exactly one holds it', async () => {
    const dead = await start();
    expect(await dead.nextLine()).toBe('holding');
    await dead.kill('SIGKILL');
    const crowd = await Promise.all(Array.from({ length: 20 }, start));
    const said = await Promise.all(crowd.map((child) => child.nextLine()));
    expect(said.filter((line) => line === 'holding')).toHaveLength(1);
    const refusals = said.filter((line) => line !== 'holding');
    for (const line of refusals)
      expect(line).toMatch(/^refused: Another Gatepost .*already using the data folder/);
    expect((await readdir(dir)).filter((name) => name.startsWith('door-'))).toHaveLength(1);
  });

  test('of twenty starters at once in one process, on a fresh folder, exactly one holds it, again and again', async () => {
    for (let round = 0; round < 10; round++) {
      const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataFolder(dir)));
      const won = tries.filter((outcome) => outcome.status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const lost of tries.filter((outcome) => outcome.status === 'rejected')) {
        expect(lost.reason).toBeInstanceOf(DataFolderInUse);
      }
      await won[0]?.value.release();
    }
    expect(await readdir(dir)).toEqual([]);
  });

  test('it can be taken again at once after kill -9, and after a release', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
      const holder = await start();
      expect(await holder.nextLine()).toBe('holding');
      await expect(lockDataFolder(dir)).rejects.toThrow(`process ${holder.process.pid}`);
      await holder.kill(signal);
    }
    const lock = await lockDataFolder(dir);
    await lock.release();
    await lock.release();
  });

  test('a holder that stands still keeps the folder', async () => {
    const holder = await start();
    expect(await holder.nextLine()).toBe('holding');
    holder.process.kill('SIGSTOP');
    await expect(lockDataFolder(dir, 50)).rejects.toThrow(DataFolderInUse);
    holder.process.kill('SIGCONT');
    await expect(askRunningServer(dir, 'double', 4)).resolves.toEqual({ result: 8 });
  });

  test('a visible socket of a stranger who is alive is not pushed aside', async () => {
    const stranger = createServer((caller) => caller.destroy()).listen(join(dir, 'door-ffffffff.sock'));
    await expect(lockDataFolder(dir, 50)).rejects.toThrow(DataFolderInUse);
    await new Promise((resolve) => stranger.close(resolve));
    await (await lockDataFolder(dir)).release();
  });

  test('a folder whose path is too long for a socket is refused in one clear line', async () => {
    const long = join(dir, 'x'.repeat(120));
    await expect(lockDataFolder(long)).rejects.toThrow(
      /^The path of the data folder is \d+ bytes too long .*GATEPOST_DATA/,
    );
    await expect(stat(long)).rejects.toThrow('ENOENT');
  });

  test('a folder that is a file is refused in one clear line', async () => {
    await writeFile(join(dir, 'notes'), '');
    await expect(lockDataFolder(join(dir, 'notes'))).rejects.toThrow(
      /^The data folder .*notes cannot be used/,
    );
  });

  test('only this user may knock, and look inside', async () => {
    const inside = join(dir, 'made');
    const lock = await lockDataFolder(inside);
    const [door] = await readdir(inside);
    expect((await stat(join(inside, door ?? ''))).mode & 0o777).toBe(0o600);
    expect((await stat(inside)).mode & 0o777).toBe(0o700);
    await lock.release();
  });
});

describe('the control door', () => {
  test('hands a command to the running server and brings the answer, or its refusal', async () => {
    const holder = await start();
    expect(await holder.nextLine()).toBe('holding');
    await expect(askRunningServer(dir, 'double', 21)).resolves.toEqual({ result: 42 });
    await expect(askRunningServer(dir, 'fail')).rejects.toThrow(new CommandRefused('it could not be done'));
    await expect(askRunningServer(dir, 'sing')).rejects.toThrow('no command "sing"');
  });

  test('says null when no server runs, also over the socket of a dead one and where no folder is', async () => {
    await expect(askRunningServer(dir, 'double', 1)).resolves.toBeNull();
    await expect(askRunningServer(join(dir, 'nowhere'), 'double', 1)).resolves.toBeNull();
    const holder = await start();
    expect(await holder.nextLine()).toBe('holding');
    await holder.kill('SIGKILL');
    await expect(askRunningServer(dir, 'double', 1)).resolves.toBeNull();
  });

  test('carries long and foreign text whole, and many calls at once', async () => {
    await mkdir(dir, { recursive: true });
    const lock = await lockDataFolder(dir);
    lock.handle('echo', async (args) => args);
    const texts = Array.from({ length: 20 }, (_, index) => `Siân £ 日本 ${index}\n`.repeat(20_000));
    const answers = await Promise.all(texts.map((text) => askRunningServer(dir, 'echo', text)));
    expect(answers).toEqual(texts.map((result) => ({ result })));
    await lock.release();
  });

  test('a caller who hangs up or talks nonsense does no harm', async () => {
    const lock = await lockDataFolder(dir);
    const [door] = await readdir(dir);
    const { connect } = await import('node:net');
    const caller = connect(join(dir, door ?? ''));
    const answer = new Promise<string>((resolve) =>
      caller.once('data', (bytes) => resolve(bytes.toString())),
    );
    caller.write('not json\n');
    expect(JSON.parse(await answer)).toMatchObject({ ok: false });
    caller.write('{"command":"hel');
    caller.destroy();
    await expect(askRunningServer(dir, 'hello')).resolves.toMatchObject({ result: { state: 'holding' } });
    await lock.release();
  });
});
