// Publishing by hand on phones, on the running product: an account on a platform that Gatepost does not post to, a post that the comms lead
// opens near its time, takes along and confirms; and one that has to stop while it is open.
import { expect, it } from 'vitest';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import * as act from '#tests/support/acts.ts';
import { DESK, ready, signIn, type Visitor } from '#tests/support/browser.ts';
import { journey, lookKeeper } from '#tests/support/journey.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';

const PAGE = 'Ashwick Lane on Facebook';
const DESCRIPTION = 'A muddy footpath along a hedge';

journey('a post that a person publishes', (stage) => {
  const look = lookKeeper('hand-over');
  const enter = async (name: string, screen?: { width: number; height: number }): Promise<Visitor> => {
    const visitor = await stage.visit(screen);
    await signIn(visitor.page, name);
    return visitor;
  };

  /** Written by the teacher, approved by the head, and given a time ten minutes from now. Out: its address. */
  async function placed(teacher: Visitor, head: Visitor, comms: Visitor, words: string): Promise<string> {
    const { page } = teacher;
    await page.goto(`${act.SCHOOL}/posts/new`);
    await page.getByRole('radio', { name: 'Something else' }).check();
    const account = page.getByLabel('Account', { exact: true });
    const value = await account.locator('option', { hasText: PAGE }).getAttribute('value');
    await account.selectOption(value ?? '');
    await page.getByRole('button', { name: 'Start writing' }).click();
    await page.waitForURL(/\/posts\/[0-9a-f-]{36}\/edit$/);
    await ready(page);
    const post = new URL(page.url()).pathname.replace(/\/edit$/, '');
    const bytes = await cameraPhoto();
    await act.addPhotos(page, [{ name: 'walk.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }]);
    await act.openPeople(page, 1);
    await act.confirmCount(page, 0);
    await act.describePhoto(page, 1, DESCRIPTION);
    await act.writeWords(page, words);
    await act.declareAndSend(page);
    await act.openForReview(head.page, words);
    await act.approve(head.page);
    await act.giveTime(comms.page, post, wallTimeOf(new Date(Date.now() + 10 * 60_000), 'Europe/London'));
    return post;
  }

  it('is opened near its time, taken along, and confirmed with its address; and stops while it is open', async () => {
    const comms = await enter('Ellie Marchetti');
    const head = await enter('Ngozi Okafor', DESK);
    const teacher = await enter('Priya Nair');
    await comms.page.goto(`${act.SCHOOL}/register/new`);
    await comms.page.getByLabel('Platform').selectOption({ label: 'Facebook' });
    await comms.page.getByLabel('Its handle or page name').fill('AshwickLane');
    await comms.page.getByLabel('The name it shows').fill(PAGE);
    await comms.page.getByLabel('What it is for').fill('News of the whole school');
    await comms.page.getByLabel('Who reads it').fill('Families and neighbours');
    await comms.page.getByLabel('Who answers for it').selectOption({ label: 'Ellie Marchetti' });
    await comms.page.getByRole('button', { name: 'Ask for approval' }).click();
    await comms.page.getByText(/^Ellie Marchetti asked for it/).waitFor();
    await head.page.goto(new URL(comms.page.url()).pathname);
    await head.page.getByRole('button', { name: /^Approve/ }).click();
    await head.page
      .getByText(/^Approved/)
      .first()
      .waitFor();

    const words = onlyHere('Our muddy walk along the hedges');
    const post = await placed(teacher, head, comms, words);
    await comms.page.goto(act.SCHOOL);
    const door = comms.page.locator(`a[href="${post}/hand-over"]`).getByText('Publish it');
    await door.waitFor();
    await look(comms.page, 'home');
    await door.click();
    await comms.page.getByRole('heading', { name: 'Publish by hand on Facebook' }).waitFor();
    await look(comms.page, 'before');
    await comms.page.getByRole('button', { name: 'Open it now' }).click();
    await comms.page.getByText(/^You have 1[45] minutes/).waitFor();
    await look(comms.page, 'open');
    expect(await comms.page.getByLabel('The words of the post').inputValue()).toBe(words);
    expect(await comms.page.getByLabel('Its description').inputValue()).toBe(DESCRIPTION);
    const saved = comms.page.waitForEvent('download');
    await comms.page.getByRole('link', { name: 'Save the photo' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^photo-[0-9a-f]{8}\.jpg$/);
    await head.page.goto(`${post}/hand-over`);
    await head.page.getByText(/^Ellie Marchetti has it open until/).waitFor();
    expect(await head.page.content()).not.toContain(words);
    await look(head.page, 'elsewhere');

    await comms.page.getByRole('link', { name: 'I have published it, or not' }).click();
    await comms.page.getByRole('radio', { name: 'It is published' }).check();
    await comms.page.getByLabel('Address of the post').fill('https://www.facebook.com/');
    await comms.page.getByRole('button', { name: 'Note it' }).click();
    await comms.page.getByText('Not noted yet.').waitFor();
    await look(comms.page, 'answer-errors');
    await comms.page
      .getByLabel('Address of the post')
      .fill('https://www.facebook.com/AshwickLane/posts/1?mibextid=q');
    await comms.page.getByRole('checkbox', { name: /^I have deleted the photos/ }).check();
    await comms.page.getByRole('button', { name: 'Note it' }).click();
    await comms.page.getByText('Noted: published by hand.').waitFor();
    await comms.page.getByText('Published by hand', { exact: true }).first().waitFor();
    await look(comms.page, 'published');

    const second = onlyHere('A second walk');
    const other = await placed(teacher, head, comms, second);
    await comms.page.goto(`${other}/hand-over`);
    await comms.page.getByRole('button', { name: 'Open it now' }).click();
    await comms.page.getByText(/^You have 1[45] minutes/).waitFor();
    await head.page.goto(`${other}/take-down`);
    await head.page.getByRole('button', { name: 'Take it down now' }).click();
    await head.page.getByText('Why did it come down?').waitFor();
    // Nothing is pressed: the page finds out by itself.
    await comms.page
      .getByRole('heading', { name: 'Stop. If it is posted, delete it and confirm.' })
      .waitFor();
    expect(await comms.page.content()).not.toContain(second);
    await look(comms.page, 'stop');
    await comms.page.getByRole('link', { name: 'Say what became of it' }).click();
    await comms.page.getByText('What did you do?').waitFor();
    await look(comms.page, 'stop-answer');
    await comms.page.getByRole('radio', { name: 'It was posted, and I have deleted it' }).check();
    await comms.page
      .getByLabel('How do you know that it is gone?')
      .fill('Deleted, and the link shows nothing.');
    await comms.page.getByRole('checkbox', { name: /^I have deleted the photos/ }).check();
    await comms.page.getByRole('button', { name: 'Note it' }).click();
    await comms.page.getByText('Noted: it was out, and is deleted.').waitFor();
    await look(comms.page, 'deleted');
    for (const visitor of [comms, head, teacher])
      expect(visitor.complaints().filter((line) => !line.includes('422'))).toEqual([]);
  }, 240_000);
});
