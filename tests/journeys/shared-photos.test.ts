// Photos shared straight from the camera roll, on one's own phone and on one without the service worker; and a device that others
// use too, on which nothing stays. Played in a real browser against the running product.
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { BY_WORKER_MS, accessible, noSidewaysScroll, signIn, type Visitor } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { editedPng } from '#tests/support/pictures.ts';

const TRIP = 'Year 4 at Tidewater Farm';

journey('a photo that another app shares', (stage) => {
  let visitor: Visitor;
  let page: Page;

  afterEach(() => visitor.close());

  async function enter(device: 'own' | 'shared' = 'own'): Promise<void> {
    visitor = await stage.visit();
    page = visitor.page;
    await signIn(page, 'Priya Nair', device);
  }
  /** A phone on which a draft was open once: it has the service worker. */
  async function phone(): Promise<void> {
    await enter();
    await act.startTripPost(page, TRIP);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.evaluate(() => navigator.serviceWorker.controller !== null);
  }
  /** What the phone does when its person chooses Gatepost in the share sheet: a form sent to /share. */
  async function share(photos: number): Promise<void> {
    const png = (await editedPng()).toString('base64');
    await page.evaluate(
      ({ png, photos }) => {
        const raw = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const files = new DataTransfer();
        for (let index = 0; index < photos; index++) {
          // Each differs in its last byte, which no picture needs.
          const own = new Blob([raw, new Uint8Array([index])], { type: 'image/png' });
          files.items.add(new File([own], `Ella Smith ${index}.png`, { type: 'image/png' }));
        }
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' });
        const field = Object.assign(document.createElement('input'), {
          type: 'file',
          name: 'photo',
          multiple: true,
        });
        field.files = files.files;
        form.append(field);
        document.body.append(form);
        form.submit();
      },
      { png, photos },
    );
    await page.waitForURL(/\/(share|sign-in|posts\/[0-9a-f-]{36}\/edit)(\?|$)/, { waitUntil: 'commit' });
  }
  const kept = () =>
    page.evaluate(async () => {
      const cache = await caches.open('gatepost-shared-photos');
      return (await cache.keys()).map(({ url }) => url);
    });

  it('asks which post it is for, goes up into a new one, and then is on the phone no more', async () => {
    await phone();
    await share(2);
    await page.getByText('2 photos you shared').waitFor();
    const waiting = await kept();
    expect(waiting).toHaveLength(2);
    expect(waiting.join()).not.toContain('Ella');
    await accessible(page);
    await noSidewaysScroll(page);
    await page.getByRole('link', { name: /A new post/ }).click();
    await page.getByRole('radio', { name: TRIP }).check();
    await page.getByRole('button', { name: 'Start writing' }).click();
    await page.getByText('Photo 1 is clean.').waitFor({ timeout: BY_WORKER_MS });
    await page.getByText('Photo 2 is clean.').waitFor({ timeout: BY_WORKER_MS });
    await expect.poll(kept, { timeout: BY_WORKER_MS }).toEqual([]);
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('waits while its person signs in first, and goes into a draft that was begun before', async () => {
    await phone();
    await visitor.context.clearCookies();
    await share(1);
    await page.waitForURL(/\/sign-in\?back=%2Fshare/);
    await page.getByLabel('School e-mail').fill('priya.nair@harrowdean.example');
    const { PRACTICE_PASSWORD } = await import('#db/seed/practice-passwords.ts');
    await page.getByLabel('Password').fill(PRACTICE_PASSWORD);
    await page.getByLabel('Only I use this device').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('1 photo you shared').waitFor();
    await page
      .getByRole('link', { name: /Empty post/ })
      .first()
      .click();
    await page.getByText('Photo 1 is clean.').waitFor({ timeout: BY_WORKER_MS });
    await expect.poll(kept, { timeout: BY_WORKER_MS }).toEqual([]);
  }, 120_000);

  it('is kept for an hour at most', async () => {
    await phone();
    await share(1);
    await page.getByText('1 photo you shared').waitFor();
    await page.evaluate(async () => {
      const cache = await caches.open('gatepost-shared-photos');
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request))?.blob();
        const long = String(Date.now() - 3_600_001);
        await cache.put(request, new Response(body, { headers: { 'x-kept-since': long } }));
      }
    });
    await page.reload();
    await page.getByText('No photos wait on this device.').waitFor();
    expect(await kept()).toEqual([]);
  }, 120_000);

  it('becomes a draft at once where the phone has no service worker', async () => {
    await enter();
    await share(2);
    await page.waitForURL(/\/posts\/[0-9a-f-]{36}\/edit$/);
    await page.getByText('Photo 1 is clean.').waitFor({ timeout: BY_WORKER_MS });
    await page.getByText('Photo 2 is clean.').waitFor({ timeout: BY_WORKER_MS });

    // A share sheet sends from no page: its origin is "null". Another site's page cannot say that.
    const send = async (headers: Record<string, string>) =>
      page.request.post('/share', {
        headers,
        maxRedirects: 0,
        multipart: { photo: { name: 'x.png', mimeType: 'image/png', buffer: await editedPng() } },
      });
    const sheet = await send({ origin: 'null', 'sec-fetch-site': 'none' });
    expect([sheet.status(), sheet.headers()['location']]).toEqual([
      302,
      expect.stringMatching(/\/posts\/[0-9a-f-]{36}\/edit$/),
    ]);
    for (const site of ['cross-site', 'same-site'])
      expect((await send({ 'sec-fetch-site': site })).status()).toBe(403);
    expect((await send({})).status()).toBe(403);
  }, 120_000);

  it('is offered an installable app: its manifest and pictures are there', async () => {
    await enter();
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const manifest = await page.evaluate(async (at) => {
      const answer = await fetch(at);
      return {
        type: answer.headers.get('content-type'),
        body: (await answer.json()) as { icons: { src: string; sizes: string }[] },
      };
    }, href ?? '');
    expect(manifest.type).toContain('application/manifest+json');
    for (const { src, sizes } of manifest.body.icons) {
      const px = await page.evaluate(async (at) => {
        const picture = new Image();
        picture.src = at;
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      }, src);
      expect(px).toBe(sizes);
    }
  }, 60_000);

  it('on a shared device nothing is kept: no words, no ids, no worker; it says so, and signing out clears it', async () => {
    await phone();
    await page.evaluate(() => localStorage.setItem('left-behind', 'by somebody else'));
    await visitor.context.clearCookies();
    await signIn(page, 'Priya Nair', 'shared');
    await page.getByText('Shared device').waitFor();
    const post = await act.startTripPost(page, TRIP);
    await act.writeWords(page, 'Typed at the office computer');
    await act.saved(page);
    await act.addPhotos(page, [{ name: 'farm.png', mimeType: 'image/png', buffer: await editedPng() }]);
    const left = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage).filter((key) => key !== 'taps'),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(left).toEqual({ local: [], session: [], caches: [], workers: 0 });
    const answer = await page.request.get(`${post}/edit`);
    expect(answer.headers()['cache-control']).toContain('no-store');
    await accessible(page);
    const out = page.waitForResponse((response) => new URL(response.url()).pathname === '/sign-out');
    await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).first().click();
    expect((await (await out).allHeaders())['clear-site-data']).toBe('"cache", "storage", "cookies"');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await visitor.context.cookies()).toEqual([]);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  }, 120_000);

  it('a shared device that nobody touches for ten minutes is signed out, and one’s own is not', async () => {
    for (const device of ['shared', 'own'] as const) {
      visitor = await stage.visit();
      page = visitor.page;
      await page.clock.install();
      // The clock may only go on once the script that watches it runs, which is when it has been loaded.
      await page.addInitScript(() =>
        document.addEventListener(
          'load',
          ({ target }) => target instanceof HTMLScriptElement && target.setAttribute('data-runs', ''),
          { capture: true },
        ),
      );
      await signIn(page, 'Priya Nair', device);
      if (device === 'shared') {
        await page.locator('script#leave[data-runs]').waitFor({ state: 'attached' });
        await page.getByText('Shared device').waitFor();
      }
      await page.clock.runFor(9 * 60_000);
      await page.keyboard.press('Shift');
      await page.clock.runFor(9 * 60_000);
      await page.getByRole('link', { name: 'New post' }).first().waitFor();
      await page.clock.runFor(70_000);
      if (device === 'shared') await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      else expect(new URL(page.url()).pathname).toContain('/s/');
      expect(visitor.complaints()).toEqual([]);
      if (device === 'shared') await visitor.close();
    }
  }, 120_000);
});
