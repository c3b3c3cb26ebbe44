// Opens the gallery in Chromium and reports what a person or a machine would trip over.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};
const LOOKS = [
  { name: '390-light', width: 390, height: 844, scheme: 'light', text: 16 },
  { name: '390-dark', width: 390, height: 844, scheme: 'dark', text: 16 },
  { name: '1280-light', width: 1280, height: 900, scheme: 'light', text: 16 },
  { name: '1280-dark', width: 1280, height: 900, scheme: 'dark', text: 16 },
  { name: '390-text200', width: 390, height: 844, scheme: 'light', text: 32 },
  { name: '1280-text200', width: 1280, height: 900, scheme: 'light', text: 32 },
];

/** Looks at every page in every way; resolves to the exit code, 0 when nothing was found. */
export async function look({ dir, names, nonce }) {
  const server = await serve(dir, nonce);
  const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (!executablePath) throw new Error('No Chromium found: set CHROMIUM_PATH.');
  let faults = 0;
  try {
    for (const way of LOOKS) {
      const profile = profileWithText(way.text);
      const browser = await chromium.launchPersistentContext(profile, {
        executablePath,
        args: ['--no-sandbox', '--lang=en-GB'],
        viewport: { width: way.width, height: way.height },
        colorScheme: way.scheme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
      });
      for (const name of names) {
        const said = await lookAt(
          browser,
          `${server.address}/${name}.html`,
          join(dir, `${name}-${way.name}`),
        );
        faults += said.length;
        for (const line of said) console.log(`${name} ${way.name}: ${line}`);
      }
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    }
  } finally {
    server.close();
  }
  console.log(`${names.length * LOOKS.length} views, ${faults} faults; screenshots in ${dir}`);
  return faults === 0 ? 0 : 1;
}

/** A fresh browser profile whose usual text size, in px, is the one asked for: what people set for themselves. */
function profileWithText(size) {
  const profile = mkdtempSync(join(tmpdir(), 'gatepost-look-'));
  mkdirSync(join(profile, 'Default'));
  const preferences = { webkit: { webprefs: { default_font_size: size, default_fixed_font_size: size } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

async function lookAt(browser, address, shot) {
  const page = await browser.newPage();
  const said = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => said.push(`script: ${error.message.slice(0, 300)}`));
  await page.goto(address, { waitUntil: 'load' });
  await page.screenshot({ path: `${shot}-first.png` });
  const { over, height, width } = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
    width: document.documentElement.clientWidth,
  }));
  if (over > 0) said.push(`scrolls sideways by ${over} px`);
  said.push(...(await runAxe(page)), ...(await smallTargets(page)));
  // As tall as the page, so that what floats is seen once, at the end.
  await page.setViewportSize({ width, height: Math.min(height, 12_000) });
  await page.screenshot({ path: `${shot}.png` });
  await page.close();
  return said;
}

async function runAxe(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.html.slice(0, 140)}`));
}

/** Buttons and inputs that a thumb could miss: under 44 px high and not inside a taller label. */
async function smallTargets(page) {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main button, main input, main select, main textarea, nav a, header a, header summary',
      ),
    ]
      .map((element) => element.closest('label') ?? element)
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
      .map(
        (element) =>
          `target ${Math.round(element.getBoundingClientRect().height)} px: ${element.outerHTML.slice(0, 80)}`,
      ),
  );
}

function serve(dir, nonce) {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const server = createServer((request, response) => {
    const file = join(dir, normalize(new URL(request.url ?? '/', 'http://gallery').pathname));
    if (!file.startsWith(dir) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'text/plain',
      'Content-Security-Policy': policy,
    });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }),
    );
  });
}
