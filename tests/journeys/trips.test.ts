// A trip on a phone, on the running product: a teacher makes it, picks a class and sees who may be shown; the headteacher says
// what may go out while it is away, and opens an account for another one.
import { expect, it } from 'vitest';
import { PHONE, signIn } from '#tests/support/browser.ts';
import { journey, lookKeeper } from '#tests/support/journey.ts';

const TRIPS = '/s/ashwick-lane-primary-school/trips';

/** A wall time some days from now, as the field of a form takes it. */
const inDays = (days: number, time: string): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;

journey('a trip', (stage) => {
  const look = lookKeeper('trips');

  it('is made, filled and read by a teacher, and set by the headteacher', async () => {
    const teacher = await stage.visit();
    const { page } = teacher;
    await signIn(page, 'Priya Nair');
    await page.goto(TRIPS);
    await look(page, 'trips');
    await page.getByRole('link', { name: 'New trip' }).click();
    await page.getByRole('heading', { name: 'A new trip' }).waitFor();
    await look(page, 'new');
    await page.getByRole('button', { name: 'Next: its pupils' }).click();
    await page.getByText('Not made yet. Nothing is lost.').waitFor();
    await look(page, 'new-errors');
    await page.getByLabel('What is it called?').fill('Year 2 by the sea');
    await page.getByLabel('Where does it go?').fill('Gullhaven');
    await page.getByLabel('When does it leave?').fill(inDays(7, '09:00'));
    await page.getByLabel('When is everyone back?').fill(inDays(9, '15:30'));
    await page.getByRole('button', { name: 'Next: its pupils' }).click();
    await page.getByRole('heading', { name: 'Who goes?' }).waitFor();
    await look(page, 'classes');
    await page.getByRole('link', { name: '2 Willow' }).click();
    await page.getByRole('heading', { name: '2 Willow' }).waitFor();
    const ticks = page.getByRole('checkbox');
    expect(await ticks.count()).toBe(18);
    await ticks.first().uncheck();
    await look(page, 'class');
    await page.getByRole('button', { name: 'Save this class' }).click();
    await page.getByText('17 on its list.').waitFor();
    await page.getByLabel('Name').fill('a');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('button', { name: /^Add / }).first().waitFor();
    await look(page, 'found');
    await page.getByRole('button', { name: /^Add / }).first().click();
    await page.getByText('18 on its list.').waitFor();
    await page.getByRole('link', { name: 'See the trip' }).click();
    await page.getByRole('heading', { name: /^Can be shown: / }).waitFor();
    await page.getByText(/nobody has asked their families about this trip/).waitFor();
    await look(page, 'trip');
    const address = new URL(page.url()).pathname;
    expect(teacher.complaints().filter((line) => !line.includes('422'))).toEqual([]);
    await teacher.close();

    const head = await stage.visit();
    await signIn(head.page, 'Ngozi Okafor');
    await head.page.goto(address);
    await look(head.page, 'trip-head');
    await head.page.getByRole('link', { name: 'Posts while it is away' }).click();
    await head.page.getByLabel('The next day, without a word of where').check();
    await head.page.getByLabel('Who alone approves them').selectOption({ label: 'Ngozi Okafor' });
    await head.page.getByLabel('What else would tell where they are?').fill('the gull house, Sandy Bay');
    await look(head.page, 'posts');
    await head.page.getByRole('button', { name: 'Set it' }).click();
    await head.page.getByText('It is set. The safeguarding leads have been told.').waitFor();
    await head.page.getByText('Ngozi Okafor alone approves them').waitFor();
    await head.page.getByRole('link', { name: 'An account of its own' }).click();
    await head.page.getByText('Some families have not said yes for this very trip.').waitFor();
    await look(head.page, 'account-not-yet');

    await head.page.goto(TRIPS);
    await head.page.getByRole('link', { name: 'Year 2 in the woods' }).click();
    await head.page.getByRole('link', { name: 'An account of its own' }).click();
    await head.page.getByLabel('Its handle').fill('ashwick_woods');
    await look(head.page, 'account');
    await head.page.getByRole('button', { name: 'Approve and open' }).click();
    await head.page.getByText('The account is open.').waitFor();
    await look(head.page, 'trip-with-account');
    await head.page.getByRole('link', { name: 'Its own account' }).click();
    await head.page.getByRole('button', { name: 'Close it now' }).waitFor();
    await look(head.page, 'account-open');
    await head.page.goto('/s/ashwick-lane-primary-school/register');
    await head.page.getByText('@ashwick_woods').first().waitFor();
    expect(head.complaints()).toEqual([]);
    await head.close();

    const dsl = await stage.visit();
    await signIn(dsl.page, 'Ruth Adeyemi');
    await dsl.page.goto('/s/ashwick-lane-primary-school/notices');
    await dsl.page.getByText('A trip may post while it is away.').first().waitFor();
    expect(dsl.complaints()).toEqual([]);
    await dsl.close();
  }, 180_000);

  it('is made without scripts too', async () => {
    const context = await stage.browser.newContext({
      baseURL: stage.product.url,
      viewport: PHONE,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByLabel('School e-mail').fill('priya.nair@harrowdean.example');
    await page.getByLabel('Password').fill('practice-makes-posts');
    await page.getByLabel('Only I use this device').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto(`${TRIPS}/new`);
    await page.getByLabel('What is it called?').fill('Year 6 on the river');
    await page.getByLabel('Where does it go?').fill('Otterbrook');
    await page.getByLabel('When does it leave?').fill(inDays(3, '09:00'));
    await page.getByLabel('When is everyone back?').fill(inDays(3, '15:30'));
    await page.getByRole('button', { name: 'Next: its pupils' }).click();
    await page.getByRole('link', { name: '6 Rowan' }).click();
    await page.getByRole('checkbox').nth(3).uncheck();
    await page.getByRole('button', { name: 'Save this class' }).click();
    await page.getByText('17 on its list.').waitFor();
    await page.getByRole('link', { name: '6 Rowan' }).click();
    await page.getByRole('button', { name: 'Save this class' }).waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(17);
    await context.close();
  }, 60_000);
});
