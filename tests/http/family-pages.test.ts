// A family's page as browsers and mail scanners meet it: opening writes nothing anywhere, a wrong secret learns nothing, the secret goes
// nowhere else, and the page says the same whatever others decided about the pupil.
import { randomUUID } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorReport } from '#app/error-reference.server.ts';
import { endLink } from '#app/domain/consent/consent-link.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { recordPupilView } from '#app/domain/consent/record-pupil-view.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { action as send } from '#app/routes/c.$token._index.tsx';
import { action as ask, loader as askPage } from '#app/routes/s.$school.pupils.$pupilId.ask.tsx';
import { action as write, loader as writePage } from '#app/routes/s.$school.forms.new.tsx';
import { loader as formsPage } from '#app/routes/s.$school.forms._index.tsx';
import { action as record } from '#app/routes/s.$school.pupils.$pupilId.record.tsx';
import { consentDecisions } from '#db/schema/consent.ts';
import { formSeries } from '#db/seed/practice-form.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { anotherPerson, answered, holderOf, linkFor, questionsId } from '#tests/support/consent-links.ts';
import { listenWithoutPages } from '#tests/support/tus.ts';
import { openWeb, ORIGIN, responseOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';

type Any = never;
let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(() => web.world.clock.set(SEEDED_AT));

const contextFrom = (clientAddress: string): AppLoadContext => ({ ...web.context(), clientAddress });
let networks = 0;
/** Each test knocks from a network of its own. */
const nextNetwork = (): string => `192.0.2.${++networks}`;

async function ask200(path: string, init: RequestInit = {}, from = nextNetwork()) {
  const response = await wholeResponse(new Request(`${ORIGIN}${path}`, init), contextFrom(from));
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Every row of every table, as one text. */
async function wholeDatabase(): Promise<string> {
  const { rows } = (await web.world.db.execute(
    sql`select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  )) as unknown as { rows: { table_name: string }[] };
  const tables = [];
  for (const { table_name: name } of rows) {
    const all = (await web.world.db.execute(
      sql.raw(`select coalesce(json_agg(t order by t::text), '[]') as rows from "${name}" t`),
    )) as unknown as { rows: unknown[] };
    tables.push(`${name} ${JSON.stringify(all.rows)}`);
  }
  return tables.join('\n');
}

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});

describe('opening a link', () => {
  it('writes nothing, however often and by whichever way it is opened', async () => {
    const { path, secret } = await linkFor(web.world, 0);
    const done = await answered(web.world, secret, [{ key: 'video', answer: 'no' }]);
    const receipt = `${path}/receipts/${done.ok ? done.receiptId : ''}`;
    const before = await wholeDatabase();
    expect(before).toContain('consent_links');
    for (const address of [path, `${path}?lang=cy`, receipt])
      for (const method of ['GET', 'HEAD', 'GET'])
        expect((await ask200(address, { method })).status, `${method} ${address}`).toBe(200);
    const scanner = { headers: { 'user-agent': 'Mozilla/5.0 (compatible; MailScannerBot/2.0)' } };
    expect((await ask200(path, scanner)).status).toBe(200);
    const data = `${path}?_data=${encodeURIComponent('routes/c.$token._index')}`;
    expect((await ask200(data)).status).toBe(200);
    expect(await wholeDatabase()).toBe(before);
  });

  it('tells the forename, the relationship’s own answers, and no more of anybody', async () => {
    const { path } = await linkFor(web.world, 0);
    const { body } = await ask200(path);
    const { rows } = (await web.world.db.execute(
      sql.raw(`select p.legal_forename f, p.legal_surname s, p.registration_group g, p.mis_id m, h.name n
        from pupils p join authority_holders h on h.pupil_id = p.id where p.id = '${web.world.pupil(0)}' limit 1`),
    )) as unknown as { rows: { f: string; s: string; g: string; m: string; n: string }[] };
    const pupil = rows[0];
    if (!pupil) throw new Error('nobody');
    expect(body).toContain(pupil.f);
    for (const secret of [pupil.s, pupil.g, pupil.m, pupil.n, web.world.pupil(0), holderOf(web.world, 0)])
      expect(body).not.toContain(secret);
  });

  it('is the same page for wrong, ended and expired secrets, and says whom to ask', async () => {
    const ended = await linkFor(web.world, 2);
    await endLink(web.world.web, await web.world.staff('office'), {
      schoolId: web.world.schoolId,
      pupilId: web.world.pupil(2),
      linkId: ended.linkId,
    });
    const expired = await linkFor(web.world, 4);
    web.world.clock.set(expired.expiresAt);
    const reference = /[A-Z2-9]{4}-[A-Z2-9]{4}/g;
    const pages = [];
    for (const path of [ended.path, expired.path, '/c/no-such-secret']) {
      const { status, body } = await ask200(path);
      const said = body
        .replaceAll(path, '/c/SECRET')
        .replaceAll(path.slice(3), 'SECRET')
        .replaceAll(reference, 'REF');
      pages.push({ status, said });
    }
    expect(pages[0]?.status).toBe(404);
    expect(pages[0]?.said).toContain('Ask the school office');
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual(pages[0]);
  });

  it('is refused after thirty wrong secrets from one network, but not with a right one', async () => {
    const { path } = await linkFor(web.world, 5);
    const from = nextNetwork();
    const statuses = [];
    for (let tries = 0; tries < 33; tries++)
      statuses.push((await ask200(`/c/wrong-${tries}`, {}, from)).status);
    expect(statuses.indexOf(429)).toBeGreaterThanOrEqual(30);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask200(path, {}, from)).status).toBe(200);
    expect((await ask200('/c/wrong', {}, nextNetwork())).status).toBe(404);
    web.world.clock.advance(16 * 60_000);
    expect((await ask200('/c/wrong-again', {}, from)).status).toBe(404);
  });
});

describe('the secret', () => {
  it('is told to no other page: no referrer, nothing kept', async () => {
    const listening = await listenWithoutPages(web.services);
    try {
      const { path } = await linkFor(web.world, 8);
      const response = await fetch(`http://127.0.0.1:${listening.port}${path}`);
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('cache-control')).toContain('no-store');
      const other = await fetch(`http://127.0.0.1:${listening.port}/sign-in`);
      expect(other.headers.get('referrer-policy')).toBe('same-origin');
    } finally {
      await listening.close(0);
    }
    const { path } = await linkFor(web.world, 8);
    const { body } = await ask200(path);
    expect(body).toContain('<meta name="referrer" content="no-referrer"/>');
  });

  it('stands in no line for the operator, in no row and in no page of the office', async () => {
    const { path, secret } = await linkFor(web.world, 10);
    const spy = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await ask200(path);
    await ask200(path, form({ requestKey: 'no key', formVersionId: 'none' }));
    const printed = spy.flatMap((each) => each.mock.calls.map((call) => JSON.stringify(call)));
    for (const each of spy) each.mockRestore();
    const report = errorReport(new Error('broken'), new Request(`${ORIGIN}${path}/receipts/1`), 'REF');
    expect(report.path).toBe('/c/…/receipts/1');
    const office = { as: 'ashwick/office', params: { school: SCHOOL, pupilId: web.world.pupil(10) } };
    const page = JSON.stringify(await askPage(web.args('/s/x', office) as Any));
    const everything = [JSON.stringify(web.world.lines), ...printed, await wholeDatabase(), page].join('\n');
    expect(page).toContain('Letter of');
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secret.replaceAll('-', ''));
  });
});

const SCHOOL = 'ashwick-lane-primary-school';

describe('answering', () => {
  const sitting = (more: Record<string, string> = {}) => ({
    requestKey: randomUUID(),
    formVersionId: questionsId(web.world),
    ...more,
  });

  it('is taken without scripts, once, and leads to the receipt', async () => {
    const { path } = await linkFor(web.world, 12);
    const fields = sitting({ 'answer-image_press': 'yes', 'answer-video': 'no', 'posts-video': 'new' });
    const first = await ask200(path, form(fields));
    expect(first.status).toBe(302);
    const to = first.headers.get('location') ?? '';
    expect((await ask200(path, form(fields))).headers.get('location')).toBe(to);
    const receipt = await ask200(to);
    expect(receipt.body).toContain('Your answers are saved.');
    expect(receipt.body).toContain('For new posts only.');
    expect((await ask200(path)).body).toContain('You said no on 18 November 2026.');
    const other = await linkFor(web.world, 14);
    expect((await ask200(to.replace(path, other.path))).status).toBe(404);
  });

  it('says what is missing, changes nothing then, and refuses other sites and other people’s forms', async () => {
    const { path } = await linkFor(web.world, 15);
    const before = await web.world.db.$count(consentDecisions);
    const empty = await ask200(path, form(sitting()));
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('Answer at least one question: yes or no.');
    const stale = await ask200(
      path,
      form({ ...sitting({ 'answer-video': 'yes' }), formVersionId: randomUUID() }),
    );
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('The school has changed these questions');
    const foreign = {
      params: { token: path.slice(3) },
      form: sitting({ 'answer-video': 'yes' }),
      headers: { origin: 'https://elsewhere.example' },
    };
    expect((await responseOf(() => send(web.args(path, foreign) as Any))).status).toBe(403);
    expect((await ask200(path, form({ 'answer-video': 'yes' }))).status).toBe(400);
    expect((await ask200('/c/nobody', form(sitting({ 'answer-video': 'yes' })))).status).toBe(404);
    expect(await web.world.db.$count(consentDecisions)).toBe(before);
  });

  it('is refused after very many sittings in an hour', async () => {
    const { path } = await linkFor(web.world, 17);
    const from = nextNetwork();
    const statuses = [];
    for (let times = 0; times < 62; times++)
      statuses.push((await ask200(path, form(sitting()), from)).status);
    expect(statuses[0]).toBe(422);
    expect(statuses.at(-1)).toBe(429);
  });

  it('shows a form in Welsh as Welsh, page and receipt', async () => {
    const { path } = await linkFor(web.world, 7);
    const page = await ask200(path);
    expect(page.body).toMatch(/<html lang="cy"/);
    expect(page.body).toContain('Cadw fy atebion');
    const fields = {
      ...sitting({ 'answer-image_press': 'no' }),
      formVersionId: /name="formVersionId" value="([^"]+)"/.exec(page.body)?.[1] ?? '',
    };
    const saved = await ask200(path, form(fields));
    expect(saved.status).toBe(302);
    const receipt = await ask200(saved.headers.get('location') ?? '');
    expect(receipt.body).toMatch(/<html lang="cy"/);
    expect(receipt.body).toContain('Eich derbynneb');
    expect((await ask200(`${path}?lang=en-GB`)).body).toMatch(/<html lang="en-GB"/);
  });
});

describe('two pupils, one restricted and refused by others', () => {
  it('give the same page, byte for byte, to a person who said the same for both', async () => {
    const { world } = web;
    const pages = [];
    for (const pupil of [19, 21]) {
      const holderId = await anotherPerson(world, pupil);
      const { path, secret } = await linkFor(world, pupil, { holderId });
      await answered(world, secret, [
        { key: 'image_social', answer: 'yes' },
        { key: 'video', answer: 'no' },
      ]);
      if (pupil === 21) {
        const of = { schoolId: world.schoolId, pupilId: world.pupil(pupil) };
        const requestKey = randomUUID;
        const reason = { type: 'do_not_publish' as const, reason: 'Sealed', reviewOn: null };
        const set = await setRestriction(world.web, await world.staff('dsl'), {
          ...of,
          ...reason,
          requestKey: requestKey(),
        });
        expect(set).toMatchObject({ ok: true });
        await recordProvisionalNo(world.web, await world.staff('teacher'), {
          ...of,
          method: 'phone',
          saidBy: 'an aunt',
          requestKey: requestKey(),
        });
        await recordPupilView(world.web, await world.staff('data'), {
          ...of,
          answer: 'no',
          subjects: [],
          askedHow: 'Tutor time',
          requestKey: requestKey(),
        });
        const first = await linkFor(world, pupil);
        await answered(world, first.secret, [{ key: 'image_social', answer: 'no' }]);
      }
      const forename = async () => {
        const { rows } = (await world.db.execute(
          sql.raw(
            `select coalesce(preferred_forename, legal_forename) f from pupils where id = '${world.pupil(pupil)}'`,
          ),
        )) as unknown as { rows: { f: string }[] };
        return rows[0]?.f ?? '';
      };
      const name = await forename();
      const whole = async () => {
        const { status, headers, body } = await ask200(path);
        const reference = headers.get('x-request-reference') ?? 'none';
        const kept = [...headers].filter(([header]) => header !== 'x-request-reference');
        return [status, ...kept, body]
          .join('\n')
          .replaceAll(reference, 'REF')
          .replaceAll(secret, 'SECRET')
          .replaceAll(name, 'NAME')
          .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, 'ID');
      };
      pages.push(await whole());
    }
    expect(pages[1]).toBe(pages[0]);
    expect(pages[0]).toContain('You said yes on 18 November 2026.');
  });
});

describe('the office’s letter', () => {
  const press = (form: Record<string, string>, as = 'ashwick/office') =>
    responseOf(() =>
      ask(web.args('/s/x', { as, params: { school: SCHOOL, pupilId: web.world.pupil(23) }, form }) as Any),
    );
  const asking = () => ({
    intent: 'ask',
    holderId: holderOf(web.world, 23),
    formSeries: formSeries('ashwick'),
    tripId: '',
  });

  it('carries the address in that one answer, as a square code and to be typed', async () => {
    const answer = await press(asking());
    const { made } = (await answer.json()) as {
      made: { letter: { address: string; readable: string; heading: string }; picture: { path: string } };
    };
    expect(made.letter.address).toMatch(/^http:\/\/127\.0\.0\.1:3000\/c\/[a-z2-9-]{41}$/);
    expect(made.picture.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
    expect((await ask200(new URL(made.letter.address).pathname)).status).toBe(200);
    expect((await press({ intent: 'ask', formSeries: formSeries('ashwick'), tripId: '' })).status).toBe(422);
    expect((await press(asking(), 'ashwick/teacher')).status).toBe(404);
  });
});

describe('writing a form', () => {
  const params = { school: SCHOOL };
  const at = (path: string, options: object) =>
    web.args(path, { as: 'ashwick/data', params, ...options }) as Any;
  const fieldsOf = (text: {
    title: string;
    wording: string;
    language: string;
    howToWithdraw: string;
    controllers: string[];
    options: {
      key: string;
      label: string;
      subjects: string[];
      channels: string[];
      purposes: string[];
      accountScope: string;
    }[];
  }) => {
    const fields: Record<string, string | string[]> = {
      title: text.title,
      wording: text.wording,
      language: text.language,
      howToWithdraw: text.howToWithdraw,
      controllers: text.controllers.join('\n'),
      questions: String(text.options.length),
    };
    for (const [index, option] of text.options.entries()) {
      fields[`key-${index}`] = option.key;
      fields[`label-${index}`] = option.label;
      fields[`subjects-${index}`] = option.subjects;
      fields[`channels-${index}`] = option.channels;
      fields[`purposes-${index}`] = option.purposes;
      fields[`scope-${index}`] = option.accountScope;
    }
    return fields;
  };

  it('goes from the starting words by a look to a published version, which is what was looked at', async () => {
    const started = (await (await responseOf(() => writePage(at('/s/x/forms/new', {})))).json()) as {
      text: Parameters<typeof fieldsOf>[0];
    };
    const requestKey = randomUUID();
    const fields = { ...fieldsOf(started.text), requestKey, title: 'Our new form' };
    const send = (more: object) =>
      responseOf(() => write(at('/s/x/forms/new', { form: { ...fields, ...more } })));
    const more = (await (await send({ intent: 'more' })).json()) as { blank: boolean };
    expect(more.blank).toBe(true);
    const bad = await send({ intent: 'look', wording: '' });
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('Write the words above the questions.');
    const look = (await (await send({ intent: 'look' })).json()) as {
      hash: string;
      preview: { questions: unknown[] };
    };
    expect(look.preview.questions).toHaveLength(9);
    const changed = await send({ intent: 'publish', seenHash: look.hash, title: 'Something else' });
    expect(changed.status).toBe(409);
    const published = await send({ intent: 'publish', seenHash: look.hash });
    expect(published.status).toBe(302);
    expect(published.headers.get('location')).toBe(`/s/${SCHOOL}/forms/${requestKey}?published`);
    const list = JSON.stringify(await formsPage(at('/s/x/forms', {})));
    expect(list).toContain('Our new form');
    const office = web.args('/s/x/forms', { as: 'ashwick/office', params }) as Any;
    expect((await responseOf(() => formsPage(office))).status).toBe(404);
  });

  it('offers our Welsh words where the English are still ours', async () => {
    const from = `/s/x/forms/new?from=${questionsId(web.world)}&as=translation`;
    const started = JSON.stringify(await writePage(at(from, {})));
    expect(started).toContain('"taken":["cy","en-GB"]');
  });
});

describe('a paper with answers', () => {
  it('is written down by the questions of its form', async () => {
    const pupilId = web.world.pupil(25);
    const send = (form: Record<string, string>) =>
      responseOf(() =>
        record(web.args('/s/x', { as: 'ashwick/office', params: { school: SCHOOL, pupilId }, form }) as Any),
      );
    const paper = {
      onForm: questionsId(web.world),
      requestKey: randomUUID(),
      holderId: holderOf(web.world, 25),
      'answer-image_print': 'yes',
      'answer-video': 'no',
      'answer-trip': '',
      method: 'paper',
      answeredOn: '2026-11-17',
      eventId: '',
    };
    const before = await web.world.db.$count(consentDecisions);
    const without = await send({ ...paper, evidence: '' });
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('Say where the proof of this yes is');
    expect((await send({ ...paper, evidence: 'Signed form in the pupil file' })).status).toBe(302);
    expect(await web.world.db.$count(consentDecisions)).toBe(before + 2);
  });
});
