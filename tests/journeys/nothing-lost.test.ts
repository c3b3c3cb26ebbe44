// What a teacher typed is never lost: a cut connection, a reload, an ended session, a second tab, a photo that did not get through,
// a phone without scripts. Played in a real browser against the running product.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { PHONE, ready, signIn } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { editedPng, pdfDocument } from '#tests/support/pictures.ts';
import { practiceEmail } from '#db/seed/practice-people.ts';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';

const TEACHER = 'Priya Nair';
const TRIP = 'Year 4 at Tidewater Farm';

journey('a draft on a phone', (stage) => {
  /** A teacher with a new draft open in front of her. */
  async function writing({ serviceWorker = true } = {}) {
    const visitor = await stage.visit();
    if (!serviceWorker)
      await visitor.context.addInitScript(() =>
        Object.defineProperty(navigator, 'serviceWorker', { value: { register: async () => undefined } }),
      );
    await signIn(visitor.page, TEACHER);
    const post = await act.startTripPost(visitor.page, TRIP);
    return { ...visitor, post };
  }
  const words = (page: Page) => page.getByLabel('What would you like to say?').inputValue();
  const noted = (page: Page, said: RegExp) => page.getByRole('status').filter({ hasText: said }).waitFor();
  const signInHere = async (page: Page) => {
    await page.getByLabel('School e-mail').fill(practiceEmail(TEACHER));
    await page.getByLabel('Password').fill(PRACTICE_PASSWORD);
    await page.getByLabel('Only I use this device').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('keeps the words through a cut connection, and saves them when it is back', async () => {
    const { page, context, post, close } = await writing();
    await context.setOffline(true);
    await act.writeWords(page, 'Typed on the coach');
    await noted(page, /No connection\. Your words are kept on this device/);
    await context.setOffline(false);
    await act.saved(page);
    await page.goto(`${post}/edit`);
    expect(await words(page)).toBe('Typed on the coach');
    await close();
  });

  it('brings back what never reached the server, when the page is opened again', async () => {
    // What a page sends in its last moment escapes the emulated loss of signal where a service worker stands beside it.
    const { page: first, context, post, close } = await writing({ serviceWorker: false });
    await context.setOffline(true);
    await act.writeWords(first, 'Typed, then the battery died');
    await noted(first, /No connection/);
    await first.close();
    await context.setOffline(false);
    const page = await context.newPage();
    await page.goto(`${post}/edit`);
    await page.getByText('What you typed before is here again.').waitFor();
    expect(await words(page)).toBe('Typed, then the battery died');
    await act.saved(page);
    await page.reload();
    await ready(page);
    expect(await words(page)).toBe('Typed, then the battery died');
    expect(await page.getByText('What you typed before is here again.').count()).toBe(0);
    await close();
  });

  it('keeps the words when the session ends in the middle of them, and goes on after signing in', async () => {
    const { page, context, close } = await writing();
    await context.clearCookies();
    await act.writeWords(page, 'Typed after the session had ended');
    await noted(page, /You were signed out\. Your words are kept/);
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await signInHere(page);
    await page.waitForURL(/\/edit$/);
    await ready(page);
    await act.saved(page);
    expect(await words(page)).toBe('Typed after the session had ended');
    await close();
  });

  it('shows both versions when two tabs changed the same words, and keeps the one that is chosen', async () => {
    const { page, context, post, close } = await writing();
    const tab = await context.newPage();
    await tab.goto(`${post}/edit`);
    await ready(tab);
    await act.writeWords(tab, 'From the second tab');
    await act.saved(tab);
    await act.writeWords(page, 'From the first tab');
    await noted(page, /choose above which version stays/);
    const both = page.getByText('This post was changed somewhere else while you were writing.').locator('..');
    expect(await both.textContent()).toMatch(
      /Saved now\s*From the second tab.*Yours, on this page\s*From the first tab/s,
    );
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await act.saved(page);
    await act.writeWords(tab, 'Second thoughts');
    await noted(tab, /choose above/);
    await tab.getByRole('button', { name: 'Use what is saved' }).click();
    await act.saved(tab);
    expect([await words(page), await words(tab)]).toEqual(['From the first tab', 'From the first tab']);
    await close();
  });

  it('tries a photo again that was cut off, keeps the words typed meanwhile, and refuses what is no photo', async () => {
    const { page, close } = await writing();
    const photo = { name: 'farm.png', mimeType: 'image/png' as const, buffer: await editedPng() };
    await page.route('**/uploads**', (route) => route.abort());
    await page.getByLabel('Add photos').setInputFiles(photo);
    await page.getByText('Waiting for signal, then it goes by itself').first().waitFor();
    await act.writeWords(page, 'Typed while the photo was stuck');
    await page.unroute('**/uploads**');
    await page.getByRole('button', { name: 'Try again now' }).click();
    await page.getByText('Photo 1 is clean.').waitFor();
    expect(await page.getByRole('figure').count()).toBe(1);
    await page
      .getByLabel('Add more photos')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: pdfDocument() });
    await page.getByText('This file is a PDF document, not a photo.').waitFor();
    await act.saved(page);
    expect(await words(page)).toBe('Typed while the photo was stuck');
    await close();
  });

  it('says what stops it until something is done about it, though the page is read again meanwhile', async () => {
    const { page, close } = await writing();
    await act.writeWords(page, 'Sent before it was ticked');
    await act.saved(page);
    const before = await page.locator('input[name="version"]').inputValue();
    await page.getByRole('button', { name: 'Send to the headteacher' }).click();
    await page.locator(`input[name="version"]:not([value="${before}"])`).waitFor({ state: 'attached' });
    const summary = page.getByRole('alert').filter({ hasText: 'Not sent yet. Nothing is lost.' });
    expect(await summary.getByText('Tick that it is true').count()).toBe(1);
    await close();
  });

  it('is written, given a photo and carried through an ended session without any script', async () => {
    const context = await stage.browser.newContext({
      baseURL: stage.product.url,
      viewport: PHONE,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    // Every press loads a page here, and nothing may be loaded in place of one that is on its way.
    const press = async (name: string): Promise<void> => {
      const loaded = page.waitForEvent('load');
      await page.getByRole('button', { name }).click();
      await loaded;
    };
    await page.goto('/sign-in');
    await signInHere(page);
    await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
    await page.goto(`${act.SCHOOL}/posts/new`);
    await page.getByRole('radio', { name: TRIP }).check();
    await press('Start writing');
    await act.writeWords(page, 'Without scripts');
    await page.locator('input[type=file]').setInputFiles({
      name: 'farm.png',
      mimeType: 'image/png',
      buffer: await editedPng(),
    });
    await press('Add these photos');
    await act.untilItSays(page, 'Photo 1 is clean.', 30);
    expect(await words(page)).toBe('Without scripts');
    await press('Who is in photo 1?');
    await act.untilItSays(page, 'No faces marked', 30);
    await page.getByRole('link', { name: 'Seen from behind' }).click();
    await act.personRow(page, 'Noah Bellamy').click();
    await page.getByText('From behind or without a face').waitFor();
    const count = page.getByLabel('How many people can be recognised?');
    await count.fill('2');
    await page.getByRole('button', { name: 'That is everyone' }).click();
    await page.getByText('You count 2, but 1 person is settled.').waitFor();
    await count.fill('1');
    await page.getByRole('button', { name: 'That is everyone' }).click();
    await page.waitForURL(/\/about\//);
    await act.answerAboutPhoto(page);
    await page.getByText('1 person in photo 1').waitFor();

    await act.writeWords(page, 'Typed as the session ended');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('You were signed out while you were writing.').waitFor();
    await signInHere(page);
    await page.getByRole('button', { name: 'Go on where you were' }).click();
    await page.waitForURL(/\/edit$/);
    expect(await words(page)).toBe('Typed as the session ended');
    await context.close();
  });
});
