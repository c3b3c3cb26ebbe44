// The pages of a trip's photo list and of a checked use: who has the door, what a phone is given, what stands on them, and that a lost
// copy and an old one are said plainly.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import type { PhoneList } from '#app/presenters/phone-list.ts';
import type { copyPage, listsPage } from '#app/presenters/photo-lists.ts';
import type { answerOfUse, formOfUse } from '#app/presenters/check-use.ts';
import { loader as checkUse } from '#app/routes/s.$school.check-use.tsx';
import {
  action as settle,
  loader as onePage,
} from '#app/routes/s.$school.trips.$tripId.list.$copyId._index.tsx';
import { action as refreshPhone } from '#app/routes/s.$school.trips.$tripId.list.$copyId.phone.ts';
import { action as pressed, loader as listPage } from '#app/routes/s.$school.trips.$tripId.list._index.tsx';
import { action as toPhone } from '#app/routes/s.$school.trips.$tripId.list.phone.ts';
import { monitoringEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { madeList } from '#tests/support/photo-lists.ts';
import { type AskOptions, openWeb, responseOf, type Web } from '#tests/support/web.ts';

const SCHOOL = 'ashwick-lane-primary-school';
const BASE = `/s/${SCHOOL}`;
let web: Web;
let lists: string;
beforeAll(async () => {
  web = await openWeb();
  lists = `${BASE}/trips/${web.world.trip('over')}/list`;
});
afterAll(() => web.close());

type Run = (args: never) => unknown;
async function ask(run: Run, as: string | undefined, options: AskOptions & { search?: string } = {}) {
  const { search = '', params = {}, ...rest } = options;
  const args = web.args(`${BASE}/somewhere${search}`, {
    ...rest,
    ...(as ? { as } : {}),
    params: { school: SCHOOL, tripId: web.world.trip('over'), ...params },
  }) as LoaderFunctionArgs & ActionFunctionArgs;
  const answer = await responseOf(() => run(args as never));
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    text,
    data: isJson ? (JSON.parse(text) as never) : (null as never),
  };
}
type ListPage = ReturnType<typeof listsPage> & { mayMake: boolean; phoneTo: string };
const listOf = async (as = 'ashwick/teacher', options = {}) =>
  (await ask(listPage as Run, as, options)).data as ListPage;
const copyOf = async (copyId: string, as = 'ashwick/teacher') =>
  (await ask(onePage as Run, as, { params: { copyId } })).data as ReturnType<typeof copyPage>;
const press = (form: Record<string, string>, as = 'ashwick/teacher') => ask(pressed as Run, as, { form });

describe('who has the door', () => {
  test.each(['teacher', 'head', 'comms'])('%s sees the list and may take it', async (key) => {
    const page = await listOf(`ashwick/${key}`);
    expect(page.mayMake).toBe(true);
    expect(page.shown.length).toBeGreaterThan(5);
  });

  test.each(['data', 'dsl'])('%s sees the copies and may take none', async (key) => {
    expect((await listOf(`ashwick/${key}`)).mayMake).toBe(false);
    for (const run of [pressed, toPhone]) {
      const form = { intent: 'print', requestKey: randomUUID() };
      expect((await ask(run as Run, `ashwick/${key}`, { form })).status).toBe(404);
    }
  });

  test('the office has no such door', async () => {
    expect((await ask(listPage as Run, 'ashwick/office')).status).toBe(404);
    const copyId = await madeList(web.world);
    expect((await ask(onePage as Run, 'ashwick/office', { params: { copyId } })).status).toBe(404);
  });

  test('a phone that is signed out is told so, not sent to another page', async () => {
    const form = { requestKey: randomUUID(), intent: 'refresh' };
    const copyId = await madeList(web.world, 'phone');
    expect((await ask(toPhone as Run, undefined, { form })).status).toBe(401);
    expect((await ask(refreshPhone as Run, undefined, { form, params: { copyId } })).status).toBe(401);
  });
});

describe('what a phone is given', () => {
  const phone = async (headers: Record<string, string> = {}) =>
    ask(toPhone as Run, 'ashwick/teacher', { form: { requestKey: randomUUID() }, headers });

  test('is forenames with a letter and times, and nothing of school, place, class or any pupil’s id', async () => {
    const { status, text, data } = await phone();
    expect(status).toBe(200);
    const { list } = data as { list: PhoneList };
    expect(Object.keys(list).sort()).toEqual([
      'address',
      'asOf',
      'goneAt',
      'group',
      'now',
      'number',
      'shown',
    ]);
    for (const label of [...list.shown, ...list.group]) expect(label).toMatch(/^\S.* \S{1,3}$/);
    expect(list.asOf).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d$/);
    const { address, ...rest } = list;
    expect(address).toMatch(new RegExp(`^${lists}/[0-9a-f-]{36}/phone$`));
    for (const word of ['Ashwick', 'Tidewater', 'Hazel', 'Year 4'])
      expect(JSON.stringify(rest)).not.toContain(word);
    for (let index = 0; index < 24; index++) expect(text).not.toContain(web.world.pupil(index));
  });

  test('is nothing on a device that others use, and the page says why and still prints', async () => {
    const shared = { 'x-test-shared-device': 'yes' };
    const refused = await phone(shared);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Others use this device too');
    const page = await listOf('ashwick/teacher', { headers: shared });
    expect(page.barrier.phone).toContain('Others use this device too');
    expect(page.barrier.paper).toBeNull();
  });

  test('is brought up to date, and ends when it is taken off', async () => {
    const { list } = (await phone()).data as { list: PhoneList };
    const copyId = list.address.split('/').at(-2) ?? '';
    const send = (intent: string) =>
      ask(refreshPhone as Run, 'ashwick/teacher', { form: { intent }, params: { copyId } });
    expect((await send('refresh')).data).toMatchObject({
      wasOutOfDate: false,
      list: { number: list.number },
    });
    expect((await send('end')).status).toBe(410);
    expect((await send('refresh')).status).toBe(410);
    expect((await copyOf(copyId)).standing).toBe('Taken off the phone.');
  });
});

describe('a printed copy', () => {
  test('has its number and its last day on the sheet, once for a button pressed twice', async () => {
    const form = { intent: 'print', requestKey: randomUUID() };
    const { to } = await press(form);
    expect(to).toBe(`${lists}/${form.requestKey}`);
    expect((await press(form)).to).toBe(to);
    const { sheet, shown, group } = await copyOf(form.requestKey);
    expect(sheet).toEqual({
      number: expect.any(Number),
      voidAfter: expect.stringMatching(/^[A-Z][a-z]{2} \d+ /),
    });
    const page = await listOf();
    expect([shown, group]).toEqual([page.shown, page.group]);
  });

  test('that is older than a change is not printed again, and is to be taken back', async () => {
    const copyId = await madeList(web.world);
    const row = async () => (await listOf()).copies.find(({ id }) => id === copyId);
    expect(await row()).toMatchObject({ look: 'good', mayPrint: true });
    web.world.clock.advance(60_000);
    await recordProvisionalNo(web.world.web, await web.world.staff('teacher'), {
      ...{ schoolId: web.world.schoolId, pupilId: web.world.pupil(2), requestKey: randomUUID() },
      ...{ method: 'in_person', saidBy: 'the pupil' },
    });
    const line = await row();
    expect(line).toMatchObject({ look: 'needs-you', mayPrint: false });
    expect(line?.standing).toBe('This list is older than a change. Take it back and get a new one.');
    const one = await copyOf(copyId);
    expect(one.sheet).toBeNull();
  });

  test('comes back', async () => {
    const copyId = await madeList(web.world);
    expect((await press({ intent: 'returned', copyId })).to).toBe(`${lists}?note=returned`);
    expect((await copyOf(copyId)).standing).toBe('Handed back.');
  });

  test('that is lost says what was on it and what to do, until it is dealt with', async () => {
    const copyId = await madeList(web.world);
    expect((await press({ intent: 'lost', copyId })).to).toBe(`${lists}/${copyId}?note=lost`);
    const seen = await copyOf(copyId, 'ashwick/dsl');
    expect(seen).toMatchObject({ lost: true, maySettle: true });
    expect(seen.shown.length).toBeGreaterThan(5);
    expect((await copyOf(copyId)).maySettle).toBe(false);
    const told = await web.world.db
      .select()
      .from(notices)
      .where(and(eq(notices.kind, 'photo_list_lost'), eq(notices.aboutId, web.world.trip('over'))));
    expect(told.length).toBeGreaterThanOrEqual(2);
    const settled = () =>
      ask(settle as Run, 'ashwick/data', { form: { intent: 'settle' }, params: { copyId } });
    expect((await settled()).status).toBe(302);
    expect((await copyOf(copyId, 'ashwick/dsl')).standing).toBe('Lost, and dealt with.');
    const byTeacher = await ask(settle as Run, 'ashwick/teacher', {
      form: { intent: 'settle' },
      params: { copyId },
    });
    expect(byTeacher.status).toBe(404);
  });
});

describe('a use that is checked', () => {
  interface UsePage {
    form: ReturnType<typeof formOfUse>;
    answer: ReturnType<typeof answerOfUse> | null;
  }
  const check = async (who: string, place: string, purpose: string, as = 'ashwick/teacher') =>
    ask(checkUse as Run, as, { search: `?${new URLSearchParams({ who, place, purpose }).toString()}` });
  const answer = async (...asked: Parameters<typeof check>) =>
    ((await check(...asked)).data as UsePage).answer;

  test('offers the school’s classes and trips', async () => {
    const { form, answer: none } = (await ask(checkUse as Run, 'ashwick/office')).data as UsePage;
    expect(form.who.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Class 4 Hazel', expect.stringMatching(/^Trip: Year 4 at Tidewater Farm/)]),
    );
    expect(none).toBeNull();
  });

  test('names everybody of the class once, under one word, and differs from place to place', async () => {
    const display = await answer('class:4 Hazel', 'display', 'celebration');
    const names = display?.sections.flatMap((section) => section.names) ?? [];
    expect(names).toHaveLength(24);
    expect(new Set(names).size).toBe(24);
    const press = await answer('class:4 Hazel', 'press', 'press');
    expect(press?.sections).not.toEqual(display?.sections);
    expect(display?.sections.filter(({ onPaper }) => !onPaper).map(({ word }) => word)).toEqual([
      'not in photos',
    ]);
  });

  test('says for a trip on X what the trip’s list says', async () => {
    const checked = await answer(`trip:${web.world.trip('over')}`, 'x', 'trip');
    const of = (...words: string[]) =>
      checked?.sections
        .filter(({ word }) => words.includes(word))
        .flatMap(({ names }) => names)
        .sort();
    const page = await listOf();
    expect(of('can be shown', 'first name may be used')).toEqual([...page.shown].sort());
    expect(of('only in a group')).toEqual(page.group);
  });

  test('leaves nothing but that somebody looked', async () => {
    const count = () => web.world.db.$count(monitoringEvents, eq(monitoringEvents.what, 'checked_use'));
    const before = await count();
    await check('class:6 Rowan', 'website', 'teaching');
    await check('class:6 Rowan', 'nowhere', 'teaching');
    expect(await count()).toBe(before + 1);
  });

  test('knows no class and no trip of another school (R-06)', async () => {
    const { practiceId } = await import('#db/seed/practice-id.ts');
    expect((await check('class:9K', 'x', 'trip')).status).toBe(404);
    expect((await check(`trip:${practiceId('trip/harrowdean/over')}`, 'x', 'trip')).status).toBe(404);
  });
});
