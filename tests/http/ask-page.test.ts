// A school's public page: anybody asks for a photo or a post to be taken down. Whole answers are the same whatever the school has; limits
// bound spam without losing what was typed; staff find the request with its clock, and the post only when they look.
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publicWordOf } from '#app/domain/removals/public-word.ts';
import { referenceOf } from '#app/domain/removals/reference.ts';
import { takedownDeadline } from '#app/domain/posts/takedown-deadline.ts';
import { action as ask, headers, loader as page } from '#app/routes/ask.$word._index.tsx';
import { headers as sentHeaders, loader as sentPage } from '#app/routes/ask.$word.sent.$sentKey.tsx';
import { action as onRequest, loader as one } from '#app/routes/s.$school.removals.$removalId.tsx';
import { loader as register } from '#app/routes/s.$school.removals._index.tsx';
import { loader as poster } from '#app/routes/s.$school.removals.poster.tsx';
import type { RemovalLine, RemovalPageView } from '#app/presenters/removals.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { notices } from '#db/schema/notices.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { schools } from '#db/schema/school.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { ORIGIN, openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { pupils } from '#tests/support/world.ts';

let web: Web;
let word: string;
let network = 0;
beforeEach(async () => {
  web = await openWeb();
  const school = await findSchool(web.world.db, web.world);
  word = publicWordOf({ id: web.world.schoolId, name: school?.name ?? '' });
});
afterEach(() => web.close());

const filled = (more: Record<string, string> = {}) => ({
  from: 'parent',
  name: 'Jo Marlowe',
  contact: 'jo@marlowe.example',
  address: '',
  words: 'My child holds a lamb in it.',
  why: '',
  requestKey: randomUUID(),
  ...more,
});

/** What a stranger's browser gets back. Each call comes from a network of its own unless one is named. */
async function send(
  form: Record<string, string>,
  { from = `198.51.100.${++network % 250}`, to = word, headers: more = {} } = {},
) {
  const args = web.args(`/ask/${to}?index`, { params: { word: to }, form, headers: more });
  const context = { ...args.context, clientAddress: from };
  const answer = await responseOf(() => ask({ ...args, context } as never));
  const body = await answer.text();
  return { status: answer.status, to: answer.headers.get('location'), headers: [...answer.headers], body };
}
const open = async (to: string) =>
  responseOf(() => page(web.args(`/ask/${to}`, { params: { word: to } }) as never));
const sent = async (sentKey: string, to = word) =>
  responseOf(() =>
    sentPage(web.args(`/ask/${to}/sent/${sentKey}`, { params: { word: to, sentKey } }) as never),
  );
const rows = () =>
  web.world.db
    .select()
    .from(removalRequests)
    .where(and(eq(removalRequests.schoolId, web.world.schoolId), eq(removalRequests.way, 'form')));
const row = async () => {
  const [only] = await rows();
  if (!only) throw new Error('nothing was written down');
  return only;
};

describe('the page of a school', () => {
  test('opens for anybody, by a word that outlives a new name of the school; another word opens nothing', async () => {
    expect(await (await open(word)).json()).toMatchObject({ schoolName: expect.stringContaining('Ashwick') });
    await web.world.db
      .update(schools)
      .set({ name: 'Ashwick Academy' })
      .where(eq(schools.id, web.world.schoolId));
    expect(await (await open(word)).json()).toMatchObject({ schoolName: 'Ashwick Academy' });
    for (const other of ['ashwick-lane-primary-school', `${word}0`, 'a-00000000', word.toUpperCase(), "x'-"])
      expect((await open(other)).status).toBe(404);
  });

  test('sends no address on to other sites', () => {
    for (const given of [headers, sentHeaders])
      expect(given({} as never)).toEqual({ 'Referrer-Policy': 'no-referrer' });
  });

  test('takes nothing that another site sends in somebody’s name', async () => {
    const foreign = await send(filled(), { headers: { origin: 'https://elsewhere.example' } });
    expect(foreign.status).toBe(403);
    expect(await rows()).toEqual([]);
  });
});

describe('a request', () => {
  test('is written down once with the clock of the school day, and told to those who decide', async () => {
    const form = filled({ why: 'We moved away.', name: '  Jo\n Marlowe ' });
    for (let presses = 0; presses < 3; presses++)
      expect(await send(form)).toMatchObject({ status: 302, to: `/ask/${word}/sent/${form.requestKey}` });
    expect(await rows()).toHaveLength(1);
    const at = web.world.clock.now();
    expect(await row()).toMatchObject({
      from: 'parent',
      askerName: 'Jo Marlowe',
      askerContact: 'jo@marlowe.example',
      words: 'My child holds a lamb in it.\n\nWhy: We moved away.',
      recordedBy: null,
      postId: null,
      pupilId: null,
      receivedAt: at,
      dueAt: takedownDeadline(at, 'Europe/London'),
    });
    const told = await web.world.db
      .select()
      .from(notices)
      .where(and(eq(notices.kind, 'removal_asked'), eq(notices.aboutId, (await row()).id)));
    const people = await Promise.all(
      ['head', 'comms'].map(async (key) => (await web.world.staff(key)).userId),
    );
    expect(told.map(({ userId }) => userId).sort()).toEqual([...people].sort());
  });

  test('is answered with a reference and the time, and with nothing of what was written', async () => {
    const form = filled();
    await send(form);
    const answer = await sent(form.requestKey);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ sent: { reference: referenceOf(await row()) } });
    expect(text).not.toMatch(/Marlowe|lamb/);
    expect((await sent(randomUUID())).status).toBe(404);
  });

  test('of another school is not to be had on this one’s page', async () => {
    const form = filled();
    await send(form);
    const [other] = await web.world.db
      .select()
      .from(schools)
      .where(eq(schools.trustId, await trustOf()));
    const all = await web.world.db
      .select()
      .from(schools)
      .where(eq(schools.trustId, await trustOf()));
    const elsewhere = all.find(({ id }) => id !== web.world.schoolId) ?? other;
    if (!elsewhere || elsewhere.id === web.world.schoolId) throw new Error('the trust has one school only');
    expect((await sent(form.requestKey, publicWordOf(elsewhere))).status).toBe(404);
  });

  test('that a member of staff wrote down does not open here', async () => {
    const requestKey = randomUUID();
    await web.world.db.insert(removalRequests).values({
      ...{ schoolId: web.world.schoolId, receivedAt: web.world.clock.now(), from: 'parent', way: 'phone' },
      ...{ words: 'x', dueAt: web.world.clock.now(), requestKey },
    });
    expect((await sent(requestKey)).status).toBe(404);
  });

  test('that lacks something is said field by field, and what was typed stands there again', async () => {
    const { status, body } = await send(
      filled({ name: ' ', contact: '', words: ' ', from: '', why: 'Because' }),
    );
    expect(status).toBe(422);
    const { errors, typed } = JSON.parse(body) as Record<string, Record<string, string>>;
    expect(Object.keys(errors ?? {})).toEqual(['words', 'from', 'name', 'contact']);
    expect(typed?.['why']).toBe('Because');
    expect((await send(filled({ from: 'nobody' }))).status).toBe(422);
    for (const long of ['name', 'contact'])
      expect((await send(filled({ [long]: 'a'.repeat(201) }))).status).toBe(422);
    expect((await send(filled({ address: 'a'.repeat(501) }))).status).toBe(422);
    expect((await send(filled({ why: 'a'.repeat(2_001) }))).status).toBe(422);
    expect(await rows()).toEqual([]);
  });
});

const trustOf = async () => (await findSchool(web.world.db, web.world))?.trustId ?? '';

describe('what the school has', () => {
  test('shows in no answer: a live post and none, a child on record and none, are answered alike to the last byte', async () => {
    const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(0))] });
    const delivery = await deliveryOfPost(web.world.db, ref, ref.postId, null);
    const pupil = await findPupil(web.world.db, web.world, web.world.pupil(0));
    const answers: string[] = [];
    for (const [address, words] of [
      [`https://x.com/ashwick/status/${delivery?.platformId ?? ''}`, 'A photo'],
      ['https://x.com/ashwick/status/1', 'A photo'],
      [`${ORIGIN}${BASE}/posts/${ref.postId}`, 'A photo'],
      [`${ORIGIN}${BASE}/posts/${randomUUID()}`, 'A photo'],
      ['', `${pupil?.legalForename ?? ''} ${pupil?.legalSurname ?? ''} is in it`],
      ['', `${onlyHere('Nobody')} is in it`],
    ] as const) {
      const form = filled({ address, words });
      const answer = await send(form);
      const after = await sent(form.requestKey);
      const text = JSON.stringify([
        answer.status,
        answer.to,
        answer.headers,
        answer.body,
        await after.text(),
      ]);
      const newest = (await rows()).find(({ requestKey }) => requestKey === form.requestKey);
      if (!newest) throw new Error('nothing was written down');
      answers.push(text.replaceAll(form.requestKey, 'KEY').replaceAll(referenceOf(newest), 'REFERENCE'));
      // Nor is anything looked up on the way: what is written down is the same too.
      expect([newest.postId, newest.pupilId]).toEqual([null, null]);
    }
    expect(new Set(answers).size).toBe(1);
  });
});

describe('more than anybody needs', () => {
  test('from one network is refused without losing what was typed, and leaves the others their page', async () => {
    const from = '203.0.113.7';
    for (let asked = 0; asked < 12; asked++) expect((await send(filled(), { from })).status).toBe(302);
    const refused = await send(filled({ words: 'The last one' }), { from });
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.body)).toMatchObject({ tooMany: true, typed: { words: 'The last one' } });
    expect((await send(filled())).status).toBe(302);
    web.world.clock.advance(3_600_000);
    expect((await send(filled(), { from })).status).toBe(302);
    expect(await rows()).toHaveLength(14);
  });

  test('to one school is refused for the hour; what is sent twice or incomplete counts for nothing', async () => {
    const form = filled();
    for (let presses = 0; presses < 60; presses++) await send(presses % 2 ? form : filled({ name: '' }));
    for (let asked = 1; asked < 40; asked++) expect((await send(filled())).status).toBe(302);
    expect((await send(filled())).status).toBe(429);
    // Whoever has sent theirs is not told otherwise.
    expect((await send(form)).status).toBe(302);
    expect(await rows()).toHaveLength(40);
  });
});

test('from one network, however patient, never uses up the school’s day', async () => {
  const from = '203.0.113.7';
  const answers: number[] = [];
  for (let hour = 0; hour < 13; hour++) {
    for (let asked = 0; asked < 12; asked++)
      answers.push((await send(filled({ words: 'Buy now' }), { from })).status);
    web.world.clock.advance(3_600_000);
  }
  expect(answers.filter((status) => status === 302)).toHaveLength(30);
  expect((await send(filled())).status).toBe(302);
});

test('more than a school’s people can read in a day is refused for the day', async () => {
  for (let asked = 0; asked < 150; asked++) {
    if (asked % 38 === 37) web.world.clock.advance(3_600_000);
    expect((await send(filled())).status).toBe(302);
  }
  web.world.clock.advance(3_600_000);
  expect((await send(filled())).status).toBe(429);
  web.world.clock.advance(24 * 3_600_000);
  expect((await send(filled())).status).toBe(302);
});

describe('at the school', () => {
  const seen = async (removalId: string, as = 'ashwick/comms') =>
    ((await look(web, one, as, null, '', { removalId })).data as { page: RemovalPageView }).page;
  const nowhere = () => ({ schoolId: web.world.schoolId, postId: '' });

  test('the request stands in the register; the post at the address is matched for staff, and comes down by one decision', async () => {
    const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(0))] });
    const delivery = await deliveryOfPost(web.world.db, ref, ref.postId, null);
    const address = `https://x.com/ashwick/status/${delivery?.platformId ?? ''}`;
    await send(filled({ address, words: '' }));
    const { id: removalId } = await row();
    const { lines } = (await look(web, register, 'ashwick/office', null)).data as { lines: RemovalLine[] };
    expect(lines.find(({ id }) => id === removalId)).toMatchObject({
      who: 'A parent or carer, on the school’s public page',
      what: address,
      state: { word: 'To decide' },
    });
    const shown = await seen(removalId);
    expect(shown).toMatchObject({
      fromPublicPage: true,
      choose: null,
      copies: [{ id: ref.postId, says: 'Asked about' }],
    });
    expect(shown.facts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Jo Marlowe', 'jo@marlowe.example', address, referenceOf({ id: removalId })]),
    );
    const decide = (outcome: string) =>
      press(web, onRequest, 'ashwick/comms', nowhere(), { intent: 'decide', outcome }, { removalId });
    expect((await decide('nothing_found')).status).toBe(422);
    expect((await decide('removed')).to).toBe(`${BASE}/removals/${removalId}`);
    expect(await statusOf(web.world, ref)).toBe('takedown_requested');
    expect(await row()).toMatchObject({ postId: ref.postId, removedPostIds: [ref.postId] });
  });

  test('a post that was only described is named by somebody who has looked, before it is decided and not after', async () => {
    const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(2))] });
    await send(filled());
    const { id: removalId } = await row();
    const shown = await seen(removalId);
    expect(shown.copies).toEqual([]);
    expect(shown.choose?.map(({ value }) => value)).toContain(ref.postId);
    const name = (postId: string, as = 'ashwick/office') =>
      press(web, onRequest, as, nowhere(), { intent: 'name', postId }, { removalId });
    expect((await name('')).status).toBe(422);
    expect((await name(randomUUID())).status).toBe(404);
    expect((await name(ref.postId, 'ashwick/teacher')).status).toBe(404);
    expect((await name(ref.postId)).to).toBe(`${BASE}/removals/${removalId}`);
    expect(await seen(removalId)).toMatchObject({ choose: null, copies: [{ id: ref.postId }] });
    await press(
      web,
      onRequest,
      'ashwick/comms',
      nowhere(),
      { intent: 'decide', outcome: 'removed' },
      { removalId },
    );
    expect(await statusOf(web.world, ref)).toBe('takedown_requested');
    expect((await name(ref.postId)).status).toBeGreaterThanOrEqual(400);
  });

  test('the newest is found at the top of its own list, and every other on a page', async () => {
    for (let asked = 0; asked < 60; asked++) {
      if (asked % 30 === 29) web.world.clock.advance(3_600_000);
      await send(filled({ words: 'Buy now' }));
    }
    web.world.clock.advance(60_000);
    await send(filled({ words: 'My own child holds a lamb.' }));
    const lines = async (query: string) =>
      ((await look(web, register, 'ashwick/office', null, query)).data as { lines: RemovalLine[] }).lines;
    expect((await lines('?order=newest'))[0]?.what).toBe('My own child holds a lamb.');
    const [first, second] = [await lines(''), await lines('?page=2')];
    expect(first).toHaveLength(50);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(first.length + second.length);
    expect([...first, ...second].some(({ what }) => what === 'My own child holds a lamb.')).toBe(true);
    for (const odd of ['?page=0', '?page=-3', '?page=none', '?page=1e9'])
      expect((await look(web, register, 'ashwick/office', null, odd)).status).toBe(200);
  });

  test('what is nobody’s request is put aside from its page, and can be taken up again', async () => {
    await send(filled({ words: 'Buy now' }));
    const removalId = (await row()).id;
    const seen = async (as: string) =>
      ((await look(web, one, as, null, '', { removalId })).data as { page: RemovalPageView }).page;
    const nowhere = { schoolId: web.world.schoolId, postId: '' };
    const pressing = (as: string, intent: string) =>
      press(web, onRequest, as, nowhere, { intent }, { removalId });
    expect(await seen('ashwick/office')).toMatchObject({ mayPutAside: false });
    expect((await pressing('ashwick/office', 'put_aside')).status).toBe(403);
    expect(await seen('ashwick/comms')).toMatchObject({ mayPutAside: true, mayTakeUp: false });
    expect((await pressing('ashwick/comms', 'put_aside')).to).toBe(`${BASE}/removals?note=aside`);
    expect(await seen('ashwick/comms')).toMatchObject({
      ...{ state: { word: 'Put aside' }, mayPutAside: false, mayTakeUp: true, mayDecide: false, tell: null },
    });
    await pressing('ashwick/comms', 'take_up');
    expect(await seen('ashwick/comms')).toMatchObject({ state: { word: 'To decide' }, mayDecide: true });
  });

  test('the address stands on a notice to print, for those who have the register', async () => {
    const { data } = await look(web, poster, 'ashwick/office', null);
    expect(data).toMatchObject({ address: `${ORIGIN}/ask/${word}` });
    expect((await look(web, poster, 'ashwick/teacher', null)).status).toBe(404);
  });
});
