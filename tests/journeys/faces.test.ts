// Accounting for faces in a browser: by thumb on a phone and by keys alone, through a cut connection and a reload, for eighteen
// faces and for sixty. The faces are drawn, and found by the real finder.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import * as act from '#tests/support/acts.ts';
import {
  BY_WORKER_MS,
  accessible,
  DESK,
  goodScreen,
  noSidewaysScroll,
  PHONE,
  ready,
  signIn,
  taps,
} from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';

const TRIP = 'Year 4 at Tidewater Farm';
const SIZE = { width: 1600, height: 1200 };
const TEST_MS = 300_000;
/** Pupils of the trip who may be shown, in the order of the list. */
const SHOWN = ['Amelia Asante', 'Zara Chaudhry', 'Isla Eastwood', 'Noah Bellamy', 'Aaliyah Rahman'];

journey('who is in it', ({ visit }) => {
  /** A teacher with a drawn photo open in front of her, and where its faces are, px of the photo. */
  async function looking(count: number, size: number, screen = PHONE) {
    const visitor = await visit(screen);
    const { page } = visitor;
    await signIn(page, 'Priya Nair');
    const post = await act.startTripPost(page, TRIP);
    const { bytes, boxes } = await facesJpeg(rowsOfFaces(count, size, SIZE));
    await act.addPhotos(page, [{ name: 'class.jpg', mimeType: 'image/jpeg', buffer: bytes }]);
    await act.openPeople(page, 1);
    return { ...visitor, post, boxes };
  }

  const settled = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor();
  const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
  const stage = (page: Page) => page.getByRole('img', { name: /^Photo 1/ });
  const row = (page: Page, number: number) =>
    page.getByRole('list', { name: 'Faces' }).getByRole('link', { name: new RegExp(`^Face ${number} of`) });

  /** The middle of a box on the screen, while the whole photo is shown. */
  async function middleOf(page: Page, box: FaceBox): Promise<{ x: number; y: number }> {
    const on = await stage(page).boundingBox();
    if (!on) throw new Error('there is no photo');
    const scale = Math.min(on.width / SIZE.width, on.height / SIZE.height);
    return {
      x: on.x + (on.width - SIZE.width * scale) / 2 + (box.x + box.width / 2) * scale,
      y: on.y + (on.height - SIZE.height * scale) / 2 + (box.y + box.height / 2) * scale,
    };
  }

  async function drag(page: Page, from: FaceBox): Promise<void> {
    const { x, y } = await middleOf(page, from);
    const half = (from.width / 2) * 0.2;
    await page.mouse.move(x - half, y - half);
    await page.mouse.down();
    await page.mouse.move(x + half, y + half, { steps: 4 });
    await page.mouse.up();
  }

  it(
    'settles eighteen faces with two taps each at most, says at once who may be shown, and undoes in steps',
    async () => {
      const { page, boxes, post, complaints, close } = await looking(18, 170);
      await settled(page, '0 of 18 settled');
      await goodScreen(page);
      // Letters twice as large fit too.
      const letters = (size: string) =>
        page.evaluate((to) => void (document.documentElement.style.fontSize = to), size);
      await letters('200%');
      await noSidewaysScroll(page);
      await letters('');
      const before = await taps(page);
      const { x, y } = await middleOf(page, boxes[0] as FaceBox);
      await page.mouse.click(x, y);
      await page.getByRole('heading', { name: 'Face 1 of 18' }).waitFor();
      for (const name of SHOWN) await act.personRow(page, name).click();
      await act.personRow(page, 'Leo Dunmore').click();
      // What was said of the face before stays in sight while the next one is asked about.
      await page.getByRole('heading', { name: 'Face 7 of 18' }).waitFor();
      const before6 = page.getByText('Face 6, Leo Dunmore').locator('..');
      expect(await before6.textContent()).toContain('Not in photos');
      await accessible(page);
      await page.getByRole('button', { name: 'Blur face 6' }).click();
      await page.getByRole('button', { name: 'Blur', exact: true }).click();
      await page.getByRole('button', { name: 'Not a face' }).click();
      await page.getByRole('link', { name: 'Close' }).click();
      // Seven names and answers, one blur of what was said: and never more than two taps a face.
      expect((await taps(page)) - before).toBeLessThanOrEqual(2 * 8);
      await settled(page, '8 of 18 settled');
      expect(await row(page, 1).textContent()).toMatch(/Amelia Asante.*Can be shown/);
      expect(await row(page, 6).textContent()).toContain('Blurred');

      await page.getByRole('button', { name: 'Undo' }).click();
      await settled(page, '7 of 18 settled');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await row(page, 6).getByText('Leo Dunmore').waitFor();
      await settled(page, '6 of 18 settled');
      await saved(page);
      await page.goto(`${post}/edit`);
      await ready(page);
      await page.getByRole('button', { name: 'Who is in photo 1? 6 of 18 settled' }).waitFor();
      await page.getByRole('button', { name: 'Send to the headteacher' }).click();
      await page
        .getByRole('alert')
        .getByText(/12 .*faces?/i)
        .first()
        .waitFor();

      await act.openPeople(page, 1);
      await row(page, 6).click();
      await page.getByRole('button', { name: 'Blur', exact: true }).click();
      await page.getByRole('link', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Blur all the rest (12)' }).click();
      await settled(page, '18 of 18 settled');
      await page.getByText('See the photo as it will go out').waitFor({ timeout: BY_WORKER_MS });
      await goodScreen(page);
      await act.confirmCount(page, SHOWN.length);
      await page.getByRole('button', { name: '5 people in photo 1: change' }).waitFor();
      await act.describePhoto(page, 1, 'A drawn class in rows');
      await act.writeWords(page, 'Our class, drawn.');
      await act.declareAndSend(page);
      // The press that was refused is a 422, which the browser's own log calls an error.
      expect(complaints().filter((said) => !said.includes('422'))).toEqual([]);
      await close();
    },
    TEST_MS,
  );

  it(
    'is done by keys alone: arrows, typing, Enter, B, N and Ctrl+Z',
    async () => {
      const { page, post, complaints, close } = await looking(18, 170, DESK);
      const keys = page.keyboard;
      const open = (number: number) => page.getByRole('heading', { name: `Face ${number} of 18` }).waitFor();
      const focusOn = (words: string) =>
        page.waitForFunction((begin) => document.activeElement?.textContent?.startsWith(begin), words);
      await row(page, 1).focus();
      await keys.press('ArrowDown');
      expect(await row(page, 2).evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await row(page, 2).textContent()).toBe('Face 2 of 18, Open');
      await keys.press('Home');
      await keys.press('Enter');
      for (const [index, name] of SHOWN.entries()) {
        await open(index + 1);
        await page.waitForFunction(() => {
          const field = document.activeElement;
          return field instanceof HTMLInputElement && field.value === '';
        });
        await keys.type(name.toLowerCase().slice(0, 8));
        await keys.press('Enter');
      }
      await open(6);
      await keys.press('Escape');
      await focusOn('Face 6 of');
      await keys.press('b');
      await focusOn('Face 7 of');
      await keys.press('n');
      await settled(page, '7 of 18 settled');
      await keys.press('Control+z');
      await settled(page, '6 of 18 settled');
      await focusOn('Face 8 of');
      await keys.press('End');
      await keys.press('b');
      await settled(page, '7 of 18 settled');
      await page.getByRole('button', { name: 'Blur all the rest (11)' }).focus();
      await keys.press('Enter');
      await settled(page, '18 of 18 settled');
      await page.getByLabel('How many people can be recognised?').focus();
      await keys.press('Enter');
      await page.waitForURL(/\/about\//);
      await page.goto(`${post}/edit`);
      await page.getByRole('button', { name: '5 people in photo 1: change' }).waitFor();
      expect(complaints()).toEqual([]);
      await close();
    },
    TEST_MS,
  );

  it(
    'keeps everything through a cut connection and a reload, and says what somebody else changed',
    async () => {
      const { page, context, post, close } = await looking(3, 300);
      const address = page.url();
      await context.setOffline(true);
      await act.settleFaces(page, ['Amelia Asante', 'Blur']);
      await page.getByRole('link', { name: 'Close' }).click();
      await page.getByText(/Not saved yet: 2\. No connection\./).waitFor();
      await settled(page, '2 of 3 settled');
      await accessible(page);
      await context.setOffline(false);
      await saved(page);
      await page.reload();
      await ready(page);
      await settled(page, '2 of 3 settled');

      await page.route('**/settle/**', (route) => route.abort());
      await row(page, 2).click();
      await act.personRow(page, 'Zara Chaudhry').click();
      await page.getByRole('link', { name: 'Close' }).click();
      await page.getByText(/Not saved yet: 1/).waitFor();
      await page.unroute('**/settle/**');
      await page.reload();
      await page.getByText('What you did before is here again.').waitFor();
      await row(page, 2).getByText('Zara Chaudhry').waitFor();
      await saved(page);

      const tab = await context.newPage();
      await tab.goto(address);
      await ready(tab);
      await row(tab, 3).focus();
      await tab.keyboard.press('b');
      await saved(tab);
      await settled(tab, '3 of 3 settled');
      await row(page, 3).focus();
      await page.keyboard.press('n');
      await page.getByText('Somebody else settled face 3 while you were here.').waitFor();
      await row(page, 3).getByText('Blurred').waitFor();
      await page.goto(`${post}/edit`);
      await page
        .getByRole('button', { name: /Who is in photo 1\? Still to be counted/ })
        .waitFor({ timeout: BY_WORKER_MS });
      await close();
    },
    TEST_MS,
  );

  it(
    'takes a face that was missed, a badge to hide and a crop, drawn by finger or by keys',
    async () => {
      const { page, complaints, close } = await looking(3, 300);
      const empty: FaceBox = { x: 700, y: 900, width: 300, height: 200 };
      await page.getByRole('button', { name: 'Add a missed face' }).click();
      await page.getByRole('heading', { name: 'Add a face' }).waitFor();
      await drag(page, empty);
      await accessible(page);
      await page.getByRole('button', { name: 'That is the face' }).click();
      await page.getByRole('heading', { name: 'Face 4 of 4' }).waitFor();
      await page.getByText('You drew this one.').waitFor();
      await act.personRow(page, 'Amelia Asante').click();
      await page.getByRole('link', { name: 'Close' }).click();
      await settled(page, '1 of 4 settled');

      await page.getByRole('button', { name: 'Hide something else' }).click();
      await page.getByLabel('A number plate').check();
      await page.getByRole('button', { name: /place a box with the arrow keys/ }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      await page
        .getByRole('status')
        .getByText(/% from the left/)
        .waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await page.getByText('A number plate: hidden').waitFor();

      await page.getByRole('button', { name: 'Crop', exact: true }).click();
      await page.getByRole('button', { name: /arrow keys/ }).focus();
      for (let presses = 0; presses < 30; presses++) await page.keyboard.press('Shift+ArrowUp');
      await page.getByRole('button', { name: 'Keep what is inside' }).click();
      await page.getByText('Cropped', { exact: true }).waitFor();
      await page
        .getByRole('button', { name: 'Blur all the rest' })
        .or(page.getByRole('button', { name: 'Blur it' }))
        .click();
      await page.getByText('See the photo as it will go out').waitFor({ timeout: BY_WORKER_MS });
      await page.getByRole('button', { name: 'Keep all of it again' }).click();
      await page.getByText('Cropped', { exact: true }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Show again' }).click();
      await page.getByText('A number plate: hidden').waitFor({ state: 'detached' });
      await saved(page);
      expect(complaints()).toEqual([]);
      await close();
    },
    TEST_MS,
  );

  it(
    'takes a class for a class: untick who is away, answer by name for who may not be shown, nobody else in it',
    async () => {
      const { page, complaints, close } = await looking(18, 170);
      await page.getByRole('link', { name: 'Class photo?' }).click();
      await page.getByRole('link', { name: '4 Hazel' }).click();
      await page.getByRole('heading', { name: 'Not to be shown: are they in it?' }).waitFor();
      const questions = page.getByRole('group', { name: /^Is .* in this photo\?$/ });
      for (let index = 0; index < (await questions.count()); index++)
        await questions.nth(index).getByRole('radio', { name: 'No' }).check();
      const present = page.locator('.faces-panel').getByRole('checkbox', { checked: true });
      // As many in the class as there are faces: the rest were ill.
      while ((await present.count()) > 18) await present.first().uncheck();
      const there = await present.count();
      await page.getByLabel('Nobody from outside 4 Hazel can be seen in it.').check();
      await accessible(page);
      await page.getByRole('button', { name: `This is 4 Hazel: ${there} people` }).click();
      await page.getByRole('heading', { name: 'Faces in 4 Hazel' }).waitFor();
      await saved(page);
      // More faces than people: the others are blurred until they are as many.
      for (let number = 18; number > there; number--) {
        await row(page, number).focus();
        await page.keyboard.press('b');
      }
      await settled(page, '18 of 18 settled');
      await act.confirmCount(page, there);
      await page
        .getByRole('button', { name: `${there} people in photo 1: change` })
        .waitFor({ timeout: BY_WORKER_MS });
      expect(complaints()).toEqual([]);
      await close();
    },
    TEST_MS,
  );

  it(
    'stays usable with sixty faces: nothing runs over, the nearest face answers, the rest is blurred at once',
    async () => {
      const { page, boxes, complaints, close } = await looking(60, 95);
      await page.getByText(/^0 of (5[89]|6\d) settled$/).waitFor();
      await noSidewaysScroll(page);
      await accessible(page);
      // A face of 23 px on the screen answers to a thumb beside it.
      const { x, y } = await middleOf(page, boxes[30] as FaceBox);
      await page.mouse.click(x + 9, y - 12);
      await page.getByRole('heading', { name: /^Face 3\d of/ }).waitFor();
      await page.getByRole('link', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Larger' }).click();
      await page.getByRole('button', { name: 'Smaller' }).click();
      await page.getByRole('button', { name: /^Blur all the rest/ }).click();
      await page.getByText('See the photo as it will go out').waitFor({ timeout: 40_000 });
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText(/^0 of (5[89]|6\d) settled$/).waitFor();
      await saved(page);
      expect(complaints()).toEqual([]);
      await close();
    },
    TEST_MS,
  );
});
