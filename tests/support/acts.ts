// What people do on the screens, one act each, by what the screens call things: the story test and the pictures for the
// README play from the same acts, so that a picture cannot show what no test has done.
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';
import { BY_WORKER_MS, ready } from './browser.ts';

export const SCHOOL = '/s/ashwick-lane-primary-school';

/** A picture as a phone hands it over. */
export interface ChosenPhoto {
  name: string;
  mimeType: 'image/jpeg' | 'image/png';
  buffer: Buffer;
}

/** Starts a post about a trip. Out: the post's address. */
export const startTripPost = (page: Page, trip: string): Promise<string> => startPost(page, trip);

/** Starts a post about no trip. Out: the post's address. */
export const startOtherPost = (page: Page): Promise<string> => startPost(page, 'Something else');

async function startPost(page: Page, about: string): Promise<string> {
  await page.goto(`${SCHOOL}/posts/new`);
  await page.getByRole('radio', { name: about }).check();
  await page.getByRole('button', { name: 'Start writing' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}\/edit$/);
  await ready(page);
  return new URL(page.url()).pathname.replace(/\/edit$/, '');
}

/** Chooses photos from the phone and waits until the worker has cleaned every one of the post's. */
export async function addPhotos(page: Page, photos: ChosenPhoto[], inAll = photos.length): Promise<void> {
  await page.getByLabel('Add photos').or(page.getByLabel('Add more photos')).setInputFiles(photos);
  for (let number = 1; number <= inAll; number++)
    await page.getByText(`Photo ${number} is clean.`).waitFor({ timeout: BY_WORKER_MS });
}

const photo = (page: Page, number: number) => page.getByRole('figure', { name: `Photo ${number}` });

export async function describePhoto(page: Page, number: number, altText: string): Promise<void> {
  await photo(page, number).getByLabel('What would you say on the phone').fill(altText);
}

export const writeWords = (page: Page, words: string): Promise<void> =>
  page.getByLabel('What would you like to say?').fill(words);

/** Goes from the draft to the page that asks who is in one photo, and waits until faces have been looked for. */
export async function openPeople(page: Page, number: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`in photo ${number}[?:]`) }).click();
  await page.getByRole('heading', { name: 'Who is in it?' }).waitFor();
  await ready(page);
  await page.getByText(/^(No faces marked|\d+ of \d+ settled)$/).waitFor({ timeout: BY_WORKER_MS });
}

/** The row of one person in the list to choose from, with all that is said of them. */
export const personRow = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People' }).getByRole('button', { name });

/** Says that somebody can be seen without a face. */
export async function addBehind(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Seen from behind' }).click();
  await personRow(page, name).click();
  await page.getByText('From behind or without a face').first().waitFor();
}

/** Answers the open faces one after another, each with a name, `Blur` or `Not a face`. */
export async function settleFaces(page: Page, answers: string[]): Promise<void> {
  await page.getByRole('link', { name: /^Who is face/ }).click();
  for (const answer of answers) {
    const quick = page.getByRole('button', { name: answer, exact: true });
    await (['Blur', 'Not a face'].includes(answer) ? quick : personRow(page, answer)).click();
  }
}

/** Says how many can be recognised and that this is everyone; answers about the photo if it is asked; ends on the draft. */
export async function confirmCount(page: Page, count: number): Promise<void> {
  await page.getByLabel('How many people can be recognised?').fill(String(count));
  await page.getByRole('button', { name: 'That is everyone' }).click();
  await page.waitForURL(/\/(edit|about\/)/);
  await ready(page);
  if (!page.url().includes('/about/')) return;
  await answerAboutPhoto(page);
  await ready(page);
}

/** An ordinary photo: looked at closely, taken by staff on a school device. Ends on the draft. */
export async function answerAboutPhoto(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^I have looked closely/ }).check();
  await page.getByRole('radio', { name: 'A member of staff' }).check();
  await page.getByRole('radio', { name: 'No, only on school devices' }).check();
  await page.getByRole('button', { name: 'Save the answers' }).click();
  await page.waitForURL(/\/edit/);
}

/** Says who is in a photo in which no face can be seen, and that it is everyone; ends on the draft again. */
export async function listPeople(page: Page, number: number, names: string[]): Promise<void> {
  await openPeople(page, number);
  for (const name of names) await addBehind(page, name);
  await confirmCount(page, names.length);
}

/** Waits until the draft is saved, as the page says. */
export const saved = (page: Page): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: /Saved \d/ })
    .waitFor();

/** Sends a finished draft: ticks what the author stands for, and presses. Out: how many ticks it took. */
export async function declareAndSend(page: Page): Promise<number> {
  const declared = page.getByRole('region', { name: 'You stand for this' }).getByRole('checkbox');
  let ticks = 0;
  for (const box of await declared.all())
    if (!(await box.isChecked())) {
      await box.check();
      ticks++;
    }
  await saved(page);
  await send(page);
  return ticks;
}

export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send to the headteacher' }).click();
  await page.getByText('Sent to the headteacher.').waitFor();
}

/** Opens what waits for the head from their home page, by the first words of the post. */
export async function openForReview(page: Page, words: string): Promise<void> {
  await page.goto(`${SCHOOL}/review`);
  await page.getByRole('list', { name: 'Waiting for approval' }).getByRole('link', { name: words }).click();
  await page.getByRole('heading', { name: 'May this go out?' }).waitFor();
}

export async function sendBack(page: Page, phrase: string, own: string): Promise<void> {
  await page.getByRole('link', { name: 'Send back' }).click();
  const sheet = page.getByRole('dialog', { name: 'Send it back' });
  await sheet.getByLabel(phrase).check();
  await sheet.getByLabel('In your own words').fill(own);
  await sheet.getByRole('button', { name: /^Send it back to / }).click();
  await page.getByText('Sent back.').waitFor();
}

/** Approves the post that is open: each photo looked at in full size, the password typed where the page asks for it. */
export async function approve(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox', { name: /^I have looked at it in full size/ }).all())
    await box.check();
  const password = page.getByLabel('Your password');
  if (await password.isVisible()) await password.fill(PRACTICE_PASSWORD);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved.').waitFor();
}

/** Gives an approved post its time, `2026-06-18T15:30` on the school's clock, and ends on the calendar. */
export async function giveTime(page: Page, post: string, wall: string): Promise<void> {
  await page.goto(`${post}/schedule`);
  await page.getByLabel('Day and time').fill(wall);
  await page.getByRole('button', { name: 'Put it in the calendar' }).click();
  await page.waitForURL(/\/calendar/);
}

/** Finds a pupil by name and opens the withdrawal, one tap before it counts. */
export async function openWithdrawal(page: Page, pupil: string): Promise<void> {
  await page.goto(`${SCHOOL}/pupils`);
  await page.getByLabel('Name').fill(pupil);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('list', { name: 'Pupils' }).getByRole('link', { name: pupil }).click();
  await page.getByRole('heading', { name: pupil, level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Withdraw' }).click();
  await page.getByRole('group', { name: 'Who withdraws?' }).getByRole('radio').first().check();
}

/** The one tap; ends on the page that says what it reached. */
export async function recordWithdrawal(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record the withdrawal' }).click();
  await page.getByRole('heading', { name: 'I have recorded it' }).waitFor();
}

/** Loads a page again and again until it says this. Errors: throws with what it says instead after so many seconds. */
export async function untilItSays(page: Page, words: string | RegExp, seconds: number): Promise<void> {
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; await wait(300)) {
    await page.reload();
    if (await page.getByText(words).first().isVisible()) return;
  }
  const instead = await page.getByRole('main').innerText();
  throw new Error(`"${words}" was not said within ${seconds} s. Instead:\n${instead}`);
}
