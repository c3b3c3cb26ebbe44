// A parent at home with a letter: opens the page on a phone in either language, says yes, takes it back in as many taps, keeps the
// receipt on one sheet of paper; with scripts and without (R-64, F-19).
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceId } from '#db/seed/practice-id.ts';
import { SCHOOL } from '#tests/support/acts.ts';
import {
  accessible,
  DESK,
  goodScreen,
  noSidewaysScroll,
  PHONE,
  ready,
  signIn,
  taps,
  type Visitor,
} from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';

const JOURNEY_MS = 240_000;

journey('a parent with a letter', (stage) => {
  const visitors: Visitor[] = [];
  let papers: string;
  beforeAll(async () => {
    papers = await mkdtemp(join(tmpdir(), 'gp-papers-'));
  }, JOURNEY_MS);
  afterAll(async () => {
    if (papers) await rm(papers, { recursive: true, force: true });
  });

  const visit = async (viewport = PHONE) => {
    const visitor = await stage.visit(viewport);
    visitors.push(visitor);
    return visitor;
  };

  /** The office makes a letter for the first person of a pupil; its address. */
  async function letterFor(page: Page, pupil: number): Promise<string> {
    await page.goto(`${SCHOOL}/pupils/${practiceId(`pupil/ashwick/${pupil}`)}`);
    await page.getByRole('link', { name: 'Ask for consent' }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Make the letter' }).click();
    await page.getByRole('heading', { name: 'The letter is ready' }).waitFor();
    const address = await page.locator('.consent-letter .font-mono').innerText();
    return `/${address.split('/').slice(1).join('/')}`;
  }

  const question = (page: Page, words: string) => page.getByRole('group', { name: words });
  const VIDEO = 'May we show your child in videos';

  /** Opens the link, answers one question, saves; how many taps it took and the receipt's words. */
  async function answers(
    page: Page,
    path: string,
    words: string,
  ): Promise<{ taps: number; receipt: string }> {
    await page.goto(path);
    await ready(page);
    const before = await taps(page);
    await question(page, VIDEO).getByRole('radio', { name: words }).check();
    await page.getByRole('button', { name: 'Save my answers' }).click();
    await page.getByRole('heading', { name: 'Your receipt', exact: true }).waitFor();
    return { taps: (await taps(page)) - before, receipt: await page.locator('main').innerText() };
  }

  /** Sheets of paper that the page prints on. */
  async function sheets(page: Page, name: string): Promise<number> {
    const path = join(papers, `${name}.pdf`);
    await page.pdf({ path, format: 'A4' });
    return ((await readFile(path, 'latin1')).match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  }

  test(
    'reads, answers, changes their mind in as many taps, and keeps a receipt',
    async () => {
      const office = await visit(DESK);
      await signIn(office.page, 'Sandra Pugh');
      const path = await letterFor(office.page, 0);
      expect(await sheets(office.page, 'letter')).toBe(1);
      await accessible(office.page);

      const { page, complaints } = await visit();
      await page.goto(path);
      for (const group of await page.locator('input[name^="answer-"]').all())
        expect(await group.isChecked(), 'nothing is ticked beforehand').toBe(false);
      await goodScreen(page);
      await noSidewaysScroll(page);

      const given = await answers(page, path, 'Yes, I agree');
      const taken = await answers(page, path, 'No, I do not agree');
      expect(given.taps).toBe(2);
      expect(taken.taps, 'as many to take it back as to give it').toBe(given.taps);
      expect(given.receipt).toContain('Yes, I agree');
      expect(taken.receipt).toContain('No, I do not agree');
      expect(taken.receipt).toContain('Answered by');
      await accessible(page);

      await page.goto(path);
      expect(await question(page, VIDEO).innerText()).toContain('You said no on');
      await page.getByRole('region', { name: 'Your receipts' }).getByRole('link').first().click();
      await page.getByRole('heading', { name: 'Your receipt', exact: true }).waitFor();

      // Every question answered, and still one sheet.
      await page.goto(path);
      await ready(page);
      for (const yes of await page.getByText('Yes, I agree', { exact: true }).all()) await yes.click();
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.getByRole('heading', { name: 'Your receipt', exact: true }).waitFor();
      expect(await page.getByRole('listitem').filter({ hasText: 'Yes, I agree' }).count()).toBe(9);
      expect(await sheets(page, 'receipt')).toBe(1);
      expect(complaints()).toEqual([]);
      expect(office.complaints()).toEqual([]);
    },
    JOURNEY_MS,
  );

  test(
    'reads it in Welsh, and in English where they wish',
    async () => {
      const office = await visit(DESK);
      await signIn(office.page, 'Sandra Pugh');
      const path = await letterFor(office.page, 7);
      expect(await office.page.locator('.consent-letter').getAttribute('lang')).toBe('cy');

      const { page, complaints } = await visit();
      await page.goto(path);
      expect(await page.locator('html').getAttribute('lang')).toBe('cy');
      expect(await page.title()).toContain('Eich atebion ynghylch');
      await accessible(page);
      await page.getByText('Nac ydw, dydw i ddim yn cytuno', { exact: true }).first().click();
      await page.getByText('Gwrthod rhan o hyn yn unig?').first().click();
      await page.getByRole('checkbox', { name: 'Cylchlythyr' }).first().uncheck();
      await page.getByRole('radio', { name: 'Rhai newydd yn unig' }).first().check();
      await page.getByRole('button', { name: 'Cadw fy atebion' }).click();
      await page.getByRole('heading', { name: 'Eich derbynneb' }).waitFor();
      const receipt = await page.locator('main').innerText();
      expect(receipt).toContain('Gwefan yr ysgol');
      expect(receipt).not.toContain('Cylchlythyr.');
      expect(receipt).toContain('Ar gyfer postiadau newydd yn unig');
      await accessible(page);
      await page.goto(path);
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Save my answers' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
      expect(complaints()).toEqual([]);
    },
    JOURNEY_MS,
  );

  test(
    'answers on a phone that runs no scripts',
    async () => {
      const office = await visit(DESK);
      await signIn(office.page, 'Sandra Pugh');
      const path = await letterFor(office.page, 2);
      const context = await stage.browser.newContext({
        baseURL: stage.product.url,
        viewport: PHONE,
        javaScriptEnabled: false,
      });
      const page = await context.newPage();
      await page.goto(path);
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.getByText('Answer at least one question: yes or no.').first().waitFor();
      await question(page, VIDEO).getByText('No, I do not agree', { exact: true }).click();
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.getByRole('heading', { name: 'Your receipt', exact: true }).waitFor();
      expect(await page.locator('main').innerText()).toContain('No, I do not agree');
      await context.close();
    },
    JOURNEY_MS,
  );
});
