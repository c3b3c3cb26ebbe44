// The consent screens as people use them, without scripts: whole requests, whole pages. What is recorded, what is said, what is
// kept when something is missing, and what is never on screen.
import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerReasonReading } from '#app/domain/consent/answer-reading.ts';
import { authorityHolders, consentDecisions, pupilViews, restrictions } from '#db/schema/consent.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { openWeb, ORIGIN, requestOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';
import { attributes, words } from './drawn.tsx';

const BASE = '/s/ashwick-lane-primary-school';
/** Pupils with a plain yes; each test takes its own. */
const WITH_A_YES = [0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40];

let web: Web;
const nextIndex = inTurn(WITH_A_YES);
let pupilId = '';
let holderId = '';
let page = '';
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());
beforeEach(() => {
  const index = nextIndex();
  pupilId = practiceId(`pupil/ashwick/${index}`);
  holderId = practiceId(`holder/ashwick/${index}/0`);
  page = `${BASE}/pupils/${pupilId}`;
});

interface Answer {
  status: number;
  to: string | null;
  html: string;
  /** what is left for the eye and the ear */
  says: string;
}

async function ask(as: string, path: string, form?: Record<string, string | string[]>): Promise<Answer> {
  const headers = { host: new URL(ORIGIN).host };
  const request = requestOf(path, {
    as: as.includes('/') ? as : `ashwick/${as}`,
    headers,
    ...(form ? { form } : {}),
  });
  const response = await wholeResponse(request, web.context());
  const html = await response.text();
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return { status: response.status, to: response.headers.get('location'), html, says: words(main) };
}

const decisions = () =>
  web.world.db
    .select()
    .from(consentDecisions)
    .where(eq(consentDecisions.pupilId, pupilId))
    .orderBy(desc(consentDecisions.sequence));

const anAnswer = (more: Record<string, string | string[]> = {}) => ({
  requestKey: randomUUID(),
  holderId,
  answer: 'granted',
  subjects: ['image', 'work'],
  channels: ['x'],
  purposes: ['celebration'],
  conditions: ['groupOnly'],
  method: 'phone',
  answeredOn: '2026-11-18',
  lastDay: '2027-08-31',
  evidence: 'Note in the file',
  eventId: '',
  formVersionId: '',
  accountScope: 'own_school',
  ...more,
});

const WORDS_TO_SAY = 'Say: “I have recorded it.”';

describe('recording a decision', () => {
  it('writes it down and gives the words to say', async () => {
    const sent = await ask('office', `${page}/record`, anAnswer());
    expect(sent).toMatchObject({ status: 302, to: `${page}/recorded` });
    const [row] = await decisions();
    expect(row).toMatchObject({
      decision: 'granted',
      subjects: ['image', 'work'],
      conditions: { groupOnly: true },
      expiresAt: new Date('2027-08-31T23:00:00Z'),
    });
    const recorded = await ask('office', `${page}/recorded`);
    expect(recorded.says).toContain(WORDS_TO_SAY);
    expect(recorded.says).toContain('No post that has been sent for approval shows this pupil.');
  });

  it('records a double tap once', async () => {
    const before = (await decisions()).length;
    const form = anAnswer();
    for (const as of ['office', 'office', 'data'])
      expect(await ask(as, `${page}/record`, form)).toMatchObject({ status: 302 });
    expect(await decisions()).toHaveLength(before + 1);
  });

  it('keeps what was typed when something is missing, and names it beside its field', async () => {
    const before = (await decisions()).length;
    const form = anAnswer({ holderId: '', subjects: [], evidence: 'A note I do not want to type again' });
    const refused = await ask('office', `${page}/record`, form);
    expect(refused.status).toBe(422);
    expect(refused.says).toContain('Not recorded yet. Nothing is lost.');
    expect(refused.html).toContain('href="#holderId"');
    expect(refused.html).toContain('A note I do not want to type again');
    expect(refused.html).toMatch(
      /<input type="checkbox" id="channels" name="channels"[^>]*checked=""[^>]*value="x"/,
    );
    expect(attributes(refused.html, 'value')).toContain(form.requestKey);
    const { holderId: _, ...unanswered } = anAnswer({ subjects: [] });
    const again = await ask('office', `${page}/record`, {
      ...unanswered,
      holderId,
      answeredOn: '2027-01-01',
    });
    expect(again.html).toContain('href="#subjects"');
    expect(again.html).toContain('href="#answeredOn"');
    expect(await decisions()).toHaveLength(before);
  });

  it('says plainly when nobody is on record who may answer', async () => {
    const alone = practiceId('pupil/ashwick/54');
    await web.world.db.delete(authorityHolders).where(eq(authorityHolders.pupilId, alone));
    expect((await ask('office', `${BASE}/pupils/${alone}/record`)).says).toContain(
      'Nobody is on record who may answer',
    );
  });
});

describe('withdrawing', () => {
  it('asks for less than a yes does, and takes everything back', async () => {
    const recordPage = await ask('office', `${page}/record`);
    const withdrawPage = await ask('office', `${page}/withdraw`);
    const questions = (html: string) => new Set(attributes(html, 'name')).size;
    expect(questions(withdrawPage.html)).toBeLessThan(questions(recordPage.html));
    const sent = await ask('office', `${page}/withdraw`, {
      requestKey: randomUUID(),
      holderId,
      method: 'phone',
    });
    expect(sent).toMatchObject({ status: 302, to: `${page}/recorded` });
    const shown = await ask('office', page);
    expect(shown.says).toContain('In a photo No No No No No');
    expect(shown.says).not.toContain('Withdrawn');
    expect((await decisions())[0]).toMatchObject({ decision: 'withdrawn', holderId });
  });

  it('hears somebody else too, and asks who it was before it writes', async () => {
    const unsaid = await ask('office', `${page}/withdraw`, { requestKey: randomUUID(), method: 'phone' });
    expect(unsaid.status).toBe(422);
    await ask('office', `${page}/withdraw`, { requestKey: randomUUID(), holderId: 'other', method: 'phone' });
    expect((await decisions())[0]).toMatchObject({ decision: 'refused', holderId: null });
  });
});

describe('anyone’s no', () => {
  it('is one tap on the pupil’s page for the office', async () => {
    const { html } = await ask('office', page);
    expect(html).toContain(`action="${page}/no"`);
    const sent = await ask('office', `${page}/no`, { requestKey: randomUUID(), method: 'phone' });
    expect(sent).toMatchObject({ status: 302, to: `${page}/recorded` });
    expect((await decisions())[0]).toMatchObject({ decision: 'refused', holderId: null });
  });

  it('is one tap from the trip’s list for a teacher, who sees nothing of what others answered', async () => {
    const trip = `${BASE}/trips/${practiceId('trip/ashwick/over')}`;
    expect((await ask('teacher', trip)).html).toContain(
      `href="${BASE}/pupils/${practiceId('pupil/ashwick/1')}/no"`,
    );
    const form = await ask('teacher', `${page}/no`);
    expect(form.status).toBe(200);
    expect(form.says).not.toMatch(/can be shown|not in photos|parent on record|mother|father\b/i);
    const sent = await ask('teacher', `${page}/no`, { requestKey: randomUUID(), saidBy: 'the pupil' });
    expect(sent.status).toBe(302);
    const recorded = await ask('teacher', `${page}/recorded`);
    expect(recorded.says).toContain(WORDS_TO_SAY);
    expect(recorded.says).not.toMatch(/\d+ posts?/);
    for (const path of [page, `${page}/record`, `${page}/withdraw`, `${page}/said`, `${page}/restrictions`])
      expect((await ask('teacher', path)).status).toBe(404);
  });

  it('is looked into and lifted by the data lead, with words', async () => {
    await ask('teacher', `${page}/no`, { requestKey: randomUUID() });
    const [no] = await decisions();
    const lift = `${page}/lift?no=${no?.id}`;
    expect((await ask('office', lift)).status).toBe(404);
    expect((await ask('data', page)).html).toContain(`href="${page}/lift?no=${no?.id}"`);
    const wordless = await ask('data', lift, { requestKey: randomUUID(), why: '  ' });
    expect(wordless.status).toBe(422);
    expect(wordless.says).toContain('Write what you found out');
    web.world.clock.advance(1_000);
    const sent = await ask('data', lift, { requestKey: randomUUID(), why: 'Spoke with the mother.' });
    expect(sent.status).toBe(302);
    expect((await decisions())[0]).toMatchObject({ liftsProvisional: true, supersedesId: no?.id });
    expect((await ask('data', lift)).says).toContain('There is nothing left to look into here.');
  });
});

describe('what the pupil said', () => {
  it('is a no to everything without ticks, and a yes only with them', async () => {
    const said = (answer: string, subjects: string[]) =>
      ask('office', `${page}/said`, { requestKey: randomUUID(), answer, subjects, askedHow: 'slip' });
    expect((await said('yes', [])).status).toBe(422);
    expect((await said('no', [])).status).toBe(302);
    const rows = await web.world.db.select().from(pupilViews).where(eq(pupilViews.pupilId, pupilId));
    expect(rows).toHaveLength(7);
  });
});

describe('a restriction', () => {
  it('is set, read and lifted on a page that only safeguarding leads can open', async () => {
    for (const as of ['office', 'data', 'head', 'teacher', 'governor'])
      expect((await ask(as, `${page}/restrictions`)).status).toBe(404);
    const form = { intent: 'set', requestKey: randomUUID(), type: 'do_not_publish', reviewOn: '' };
    const wordless = await ask('dsl', `${page}/restrictions`, { ...form, reason: '' });
    expect(wordless.status).toBe(422);
    expect(wordless.html).toContain('href="#reason"');
    expect(await ask('dsl', `${page}/restrictions`, { ...form, reason: 'Sealed words' })).toMatchObject({
      status: 302,
      to: `${page}/recorded`,
    });
    const [row] = await web.world.db.select().from(restrictions).where(eq(restrictions.pupilId, pupilId));
    const restrictionId = row?.id ?? '';
    const listed = await ask('deputy-dsl', `${page}/restrictions`);
    expect(listed.says).toContain('Publish nothing');
    expect(listed.html).not.toContain('Sealed words');

    const { pause } = web.world.web;
    web.world.web.pause = async () => {
      for (const job of web.world.jobs.splice(0))
        if (job.name === 'answer-reading')
          await answerReasonReading(web.world.worker, job.payload as { schoolId: string; readingId: string });
    };
    const read = await ask('dsl', `${page}/restrictions`, { intent: 'read', restrictionId });
    web.world.web.pause = pause;
    expect(read.says).toContain('Sealed words');
    expect(read.says).toContain('That you read it is on record.');
    const unread = await ask('dsl', `${page}/restrictions`, { intent: 'read', restrictionId });
    expect(unread.says).toContain('could not be opened just now');

    expect((await ask('data', page)).says).toContain('A safeguarding restriction is in force.');
    expect((await ask('office', page)).says).not.toMatch(/restrict|safeguarding/i);
    expect((await ask('dsl', `${page}/restrictions`, { intent: 'lift', restrictionId })).status).toBe(302);
    expect((await ask('data', page)).says).not.toContain('restriction');
  });
});

describe('names of pupils', () => {
  it('are searched for without becoming part of an address', async () => {
    const { html } = await ask('office', `${BASE}/pupils`);
    expect(html).toMatch(/<form method="post"[^>]*role="search"/);
    const found = await ask('office', `${BASE}/pupils?index`, { typed: 'amelia' });
    expect(found.says).toContain('Amelia Asante');
    const addresses = [...attributes(found.html, 'href'), ...attributes(found.html, 'action')];
    expect(addresses.join(' ')).not.toMatch(/amelia|asante/i);
    expect((await ask('office', `${BASE}/pupils?index`, { typed: 'zzzz' })).says).toContain('Nobody found');
  });
});

describe('every consent screen', () => {
  it('carries no style attribute, one first heading, and no word of the machine room', async () => {
    const trip = `${BASE}/trips/${practiceId('trip/ashwick/over')}`;
    const screens: [string, string][] = [
      ...['', '?all', '/record', '/withdraw', '/no', '/said', '/recorded'].map((end): [string, string] => [
        'office',
        page + end,
      ]),
      ...['', '?all&for=trip', '/restrictions'].map((end): [string, string] => ['dsl', page + end]),
      ['data', `${BASE}/consent`],
      ['office', `${BASE}/pupils?class=4%20Hazel`],
      ['teacher', `${BASE}/trips`],
      ['teacher', trip],
    ];
    for (const [as, path] of screens) {
      const { status, html, says } = await ask(as, path);
      expect(status, path).toBe(200);
      expect(html.match(/<h1/g), path).toHaveLength(1);
      expect(attributes(html, 'style'), path).toEqual([]);
      expect(says, path).not.toMatch(/\b(gate|revision|verdict|holder|subject|channel|validation)s?\b/i);
      const ids = attributes(html, 'id');
      expect(ids, path).toEqual([...new Set(ids)]);
    }
  });
});
