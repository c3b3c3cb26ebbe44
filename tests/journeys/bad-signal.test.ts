// Photos from a coach with hardly any signal: throttled, cut, reloaded, the server killed meanwhile; and at the end exactly the
// right photos, each sent once. Played in a real browser on a phone's screen against the running product.
import type { Page, Request } from 'playwright-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { accessible, noSidewaysScroll, ready, signIn, type Visitor } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { noisePng } from '#tests/support/noise.ts';
import { startProcess, untilHealthy } from '#tests/support/product.ts';

const TRIP = 'Year 4 at Tidewater Farm';
const MIB = 1024 * 1024;

journey('photos on a bad signal', (stage) => {
  let visitor: Visitor;
  let page: Page;
  let post: string;
  let one: Buffer;
  let two: Buffer;
  /** every PATCH: which upload, from which byte */
  let patches: { upload: string; from: number }[];

  beforeAll(async () => {
    [one, two] = [await noisePng(1_500, 1_500), await noisePng(1_400, 1_300)];
  }, 180_000);
  afterEach(() => visitor.close());

  async function writing(): Promise<void> {
    visitor = await stage.visit();
    page = visitor.page;
    patches = [];
    page.on('request', (request: Request) => {
      if (request.method() !== 'PATCH') return;
      const upload = new URL(request.url()).pathname.split('/').at(-1) ?? '';
      patches.push({ upload, from: Number(request.headers()['upload-offset']) });
    });
    await signIn(page, 'Priya Nair');
    post = await act.startTripPost(page, TRIP);
  }
  /** Bytes a second towards the server; null = as fast as it goes. */
  async function signal(bytesPerSecond: number | null): Promise<void> {
    const line = await visitor.context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: bytesPerSecond === null ? 0 : 60,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond ?? -1,
    });
  }
  const choose = (...photos: Buffer[]) =>
    page
      .getByLabel('Add photos')
      .or(page.getByLabel('Add more photos'))
      .setInputFiles(photos.map((buffer) => ({ name: 'photo.png', mimeType: 'image/png', buffer })));
  const sending = () => page.getByText(/^Sending photo/).first();
  /** Waits until this many bytes were accepted in whole requests. */
  const accepted = (requests: number) =>
    page.waitForEvent('requestfinished', {
      predicate: (request) => request.method() === 'PATCH' && patches.length > requests,
      timeout: 30_000,
    });
  const clean = (number: number) => page.getByText(`Photo ${number} is clean.`).waitFor({ timeout: 60_000 });

  it('go on from where they were after the line was cut and the server killed, two at a time, each once', async () => {
    await writing();
    await signal(1.5 * MIB);
    await choose(one, two);
    await sending().waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(2);
    await accepted(2);
    await visitor.context.setOffline(true);
    const waiting = page.getByText(/^Waiting for signal, (\d+ % is safe|then it goes by itself)$/);
    await expect.poll(() => waiting.count(), { timeout: 30_000 }).toBe(2);
    await accessible(page);
    await noSidewaysScroll(page);
    // What is said to be safe is what whole requests brought; one of the two had some.
    const safe = (await waiting.allTextContents()).map((words) => Number(/(\d+) %/.exec(words)?.[1] ?? 0));

    stage.product.processes[0]?.child.kill('SIGKILL');
    await stage.product.processes[0]?.exited;
    const again = startProcess(stage.product.env);
    stage.product.processes.push(again);
    await untilHealthy(stage.product.url, again);

    patches = [];
    await signal(null);
    await visitor.context.setOffline(false);
    await clean(1);
    await clean(2);
    expect(Math.max(...safe)).toBeGreaterThan(0);
    expect(Math.max(...patches.map(({ from }) => from))).toBeGreaterThan(0);
    // One of the two had whole requests behind it: it never began at the first byte again.
    const firsts = [...new Set(patches.map(({ upload }) => upload))].map(
      (upload) => patches.find((each) => each.upload === upload)?.from ?? 0,
    );
    expect(Math.max(...firsts)).toBeGreaterThanOrEqual(2 * MIB);
    await page.reload();
    await ready(page);
    expect(await page.getByRole('figure', { name: /^Photo/ }).count()).toBe(2);
    expect(visitor.complaints().filter((each) => !/ERR_(INTERNET|CONNECTION|FAILED)/.test(each))).toEqual([]);
  }, 180_000);

  it('are gone on with after a reload, when the same photo is chosen again', async () => {
    await writing();
    await signal(1.2 * MIB);
    await choose(one);
    await sending().waitFor();
    await accepted(1);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toMatch(/gatepost-uploads-/);
    expect(kept).not.toMatch(/photo\.png|uploads\/|http/);
    await page.reload();
    await ready(page);
    await page.getByText(/^\d+ % is safe\. Choose this photo again to go on$/).waitFor();
    patches = [];
    await signal(null);
    await choose(one);
    await clean(1);
    expect(patches[0]?.from).toBeGreaterThanOrEqual(2 * MIB);
    expect(await page.getByRole('figure', { name: /^Photo/ }).count()).toBe(1);
    expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('gatepost-uploads');
  }, 120_000);

  it('are given up by one press, and leave nothing behind', async () => {
    await writing();
    await signal(1 * MIB);
    await choose(one);
    await sending().waitFor();
    await accepted(1);
    const given = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await given).status()).toBe(204);
    await signal(null);
    expect(await page.getByRole('figure').count()).toBe(0);
    await page.goto(`${post}/edit`);
    await ready(page);
    expect(await page.getByText(/is safe/).count()).toBe(0);
    expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('gatepost-uploads');
  }, 120_000);

  it('taken out again once they have arrived, do not come back as if they were on their way', async () => {
    await writing();
    await choose(await noisePng(300, 200));
    await clean(1);
    await page.getByRole('button', { name: 'Remove photo 1' }).click();
    await page.getByText(/^Up to 4, each up to/).waitFor();
    expect(await page.getByRole('figure').count()).toBe(0);
  }, 120_000);

  it('chosen twice, or in a second tab meanwhile, end as one', async () => {
    await writing();
    const tab = await visitor.context.newPage();
    await tab.goto(`${post}/edit`);
    await ready(tab);
    await signal(1.5 * MIB);
    await choose(one, one);
    await accepted(0);
    await tab
      .getByLabel('Add photos')
      .setInputFiles([{ name: 'copy.png', mimeType: 'image/png', buffer: one }]);
    await signal(null);
    await clean(1);
    await tab.getByText('Photo 1 is clean.').waitFor();
    await page.reload();
    await ready(page);
    expect(await page.getByRole('figure', { name: /^Photo/ }).count()).toBe(1);
  }, 120_000);

  it('over the limit are refused before a byte is sent, and go up as a smaller copy only when asked', async () => {
    await writing();
    await choose(await noisePng(3_500, 3_400));
    await page.getByText('This photo is over 32 MB').waitFor();
    expect(patches).toEqual([]);
    await page.getByRole('button', { name: 'Send a smaller copy' }).click();
    await clean(1);
    expect(await page.getByRole('figure', { name: /^Photo/ }).count()).toBe(1);
  }, 120_000);
});
