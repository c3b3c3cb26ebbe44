// A post to several accounts, from its first word to where it stands on each; and a live post from one press on a phone until it is proved
// that it is gone: why is asked only afterwards, the register has its times, and who keeps records of breaches finds one.
import { expect, it } from 'vitest';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import * as act from '#tests/support/acts.ts';
import { DESK, ready, signIn, taps, type Visitor } from '#tests/support/browser.ts';
import { journey, lookKeeper } from '#tests/support/journey.ts';
import { onlyHere } from '#tests/support/only-here.ts';

const JOURNEY_MS = 400_000;

journey('a post that goes out, and one that must go', (stage) => {
  const look = lookKeeper('out-and-down');
  const enter = async (name: string, screen?: { width: number; height: number }): Promise<Visitor> => {
    const visitor = await stage.visit(screen);
    await signIn(visitor.page, name);
    return visitor;
  };
  /** A post of these words on the school's own account. Out: its address. */
  const written = async ({ page }: Visitor, words: string): Promise<string> => {
    await act.startOtherPost(page);
    await ready(page);
    await act.writeWords(page, words);
    return new URL(page.url()).pathname.replace(/\/edit$/, '');
  };
  const soon = (): string => wallTimeOf(new Date(Date.now() + 120_000), 'Europe/London');

  it(
    'goes out on each of its accounts with one approval, on one of them by hand',
    async () => {
      const [teacher, head] = [await enter('Priya Nair'), await enter('Ngozi Okafor', DESK)];
      const comms = await enter('Ellie Marchetti');
      const words = onlyHere('Our orchard has its first apples');
      const post = await written(teacher, words);
      await act.saved(teacher.page);
      await teacher.page.getByRole('button', { name: 'Choose further accounts' }).click();
      await teacher.page.getByRole('heading', { name: 'Where else should it go?' }).waitFor();
      await teacher.page.getByRole('checkbox', { name: /on Facebook/ }).check();
      await look(teacher.page, 'accounts');
      await teacher.page.getByRole('button', { name: 'Use these accounts' }).click();
      await teacher.page.waitForURL(/\/edit/);
      await ready(teacher.page);
      await act.declareAndSend(teacher.page);
      await act.openForReview(head.page, words);
      await head.page.getByRole('heading', { name: 'It goes to these accounts as well' }).waitFor();
      await look(head.page, 'review');
      await act.approve(head.page);
      await act.giveTime(comms.page, post, soon());

      await comms.page.goto(post);
      const accounts = comms.page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
      expect(await accounts.count()).toBe(2);
      const byHand = accounts.filter({ hasText: 'on Facebook' });
      const there = await byHand.getByRole('link').getAttribute('href');
      await comms.page.goto(
        `${new URL(there ?? '', stage.product.url).pathname.replace(/\/hand-over$/, '')}/hand-over`,
      );
      await comms.page.getByRole('button', { name: 'Open it now' }).click();
      await comms.page.getByText(/^You have 1[45] minutes/).waitFor();
      expect(await comms.page.getByLabel('The words of the post').inputValue()).toBe(words);
      await comms.page.getByRole('link', { name: 'I have published it, or not' }).click();
      await comms.page.getByRole('radio', { name: 'It is published' }).check();
      await comms.page
        .getByLabel('Address of the post')
        .fill('https://www.facebook.com/AshwickLanePrimary/posts/77');
      await comms.page.getByRole('checkbox', { name: /^I have deleted/ }).check();
      await comms.page.getByRole('button', { name: 'Note it' }).click();
      await comms.page.getByText('Noted: published by hand.').waitFor();

      await head.page.goto(post);
      await act.untilItSays(head.page, /^On X since/, 200);
      const standing = head.page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
      await standing.filter({ hasText: 'on X' }).getByText('Live', { exact: true }).waitFor();
      await standing.filter({ hasText: 'on Facebook' }).getByText('Published by hand').waitFor();
      await look(head.page, 'on-each');
      await head.page.goto('/sandbox');
      expect(await head.page.getByRole('listitem').filter({ hasText: words }).count()).toBe(1);
      for (const visitor of [teacher, head, comms]) expect(visitor.complaints()).toEqual([]);
    },
    JOURNEY_MS,
  );

  it(
    'goes at one press on a phone, is proved gone, is said why, and stands in the register',
    async () => {
      const [head, comms] = [await enter('Ngozi Okafor'), await enter('Ellie Marchetti', DESK)];
      const teacher = await enter('Priya Nair');
      const words = onlyHere('Our harvest table is laid');
      const post = await written(teacher, words);
      await act.declareAndSend(teacher.page);
      await act.openForReview(head.page, words);
      await act.approve(head.page);
      await act.giveTime(comms.page, post, soon());
      await head.page.goto(post);
      await act.untilItSays(head.page, 'Take it down now', 200);
      await look(head.page, 'live');

      const before = await taps(head.page);
      await head.page.getByRole('button', { name: 'Take it down now' }).click();
      await head.page.getByText('Why did it come down?').waitFor();
      expect((await taps(head.page)) - before).toBe(1);
      await look(head.page, 'why');
      await act.untilItSays(head.page, 'It is down', 60);
      await head.page.getByRole('radio', { name: /^Somebody in it should not be shown/ }).check();
      await head.page.getByRole('button', { name: 'Note it' }).click();
      await head.page.getByText('Noted, thank you.').waitFor();
      await look(head.page, 'said');
      await head.page.getByText(/a second look did not find it/).waitFor();
      await comms.page.goto('/sandbox');
      await ready(comms.page);
      expect(await comms.page.getByText(words).count()).toBe(0);

      const ours = (visitor: Visitor) => visitor.page.getByRole('row').filter({ hasText: words });
      await head.page.goto(`${act.SCHOOL}/takedowns`);
      await ours(head).getByText('Read back: not there').waitFor();
      await ours(head).getByText('Somebody in it should not be shown').waitFor();
      await look(head.page, 'register');
      // Who may not know of breaches reads of another reason.
      await comms.page.goto(`${act.SCHOOL}/takedowns`);
      await ours(comms).getByText('Another reason').waitFor();
      await look(comms.page, 'register-on-a-desk');

      const data = await enter('Imran Sheikh');
      await data.page.getByText(/^Decide whether a breach must be reported/).waitFor();
      await data.page.getByRole('link', { name: 'Open the record' }).click();
      await data.page.getByRole('heading', { name: 'Must it be reported?' }).waitFor();
      await look(data.page, 'breach');
      for (const visitor of [head, comms, teacher, data]) expect(visitor.complaints()).toEqual([]);
    },
    JOURNEY_MS,
  );
});
