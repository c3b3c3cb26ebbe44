// The product as a process: it starts on an empty folder, refuses a second one on it, survives a kill, and stops cleanly.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';
import {
  freePort,
  isBuilt,
  type Product,
  startCluster,
  startProcess,
  startSolo,
  untilHealthy,
} from '#tests/support/product.ts';

const run = promisify(execFile);
const cli = (env: Record<string, string>, ...args: string[]) =>
  run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(packageRoot(), 'build/app/cli.mjs'), ...args],
    {
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
    },
  );

it('has been built (npm test does it)', () => expect(isBuilt()).toBe(true));

describe('solo mode', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startSolo();
  });
  afterAll(() => product.stop());

  it('says where to go, who to sign in as, and what is practice', () => {
    const output = product.processes[0]?.output() ?? '';
    expect(output).toContain(product.url);
    expect(output).toContain('This is practice');
    expect(output).toMatch(/headteacher .*@/i);
  });

  it('answers /health with every part and no secret', async () => {
    const answer = await fetch(`${product.url}/health`);
    expect(answer.status).toBe(200);
    const health = (await answer.json()) as { workers: number };
    // One that was killed a moment ago counts until it has been silent for long enough.
    expect(health.workers).toBeGreaterThan(0);
    expect(health).toEqual({
      status: 'ok',
      mode: 'solo',
      database: 'ok',
      clock: 'ok',
      queue: 'ok',
      photoEngine: 'ok',
      faceFinder: 'ok',
      photoStore: 'ok',
      workers: health.workers,
      overduePosts: 0,
      oldestDueSeconds: 0,
      stuckDeliveries: 0,
      lateTakedowns: 0,
      copiesLeft: 0,
      warnings: [],
    });
  });

  it('sends the headers that keep a page to itself', async () => {
    const { headers } = await fetch(`${product.url}/sign-in`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toContain('no-store');
  });

  it('refuses a body without a length, one too long, and a form from another site', async () => {
    const post = (init: RequestInit) => fetch(`${product.url}/sign-in`, { method: 'POST', ...init });
    const stream = new ReadableStream({ start: (c) => (c.enqueue(new Uint8Array(10)), c.close()) });
    expect((await post({ body: stream, duplex: 'half' } as RequestInit)).status).toBe(411);
    expect((await post({ headers: { 'sec-fetch-site': 'cross-site' }, body: 'a=b' })).status).toBe(403);
    expect((await post({ body: new Uint8Array(34 * 1024 * 1024 + 1) })).status).toBe(413);
  });

  it('proves its log and passes the doctor through the running server', async () => {
    const proved = await cli(product.env, 'audit', 'verify', '--json');
    expect(JSON.parse(proved.stdout)).toMatchObject({ ok: true, faults: [] });
    const { stdout } = await cli(product.env, 'doctor');
    expect(stdout).toMatch(/ok +photo engine/);
    expect(stdout).toMatch(/ok +face finder/);
    expect(stdout).not.toContain('NOT READY');
  });

  it('refuses a second one on the same folder with one line that names it', async () => {
    const second = startProcess({ ...product.env, PORT: String(await freePort()) });
    expect(await second.exited).toMatchObject({ code: 1 });
    expect(second.output().trim().split('\n')).toHaveLength(1);
    expect(second.output()).toContain(product.dataDir);
  });

  it('comes back after a kill with everything it had', async () => {
    const [first] = product.processes;
    first?.child.kill('SIGKILL');
    await first?.exited;
    const again = startProcess(product.env);
    product.processes = [again];
    await untilHealthy(product.url, again);
    const { stdout } = await cli(product.env, 'audit', 'verify', '--json');
    const report = JSON.parse(stdout) as { ok: boolean; events: number };
    expect(report.ok).toBe(true);
    expect(report.events).toBeGreaterThan(10);
    expect(again.output()).toContain('practice-makes-posts');
  });

  it('stops at the first TERM with nothing left behind', async () => {
    const [running] = product.processes;
    running?.child.kill('SIGTERM');
    expect(await running?.exited).toEqual({ code: 0, signal: null });
    const again = startProcess(product.env);
    product.processes = [again];
    await untilHealthy(product.url, again);
  });
});

describe('settings that cannot be', () => {
  it.each([
    [{ DATABASE_URL: 'postgres://localhost/x' }, /REDIS_URL/],
    [{ REDIS_URL: 'redis://localhost' }, /DATABASE_URL/],
    [{ PORT: 'three thousand' }, /PORT/],
    [{ X_API_BASE_URL: 'https://evil.example' }, /X_API_BASE_URL/],
  ])('%j is refused with a clear line', async (env, line) => {
    const process = startProcess({
      GATEPOST_DATA: join(packageRoot(), 'node_modules', '.cache', 'never'),
      ...env,
    } as Record<string, string>);
    expect((await process.exited).code).toBe(1);
    expect(process.output()).toMatch(line);
  });
});

describe('cluster mode', () => {
  let product: Product | null = null;
  beforeAll(async () => {
    product = await startCluster(2);
  });
  afterAll(() => product?.stop());

  it('runs web and workers as separate processes on real PostgreSQL and Redis', async ({ skip }) => {
    if (!product) return skip('no real PostgreSQL and Redis here');
    const health = (await (await fetch(`${product.url}/health`)).json()) as object;
    expect(health).toMatchObject({ status: 'ok', mode: 'cluster', database: 'ok', queue: 'ok' });
    const { stdout } = await cli(product.env, 'audit', 'verify', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });
});
