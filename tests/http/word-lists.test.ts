// The pages of a trust's word lists, of the rules for words and of the try-it box: plain forms, and never whose name was found.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListPage, PreviewWords } from '#app/presenters/word-lists.ts';
import type { TriedWords } from '#app/presenters/tried-words.ts';
import type { TextRulesPage } from '#app/presenters/text-rules.ts';
import * as tasks from '#app/routes/s.$school.tasks.tsx';
import * as rules from '#app/routes/s.$school.text-rules.tsx';
import * as list from '#app/routes/s.$school.words.$list.tsx';
import * as lists from '#app/routes/s.$school.words._index.tsx';
import * as tries from '#app/routes/s.$school.words.try.tsx';
import { findingAnswers, revisionFindings } from '#db/schema/words.ts';
import { pupils } from '#db/schema/pupils.ts';
import { accountId, DEPARTMENT_ACCOUNT_ID } from '#db/seed/practice-accounts.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, ORIGIN, requestOf, responseOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const NOWHERE = { schoolId: '', postId: '' };
const whole = async (path: string, as: string, form?: Record<string, string>) => {
  const options = { as, headers: { host: new URL(ORIGIN).host }, ...(form ? { form } : {}) };
  const { context } = web.args(path, options) as LoaderFunctionArgs;
  const answer = await wholeResponse(requestOf(path, options), context);
  return { status: answer.status, html: await answer.text() };
};

describe('a list', () => {
  type Answer = { typed: string; errors: string[]; stale: boolean; preview: PreviewWords | null };
  const page = async (name = 'trademarks', search = '', as = 'ashwick/head') =>
    (await look(web, list.loader, as, null, search, { list: name })).data as ListPage;
  const send = async (form: Record<string, string>, as = 'ashwick/head', name = 'trademarks') => {
    const given = await press(web, list.action, as, NOWHERE, form, { list: name });
    return { ...given, said: given.data as Answer };
  };

  test('is looked at before it is published, and its older version can be published again', async () => {
    const seen = await send({ intent: 'preview', base: '0', entries: 'Oakapple\nBright  Star' });
    expect(seen.status).toBe(200);
    expect(seen.said.preview).toMatchObject({ base: 0, added: ['Oakapple', 'Bright Star'], removed: [] });
    expect((await page()).version).toBe(0);

    expect((await send({ intent: 'publish', base: '0', entries: 'Oakapple\nBright Star' })).to).toBe(
      `${BASE}/words/trademarks?note=published`,
    );
    await send({ intent: 'publish', base: '1', entries: 'Oakapple' }, 'ashwick/comms');
    expect(await page()).toMatchObject({ version: 2, text: 'Oakapple', older: null });
    const older = await page('trademarks', '?version=1');
    expect(older).toMatchObject({ version: 2, text: 'Oakapple\nBright Star', older: 1 });
    expect((await send({ intent: 'publish', base: '2', entries: older.text })).to).toContain('published');
    expect((await page()).versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  test('published by somebody else meanwhile: both are shown, and what was typed stays', async () => {
    const { version } = await page('partners');
    await send({ intent: 'publish', base: String(version), entries: 'Museum' }, 'ashwick/comms', 'partners');
    const late = await send(
      { intent: 'publish', base: String(version), entries: 'Museum\n@Orchard' },
      'ashwick/head',
      'partners',
    );
    expect(late.status).toBe(409);
    expect(late.said).toMatchObject({
      stale: true,
      typed: 'Museum\n@Orchard',
      preview: { base: version + 1, added: ['@Orchard'], removed: [] },
    });
    expect(await page('partners')).toMatchObject({ version: version + 1, text: 'Museum' });
  });

  test('a double tap publishes once, and says nothing of anybody else', async () => {
    const { version } = await page('partners');
    const form = { intent: 'publish', base: String(version), entries: 'Museum\nOrchard Trust' };
    const tap = async () => (await send(form, 'ashwick/head', 'partners')).to;
    const published = `${BASE}/words/partners?note=published`;
    expect([...(await Promise.all([tap(), tap()])), await tap()]).toEqual(Array(3).fill(published));
    expect((await page('partners')).version).toBe(version + 1);
    expect((await send(form, 'ashwick/comms', 'partners')).status).toBe(409);
  });

  test('a line that is no entry is named, and nothing is published', async () => {
    const { version } = await page('allowed_domains');
    const sent = await send(
      { intent: 'publish', base: String(version), entries: 'bbc.co.uk\nco.uk\nBBC.co.uk' },
      'ashwick/head',
      'allowed_domains',
    );
    expect(sent.status).toBe(422);
    expect(sent.said.errors).toEqual([
      'Line 2 would let in every website with that ending. Name one of them.',
      'Line 3 says the same as line 1.',
    ]);
    expect((await page('allowed_domains')).version).toBe(version);
  });

  test('works as a plain form: the page that comes back carries the entries and the button that publishes', async () => {
    const { version } = await page('suppliers');
    const entries = 'Brightplate Catering\nNorthgate <b>Print</b>';
    const { status, html } = await whole(`${BASE}/words/suppliers`, 'ashwick/comms', {
      ...{ intent: 'preview', base: String(version), entries },
    });
    expect(status).toBe(200);
    expect(html).toContain('value="publish"');
    expect(html).toContain('Northgate &lt;b&gt;Print&lt;/b&gt;');
    expect(html).not.toContain('<b>Print</b>');
  });

  test.each(['nothing', 'toString', 'words'])('there is no list called %s', async (name) => {
    expect((await look(web, list.loader, 'ashwick/head', null, '', { list: name })).status).toBe(404);
  });

  test.each(['?version=99', '?version=0', '?version=x', '?version=1e99'])(
    'there is no %s of it',
    async (search) => {
      const params = { list: 'suppliers' };
      expect((await look(web, list.loader, 'ashwick/head', null, search, params)).status).toBe(404);
    },
  );

  test.each(['ashwick/teacher', 'ashwick/office', 'ashwick/dsl'])('%s has no such door', async (as) => {
    expect((await look(web, lists.loader, as, null)).status).toBe(404);
    expect((await look(web, list.loader, as, null, '', { list: 'suppliers' })).status).toBe(404);
    expect((await send({ intent: 'publish', base: '1', entries: 'X Y' }, as)).status).toBe(404);
  });
});

describe('the try-it box', () => {
  const trial = async (text: string, more: Record<string, string> = {}, as = 'ashwick/teacher') => {
    const account = accountId('ashwick');
    const given = await press(web, tries.action, as, NOWHERE, { text, account, ...more });
    return { ...given, said: given.data as { error: string | null; tried: TriedWords | null } };
  };

  test('marks what is found, and says what it means and who could let it stand', async () => {
    const text = 'Ring us on 07700 900123.';
    const { said, status } = await trial(text);
    expect(status).toBe(200);
    const [mark] = said.tried?.marks ?? [];
    expect(text.slice(mark?.from, mark?.to)).toContain('07700 900123');
    expect(said.tried).toMatchObject({
      stopped: true,
      sentence: expect.stringContaining('would stop') as string,
    });
    expect(said.tried?.lines[0]?.opens).toEqual(expect.any(String));
    expect(said.tried?.lines[0]?.sentence).not.toContain('900123');
  });

  test('is strict where a photo shows pupils, and finds nothing in an ordinary sentence', async () => {
    expect((await trial('We fed the lambs and dug up carrots.')).said.tried).toMatchObject({
      lines: [],
      stopped: false,
    });
  });

  test('finds pupils of the school by name, and says nothing of whose name it is', async () => {
    const [pupil] = await web.world.db
      .select()
      .from(pupils)
      .where(eq(pupils.id, web.world.pupil(0)));
    const name = `${pupil?.legalForename} ${pupil?.legalSurname}`;
    const path = `${BASE}/words/try`;
    const form = { text: `Well done ${name}!`, account: accountId('ashwick'), pupils: 'yes' };
    const { html } = await whole(path, 'ashwick/teacher', form);
    expect(html).toContain('would stop the post');
    expect(html).not.toContain(pupil?.id);
  });

  test('on a department’s account it is about the subject chosen', async () => {
    const args = web.args('/s/harrowdean-high-school/words/try', {
      as: 'harrowdean/teacher',
      params: { school: 'harrowdean-high-school' },
      form: { text: 'The hive is thriving.', account: `${DEPARTMENT_ACCOUNT_ID}/Physics` },
    }) as ActionFunctionArgs;
    const answer = await responseOf(() => tries.action(args));
    const { tried } = (await answer.json()) as { tried: TriedWords };
    expect(tried.lines.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('about its subject'),
    );
  });

  test('keeps nothing, anywhere', async () => {
    await trial('Zebrafinch wigwam 07700 900555');
    expect(await web.world.db.select().from(findingAnswers)).toEqual([]);
    expect(await web.world.db.select().from(revisionFindings)).toEqual([]);
    expect(JSON.stringify([web.world.lines, web.world.jobs])).not.toContain('Zebrafinch');
  });

  test('an account of another school is not there', async () => {
    expect((await trial('Hello', { account: accountId('harrowdean') })).status).toBe(404);
    expect((await trial('Hello', { account: 'x' })).status).toBe(404);
  });

  test.each([
    ['', 'Write or paste a text first.'],
    ['x'.repeat(10_001), 'That is too long. Try at most 10,000 characters at once.'],
  ])('a text that cannot be tried is said beside the field', async (text, error) => {
    expect(await trial(text)).toMatchObject({ status: 422, said: { error, tried: null } });
  });

  test.each(['ashwick/office', 'ashwick/dsl', 'ashwick/governor'])('%s has no such door', async (as) => {
    expect((await look(web, tries.loader, as, null)).status).toBe(404);
    expect((await trial('Hello', {}, as)).status).toBe(404);
  });

  test('nobody goes through a list of names with it', async () => {
    let last = 200;
    for (let count = 0; count < 125 && last === 200; count++)
      last = (await trial('Hello', {}, 'ashwick/deputy')).status;
    expect(last).toBe(429);
    expect((await trial('Hello')).status).toBe(200);
  });
});

describe('the rules for words', () => {
  type Page = TextRulesPage & { maySet: boolean };
  const page = async (as = 'ashwick/head') => (await look(web, rules.loader, as, null)).data as Page;
  const send = async (change: Record<string, string>, as = 'ashwick/head') => {
    const { values, base } = await page();
    return press(web, rules.action, as, NOWHERE, { ...values, base, ...change });
  };

  test('are set by a plain form, and say when the safeguarding leads were told', async () => {
    expect((await send({ pupilIdentity: 'never' })).to).toBe(`${BASE}/text-rules?note=set`);
    expect((await send({ pupilIdentity: 'name_without_image' })).to).toBe(`${BASE}/text-rules?note=looser`);
    expect((await send({})).to).toBe(`${BASE}/text-rules?note=same`);
  });

  test('a double tap sets them once, and says nothing of anybody else', async () => {
    const { values, base } = await page();
    const form = { ...values, base, nameApartDays: '9' };
    const tap = async () => (await press(web, rules.action, 'ashwick/head', NOWHERE, form)).to;
    expect([await tap(), await tap()]).toEqual([
      expect.stringContaining('/text-rules?note='),
      `${BASE}/text-rules?note=same`,
    ]);
    expect((await page()).values.nameApartDays).toBe('9');
  });

  test('a page drawn from older rules loses nothing of what was chosen', async () => {
    const sent = await send({ base: 'something else', nameApartDays: '12' });
    expect(sent).toMatchObject({ status: 409, data: { stale: true, typed: { nameApartDays: '12' } } });
  });

  test.each(['61', '-1', '7.5', 'many', ''])('%j is no number of days', async (nameApartDays) => {
    const sent = await send({ nameApartDays });
    expect(sent).toMatchObject({
      status: 422,
      data: { errors: { nameApartDays: 'Write a number of days from 0 to 60.' } },
    });
  });

  test('safeguarding leads read them and set none; others have no such door', async () => {
    expect((await page('ashwick/dsl')).maySet).toBe(false);
    expect((await send({ nameApartDays: '3' }, 'ashwick/dsl')).status).toBe(404);
    for (const as of ['ashwick/teacher', 'ashwick/office', 'ashwick/comms'])
      expect((await look(web, rules.loader, as, null)).status, as).toBe(404);
  });
});

test('each is reached from the tasks by those who may, and by nobody else', async () => {
  const doors = async (as: string) => {
    const { data } = await look(web, tasks.loader, as, null);
    return ['words/try', 'words', 'text-rules'].filter((to) => JSON.stringify(data).includes(`"to":"${to}"`));
  };
  expect(await doors('ashwick/head')).toEqual(['words/try', 'words', 'text-rules']);
  expect(await doors('ashwick/teacher')).toEqual(['words/try']);
  expect(await doors('ashwick/office')).toEqual([]);
});
