// The page on which a school settles the times of its posts: what it offers, what it says back, and whose door it is.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostTimeField } from '#app/presenters/post-times.ts';
import { action, loader } from '#app/routes/s.$school.post-times.tsx';
import { loader as tasksLoader } from '#app/routes/s.$school.tasks.tsx';
import { schools } from '#db/schema/school.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

interface PageData {
  base: string;
  fields: PostTimeField[];
}
const page = async (as = 'ashwick/comms') => (await look(web, loader, as, null)).data as PageData;
const valuesOf = ({ base, fields }: PageData): Record<string, string> => ({
  base,
  ...Object.fromEntries(fields.map(({ name, value }) => [name, value])),
});
const send = async (change: Record<string, string>, as = 'ashwick/comms') =>
  press(
    web,
    action,
    as,
    { schoolId: web.world.schoolId, postId: '' },
    { ...valuesOf(await page()), ...change },
  );

test('is a plain form: set once, the same again changes nothing, and what was set stands there', async () => {
  await web.world.db.update(schools).set({ settings: {} });
  const form = { ...valuesOf(await page()), apart: '5', early: '10' };
  expect(form).toMatchObject({ late: '30' });
  const tap = async () => (await send(form)).to;
  expect([await tap(), await tap()]).toEqual([`${BASE}/post-times?note=set`, `${BASE}/post-times?note=same`]);
  expect(valuesOf(await page())).toMatchObject({ apart: '5', late: '30', early: '10' });
});

test('every choice says its minutes, what it is for, and what counts where nothing is set', async () => {
  const { fields } = await page();
  expect(fields.map(({ name }) => name)).toEqual(['apart', 'late', 'early']);
  for (const { choices, hint, value } of fields) {
    expect(hint).toMatch(/Where nothing is set: \d+ minutes?\.$/);
    expect(choices.map((choice) => choice.value)).toContain(value);
    for (const choice of choices)
      expect(choice.label).toBe(choice.value === '1' ? '1 minute' : `${choice.value} minutes`);
  }
});

test.each([
  [{ apart: '' }, 'apart', 'Choose one of those shown.'],
  [{ late: 'soon' }, 'late', 'Choose one of those shown.'],
  [{ early: '7' }, 'early', 'Choose one of those shown.'],
  [{ apart: '30', late: '30' }, 'apart', expect.stringContaining('would always be too late') as string],
])('%j is said beside its field, and what was chosen stands there again', async (change, field, sentence) => {
  expect(await send(change)).toMatchObject({
    status: 422,
    data: { errors: { [field]: sentence }, typed: change },
  });
});

test('a page drawn from older times loses nothing of what was chosen', async () => {
  const sent = await send({ base: 'something else', early: '5' });
  expect(sent).toMatchObject({ status: 409, data: { stale: true, typed: { early: '5' } } });
});

test('the comms lead and the headteacher reach it from the tasks; others have no such door', async () => {
  const door = async (as: string) =>
    JSON.stringify((await look(web, tasksLoader, as, null)).data).includes('"to":"post-times"');
  for (const as of ['ashwick/comms', 'ashwick/head']) {
    expect(await door(as), as).toBe(true);
    expect((await look(web, loader, as, null)).status, as).toBe(200);
  }
  for (const as of ['ashwick/teacher', 'ashwick/office', 'ashwick/dsl', 'ashwick/data']) {
    expect(await door(as), as).toBe(false);
    expect((await look(web, loader, as, null)).status, as).toBe(404);
    expect((await send({ early: '5' }, as)).status, as).toBe(404);
  }
});
