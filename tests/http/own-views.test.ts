// The pages of private slips: a teacher starts a round and prints it once; a pupil types or scans a code, answers one question a
// screen, and leaves nothing behind for the next one at the same tablet.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { action as startAction, loader as roundsPage } from '#app/routes/s.$school.views._index.tsx';
import { action as roundAction, loader as roundPage } from '#app/routes/s.$school.views.$roundId.tsx';
import { loader as scan } from '#app/routes/v.$code.ts';
import { action as typeCode, loader as codePage } from '#app/routes/v._index.tsx';
import { action as answer, loader as question } from '#app/routes/v.ask.tsx';
import { pupilViews } from '#db/schema/consent.ts';
import { viewSlips } from '#db/schema/consent-asking.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const TEACHER = 'ashwick/teacher';
const post = () => ({ schoolId: web.world.schoolId, postId: '' });

interface Slip {
  forename: string;
  code: string;
  picture: { size: number; path: string };
}

async function started(): Promise<string> {
  const form = { group: '4 Hazel', requestKey: randomUUID() };
  const { to } = await press(web, startAction, TEACHER, post(), form);
  return to?.split('/').at(-1) ?? '';
}

async function printed(roundId: string): Promise<Slip[]> {
  const { data } = await press(web, roundAction, TEACHER, post(), { intent: 'print' }, { roundId });
  return (data as { slips: Slip[] }).slips;
}

/** A tablet that keeps cookies and remembers every address it showed. */
function tablet() {
  let cookie = '';
  const addresses: string[] = [];
  const bodies: string[] = [];
  const go = async (
    run: (args: never) => unknown,
    path: string,
    form?: Record<string, string>,
    params: Record<string, string> = {},
  ) => {
    const args = web.args(path, { headers: { cookie }, params, ...(form ? { form } : {}) });
    const given = await responseOf(() => run(args as never));
    const set = given.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    const to = given.headers.get('location');
    if (to) addresses.push(to);
    const text = await given.text();
    bodies.push(text);
    return { status: given.status, to, set, text };
  };
  return {
    addresses,
    bodies,
    type: (code: string) => go(typeCode as (args: never) => unknown, '/v?index', { code }),
    scan: (code: string) => go(scan as (args: never) => unknown, `/v/${code}`, undefined, { code }),
    see: () => go(question as (args: never) => unknown, '/v/ask'),
    say: (number: number, said: string) =>
      go(answer as (args: never) => unknown, '/v/ask', { number: String(number), said }),
    start: () => go(codePage as (args: never) => unknown, '/v'),
    keep: () => cookie,
    use: (other: string) => void (cookie = other),
  };
}

const viewsOfSlip = async (code: string) => {
  const codeHash = web.services.deps.slipDigest(code.replace('-', ''));
  const [slip] = await web.world.db.select().from(viewSlips).where(eq(viewSlips.codeHash, codeHash));
  return web.world.db
    .select()
    .from(pupilViews)
    .where(eq(pupilViews.slipId, slip?.id ?? ''));
};

test('a class is asked, its slips are printed, and what was printed is nowhere to be had again', async () => {
  const roundId = await started();
  const slips = await printed(roundId);
  expect(slips).toHaveLength(24);
  const page = await look(web, roundPage, TEACHER, null, '', { roundId });
  for (const { code, picture } of slips) {
    expect(page.text).not.toContain(code);
    expect(picture.size).toBeLessThanOrEqual(41);
  }
  const answers = await responseOf(() =>
    roundAction(
      web.args('/x', {
        as: TEACHER,
        params: { school: 'ashwick-lane-primary-school', roundId },
        form: { intent: 'print' },
      }) as ActionFunctionArgs,
    ),
  );
  expect(answers.headers.get('cache-control')).toBe('no-store');
});

test('a pupil answers one question a screen, and the next one finds nothing of it', async () => {
  const [slip, next] = await printed(await started());
  const shared = tablet();
  expect((await shared.type(` ${slip?.code.toLowerCase()} `)).to).toBe('/v/ask');
  expect(JSON.parse((await shared.see()).text)).toMatchObject({
    number: 1,
    question: { subject: 'image' },
    readBack: [],
  });
  const before = shared.keep();
  await shared.say(1, 'no');
  await shared.say(1, 'no');
  expect(JSON.parse((await shared.see()).text)).toMatchObject({ number: 2 });
  await shared.say(2, 'yes');
  await shared.say(3, 'yes');
  await shared.say(4, 'again');
  await shared.say(1, 'no');
  await shared.say(2, 'not_asked');
  await shared.say(3, 'back');
  await shared.say(2, 'not_asked');
  await shared.say(3, 'yes');
  expect(JSON.parse((await shared.see()).text)).toMatchObject({
    question: null,
    readBack: [{ said: 'No' }, { said: 'I don’t know' }, { said: 'Yes' }],
  });
  expect(await viewsOfSlip(slip?.code ?? '')).toEqual([]);
  const end = await shared.say(4, 'finish');
  expect(end.to).toBe('/v?note=thanks');
  expect(end.set).toContain('Max-Age=0');
  expect((await viewsOfSlip(slip?.code ?? '')).map(({ subject, answer: said }) => [subject, said])).toEqual([
    ['image', 'no'],
    ['first_name', 'yes'],
  ]);
  // Back on the same tablet: the questions are gone, and no address that was shown holds a code or an answer.
  expect((await shared.see()).to).toBe('/v');
  expect((await shared.say(1, 'yes')).to).toBe('/v');
  for (const address of shared.addresses) expect(address).toMatch(/^\/v(\/ask|\?note=thanks)?$/);
  for (const body of shared.bodies) expect(body).not.toContain(slip?.code.replace('-', '') ?? '');
  expect((await shared.type(next?.code ?? '')).to).toBe('/v/ask');
  expect(JSON.parse((await shared.see()).text)).toMatchObject({ number: 1, readBack: [] });
  // A cookie that somebody changed opens nothing.
  shared.use(before.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  expect((await shared.see()).to).toBe('/v');
});

test('a scanned code is out of the address before anything is drawn, and a page left alone ends', async () => {
  const [slip] = await printed(await started());
  const phone = tablet();
  const opened = await phone.scan(slip?.code.replace('-', '') ?? '');
  expect(opened).toMatchObject({ status: 302, to: '/v/ask', text: '' });
  expect(opened.set).toMatch(/Path=\/v;.*HttpOnly; SameSite=Lax/);
  expect((await phone.see()).status).toBe(200);
  web.world.clock.advance(11 * 60_000);
  expect((await phone.see()).to).toBe('/v');
});

test('a wrong code, an old one and one whose round was ended answer the same, and too many are stopped', async () => {
  const roundId = await started();
  const [old] = await printed(roundId);
  const [slip, other] = await printed(roundId);
  const guess = tablet();
  const wrong = await guess.type('AAAA-AAAA');
  expect(wrong.to).toBe('/v?note=ended');
  expect(await guess.type(old?.code ?? '')).toEqual(wrong);
  await press(web, roundAction, TEACHER, post(), { intent: 'close' }, { roundId });
  expect(await guess.type(other?.code ?? '')).toEqual(wrong);
  expect(await guess.scan(slip?.code ?? '')).toMatchObject({ to: '/v?note=ended', set: null });
  const open = (await printed(await started()))[0];
  for (let tries = 0; tries < 60; tries++) await guess.type(`WRONG${tries}`);
  expect((await guess.type('AAAA-AAAA')).to).toBe('/v?note=too_often');
  // A whole school types from one network: a right code is let in all the same.
  expect((await guess.type(open?.code ?? '')).to).toBe('/v/ask');
});

test('a form from another site does nothing', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const given = await responseOf(() =>
    typeCode(web.args('/v?index', { form: { code: 'AAAA-AAAA' }, headers }) as ActionFunctionArgs),
  );
  expect(given.status).toBe(403);
});

test('the class of a teacher is counted; who is missing is named to the office, and classes to ask as well', async () => {
  const roundId = await started();
  const teacher = (await look(web, roundPage, TEACHER, null, '', { roundId })).data;
  expect(teacher).toMatchObject({ missing: null, line: { answered: '0 of 24 have answered' } });
  const office = (await look(web, roundPage, 'ashwick/office', null, '', { roundId })).data;
  expect((office as { missing: unknown[] }).missing).toHaveLength(24);
  expect((await look(web, roundsPage, TEACHER, null)).data).toMatchObject({ toAsk: null });
  expect((await look(web, roundsPage, 'ashwick/data', null)).data).toMatchObject({ toAsk: [] });
  const loadAs = (as: string) =>
    responseOf(() =>
      roundsPage(
        web.args('/x', { as, params: { school: 'ashwick-lane-primary-school' } }) as LoaderFunctionArgs,
      ),
    );
  expect((await loadAs('ashwick/governor')).status).toBe(404);
  expect(BASE).toBe('/s/ashwick-lane-primary-school');
});
