// The stage of a journey: the product as a first start makes it and a real browser in front of it, opened once for a file and closed
// with it.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath, goodScreen, openBrowser, openVisitor, ready, type Visitor } from './browser.ts';
import { isBuilt, type Product, startSolo } from './product.ts';

/** What a journey plays on. Both are there from the first test on, not while tests are being named. */
export interface Stage {
  readonly product: Product;
  readonly browser: Browser;
  /** Somebody at a device of their own: a phone unless said otherwise. */
  visit(viewport?: { width: number; height: number }, scale?: number): Promise<Visitor>;
}

const START_MS = 240_000;

/**
 * The tests of one journey. Without a Chromium they are skipped, loudly; without a build they fail, and under CI either fails.
 */
export function journey(title: string, play: (stage: Stage) => void): void {
  const path = chromiumPath();
  describe.runIf(path !== null)(title, () => {
    let product: Product | undefined;
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (!isBuilt()) throw new Error('run `npm run build` first');
      product = await startSolo();
      browser = await openBrowser(path ?? '');
    }, START_MS);
    afterAll(async () => {
      await browser?.close();
      await product?.stop();
    });
    const there = <Thing>(thing: Thing | undefined): Thing => {
      if (!thing) throw new Error('the product and the browser are there in tests only');
      return thing;
    };
    play({
      get product() {
        return there(product);
      },
      get browser() {
        return there(browser);
      },
      visit: (viewport, scale) => openVisitor(there(browser), there(product).url, viewport, scale),
    });
  });
}

/** A folder to keep pictures of each step in, when somebody wants to look. */
const PICTURES = process.env['JOURNEY_PICTURES'];

/**
 * Waits for the page, keeps a picture of it under `as` and a running number if somebody wants to look, and asks whether it is a good
 * screen.
 */
export function lookKeeper(as: string): (page: Page, name: string) => Promise<void> {
  let shot = 0;
  return async (page, name) => {
    await ready(page);
    if (PICTURES)
      await page.screenshot({ path: join(PICTURES, `${as}-${++shot}-${name}.png`), fullPage: true });
    await goodScreen(page);
  };
}
