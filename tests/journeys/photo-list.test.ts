// A trip's photo list on a teacher's own phone, in a real browser against the running product: put there with a signal, opened from the
// home screen without one, kept from whoever finds the phone, and gone when its time is over; and the sheet on one page of paper.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { ListSheet } from '#app/components/photo-list/list-sheet.tsx';
import { packageRoot } from '#db/package-root.server.ts';
import { SCHOOL } from '#tests/support/acts.ts';
import {
  accessible,
  goodScreen,
  noSidewaysScroll,
  ready,
  signIn,
  type Visitor,
} from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';

const PIN = '402815';
const HOUR = 3_600_000;

journey('the photo list', (stage) => {
  let visitor: Visitor;
  let page: Page;

  afterEach(() => visitor.close());

  async function enter(name = 'Priya Nair', device: 'own' | 'shared' = 'own'): Promise<void> {
    visitor = await stage.visit();
    page = visitor.page;
    await signIn(page, name, device);
  }
  /** Opens the list's page of the trip that is over today. Out: its address. */
  async function openLists(): Promise<string> {
    await page.goto(`${SCHOOL}/trips`);
    await page
      .getByRole('link', { name: /Year 4 at Tidewater Farm/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Photo list for the trip' }).click();
    await page.getByRole('heading', { name: 'Photo list', level: 1 }).waitFor();
    return new URL(page.url()).pathname;
  }
  async function putOnPhone(): Promise<void> {
    await page.getByRole('link', { name: 'Put it on this phone' }).click();
    await page.getByLabel('Choose a PIN').fill(PIN);
    await page.getByLabel('The same PIN again').fill(PIN);
    await page.getByRole('button', { name: 'Put it on this phone' }).click();
    await page.getByRole('button', { name: 'Check a name' }).waitFor();
  }
  async function type(pin: string): Promise<void> {
    await page.getByLabel('PIN').fill(pin);
    await page.getByRole('button', { name: 'Open the list' }).click();
  }
  /** Everything that the browser keeps for this place, as text: stores, caches with headers and bodies, cookies, the history. */
  const keptOnPhone = () =>
    page.evaluate(async () => {
      const seen: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
      const bytes = (value: unknown): unknown =>
        value instanceof Uint8Array ? String.fromCharCode(...value) : value;
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name ?? '');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const store of db.objectStoreNames) {
          const all = await new Promise<unknown>((resolve) => {
            const request = db.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
          });
          seen.push(`${name}/${store} ${JSON.stringify(all, (_, value: unknown) => bytes(value))}`);
        }
        db.close();
      }
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const answer = await cache.match(request);
          seen.push(`${name} ${request.url} ${JSON.stringify([...(answer?.headers ?? [])])}`);
          seen.push((await answer?.text()) ?? '');
        }
      }
      return seen.join('\n');
    });

  it('opens from the home screen with no signal, with its PIN, and checks a name', async () => {
    await enter();
    await openLists();
    await goodScreen(page);
    await putOnPhone();
    await accessible(page);
    await noSidewaysScroll(page);
    const shown = await page.getByRole('button', { name: /^Show the whole list: \d+$/ }).innerText();
    expect(Number(/\d+/.exec(shown)?.[0])).toBeGreaterThan(5);

    await visitor.context.setOffline(true);
    await page.goto('/');
    await page.getByText('It is on this phone.').waitFor();
    await accessible(page);
    await type('999999');
    await page.getByText('That was not the PIN. 9 tries are left').waitFor();
    await type(PIN);
    await page
      .getByText(/^No signal: this is the list of (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d\./)
      .waitFor();
    await page.getByText('Anyone not on this list stays out of posts.').waitFor();

    await page.clock.install();
    await page.getByRole('button', { name: 'Check a name' }).click();
    await page.getByLabel('Forename').fill('aali');
    await page.getByText('Aaliyah R: can be shown').waitFor();
    await page.getByLabel('Forename').fill('Arlo');
    await page.getByText('“Arlo” is not on this list: stays out of posts.').waitFor();
    await accessible(page);
    await page.clock.runFor(9_000);
    await page.getByRole('button', { name: 'Check a name' }).waitFor();
    expect(await page.getByText('Arlo').count()).toBe(0);

    await page.getByRole('button', { name: /Show the whole list/ }).click();
    await page.getByText('Aaliyah R').waitFor();
    await page.clock.runFor(61_000);
    await page.getByRole('button', { name: /Show the whole list/ }).waitFor();
    expect(await page.getByText('Aaliyah R').count()).toBe(0);
    await page.clock.runFor(3 * 60_000);
    await page.getByLabel('PIN').waitFor();
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('lies on the phone sealed: no name, no school and no trip can be read in any store or cache', async () => {
    await enter();
    const lists = await openLists();
    const names = await page.locator('.names-in-columns li').allInnerTexts();
    expect(names.length).toBeGreaterThan(5);
    await putOnPhone();
    await page.getByRole('button', { name: /Show the whole list/ }).click();
    await page.getByText(names[0] ?? '').waitFor();
    const seen = await keptOnPhone();
    expect(seen).toContain('gatepost-photo-list/kept');
    expect(seen).toContain('/photo-list');
    const trip = lists.split('/').at(-2) ?? '';
    for (const word of [...names, ...names.map((name) => name.split(' ')[0] ?? ''), PIN, trip, 'Tidewater'])
      expect(seen, word).not.toContain(word);
    expect(seen.toLowerCase()).not.toContain('ashwick');
    expect(page.url()).toBe(`${stage.product.url}/photo-list`);
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('is gone a day after the trip, and a clock put back does not bring it again', async () => {
    await enter();
    await openLists();
    await page.clock.install();
    await putOnPhone();
    await visitor.context.setOffline(true);
    await page.clock.setSystemTime(Date.now() + 20 * HOUR);
    await page.goto('/photo-list');
    await page.getByLabel('PIN').waitFor();
    await page.clock.setSystemTime(Date.now());
    await page.goto('/photo-list');
    await page.getByRole('heading', { name: 'This phone’s clock was put back' }).waitFor();
    await accessible(page);
    await page.clock.setSystemTime(Date.now() + 26 * HOUR);
    await page.goto('/photo-list');
    await page.getByRole('heading', { name: 'The list is gone' }).waitFor();
    await page.clock.setSystemTime(Date.now());
    const kept = await keptOnPhone();
    expect(kept).toContain('gatepost-photo-list/kept []');
    expect(kept).not.toContain('/photo-list ');
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('is removed at the tenth wrong PIN', async () => {
    await enter();
    await openLists();
    await putOnPhone();
    await page.clock.install();
    await page.goto('/photo-list');
    for (let tries = 1; tries <= 10; tries++) {
      await page.getByRole('button', { name: 'Open the list' }).waitFor();
      await type('135790');
      if (tries === 10) break;
      await page.getByText(tries === 9 ? 'One try is left' : `${10 - tries} tries are left`).waitFor();
      if (tries >= 3) {
        await page.getByRole('button', { name: /^Wait / }).waitFor();
        await page.clock.runFor(601_000);
      }
    }
    await page.getByRole('heading', { name: 'The list was removed' }).waitFor();
    expect(await keptOnPhone()).toContain('gatepost-photo-list/kept []');
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('is brought up to date where there is signal, says that it was older than a change, and ends when it is lost', async () => {
    await enter();
    const lists = await openLists();
    await putOnPhone();
    const head = await stage.visit();
    await signIn(head.page, 'Ngozi Okafor');
    await head.page.goto(lists.replace(/\/list$/, ''));
    await head.page.getByRole('link', { name: 'Mei Tsang' }).click();
    await head.page.getByRole('button', { name: /no/i }).first().click();
    await head.page.waitForURL((url) => !url.pathname.endsWith('/no'));
    await head.page.goto(lists);
    await head.page.getByText('This list is older than a change.').first().waitFor();

    await page.goto('/photo-list');
    await type(PIN);
    await page.getByText('The list on this phone was older than a change.').waitFor();
    await page.getByRole('button', { name: 'Check a name' }).click();
    await page.getByLabel('Forename').fill('Mei');
    await page.getByText('“Mei” is not on this list').waitFor();

    await head.page.goto(lists);
    const card = head.page.getByRole('article').filter({ hasText: 'on a phone' }).first();
    await card.getByText('This copy is lost').click();
    await card.getByRole('button', { name: 'Lost it' }).click();
    await head.page.getByText('The data lead and the safeguarding leads have been told.').first().waitFor();
    await ready(head.page);
    await goodScreen(head.page);
    await head.close();
    await page.goto('/photo-list');
    await type(PIN);
    await page.getByRole('heading', { name: 'This copy has ended' }).waitFor();
    expect(await keptOnPhone()).toContain('gatepost-photo-list/kept []');
    expect(visitor.complaints()).toEqual([
      expect.stringContaining('the server responded with a status of 410'),
    ]);
  }, 120_000);

  it('goes when its person signs out, and is not kept on a device that others use', async () => {
    await enter();
    await openLists();
    await putOnPhone();
    await page.goto(SCHOOL);
    const out = page.waitForResponse((response) => new URL(response.url()).pathname === '/sign-out');
    await page.evaluate(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '/sign-out' });
      document.body.append(form);
      form.submit();
    });
    expect((await (await out).allHeaders())['clear-site-data']).toBe('"cache", "storage"');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const kept = await page.evaluate(async () => ({
      stores: (await indexedDB.databases()).length,
      caches: await caches.keys(),
    }));
    expect(kept).toEqual({ stores: 0, caches: [] });
    await visitor.close();

    await enter('Priya Nair', 'shared');
    await openLists();
    await page.getByText('Others use this device too, so no list is kept on it.').waitFor();
    expect(await page.getByRole('link', { name: 'Put it on this phone' }).count()).toBe(0);
    await goodScreen(page);
  }, 120_000);

  it('prints a numbered copy, and sixty pupils fit on one page of A4', async () => {
    await enter();
    await openLists();
    await page.getByRole('button', { name: 'Print a numbered copy' }).click();
    await page
      .getByText(/^Void after /)
      .first()
      .waitFor();
    await goodScreen(page);
    const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const paper = await page.getByRole('article', { name: 'The sheet' }).innerText();
    const visible = (await page.locator('body').innerText()).replace(/\s+/g, ' ').trim();
    expect(visible).toBe(paper.replace(/\s+/g, ' ').trim());
    expect(paper).toContain('Anyone not on this list stays out of posts');
    for (const word of ['Ashwick', 'Tidewater', 'Hazel']) expect(paper).not.toContain(word);

    const names = (count: number, from: number) =>
      Array.from(
        { length: count },
        (_, index) =>
          `Maximiliana-Rose ${String.fromCharCode(65 + ((index + from) % 26))}h, Year ${index % 7}`,
      );
    const sheet = { number: 12, voidAfter: 'Wed 30 September', practice: true };
    const drawn = renderToStaticMarkup(
      createElement(
        'div',
        { className: 'frame' },
        createElement(ListSheet, { ...sheet, shown: names(54, 0), group: names(6, 3) }),
      ),
    );
    const assets = join(packageRoot(), 'build', 'pages', 'client', 'assets');
    const css = readdirSync(assets).filter((name) => name.endsWith('.css'));
    expect(css.some((name) => name.startsWith('photo-list-sheet'))).toBe(true);
    const styles = css.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
    const blank = await visitor.context.newPage();
    await blank.setContent(
      `<!doctype html><html lang="en-GB"><style>${styles}</style><body>${drawn}</body></html>`,
    );
    expect(pagesOf(await blank.pdf({ preferCSSPageSize: true }))).toBe(1);
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);

  it('is checked for other uses too, on a good screen', async () => {
    await enter();
    await page.goto(`${SCHOOL}/check-use`);
    await page.getByLabel('Which class or trip?').selectOption({ label: 'Class 4 Hazel' });
    await page.getByLabel('Where will it be seen?').selectOption({ label: 'Newspapers' });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('heading', { name: '4 Hazel: 24 pupils' }).waitFor();
    await goodScreen(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: /^Not in photos/ }).isVisible()).toBe(false);
    expect(visitor.complaints()).toEqual([]);
  }, 120_000);
});
