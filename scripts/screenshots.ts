// `npm run screenshots`: plays the story on a running product and keeps pictures of the real screens for the README. The product
// runs on a clock that is put to one school afternoon, so that the pictures are alike from one time to the next.
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { packageRoot } from '#db/package-root.server.ts';
import * as act from '#tests/support/acts.ts';
import {
  chromiumPath,
  DESK,
  openBrowser,
  openVisitor,
  PHONE,
  ready,
  signIn,
} from '#tests/support/browser.ts';
import { freePort, isBuilt, startProcess, untilHealthy } from '#tests/support/product.ts';
import { farmPhoto } from './farm-scenes.ts';

const OUT = join(packageRoot(), 'docs', 'screenshots');
const MOST_BYTES = 150 * 1024;

/** A Thursday in June, ten past three: the coach is back, the children are on their way home. */
const AFTERNOON = new Date('2026-06-18T15:10:00+01:00');
/** Whole minutes, so that a minute begins when one begins on the machine's own clock. */
const SHIFT = Math.ceil((AFTERNOON.getTime() - Date.now()) / 60_000) * 60_000;
const now = (): Date => new Date(Date.now() + SHIFT);

/** Puts a process's clock to the afternoon, before anything else in it runs. */
const CLOCK = `
const Real = Date, now = () => Real.now() + ${SHIFT};
globalThis.Date = new Proxy(Real, {
  construct: (of, given, as) => Reflect.construct(of, given.length ? given : [now()], as),
  apply: () => new Real(now()).toString(),
  get: (of, name) => (name === 'now' ? now : Reflect.get(of, name)),
});`;

const WORDS = 'Our farm day: three lambs fed, a bag of carrots dug up, and nobody wanted to go home.';
const BETTER = WORDS.replace('three', 'four');
const SECOND = 'Which end of the carrot grows? Year 4 know now.';
const NEWS = [
  {
    words: 'Sports day is on Friday 26 June. Gates open at one. Bring a hat and your loudest voice.',
    wall: '2026-06-22T16:00',
  },
  { words: 'The book swap is back: bring one, take one, in the hall all week.', wall: '2026-06-24T08:30' },
];

/** Keeps what the screen shows, at the height given in CSS pixels. */
async function keep(page: Page, name: string, height?: number): Promise<void> {
  await ready(page);
  const screen = page.viewportSize() ?? PHONE;
  if (height) await page.setViewportSize({ ...screen, height });
  const taken = await page.screenshot();
  await page.setViewportSize(screen);
  const path = join(OUT, `${name}.png`);
  await sharp(taken).png({ palette: true, colours: 160, effort: 10, compressionLevel: 9 }).toFile(path);
  const { size } = await stat(path);
  console.log(`${name}.png ${Math.round(size / 1024)} KB`);
  if (size > MOST_BYTES) throw new Error(`${name}.png is too heavy for the repository`);
}

/** Scrolls so that this begins a little below the top of the screen. */
const showFrom = (part: Locator): Promise<void> =>
  part.evaluate((element) =>
    window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY - 16 }),
  );

async function enter(browser: Browser, url: string, name: string, screen = PHONE): Promise<Page> {
  const { page } = await openVisitor(browser, url, screen, screen === PHONE ? 2 : 1.5);
  await signIn(page, name);
  return page;
}

/** The drawn class that stands in for real children: eighteen faces to account for. */
const drawnClass = async (): Promise<act.ChosenPhoto> => ({
  name: 'class-photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await readFile(join(packageRoot(), 'public', 'practice', 'class-photo.jpg')),
});

/** A post without photos, from the first word to its place in the calendar. */
async function tellNews(teacher: Page, head: Page, comms: Page, { words, wall }: (typeof NEWS)[number]) {
  const post = await act.startOtherPost(teacher);
  await act.writeWords(teacher, words);
  await act.declareAndSend(teacher);
  await act.openForReview(head, words);
  await act.approve(head);
  await act.giveTime(comms, post, wall);
}

async function play(browser: Browser, url: string): Promise<void> {
  const teacher = await enter(browser, url, 'Priya Nair');
  const head = await enter(browser, url, 'Ngozi Okafor');
  const comms = await enter(browser, url, 'Ellie Marchetti', DESK);
  const office = await enter(browser, url, 'Sandra Pugh');
  const photo = async (scene: Parameters<typeof farmPhoto>[0]): Promise<act.ChosenPhoto> => ({
    name: `${scene}.jpg`,
    mimeType: 'image/jpeg',
    buffer: await farmPhoto(scene),
  });
  for (const news of NEWS) await tellNews(teacher, head, comms, news);

  const trip = 'Year 4 at Tidewater Farm';
  const post = await act.startTripPost(teacher, trip);
  await act.addPhotos(teacher, [await photo('lambs'), await photo('carrots'), await drawnClass()]);
  await act.writeWords(teacher, WORDS);
  await act.describePhoto(teacher, 1, 'Two children at a fence, seen from behind, watching lambs');
  await act.describePhoto(teacher, 2, 'A child among rows of carrots, seen from behind');
  await act.saved(teacher);
  await showFrom(teacher.getByRole('heading', { name: 'Photos' }));
  await keep(teacher, 'compose');
  await act.listPeople(teacher, 1, ['Amelia Asante', 'Zara Chaudhry']);
  await act.listPeople(teacher, 2, ['Isla Eastwood']);
  await act.openPeople(teacher, 3);
  await act.settleFaces(teacher, ['Amelia Asante', 'Leo Dunmore', 'Zara Chaudhry', 'Blur', 'Isla Eastwood']);
  await keep(teacher, 'who-is-in-it');
  await teacher.getByRole('link', { name: 'Close' }).click();
  await teacher.getByText('Saved', { exact: true }).waitFor();
  const desk = await enter(browser, url, 'Priya Nair', DESK);
  await desk.goto(teacher.url());
  await keep(desk, 'faces');
  await desk.context().close();
  await teacher.goto(`${post}/edit`);
  await ready(teacher);
  await teacher.getByRole('button', { name: 'Remove photo 3' }).click();
  await teacher.getByRole('figure', { name: 'Photo 3' }).waitFor({ state: 'detached' });
  await act.declareAndSend(teacher);

  await teacher.goto(act.SCHOOL);
  await teacher.getByRole('button', { name: /^I have seen/ }).click();
  await teacher.getByText('New since you were here').waitFor({ state: 'detached' });
  await act.openForReview(head, WORDS);
  await act.sendBack(head, 'Please check the facts and figures.', 'There were four lambs.');
  await teacher.goto(act.SCHOOL);
  await keep(teacher, 'home');
  await teacher.goto(`${post}/edit`);
  await ready(teacher);
  await act.writeWords(teacher, BETTER);
  await act.declareAndSend(teacher);
  await act.openForReview(head, BETTER);
  await keep(head, 'review');
  await act.approve(head);

  const second = await act.startTripPost(teacher, trip);
  await act.addPhotos(teacher, [await photo('carrots')]);
  await act.listPeople(teacher, 1, ['Zara Chaudhry']);
  await act.describePhoto(teacher, 1, 'A child among rows of carrots, seen from behind');
  await act.writeWords(teacher, SECOND);
  await act.declareAndSend(teacher);
  await act.openForReview(head, SECOND);
  await act.approve(head);

  const dueAt = new Date(Math.ceil((now().getTime() + 5_000) / 60_000) * 60_000);
  await act.giveTime(comms, second, '2026-06-19T08:30');
  await act.giveTime(comms, post, wallTimeOf(dueAt, 'Europe/London'));
  await comms.goto('/sandbox');
  await act.untilItSays(comms, BETTER, 90);
  await keep(comms, 'practice-timeline', 1080);

  await act.openWithdrawal(office, 'Zara Chaudhry');
  await act.recordWithdrawal(office);
  await act.untilItSays(office, '1 post has been removed.', 30);
  await keep(office, 'withdrawal', 1000);
  await head.goto(post);
  await head.setViewportSize({ ...PHONE, height: 1300 });
  await showFrom(head.getByRole('list', { name: 'What happened' }).getByRole('listitem').nth(3));
  await keep(head, 'story');
  await comms.goto(`${act.SCHOOL}/calendar`);
  await keep(comms, 'calendar');
  const data = await enter(browser, url, 'Imran Sheikh', DESK);
  await data.goto(`${act.SCHOOL}/consent`);
  await keep(data, 'consent');
}

const chromium = chromiumPath();
if (!chromium || !isBuilt()) {
  console.error('Pictures need a Chromium (CHROMIUM_PATH) and a build (npm run build).');
  process.exit(1);
}
await mkdir(OUT, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'gp-pictures-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const preload = `--import=data:text/javascript,${encodeURIComponent(CLOCK)}`;
const product = startProcess({
  GATEPOST_DATA: dataDir,
  PORT: String(port),
  LOG_LEVEL: 'warn',
  NODE_OPTIONS: preload,
});
const browser = await openBrowser(chromium);
try {
  await untilHealthy(url, product);
  await play(browser, url);
} finally {
  await browser.close();
  product.child.kill('SIGTERM');
  await product.exited;
  await rm(dataDir, { recursive: true, force: true });
}
