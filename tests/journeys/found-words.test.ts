// What is found in the words of a post, in a browser on a phone: marked while somebody types, put right with one press, explained, let
// stand by the headteacher and then approved, with nothing of it in the way of a keyboard or a screen reader.
import { expect, it } from 'vitest';
import * as act from '#tests/support/acts.ts';
import { goodScreen, ready, signIn } from '#tests/support/browser.ts';
import { journey } from '#tests/support/journey.ts';

const TEST_MS = 120_000;
const WORDS = 'DM us for tickets. Our Ofsted report is out.';

journey('on a phone', (stage) => {
  it(
    'found words are marked, taken out, explained, let stand and approved',
    async () => {
      const teacher = await stage.visit();
      const { page } = teacher;
      await signIn(page, 'Priya Nair');
      const post = await act.startOtherPost(page);
      const mark = (words: string) => page.locator('mark', { hasText: words });
      await act.writeWords(page, WORDS);
      await mark('DM us').waitFor();
      await mark('Ofsted').waitFor();
      await goodScreen(page);
      // What only other words help is taken out with one press: the field has the words without it, and saves itself.
      await page.getByRole('button', { name: 'Take it out' }).click();
      await mark('DM us').waitFor({ state: 'detached' });
      const field = page.getByLabel('What would you like to say?');
      expect(await field.inputValue()).toBe('for tickets. Our Ofsted report is out.');
      await page.getByText('1 thing left').waitFor();

      await page.getByText('Say why it is right', { exact: true }).click();
      await page.getByLabel('Why is it right as it is?').fill('The governors asked us to share it.');
      await page.getByRole('button', { name: 'Keep this reason' }).click();
      await page.getByText('Priya Nair: right as it is').waitFor();
      await goodScreen(page);
      await page.getByRole('checkbox', { name: /It is true/ }).check();
      await page.getByRole('button', { name: 'Send to the headteacher' }).click();
      await page.getByText('Sent to the headteacher.').waitFor();
      expect(teacher.complaints()).toEqual([]);
      await teacher.close();

      const head = await stage.visit();
      await signIn(head.page, 'Ngozi Okafor');
      await head.page.goto(`${post}/review`);
      await ready(head.page);
      await head.page.getByText('Before you can approve it, let 1 thing in its words stand').waitFor();
      await head.page.getByText('“The governors asked us to share it.”').waitFor();
      await goodScreen(head.page);
      await head.page.getByText('Let it stand', { exact: true }).first().click();
      await head.page.getByLabel('Why may it stand?').fill('It is our own report.');
      await head.page.getByRole('button', { name: 'Let it stand' }).click();
      await head.page.getByText('Ngozi Okafor: lets it stand').waitFor();
      await goodScreen(head.page);
      await act.approve(head.page);
      await head.page.goto(post);
      await head.page.getByRole('heading', { name: 'Answered in its words' }).waitFor();
      await goodScreen(head.page);
      expect(head.complaints()).toEqual([]);
      await head.close();
    },
    TEST_MS,
  );
});
