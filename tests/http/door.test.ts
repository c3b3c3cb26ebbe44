// The door of every page: who asks, for which school, sent from where, and how large. Nobody gets a school's data without it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requireAtSchool, requirePerson, uuidParam } from '#app/http/actor.server.ts';
import { backPathOf, safeBackPath } from '#app/http/back-path.ts';
import { fieldsOf, FORM_BYTES, readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { AppError } from '#app/domain/errors.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { schoolSlug, schoolSlugs } from '#app/domain/school/school-slug.ts';
import { z } from 'zod';
import { newPolicy, openWeb, ORIGIN, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const ashwick = { school: 'ashwick-lane-primary-school' };

describe('somebody who is not signed in', () => {
  test('is sent to sign in, and comes back to where they were going', async () => {
    const answer = await responseOf(() => requirePerson(web.args('/s/x/posts?tab=mine&_data=routes%2Fx')));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/sign-in?back=%2Fs%2Fx%2Fposts%3Ftab%3Dmine');
  });

  test('keeps a small form on the way to the sign-in page, and is not made to send a large one twice', async () => {
    const small = web.args('/s/x/posts/new', {
      form: { words: 'Hello' },
      headers: { 'content-length': '11' },
    });
    expect((await responseOf(() => requirePerson(small))).status).toBe(307);
    const large = web.args('/s/x', { form: { words: 'Hello' }, headers: { 'content-length': '9000000' } });
    expect((await responseOf(() => requirePerson(large))).status).toBe(303);
  });

  test('is told so as data where a script asks', async () => {
    const answer = await responseOf(() => requirePerson(web.args('/s/x/save'), { signedOut: 'answer' }));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ signedOut: true });
  });
});

describe('a school in the address', () => {
  test('is found by the slug of its name among the person’s own', async () => {
    const here = await requireAtSchool(web.args('/s/x', { as: 'ashwick/teacher', params: ashwick }));
    expect(here.school.name).toBe('Ashwick Lane Primary School');
    expect(here.base).toBe('/s/ashwick-lane-primary-school');
    expect([...here.school.roles]).toEqual(['teacher']);
  });

  test('of somebody else looks exactly like one that does not exist (R-06)', async () => {
    const ask = (school: string) =>
      responseOf(() => requireAtSchool(web.args('/s/x', { as: 'ashwick/teacher', params: { school } })));
    const [theirs, none] = [await ask('harrowdean-high-school'), await ask('no-such-school')];
    expect(theirs.status).toBe(404);
    expect(none.status).toBe(404);
    expect(await theirs.text()).toBe(await none.text());
    expect([...theirs.headers]).toEqual([...none.headers]);
  });

  test('opens to a trust administrator and to somebody with roles in two schools', async () => {
    for (const as of ['trust/admin', 'both/teacher-and-comms']) {
      const here = await requireAtSchool(
        web.args('/s/x', { as, params: { school: 'harrowdean-high-school' } }),
      );
      expect(here.schools.map(({ slug }) => slug)).toEqual([
        'ashwick-lane-primary-school',
        'harrowdean-high-school',
      ]);
    }
  });

  test('opens only after the current policy has been confirmed (R-20), but a change is left to the use case', async () => {
    const policyless = await openWeb();
    await newPolicy(policyless.world);
    const look = policyless.args('/s/a?x=1', { as: 'ashwick/teacher', params: ashwick });
    const answer = await responseOf(() => requireAtSchool(look));
    expect(answer.headers.get('location')).toBe('/policy?back=%2Fs%2Fa%3Fx%3D1');
    const change = policyless.args('/s/a', { as: 'ashwick/teacher', params: ashwick, form: {} });
    expect((await requireAtSchool(change)).person.policyAcknowledged).toBe(false);
    await policyless.close();
  });

  test('makes a slug that people can read, whatever the name', () => {
    expect(schoolSlug('Ysgol Gynradd Tŷ’r Felin')).toBe('ysgol-gynradd-tyr-felin');
    expect(schoolSlug('St. Mary’s C of E (VA) Primary')).toBe('st-marys-c-of-e-va-primary');
    expect(schoolSlug('東京')).toBe('school');
    const two = schoolSlugs([
      { id: 'b', name: 'Hill School' },
      { id: 'a', name: 'Hill School!' },
    ]);
    expect([two.get('a'), two.get('b')]).toEqual(['hill-school', 'hill-school-2']);
  });
});

describe('a change', () => {
  const from = (headers: Record<string, string>) =>
    responseOf(
      async () =>
        (await requirePerson(web.args('/policy', { as: 'ashwick/head', form: { a: '1' }, headers }))).person
          .name,
    );

  test('from another site’s page is refused', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }]) {
      const answer = await from(headers as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('Gatepost');
    }
  });

  test('from our own page is taken, under either of its names', async () => {
    expect((await from({ origin: ORIGIN })).status).toBe(200);
    const unknown = web.args('/policy', {
      as: 'ashwick/head',
      method: 'POST',
      headers: { origin: 'http://x' },
    });
    const proxied = new Request('http://x/policy', unknown.request);
    expect(
      (await responseOf(async () => (await requirePerson({ ...unknown, request: proxied })).person.name))
        .status,
    ).toBe(200);
  });
});

describe('a form', () => {
  const post = (body: BodyInit, kind?: string) =>
    new Request(ORIGIN, { method: 'POST', body, ...(kind ? { headers: { 'content-type': kind } } : {}) });

  test('is read whether it comes URL-encoded or as multipart, without its files', async () => {
    const plain = await readForm(post(new URLSearchParams([['a', '1 & 2']])));
    expect([...plain]).toEqual([['a', '1 & 2']]);
    const multipart = new FormData();
    multipart.set('a', 'é');
    multipart.set('file', new Blob(['x']), 'x.txt');
    expect([...(await readForm(post(multipart)))]).toEqual([['a', 'é']]);
  });

  test('over its cap is refused, announced or not', async () => {
    const long = new URLSearchParams([['a', 'x'.repeat(FORM_BYTES)]]);
    expect((await responseOf(() => readForm(post(long)))).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(120)),
    });
    const unannounced = new Request(ORIGIN, {
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      duplex: 'half',
    } as RequestInit);
    expect((await responseOf(() => readForm(unannounced))).status).toBe(413);
  });

  test('that is JSON, however deep, is no form at all', async () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    expect((await responseOf(() => readForm(post(deep, 'application/json')))).status).toBe(415);
  });

  test('that broke off on its way is said to be so', async () => {
    const broken = post(
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal',
      'multipart/form-data; boundary=b',
    );
    expect((await responseOf(() => readForm(broken))).status).toBe(400);
  });

  test('gives one value for a name, or all where many are meant, and the schema’s own words when it does not fit', () => {
    const form = new FormData();
    form.append('tick', 'a');
    form.append('tick', 'b');
    form.append('name', '');
    const schema = z.object({ tick: z.array(z.string()), name: z.string().min(1, 'Write a name.') });
    expect(fieldsOf(form, schema, ['tick'])).toEqual({ ok: false, errors: { name: 'Write a name.' } });
    form.set('name', 'N');
    expect(fieldsOf(form, schema, ['tick'])).toEqual({ ok: true, value: { tick: ['a', 'b'], name: 'N' } });
  });
});

describe('what the domain throws', () => {
  const thrown = (error: unknown) => responseOf(() => answering(() => Promise.reject(error)));

  test('becomes its status, and words where there are words', async () => {
    expect((await thrown(new AppError('not_found', 'post'))).status).toBe(404);
    expect(await (await thrown(new AppError('not_found', 'post'))).text()).toBe('null');
    expect((await thrown(new AppError('forbidden', 'not_trained'))).status).toBe(403);
    expect((await thrown(new AppError('illegal_move', 'already_sent'))).status).toBe(409);
    expect((await thrown(new AppError('stale_revision', 'stale_page'))).status).toBe(409);
    expect(await (await thrown(new AppError('forbidden', 'not_trained'))).json()).toMatchObject({
      message: expect.stringContaining('training') as string,
    });
    await expect(thrown(new Error('the world broke'))).rejects.toThrow('the world broke');
  });

  test('becomes data when a move is refused, with everything that was found', async () => {
    const issues = [
      { check: 'x', code: 'words_missing', level: 'block', field: 'words', context: {}, clause: '' },
    ] as const;
    const { refused } = await orRefused(() =>
      Promise.reject(new MoveRefused('submit', { reason: 'checks_failed', issues: [...issues] })),
    );
    expect(refused).toMatchObject({ reason: 'checks_failed', stale: false, status: 403, issues });
    const stale = await orRefused(() => Promise.reject(new AppError('stale_revision', 'stale_page')));
    expect(stale.refused).toMatchObject({ stale: true, status: 409 });
    await expect(orRefused(() => Promise.reject(new AppError('not_found', 'post')))).rejects.toThrow(
      'not_found',
    );
  });
});

test('the way back is a path of this site only', () => {
  expect(safeBackPath('/s/x?y=1#z')).toBe('/s/x?y=1#z');
  for (const trick of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:1', '', null])
    expect(safeBackPath(trick)).toBe('/');
  expect(backPathOf(new Request(`${ORIGIN}/a?_data=r&b=1`))).toBe('/a?b=1');
});

test('an id in an address is a UUID or it is not there', async () => {
  const args = web.args('/x', { params: { postId: "1' or 1=1" } });
  expect((await responseOf(() => uuidParam(args, 'postId'))).status).toBe(404);
});
