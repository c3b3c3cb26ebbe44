// The embedded queue server, with its real thread, real files, kill -9, and the installed server as second choice.
import { spawn } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type EmbeddedValkey,
  startEmbeddedValkey,
} from '#app/adapters/embedded-valkey/embedded-valkey.server.ts';
import { findProgram } from '#app/adapters/embedded-valkey/native-valkey.server.ts';
import { bundleEntry } from '#tests/support/bundle.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { quietLog } from '#tests/support/quiet-log.ts';

let dir: string;
let entry: string;
let ends: (() => Promise<unknown>)[];
beforeAll(async () => {
  entry = await bundleEntry('app/adapters/embedded-valkey/valkey-thread.server.ts');
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatepost-valkey-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await rm(dir, { recursive: true });
});

async function start(settings: { entry?: string; searchPath?: string; saveEveryMs?: number } = {}) {
  const log = quietLog();
  const server = await startEmbeddedValkey({ dir, entry, searchPath: '', log, ...settings });
  ends.push(() => server.close());
  return { server, log };
}

function clientOf(server: EmbeddedValkey): Redis {
  const client = new Redis({ path: server.socketPath, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  ends.push(async () => client.disconnect());
  return client;
}

async function startProcess(withEntry: string, searchPath = ''): Promise<Child> {
  const child = await startChild('tests/support/processes/run-valkey.ts', [dir, withEntry, searchPath]);
  ends.push(() => child.kill('SIGKILL'));
  return child;
}

describe('the embedded queue server', () => {
  test('answers at once, on a socket for this user alone', async () => {
    const { server } = await start();
    expect(server.kind).toBe('in-process');
    expect((await stat(server.socketPath)).mode & 0o777).toBe(0o600);
    const client = clientOf(server);
    await client.ping();
    const before = performance.now();
    for (let index = 0; index < 50; index++) await client.ping();
    // As the package comes, each answer waits for the next tick of 100 ms.
    expect(performance.now() - before).toBeLessThan(2_500);
  });

  test('holds large values and long scripts whole', async () => {
    const client = clientOf((await start()).server);
    const large = 'Siân £ 日本 '.repeat(200_000);
    await client.set('large', large);
    expect(await client.get('large')).toBe(large);
    expect(await client.eval("return cjson.encode({cmsgpack.unpack(cmsgpack.pack('a', 1))})", 0)).toBe(
      '["a",1]',
    );
  });

  test('keeps what it held over a close and a new start', async () => {
    const first = await start({ saveEveryMs: 60_000 });
    await clientOf(first.server).set('kept', 'yes');
    await first.server.close();
    expect(await clientOf((await start()).server).get('kept')).toBe('yes');
  });

  test('after kill -9 it starts again with everything that was saved', async () => {
    let saved = 0;
    for (let round = 0; round < 3; round++) {
      const child = await startProcess(entry);
      expect(await child.nextLine()).toBe('ready in-process');
      const first = Number(await child.nextLine());
      expect(first).toBeGreaterThan(saved);
      saved = Number(await child.nextLine());
      await child.kill('SIGKILL');
    }
    expect(Number(await clientOf((await start()).server).get('number'))).toBeGreaterThanOrEqual(saved);
  });

  test('saved data that cannot be read is put aside, and the server starts empty', async () => {
    await writeFile(join(dir, 'dump.rdb'), 'not what was saved');
    const { server, log } = await start();
    expect(await clientOf(server).dbsize()).toBe(0);
    expect(await readFile(join(dir, 'dump.rdb.damaged'), 'utf8')).toBe('not what was saved');
    expect(log.lines.map((line) => line.message)).toContain(
      'the saved queue could not be read and was put aside',
    );
  });

  test('when it ends by itself it is started again, and its clients go on', async () => {
    const { server, log } = await start();
    const client = clientOf(server);
    await client.set('kept', 'yes');
    await client.save();
    // On a connection of its own: the other would ask again, once it is back.
    const last = new Redis({ path: server.socketPath, retryStrategy: () => null });
    last.on('error', () => undefined);
    await last.shutdown('NOSAVE').catch(() => undefined);
    expect(await client.get('kept')).toBe('yes');
    expect(log.lines.map((line) => line.message)).toContain('the queue server ended and is started again');
  });

  test('no secret of this process is in the thread', async () => {
    const spy = join(dir, 'spy.mjs');
    await writeFile(
      spy,
      `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ is: 'failed', why: JSON.stringify(process.env) }); process.exit(1);`,
    );
    process.env['GATEPOST_TEST_SECRET'] = 'swordfish';
    await expect(start({ entry: spy })).rejects.toThrow(/Built in: \{\}\./);
    delete process.env['GATEPOST_TEST_SECRET'];
  });

  test('a path too long for a socket is refused in one clear line', async () => {
    const long = startEmbeddedValkey({
      dir: join(dir, 'x'.repeat(100)),
      entry,
      searchPath: '',
      log: quietLog(),
    });
    await expect(long).rejects.toThrow(/bytes too long for a socket/);
  });

  test('when neither the built-in nor an installed server can run, the start says so and what to do', async () => {
    await expect(start({ entry: join(dir, 'none.mjs') })).rejects.toThrow(
      /^No queue server can run\. Built in: .*none\.mjs.*no valkey-server or redis-server was found.*REDIS_URL/s,
    );
  });
});

const searchPath = process.env['PATH'] ?? '';
const installed = await findProgram(['valkey-server', 'redis-server'], searchPath);
if (!installed) console.warn('SKIPPED, because no valkey-server or redis-server is installed.');

describe.skipIf(!installed)(
  'the installed server as second choice (needs valkey-server or redis-server)',
  () => {
    const missing = '/nowhere/valkey-thread.mjs';

    test('runs when the built-in one cannot, and keeps what it held', async () => {
      const first = await start({ entry: missing, searchPath });
      expect(first.server.kind).toBe(installed?.name);
      await clientOf(first.server).set('kept', 'yes');
      await first.server.close();
      await expect(access(first.server.socketPath)).rejects.toThrow('ENOENT');
      expect(await clientOf((await start({ entry: missing, searchPath })).server).get('kept')).toBe('yes');
      expect(await readdir(dir)).toContain('installed');
    });

    test('an orphan that still writes the same files is ended first', async () => {
      const { server } = await start({ entry: missing, searchPath });
      await clientOf(server).set('kept', 'yes');
      await server.close();
      const orphan = spawn(
        installed?.path ?? '',
        [
          '--port',
          '0',
          '--unixsocket',
          server.socketPath,
          '--dir',
          join(dir, 'installed'),
          '--appendonly',
          'yes',
          '--save',
          '',
        ],
        { stdio: 'ignore' },
      );
      const gone = new Promise((resolve) => orphan.once('exit', resolve));
      const client = clientOf(server);
      expect(await client.get('kept')).toBe('yes');
      const second = await start({ entry: missing, searchPath });
      await gone;
      expect(await clientOf(second.server).get('kept')).toBe('yes');
    });

    test('ends with its parent, also after kill -9 where setpriv is found', async () => {
      const setpriv = await findProgram(['setpriv'], searchPath);
      const child = await startProcess(missing, searchPath);
      expect(await child.nextLine()).toBe(`ready ${installed?.name}`);
      const client = new Redis({ path: join(dir, 'queue.sock'), retryStrategy: () => null });
      client.on('error', () => undefined);
      await client.ping();
      const cut = new Promise((resolve) => client.once('end', resolve));
      await child.kill('SIGKILL');
      if (!setpriv) await client.shutdown().catch(() => undefined);
      await cut;
    });
  },
);
