// A class is asked for its own views on the running product, on a phone: a teacher prints the slips, a pupil answers and leaves nothing
// behind, the office finds a child who is not on the list yet.
import { type Page } from 'playwright-core';
import { expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { goodScreen, ready, signIn } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';

const TEST_MS = 120_000;
const SLIP = /^[A-Z2-9]{4}-[A-Z2-9]{4}$/;

journey('on a phone', (stage) => {
  const good = async (page: Page): Promise<void> => {
    await ready(page);
    await goodScreen(page);
  };

  it(
    'a class is asked, and the next pupil at the same tablet finds nothing',
    async () => {
      const teacher = await stage.visit();
      await signIn(teacher.page, 'Priya Nair');
      await teacher.page.goto(`${act.SCHOOL}/views`);
      await good(teacher.page);
      await teacher.page.getByLabel('Which class?').selectOption('4 Hazel');
      await teacher.page.getByRole('button', { name: 'Start, then print the slips' }).click();
      await teacher.page.getByRole('heading', { name: '0 of 24 have answered' }).waitFor();
      await good(teacher.page);
      const round = teacher.page.url();
      await teacher.page.getByRole('button', { name: 'Make the slips' }).click();
      await teacher.page.getByRole('heading', { name: 'Slips for 4 Hazel' }).waitFor();
      await good(teacher.page);
      const codes = await teacher.page.locator('.slip-code').allTextContents();
      expect(codes).toHaveLength(24);
      for (const code of codes) expect(code).toMatch(SLIP);
      const sheet = await teacher.page.pdf({ preferCSSPageSize: true, format: 'A4' });
      expect(sheet.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);

      const { page, complaints, close } = await stage.visit();
      await page.goto('/v');
      await good(page);
      await page.getByLabel('The code inside your slip').fill(codes[0] ?? '');
      await page.getByRole('button', { name: 'Start' }).click();
      for (const [number, said] of [
        [1, 'No'],
        [2, 'Yes'],
        [3, 'I don’t know'],
      ] as const) {
        await page.getByText(`Question ${number} of 3`).waitFor();
        await good(page);
        await page.getByRole('button', { name: said, exact: true }).click();
      }
      await page.getByRole('heading', { name: 'Is this right?' }).waitFor();
      await good(page);
      await page.getByRole('button', { name: 'Yes, keep it' }).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      await good(page);
      for (let back = 0; back < 4; back++) {
        await page.goBack();
        await page.waitForLoadState('load');
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(
          /^(What do you think\?|Thank you)$/,
        );
        expect(page.url()).not.toContain(codes[0]?.replace('-', '') ?? '');
      }
      await page.goto(`/v/${codes[1]?.replace('-', '')}`);
      await page.getByText('Question 1 of 3').waitFor();
      expect(new URL(page.url()).pathname).toBe('/v/ask');
      expect(complaints()).toEqual([]);
      await close();

      await teacher.page.goto(round);
      await teacher.page.getByRole('heading', { name: '1 of 24 has answered' }).waitFor();
      expect(teacher.complaints()).toEqual([]);
      await teacher.close();
    },
    TEST_MS,
  );

  it(
    'a child who is not on the list yet is hidden, and found by the office',
    async () => {
      const teacher = await stage.visit();
      const { page } = teacher;
      await signIn(page, 'Priya Nair');
      await act.startTripPost(page, 'Tidewater Farm');
      const { bytes } = await facesJpeg(rowsOfFaces(2, 150, { width: 1200, height: 900 }));
      await act.addPhotos(page, [{ name: 'two.jpg', mimeType: 'image/jpeg', buffer: bytes }]);
      await act.openPeople(page, 1);
      await page.getByRole('link', { name: /^Who is face/ }).click();
      await page.getByRole('link', { name: 'Not on the list yet' }).click();
      await page.getByRole('heading', { name: 'Not on the list yet' }).waitFor();
      await good(page);
      await page.getByLabel('Forename').fill('Amelia');
      await page.getByLabel('Class').selectOption('4 Hazel');
      await page.getByRole('button', { name: 'Blur the face and ask the office' }).click();
      await page.getByRole('heading', { name: 'Who is in it?' }).waitFor();
      await page.getByText('Blurred').first().waitFor();
      expect(teacher.complaints()).toEqual([]);

      const office = await stage.visit();
      await signIn(office.page, 'Sandra Pugh');
      await office.page.goto(`${act.SCHOOL}/unlisted`);
      await good(office.page);
      await office.page.getByRole('radio', { name: /Amelia Fenwick/ }).check();
      await office.page.getByRole('button', { name: 'This is the pupil' }).click();
      await office.page.getByText('Whoever added the child is told').waitFor();
      await good(office.page);
      expect(office.complaints()).toEqual([]);
      await office.close();

      await page.goto(`${act.SCHOOL}/notices`);
      await page.getByText('A child you named is on the list now.').waitFor();
      await teacher.close();
    },
    TEST_MS,
  );
});
