// The page on which the school year is set, and what those who write posts see of records that are too old.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SchoolYearWords } from '#app/presenters/school-year.ts';
import { loader as homeLoader } from '#app/routes/s.$school._index.tsx';
import { action, loader } from '#app/routes/s.$school.school-year.tsx';
import { schools } from '#db/schema/school.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const page = async (as = 'ashwick/office') => (await look(web, loader, as, null)).data as SchoolYearWords;
const send = (form: Record<string, string>, as = 'ashwick/office') =>
  press(web, action, as, { schoolId: web.world.schoolId, postId: '' }, form);

test('days are added and taken back, and the page says so in words', async () => {
  const days = { firstDay: '2027-02-15', lastDay: '2027-02-19' };
  expect((await send({ intent: 'close', why: 'holiday', ...days })).to).toBe(
    `${BASE}/school-year?note=close`,
  );
  expect((await page()).ahead.find(({ from }) => from === days.firstDay)).toEqual({
    from: '2027-02-15',
    to: '2027-02-19',
    title: 'Holiday',
    days: 'Mon 15 February to Fri 19 February 2027',
    count: '5 weekdays',
  });
  expect((await send({ intent: 'open', ...days })).to).toBe(`${BASE}/school-year?note=open`);
  expect((await page()).ahead.find(({ from }) => from === days.firstDay)).toBeUndefined();
});

test('a day that is none is said beside its field, and what was typed stands there again', async () => {
  const sent = await send({ intent: 'close', why: 'closed', firstDay: 'Monday', lastDay: '' });
  expect(sent.status).toBe(422);
  expect(sent.data).toMatchObject({
    errors: { firstDay: 'Give the first day without school.' },
    typed: { firstDay: 'Monday', why: 'closed' },
  });
});

test.each(['ashwick/teacher', 'ashwick/comms', 'ashwick/dsl'])('%s has no such door', async (as) => {
  expect((await look(web, loader, as, null)).status).toBe(404);
  expect(
    (await send({ intent: 'close', why: 'closed', firstDay: '2027-02-15', lastDay: '' }, as)).status,
  ).toBe(404);
});

test('whoever writes posts reads on their home that the records are too old, and of no pupil', async () => {
  const sentence = async (as: string) =>
    ((await look(web, homeLoader, as, null)).data as { schoolSentence: string | null }).schoolSentence;
  const exportedAt = async (days: number | null) => {
    const at = days === null ? null : new Date(web.world.clock.now().getTime() - days * 86_400_000);
    await web.world.db
      .update(schools)
      .set({ consentExportedAt: at })
      .where(eq(schools.id, web.world.schoolId));
  };
  await exportedAt(2);
  expect(await sentence('ashwick/teacher')).toBeNull();
  await exportedAt(30);
  for (const as of ['ashwick/teacher', 'ashwick/head', 'ashwick/comms'])
    expect(await sentence(as)).toMatch(/^The school’s permission list is out of date/);
  expect(await sentence('ashwick/office')).toBeNull();
  await exportedAt(null);
  expect(await sentence('ashwick/teacher')).toBeNull();
});
