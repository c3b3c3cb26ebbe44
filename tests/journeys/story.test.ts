// The whole main job in a browser: a trip post from a phone's camera to the practice platform and down again, each person at a
// device of their own, and a second post that a withdrawal stops in time. Told whole in solo mode and shorter in cluster mode.
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder } from '#app/adapters/data-folder.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { PRACTICE_WAITING } from '#db/seed/practice-so-far.ts';
import * as act from '#tests/support/acts.ts';
import {
  chromiumPath,
  focusIsSeen,
  goodScreen,
  openBrowser,
  openVisitor,
  ready,
  signIn,
  taps,
  type Visitor,
} from '#tests/support/browser.ts';
import { drawnPicture } from '#tests/support/many-pictures.ts';
import { cameraPhoto, CORNERS, cornersOf, editedPng, SECRETS } from '#tests/support/pictures.ts';
import { type Product, startCluster, startSolo } from '#tests/support/product.ts';
import { changeOneByte } from '#tests/support/tampering.ts';

/** A chapter that takes longer hangs, on however slow a machine; the story as a whole has no limit that slowness alone could reach. */
const CHAPTER_MS = 180_000;
const STORY_MS = 900_000;
const TRIP = 'Year 4 at Tidewater Farm';
const WORDS = 'Our farm day: three lambs fed, a bag of carrots dug up, and nobody wanted to go home.';
const BETTER = WORDS.replace('three', 'four');
const SECOND = 'Look closely: this is where our milk comes from.';
const SECRET_BYTES = ['Exif', 'GPS', 'http://ns.adobe.com', ...Object.values(SECRETS)];
/** Words from which somebody could guess why a pupil may not be shown. */
const REASONS = /refus|consent|declin|withdr|expire|restrict|safeguard|answer|parent|carer/i;

type Cast = Record<'teacher' | 'head' | 'comms' | 'office', Visitor>;

const run = promisify(execFile);
const audit = (product: Product) =>
  run(process.execPath, [join(packageRoot(), 'build/app/cli.mjs'), 'audit', 'verify'], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...product.env },
  }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );

/** Where pictures of the screens go when a story fails. */
const PICTURES = join(packageRoot(), 'node_modules', '.cache', 'gatepost-journeys');

async function hung(): Promise<never> {
  await once(AbortSignal.timeout(CHAPTER_MS), 'abort');
  throw new Error(`not done after ${CHAPTER_MS} ms`);
}

/** One part of a story: it fails with its name in front, when it hangs, and when any page complained meanwhile. */
async function chapter<T>(name: string, cast: Partial<Cast>, play: () => Promise<T>): Promise<T> {
  try {
    const result = await Promise.race([play(), hung()]);
    expect(Object.values(cast).flatMap((visitor) => visitor.complaints())).toEqual([]);
    return result;
  } catch (error) {
    const pictures = join(PICTURES, randomUUID());
    for (const [who, visitor] of Object.entries(cast))
      await visitor.page.screenshot({ path: join(pictures, `${who}.png`), fullPage: true });
    const said = Object.values(cast).flatMap((visitor) => visitor.complaints());
    const message = [`${name}: ${(error as Error).message}`, ...said, `Screens: ${pictures}`].join('\n');
    throw new Error(message, { cause: error });
  }
}

async function openCast(browser: Browser, url: string): Promise<Cast> {
  const enter = async (name: string): Promise<Visitor> => {
    const visitor = await openVisitor(browser, url);
    await signIn(visitor.page, name);
    return visitor;
  };
  return {
    teacher: await enter('Priya Nair'),
    head: await enter('Ngozi Okafor'),
    comms: await enter('Ellie Marchetti'),
    office: await enter('Sandra Pugh'),
  };
}

const camera = async (): Promise<act.ChosenPhoto> => ({
  name: 'IMG_4711.JPG',
  mimeType: 'image/jpeg',
  buffer: await cameraPhoto(),
});
/** Of different widths: the same picture chosen twice would go up once. */
const png = async (name: string, width = 1600): Promise<act.ChosenPhoto> => ({
  name,
  mimeType: 'image/png',
  buffer: await editedPng(width, 1200),
});

/** Another picture altogether: one that looks like what a parent withdrew would rightly be stopped. */
const meadow = async (): Promise<act.ChosenPhoto> => ({
  name: 'meadow.jpg',
  mimeType: 'image/jpeg',
  buffer: await drawnPicture('landscape', 3),
});

/** The next full minute that leaves time to do something before it. */
const fullMinute = (atLeastMs: number): Date =>
  new Date(Math.ceil((Date.now() + atLeastMs) / 60_000) * 60_000);

const place = (cast: Cast, post: string, at: Date) =>
  chapter('the comms lead gives it a time', cast, () =>
    act.giveTime(cast.comms.page, post, wallTimeOf(at, 'Europe/London')),
  );

/** The teacher's whole part in one photo, for posts whose writing is not the point. */
async function writeQuickly(
  cast: Cast,
  words: string,
  photo: act.ChosenPhoto,
  pupils: string[],
): Promise<string> {
  const { page } = cast.teacher;
  const post = await act.startTripPost(page, TRIP);
  await act.addPhotos(page, [photo]);
  await act.listPeople(page, 1, pupils);
  await act.describePhoto(page, 1, 'A quiet corner of the farm');
  await act.writeWords(page, words);
  await act.declareAndSend(page);
  return post;
}

const approveQuickly = (cast: Cast, words: string) =>
  chapter('the head approves', cast, async () => {
    await act.openForReview(cast.head.page, words);
    await act.approve(cast.head.page);
  });

async function teacherWrites(cast: Cast): Promise<string> {
  const { page } = cast.teacher;
  await goodScreen(page);
  const post = await chapter('the teacher starts a trip post', cast, async () => {
    await page.getByRole('link', { name: 'New post' }).first().click();
    await page.getByRole('heading', { name: 'What is your post about?' }).waitFor();
    await goodScreen(page);
    return act.startTripPost(page, TRIP);
  });
  await chapter('photos come in and are cleaned', cast, async () => {
    await goodScreen(page);
    await act.addPhotos(page, [await camera(), await png('carrots.png'), await png('barn.png', 1500)]);
    await goodScreen(page);
    await focusIsSeen(page);
  });
  await chapter('what is typed survives a reload', cast, async () => {
    await act.writeWords(page, WORDS);
    await act.describePhoto(page, 1, 'Two children feed lambs at a gate');
    await act.describePhoto(page, 2, 'A child holds up a carrot');
    await act.saved(page);
    await page.reload();
    await ready(page);
    expect(await page.getByLabel('What would you like to say?').inputValue()).toBe(WORDS);
    expect(await page.getByLabel('What would you say on the phone').nth(1).inputValue()).toContain('carrot');
  });
  await chapter('what is typed without a connection is kept, and saved when it is back', cast, async () => {
    const { context, complaints } = cast.teacher;
    await context.setOffline(true);
    await act.writeWords(page, `${WORDS} Really.`);
    await page.getByText('No connection. Your words are kept on this device.').waitFor();
    await goodScreen(page);
    await context.setOffline(false);
    await act.saved(page);
    expect(complaints().filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await act.writeWords(page, WORDS);
    await act.saved(page);
  });
  await chapter('who is in each photo', cast, async () => {
    await act.listPeople(page, 1, ['Amelia Asante', 'Zara Chaudhry']);
    await act.listPeople(page, 2, ['Isla Eastwood']);
    await act.openPeople(page, 3);
    await goodScreen(page);
    await page.getByRole('link', { name: 'Seen from behind' }).click();
    expect(await act.personRow(page, 'Amelia Asante').innerText()).toMatch(/can be shown/i);
    // Refused, withdrawn, never asked, restricted: nobody can tell them apart.
    const notShown = ['Leo Dunmore', 'Kofi Gyasi', 'Maisie Lockyer', 'Finley Stopford'];
    for (const name of notShown) {
      const row = await act.personRow(page, name).innerText();
      expect(row.replaceAll(/\s+/g, ' ')).toBe(`${name} 4 Hazel not in photos`);
    }
    await goodScreen(page);
    await act.personRow(page, 'Leo Dunmore').click();
    const leo = page.getByRole('listitem').filter({ hasText: 'Leo Dunmore' });
    await leo.getByText('not in photos').waitFor();
    await goodScreen(page);
    await focusIsSeen(page);
    await act.confirmCount(page, 1);
    const third = page.getByRole('figure', { name: 'Photo 3' });
    await third.getByText('may not be shown in this post').waitFor();
    expect(await third.innerText()).not.toMatch(REASONS);
    await goodScreen(page);
  });
  await chapter('the photo that may not go out is removed, and the post is sent', cast, async () => {
    await page.getByRole('button', { name: 'Remove photo 3' }).click();
    await page.getByRole('figure', { name: 'Photo 3' }).waitFor({ state: 'detached' });
    expect(await act.declareAndSend(page)).toBeLessThanOrEqual(4);
    await goodScreen(page);
  });
  return post;
}

const headSendsBack = (cast: Cast) =>
  chapter('the head sends it back', cast, async () => {
    const { page } = cast.head;
    await page.reload();
    await page.getByRole('heading', { name: `${1 + PRACTICE_WAITING} waiting for you` }).waitFor();
    await goodScreen(page);
    await act.openForReview(page, WORDS);
    await goodScreen(page);
    await page.getByRole('link', { name: 'Send back' }).click();
    await goodScreen(page);
    await page.getByRole('button', { name: 'Close' }).click();
    await act.sendBack(page, 'Please check the facts and figures.', 'There were four lambs.');
    await goodScreen(page);
  });

const teacherChangesAWord = (cast: Cast, post: string) =>
  chapter('the teacher changes a word', cast, async () => {
    const { page } = cast.teacher;
    await page.goto(act.SCHOOL);
    await page.getByText('Your post was sent back.').waitFor();
    await page.goto(`${post}/edit`);
    await ready(page);
    await page.getByText('There were four lambs.').waitFor();
    await goodScreen(page);
    await act.writeWords(page, BETTER);
    await act.declareAndSend(page);
  });

/** The author presses nothing, and an answer forged with everything the head's page holds is refused. */
const authorMayNotApprove = (cast: Cast, post: string) =>
  chapter('the author may not approve', cast, async () => {
    const { page: head } = cast.head;
    await act.openForReview(head, BETTER);
    const hidden = (name: string) => head.locator(`#approve input[name="${name}"]`).inputValue();
    const form = new URLSearchParams({
      intent: 'approve',
      digest: await hidden('digest'),
      verdictHash: await hidden('verdictHash'),
    });
    for (const count of ['2', '1']) form.append('count', count);
    const { page, context } = cast.teacher;
    await page.goto(`${post}/review`);
    await page
      .getByRole('note')
      .getByText('You wrote this post, so somebody else must approve it.')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await goodScreen(page);
    const origin = new URL(page.url()).origin;
    const forged = await context.request.post(`${post}/review`, {
      data: form.toString(),
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(forged.status()).toBe(403);
    expect(await forged.text()).toContain('You wrote this post, so somebody else must approve it.');
    await head.reload();
    await head.getByRole('button', { name: 'Approve' }).waitFor();
  });

const headApproves = (cast: Cast) =>
  chapter('the head approves what changed', cast, async () => {
    const { page } = cast.head;
    await page.getByRole('insertion').filter({ hasText: 'four' }).waitFor();
    await goodScreen(page);
    await focusIsSeen(page);
    const before = await taps(page);
    await act.approve(page);
    // A tick for each of the two photos, looked at in full size, and the press itself.
    expect((await taps(page)) - before).toBeLessThanOrEqual(3);
    await goodScreen(page);
  });

const officeIsOnThePhone = (cast: Cast, pupil: string) =>
  chapter('the office has somebody on the phone', cast, async () => {
    await act.openWithdrawal(cast.office.page, pupil);
    await goodScreen(cast.office.page);
  });

const officeStopsTheSecond = (cast: Cast, post: string) =>
  chapter('a withdrawal stops a post that has its time', cast, async () => {
    const { page } = cast.office;
    await act.recordWithdrawal(page);
    await page.getByText('1 post is stopped and has not gone out.').waitFor();
    for (const visitor of [cast.teacher, cast.head, cast.comms]) {
      await visitor.page.goto(`${act.SCHOOL}/notices`);
      const notice = visitor.page.getByText(
        'A post is held. Permission for a pupil no longer covers this post.',
      );
      await notice.first().waitFor();
      const told = await visitor.page.getByRole('main').innerText();
      expect(told).not.toContain('Tariq');
    }
    await goodScreen(page);
    await goodScreen(cast.teacher.page);
    await cast.comms.page.goto(`${act.SCHOOL}/calendar`);
    await goodScreen(cast.comms.page);
    await cast.teacher.page.goto(post);
    await goodScreen(cast.teacher.page);
  });

/** It is live at its time, as photos that hold nothing but a picture: the very bytes that were approved. */
const itIsLive = (cast: Cast, post: string, words: string, dueAt: Date) =>
  chapter('the post is live at its time, and its photo is clean', cast, async () => {
    const { page, context } = cast.comms;
    await page.goto('/sandbox');
    await act.untilItSays(page, words, (dueAt.getTime() - Date.now()) / 1_000 + 30);
    const posted = page.getByRole('listitem').filter({ hasText: words });
    const at = await posted.locator('time').first().getAttribute('datetime');
    const lateMs = new Date(at ?? '').getTime() - dueAt.getTime();
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(10_000);
    await goodScreen(page);

    const downloading = page.waitForEvent('download');
    await posted.getByRole('link', { name: 'Save photo 1' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    expect(walkBytes(bytes)).toEqual({ ok: true, format: 'jpeg' });
    for (const secret of SECRET_BYTES) expect(bytes.includes(secret)).toBe(false);
    expect(await cornersOf(bytes)).toEqual(CORNERS);

    await page.goto(post);
    const shown = page.getByRole('region', { name: /photo/i }).getByRole('img').first();
    const final = await context.request.get((await shown.getAttribute('src')) ?? '');
    const sha256 = (of: Buffer) => createHash('sha256').update(of).digest('hex');
    expect(sha256(await final.body())).toBe(sha256(bytes));
    await goodScreen(page);
  });

const secondNeverGoesOut = (cast: Cast, second: string) =>
  chapter('the held post never went out', cast, async () => {
    const { page } = cast.comms;
    await page.goto('/sandbox');
    expect(await page.getByText(SECOND).count()).toBe(0);
    await page.goto(second);
    await page.getByText('Permission for a pupil no longer covers this post.').first().waitFor();
  });

const officeTakesItDown = (cast: Cast, pupil: string, words: string) =>
  chapter('a withdrawal takes the live post down', cast, async () => {
    const { page } = cast.office;
    await act.openWithdrawal(page, pupil);
    await act.recordWithdrawal(page);
    await act.untilItSays(page, '1 post has been removed.', 30);
    await page.getByText('What cannot be called back.').waitFor();
    await goodScreen(page);
    await cast.head.page.goto('/sandbox');
    await ready(cast.head.page);
    expect(await cast.head.page.getByText(words).count()).toBe(0);
  });

const theStoryIsTold = (cast: Cast, post: string) =>
  chapter('everything that happened stands on its page', cast, async () => {
    const { page } = cast.head;
    await page.goto(post);
    const told = await page.getByRole('list', { name: 'What happened' }).innerText();
    const inOrder = [
      'Priya Nair',
      'sent it for approval.',
      'Ngozi Okafor',
      'sent it back.',
      'There were four lambs.',
      'sent it for approval.',
      'approved it.',
      'Ellie Marchetti',
      'gave it its time',
      'Its time came.',
      'It is live.',
      'It has to come down. Permission for a pupil no longer covers this post.',
      'It was deleted from X, and a second look did not find it.',
    ];
    let at = 0;
    for (const sentence of inOrder) {
      expect(told.slice(at), told).toContain(sentence);
      at = told.indexOf(sentence, at) + sentence.length;
    }
    expect(told).not.toContain('Sandra Pugh');
    await goodScreen(page);
  });

const theLogProvesItself = (product: Product) =>
  chapter('the log proves itself', {}, async () => {
    const proved = await audit(product);
    expect(proved.stdout).toMatch(/^Proved: \d+ entries/);
    expect(proved.code).toBe(0);
  });

/** One byte of the log is changed behind the product's back, and the log says which entry. */
const oneByteIsFound = (product: Product, settings: Parameters<typeof changeOneByte>[0]) =>
  chapter('one byte is found', {}, async () => {
    const { chain, seq } = await changeOneByte(settings);
    const found = await audit(product);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(`NOT PROVED: entry ${seq} of ${chain} was changed after it was written`);
  });

const stopWeb = (product: Product) =>
  chapter('the product stops when it is told to', {}, async () => {
    for (const { child, exited } of product.processes) {
      child.kill('SIGTERM');
      await exited;
    }
  });

/** Tells a story on a product of its own; one that fails shows what the product printed. */
async function tell(product: Product, browser: Browser, story: (cast: Cast) => Promise<void>): Promise<void> {
  try {
    await story(await openCast(browser, product.url));
  } catch (error) {
    const printed = product.processes.map((process) => process.output()).join('\n');
    throw new Error(`${(error as Error).message}\nThe product printed:\n${printed}`, { cause: error });
  } finally {
    await product.stop();
  }
}

const chromium = chromiumPath();

// At once, because most of each is waiting for a full minute.
describe.skipIf(!chromium)('from draft to takedown, in a browser', { concurrent: true }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser.close());

  it(
    'carries one post there and back, and stops another, in solo mode',
    async () => {
      const product = await startSolo();
      await tell(product, browser, async (cast) => {
        const post = await teacherWrites(cast);
        await headSendsBack(cast);
        await teacherChangesAWord(cast, post);
        await authorMayNotApprove(cast, post);
        await headApproves(cast);
        const second = await writeQuickly(cast, SECOND, await meadow(), ['Tariq Mahmood']);
        await approveQuickly(cast, SECOND);
        await officeIsOnThePhone(cast, 'Tariq Mahmood');
        const dueAt = fullMinute(20_000);
        await place(cast, post, dueAt);
        await place(cast, second, dueAt);
        await officeStopsTheSecond(cast, second);
        await itIsLive(cast, post, BETTER, dueAt);
        await secondNeverGoesOut(cast, second);
        await officeTakesItDown(cast, 'Zara Chaudhry', BETTER);
        await theStoryIsTold(cast, post);
        await theLogProvesItself(product);
        await stopWeb(product);
        const dir = dataFolder(product.dataDir).database;
        await oneByteIsFound(product, { mode: 'solo', dir });
      });
    },
    STORY_MS,
  );

  it(
    'carries one post there and back in cluster mode',
    async ({ skip }) => {
      const product = await startCluster();
      if (!product) return skip('no real PostgreSQL and Redis here');
      await tell(product, browser, async (cast) => {
        const post = await writeQuickly(cast, BETTER, await camera(), ['Amelia Asante', 'Zara Chaudhry']);
        await approveQuickly(cast, BETTER);
        const dueAt = fullMinute(8_000);
        await place(cast, post, dueAt);
        await itIsLive(cast, post, BETTER, dueAt);
        await officeTakesItDown(cast, 'Zara Chaudhry', BETTER);
        await theLogProvesItself(product);
        await oneByteIsFound(product, { mode: 'cluster', url: product.env['DATABASE_URL'] ?? '' });
      });
    },
    STORY_MS,
  );
});
