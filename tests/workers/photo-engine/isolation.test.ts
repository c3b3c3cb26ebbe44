// The cage around the photo process: what it may see, what becomes of it when it is killed, late or worn out, and
// that nothing is left behind. Every process here is the real one.
import { spawn } from 'node:child_process';
import {
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  existsSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { giveWayToOtherSessions } from '#app/adapters/caged-child-session.server.ts';
import { cagePrefix } from '#app/adapters/photo-engine-cage.server.ts';
import type { SharpPhotoEngine, SharpPhotoEngineOptions } from '#app/adapters/sharp-photo-engine.server.ts';
import { openPhotoEngine, photoEngineEntry } from '#tests/support/photo-engine.ts';
import { cameraPhoto, plainJpeg } from '#tests/support/pictures.ts';

const noProc = existsSync('/proc/self/fd') ? undefined : 'skipped, because this system has no /proc';

let heavy: Buffer;
let light: Buffer;
beforeAll(async () => {
  [heavy, light] = await Promise.all([cameraPhoto(), plainJpeg()]);
});

const engines: SharpPhotoEngine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

async function open(options: Partial<SharpPhotoEngineOptions> = {}): Promise<SharpPhotoEngine> {
  const engine = await openPhotoEngine(options);
  engines.push(engine);
  expect((await engine.health()).ok).toBe(true);
  return engine;
}

const onlyProcess = (engine: SharpPhotoEngine): number => {
  expect(engine.processIds()).toHaveLength(1);
  return engine.processIds()[0] as number;
};

const isAlive = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
};

const proc = (id: number | 'self', file: string): string => readFileSync(`/proc/${id}/${file}`, 'utf8');
const filesOf = (id: number | 'self'): string[] =>
  readdirSync(`/proc/${id}/fd`).flatMap((fd) => {
    try {
      return readlinkSync(`/proc/${id}/fd/${fd}`);
    } catch {
      return [];
    }
  });

describe.skipIf(noProc)(`what the photo process can see ${noProc ?? ''}`, () => {
  it('no environment but one setting of its memory', async () => {
    process.env['GATEPOST_PRETEND_SECRET'] = 'never to be seen';
    const id = onlyProcess(await open());
    expect(proc(id, 'environ')).toBe('MALLOC_ARENA_MAX=2\0');
    delete process.env['GATEPOST_PRETEND_SECRET'];
  });

  it('none of its parent’s files and sockets', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatepost-open-file-'));
    const file = openSync(join(folder, 'register-of-pupils'), 'w');
    const server = createServer().listen(0, '127.0.0.1');
    try {
      const id = onlyProcess(await open());
      const inherited = filesOf(id).filter(
        (link) => filesOf('self').includes(link) && !/^(\/dev\/|anon_inode)/.test(link),
      );
      expect(inherited).toEqual([]);
      expect(readlinkSync(`/proc/${id}/cwd`)).toBe('/');
    } finally {
      server.close();
      closeSync(file);
      rmSync(folder, { recursive: true });
    }
  });

  it('nothing that came down from its parent’s own parents either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatepost-inherited-'));
    const path = join(folder, 'left-open-by-a-supervisor');
    const file = openSync(path, 'w');
    const child = spawn(process.execPath, [await photoEngineEntry()], {
      env: {} as NodeJS.ProcessEnv,
      // Node itself shuts the low numbers; what a supervisor leaves open stands higher.
      stdio: ['pipe', 'ignore', 'ignore', 'pipe', ...Array<'ignore'>(40).fill('ignore'), file],
    });
    try {
      await new Promise((resolve) => child.stdio[3]?.once('data', resolve));
      expect(filesOf('self')).toContain(path);
      expect(filesOf(child.pid as number)).not.toContain(path);
    } finally {
      child.kill('SIGKILL');
      closeSync(file);
      rmSync(folder, { recursive: true });
    }
  });

  it('the fences that health says hold, and says do not hold, are so', async () => {
    const engine = await open();
    const id = onlyProcess(engine);
    const { detail } = await engine.health();
    const [holding = '', missing = ''] = detail.split('; not holding here: ');
    const limits = proc(id, 'limits');
    const fences: Record<string, boolean> = {
      'empty environment': true,
      'memory limit': /Max data size\s+900000000/.test(limits),
      'CPU limit': /Max cpu time\s+75/.test(limits),
      'low priority': Number(proc(id, 'stat').split(') ')[1]?.split(' ')[16]) >= 10,
      'no network': readlinkSync(`/proc/${id}/ns/net`) !== readlinkSync('/proc/self/ns/net'),
    };
    for (const [fence, holds] of Object.entries(fences))
      expect((holds ? holding : missing).includes(fence)).toBe(true);
    const prefix = (await cagePrefix()).join(' ');
    expect(fences['memory limit']).toBe(prefix.includes('prlimit'));
    expect(fences['no network']).toBe(prefix.includes('unshare'));
    if (!prefix.includes('prlimit')) return;
    expect(limits).toMatch(/Max core file size\s+0\s+0\s/);
    expect(limits).toMatch(/Max file size\s+0\s+0\s/);
  });

  it.skipIf(!existsSync('/proc/self/autogroup'))(
    'gives way to the pages where Linux shares the processor between sessions, and changes no other session',
    async () => {
      const own = proc('self', 'autogroup');
      const engine = await open();
      await engine.clean(light);
      const id = onlyProcess(engine);
      await vi.waitFor(() => expect(proc(id, 'autogroup')).toMatch(/ nice 10$/m), 5_000);
      expect(proc('self', 'autogroup')).toBe(own);
      const hurried = await open({ givesWay: false });
      expect(proc(onlyProcess(hurried), 'autogroup')).toMatch(/ nice 0$/m);
    },
  );

  it('does without where a process has no such session to give way with', async () => {
    expect(await giveWayToOtherSessions(2 ** 30)).toBe(false);
  });
});

describe('a photo process that dies costs one photo', () => {
  it.each(['SIGKILL', 'SIGSEGV', 'SIGABRT'] as const)('in the middle of its work (%s)', async (signal) => {
    const engine = await open();
    const first = onlyProcess(engine);
    const result = engine.clean(heavy);
    process.kill(first, signal);
    expect(await result).toEqual({
      ok: false,
      code: 'engine_failed',
      detail: `the photo process ended (${signal})`,
    });
    expect(await engine.clean(light)).toMatchObject({ ok: true });
    expect(onlyProcess(engine)).not.toBe(first);
  });

  it('while it waits: none', async () => {
    const engine = await open();
    const first = onlyProcess(engine);
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(engine.processIds()).not.toContain(first), { interval: 5 });
    expect(await engine.clean(light)).toMatchObject({ ok: true });
  });

  it('and the photos waiting behind it are cleaned', async () => {
    const engine = await open();
    const results = [engine.clean(heavy), ...Array.from({ length: 4 }, () => engine.clean(light))];
    process.kill(onlyProcess(engine), 'SIGKILL');
    expect((await Promise.all(results)).map((result) => result.ok)).toEqual([false, true, true, true, true]);
  });

  it('its CPU limit counts as taking too long', async () => {
    const engine = await open();
    const result = engine.clean(heavy);
    process.kill(onlyProcess(engine), 'SIGXCPU');
    expect(await result).toMatchObject({ ok: false, code: 'took_too_long' });
  });
});

describe('a photo process is told by its parent alone when to end', () => {
  it.skipIf(noProc)('Ctrl-C at the terminal does not reach it', async () => {
    const engine = await open();
    const id = onlyProcess(engine);
    const processGroup = proc(id, 'stat').split(') ')[1]?.split(' ')[2];
    expect(processGroup).toBe(String(id));
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s sent to everything at once does not cost the photo',
    async (signal) => {
      const engine = await open();
      const id = onlyProcess(engine);
      const result = engine.clean(heavy);
      process.kill(id, signal);
      expect(await result).toMatchObject({ ok: true });
      expect(engine.processIds()).toEqual([id]);
    },
  );
});

describe('a photo that takes too long', () => {
  it('is stopped at the wall limit, its process killed, and the next one cleaned', async () => {
    const engine = await openPhotoEngine({ wallMs: 20 });
    engines.push(engine);
    await vi.waitFor(() => expect(engine.processIds()).toHaveLength(1), { interval: 5 });
    const first = onlyProcess(engine);
    const late = await engine.clean(heavy);
    expect(late).toMatchObject({ ok: false, code: 'took_too_long', detail: 'no answer within 20 ms' });
    await vi.waitFor(() => expect(isAlive(first)).toBe(false), { interval: 5 });
    const patient = await open();
    expect(await patient.clean(heavy)).toMatchObject({ ok: true });
  });
});

describe('a photo process is replaced', () => {
  it('after its share of photos, and is gone then', async () => {
    const engine = await open({ photosPerProcess: 2 });
    const seen = new Set<number>();
    for (let i = 0; i < 6; i++) {
      expect(await engine.clean(light)).toMatchObject({ ok: true });
      for (const id of engine.processIds()) seen.add(id);
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
    await vi.waitFor(() => expect(engine.processIds().length).toBe(1), { interval: 5 });
    expect([...seen].filter(isAlive)).toEqual(engine.processIds());
  });

  it('and ends by itself when its parent is gone', async () => {
    const child = spawn(process.execPath, [await photoEngineEntry()], {
      env: {},
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    } as never);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => child.stdio[3]?.once('data', resolve));
    child.stdin?.end();
    expect(await ended).toBe(0);
  });
});

describe('closing', () => {
  it('ends every process, refuses what waits and whatever comes later', async () => {
    const engine = await open({ size: 2 });
    const waiting = Array.from({ length: 4 }, () => engine.clean(heavy));
    const outcomes = Promise.allSettled(waiting);
    const ids = engine.processIds();
    await engine.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(ids.filter(isAlive)).toEqual([]);
    expect(engine.processIds()).toEqual([]);
    await expect(engine.clean(light)).rejects.toThrow('closed');
    expect(await engine.health()).toEqual({ ok: false, detail: 'the photo engine is closed' });
    await engine.close();
  });

  it.skipIf(noProc)('leaves no open file behind, whatever happened', async () => {
    const busyLife = async (): Promise<void> => {
      const engine = await openPhotoEngine({ size: 2, photosPerProcess: 3 });
      await Promise.all(Array.from({ length: 8 }, () => engine.clean(light)));
      const killed = engine.clean(heavy);
      for (const id of engine.processIds()) process.kill(id, 'SIGKILL');
      await killed;
      await engine.clean(Buffer.from('not a photo'));
      await engine.close();
    };
    await busyLife();
    const before = filesOf('self').length;
    for (let i = 0; i < 2; i++) await busyLife();
    await vi.waitFor(() => expect(filesOf('self').length).toBeLessThanOrEqual(before), { interval: 10 });
  });
});
