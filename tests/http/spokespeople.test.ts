// Who speaks for the school: the headteacher names and ends them on one page; nobody else has the door.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, loader } from '#app/routes/s.$school.spokespeople.tsx';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { userId } from '#db/seed/practice-people.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

interface Page {
  lines: PermissionLine[];
  writers: { value: string; label: string }[];
  requestKey: string;
}
const page = async () => (await look(web, loader, 'ashwick/head', null)).data as Page;
const send = (form: Record<string, string>, as = 'ashwick/head') =>
  press(web, action, as, { schoolId: web.world.schoolId, postId: '' }, form);
const day = (offset: number) =>
  new Date(web.world.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
const filled = async (change: Record<string, string> = {}) => ({
  intent: 'give',
  requestKey: (await page()).requestKey,
  userId: userId('ashwick/deputy'),
  topics: 'results',
  firstDay: '',
  lastDay: day(60),
  ...change,
});

test('somebody is named once, however often the form is sent, and ended with one press', async () => {
  const before = (await page()).lines.length;
  const form = await filled();
  for (let i = 0; i < 2; i++) expect((await send(form)).to).toBe(`${BASE}/spokespeople?note=given`);
  const { lines } = await page();
  expect(lines).toHaveLength(before + 1);
  const line = lines.find(({ title }) => title === 'Daniel Whitcombe');
  expect(line).toMatchObject({ standing: 'Counts now', covers: ['Results and league tables'] });
  expect((await send({ intent: 'end', grantId: line?.id ?? '' })).to).toBe(`${BASE}/spokespeople?note=ended`);
  expect((await page()).lines.find(({ id }) => id === line?.id)?.standing).toBe('Over');
});

test('only people who write posts can be chosen', async () => {
  const labels = (await page()).writers.map(({ label }) => label);
  expect(labels).toContain('Priya Nair');
  expect(labels).not.toContain('Sandra Pugh');
});

test('what is missing is said field by field, and what was typed stands there again', async () => {
  const { status, data } = await send(await filled({ userId: '', topics: '', lastDay: day(-3) }));
  expect(status).toBe(422);
  const { errors, typed } = data as { errors: Record<string, string>; typed: Record<string, string[]> };
  expect(Object.keys(errors)).toEqual(['userId', 'topics', 'lastDay']);
  expect(typed['lastDay']).toEqual([day(-3)]);
});

test.each(['ashwick/teacher', 'ashwick/comms', 'ashwick/dsl', 'ashwick/office'])(
  '%s has no such door',
  async (as) => {
    expect((await look(web, loader, as, null)).status).toBe(404);
    expect((await send({ intent: 'end', grantId: web.world.pupil(0) }, as)).status).toBe(404);
  },
);
