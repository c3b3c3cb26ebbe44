// A real browser for the journeys, watched the whole time: anything a page complains about, and any request that would
// leave this machine, fails the test. Every screen can be asked for accessibility and for sideways scrolling.
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { practiceEmail } from '#db/seed/practice-people.ts';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Quiet and alone: no sandbox of its own (it runs as root in a container), no traffic that no page asked for. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser's program from CHROMIUM_PATH or a known place, or null with a loud line. Errors: throws under CI instead. */
export function chromiumPath(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  const path = named ? [named].find(existsSync) : KNOWN_PATHS.find(existsSync);
  if (path) return path;
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error('Under CI there must be a Chromium: name it in CHROMIUM_PATH.');
  console.warn(
    'SKIPPED, because no Chromium was found. Install it, or name it in CHROMIUM_PATH, and the journeys in a browser run too.',
  );
  return null;
}

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: FLAGS });

/** One person at one device, signed in or not yet. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Everything the pages complained about, and every request to another host, since the last call. */
  complaints(): string[];
  close(): Promise<void>;
}

/**
 * Opens a device of its own (cookies, storage, screen) for one person of a product at `url`, in British English and far from
 * the school's time zone. `scale`: the screen's own dots for each CSS pixel.
 */
export async function openVisitor(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number } = PHONE,
  scale = 1,
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    deviceScaleFactor: scale,
    locale: 'en-GB',
    timezoneId: 'Asia/Kolkata',
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const origin = new URL(url).origin;
  context.on('request', (request) => {
    const to = request.url();
    if (!/^(data|blob):/.test(to) && new URL(to).origin !== origin)
      complaints.push(`a request to another host: ${to}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(`a page failed: ${error.error().stack ?? ''}`));
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`refused by the content security policy: ${violatedDirective} ${blockedURI}`),
    ),
  );
  await context.addInitScript(() =>
    document.addEventListener(
      'click',
      (event) => {
        const taps = Number(sessionStorage.getItem('taps') ?? 0);
        // A label passes its tap on to its field as a second event, without a finger: that one counts only once.
        if (event.isTrusted && event.detail > 0) sessionStorage.setItem('taps', String(taps + 1));
      },
      { capture: true },
    ),
  );
  return {
    context,
    page: await context.newPage(),
    complaints: () => complaints.splice(0),
    close: () => context.close(),
  };
}

/** How long a browser waits for what the worker does to a photo, ms: several seconds, and a minute where others want the processor. */
export const BY_WORKER_MS = 90_000;

/** Signs in by the form as a practice person, e.g. `Priya Nair`, on a device of their own, and waits for their first page. */
export async function signIn(page: Page, name: string, device: 'own' | 'shared' = 'own'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('School e-mail').fill(practiceEmail(name));
  await page.getByLabel('Password').fill(PRACTICE_PASSWORD);
  await page.getByLabel(device === 'own' ? 'Only I use this device' : 'Others use it too').check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  await ready(page);
}

/** How often a finger has tapped in this tab so far. */
export const taps = (page: Page): Promise<number> =>
  page.evaluate(() => Number(sessionStorage.getItem('taps') ?? 0));

/** Waits until the page's own script has taken over from the HTML, and all it asked for has come. */
export async function ready(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main, form') ?? {}).some((key) => key.startsWith('__react')),
  );
}

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Asks axe about the page as it stands. With `colours` only contrast is asked, which is all that a dark screen changes.
 * Errors: throws naming each violation, its element and what is wrong with it.
 */
export async function accessible(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ tags, coloursOnly }) => {
      // Bars that float over the page are put down while axe looks: else where the page happens to be scrolled to
      // decides what is covered. Under an open dialog they may float, for nothing there can be reached.
      const floating = document.querySelector('dialog[open]')
        ? []
        : [...document.querySelectorAll<HTMLElement>('body *')].filter((element) =>
            ['sticky', 'fixed'].includes(getComputedStyle(element).position),
          );
      for (const bar of floating) bar.style.position = 'static';
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: coloursOnly ? ['color-contrast'] : { type: 'tag', values: tags },
        ...(coloursOnly ? {} : { rules: { 'target-size': { enabled: true } } }),
        resultTypes: ['violations'],
      });
      for (const bar of floating) bar.style.position = '';
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n  ${failureSummary}`),
      );
    },
    { tags: RULES, coloursOnly: what === 'colours' },
  );
  if (found.length > 0) throw new Error(`axe on ${page.url()}:\n${found.join('\n')}`);
}

/** Errors: throws naming what sticks out when the page scrolls sideways. */
export async function noSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return {
      by: scrollWidth - clientWidth,
      out: out.slice(-3).map((element) => element.outerHTML.slice(0, 160)),
    };
  });
  if (wide) throw new Error(`${page.url()} scrolls sideways by ${wide.by} px:\n${wide.out.join('\n')}`);
}

/**
 * Goes through the page by the Tab key. Errors: throws naming whatever has the focus while bars that float over the page
 * hide all of it (WCAG 2.2, 2.4.11).
 */
export async function focusIsSeen(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let presses = 0; presses < 300; presses++) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'the end';
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width < 2 || height < 2) return null;
      const seen = [0.1, 0.5, 0.9].some((x) =>
        [0.1, 0.5, 0.9].some((y) => {
          const above = document.elementFromPoint(left + x * width, top + y * height);
          return above !== null && (element.contains(above) || above.contains(element));
        }),
      );
      return seen ? null : element.outerHTML.slice(0, 200);
    });
    if (hidden === 'the end') return;
    if (hidden) throw new Error(`The focus cannot be seen on ${page.url()}: ${hidden}`);
  }
  throw new Error(`The Tab key never comes to an end on ${page.url()}`);
}

/** Asks one screen everything, on a phone and on a desk, light and dark, and leaves the device as it was. */
export async function goodScreen(page: Page): Promise<void> {
  const before = page.viewportSize() ?? PHONE;
  await ready(page);
  for (const size of before.width === DESK.width ? [PHONE, DESK] : [DESK, PHONE]) {
    await page.setViewportSize(size);
    await noSidewaysScroll(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await accessible(page, 'colours');
    await page.emulateMedia({ colorScheme: 'light' });
    await accessible(page);
  }
  await page.setViewportSize(before);
}
