// Children from elsewhere: the office records and ends the releases under which they may be shown; nobody else has the door
//
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { action, loader } from '#app/routes/s.$school.guests.tsx';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
let accountId: string;
beforeAll(async () => {
  web = await openWeb();
  accountId = (await accountsOfSchool(web.world.db, web.world))[0]?.id ?? '';
});
afterAll(() => web.close());

interface Page {
  lines: PermissionLine[];
  requestKey: string;
}
const page = async (as = 'ashwick/office') => (await look(web, loader, as, null)).data as Page;
const send = (form: Record<string, string>, as = 'ashwick/office') =>
  press(web, action, as, { schoolId: web.world.schoolId, postId: '' }, form);
const day = (offset: number) =>
  new Date(web.world.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
const filled = async (change: Record<string, string> = {}) => ({
  intent: 'record',
  requestKey: (await page()).requestKey,
  about: 'Elm Park Primary, football match',
  children: '11',
  accountId,
  tripId: '',
  firstDay: day(-1),
  lastDay: day(20),
  evidence: 'Letter from their head, office folder',
  ...change,
});

describe('a release', () => {
  test('is recorded once, however often the form is sent, and says what it covers', async () => {
    const form = await filled();
    for (let i = 0; i < 2; i++) expect((await send(form)).to).toBe(`${BASE}/guests?note=recorded`);
    const lines = (await page()).lines.filter(({ title }) => title.startsWith('Elm Park'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      standing: 'Counts now',
      covers: [expect.stringMatching(/^Up to 11 children, on @/)],
      kept: expect.stringContaining('On paper: Letter from their head, office folder.'),
    });
  });

  test('that lacks something is said field by field, and what was typed stands there again', async () => {
    const before = (await page()).lines.length;
    const { status, data } = await send(
      await filled({ about: ' ', children: 'many', evidence: '', firstDay: '', lastDay: day(-5) }),
    );
    expect(status).toBe(422);
    const { errors, typed } = data as { errors: Record<string, string>; typed: Record<string, string> };
    // As the summary names them: in the order of the fields.
    expect(Object.keys(errors)).toEqual(['about', 'children', 'firstDay', 'lastDay', 'evidence']);
    expect(typed['children']).toBe('many');
    expect((await page()).lines).toHaveLength(before);
  });

  test('is ended with one press, and is over from then on', async () => {
    await send(await filled({ about: 'Oak Hill, choir' }));
    const line = (await page()).lines.find(({ title }) => title === 'Oak Hill, choir');
    expect((await send({ intent: 'end', guestPermissionId: line?.id ?? '' })).to).toBe(
      `${BASE}/guests?note=ended`,
    );
    expect((await page()).lines.find(({ id }) => id === line?.id)?.standing).toBe('Over');
  });
});

test.each(['ashwick/data', 'ashwick/dsl'])('%s has the door too', async (as) => {
  expect((await look(web, loader, as, null)).status).toBe(200);
});

test.each(['ashwick/teacher', 'ashwick/head'])('%s has no such door', async (as) => {
  expect((await look(web, loader, as, null)).status).toBe(404);
  expect((await send(await filled(), as)).status).toBe(404);
});
