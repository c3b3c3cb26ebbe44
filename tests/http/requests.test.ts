// Pages of asking: who opens them, that a no and a yes leave the same page behind and a restriction leaves none, that letters are shown
// once, and the busy day's two taps (F-19, R-64, R-65).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { linkHashOf } from '#app/domain/consent/link-secret.ts';
import { letterReference } from '#app/domain/requests/letter-reference.ts';
import * as letters from '#app/routes/s.$school.requests.$requestId.letters.tsx';
import * as round from '#app/routes/s.$school.requests.$requestId._index.tsx';
import * as newRound from '#app/routes/s.$school.requests.new.tsx';
import * as rounds from '#app/routes/s.$school.requests._index.tsx';
import * as practice from '#app/routes/sandbox.letters.tsx';
import * as surge from '#app/routes/s.$school.surge.tsx';
import * as withdrawal from '#app/routes/s.$school.withdrawals.$pupilId.tsx';
import * as withdrawals from '#app/routes/s.$school.withdrawals._index.tsx';
import { authorityHolders, consentDecisions } from '#db/schema/consent.ts';
import { consentAsks, consentLinks, consentRequests } from '#db/schema/consent-asking.ts';
import { mails } from '#db/schema/mails.ts';
import {
  answers,
  asksOfRound,
  inDays,
  publishedForm,
  sendAll,
  started,
  toMondayMorning,
  withAddresses,
} from '#tests/support/rounds.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { scheduledPost } from '#tests/support/world.ts';

const BASE = '/s/ashwick-lane-primary-school';
const school = 'ashwick-lane-primary-school';
let web: Web;

async function anotherSchool(): Promise<void> {
  web = await openWeb();
  await withAddresses(web.world, [web.world.pupil(0), web.world.pupil(1)]);
}
beforeAll(anotherSchool);
afterAll(() => web.close());
beforeEach(() => toMondayMorning(web.world));

type Args = Parameters<typeof web.args>[1];
const get = (module: { loader: (args: never) => unknown }, path: string, options: Args) =>
  responseOf(() => module.loader(web.args(`${BASE}${path}`, options) as never));
const post = (module: { action: (args: never) => unknown }, path: string, options: Args) =>
  responseOf(() => module.action(web.args(`${BASE}${path}`, options) as never));
const params = (more: Record<string, string> = {}) => ({ school, ...more });

const KEEPERS = ['ashwick/office', 'ashwick/data', 'ashwick/dsl'];
const OTHERS = ['ashwick/teacher', 'ashwick/head', 'ashwick/comms'];

describe('who may ask', () => {
  it('opens the pages for those who keep the record, and for nobody else', async () => {
    const requestId = await started(web.world);
    for (const [as, status] of [
      ...KEEPERS.map((key) => [key, 200] as const),
      ...OTHERS.map((key) => [key, 404] as const),
    ]) {
      expect((await get(rounds, '/requests', { as, params: params() })).status, as).toBe(status);
      expect((await get(newRound, '/requests/new', { as, params: params() })).status, as).toBe(status);
      for (const module of [round, letters])
        expect((await get(module, '/x', { as, params: params({ requestId }) })).status, as).toBe(status);
      expect((await get(withdrawals, '/withdrawals', { as, params: params() })).status, as).toBe(status);
    }
  });

  it('opens what was taken back for those who take posts down', async () => {
    for (const as of ['ashwick/head', 'ashwick/comms', 'ashwick/dsl'])
      expect((await get(surge, '/surge', { as, params: params() })).status, as).toBe(200);
    for (const as of ['ashwick/teacher', 'ashwick/office', 'ashwick/data'])
      expect((await get(surge, '/surge', { as, params: params() })).status, as).toBe(404);
  });
});

describe('a new round', () => {
  const as = 'ashwick/office';

  it('shows who is asked before anything is sent', async () => {
    const before = await web.world.db.$count(consentRequests);
    const shown = await get(newRound, '/requests/new?who=classes&classes=4+Hazel', { as, params: params() });
    const page = (await shown.json()) as { plan: { headline: string; lines: string[] } };
    expect(page.plan.headline).toMatch(/^\d+ people are asked about \d+ pupils$/);
    expect(page.plan.lines).toHaveLength(2);
    expect(await web.world.db.$count(consentRequests)).toBe(before);
  });

  it('is for a trip when its page says so, and for another school’s trip not at all', async () => {
    const trip = await get(newRound, `/requests/new?trip=${web.world.trip('now')}`, { as, params: params() });
    expect((await trip.json()) as object).toMatchObject({ plan: { any: true }, who: { who: 'trip' } });
    const none = await get(newRound, `/requests/new?trip=${randomUUID()}`, { as, params: params() });
    expect(none.status).toBe(404);
  });

  it('starts once and leads to its page', async () => {
    const form = {
      who: 'classes',
      classes: '4 Hazel',
      formSeries: await publishedForm(web.world),
      dueOn: inDays(web.world, 10),
      remindEveryDays: '7',
      requestKey: randomUUID(),
    };
    const first = await post(newRound, '/requests/new', { as, params: params(), form });
    const again = await post(newRound, '/requests/new', { as, params: params(), form });
    expect(first.status).toBe(302);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('keeps what was typed when it cannot start', async () => {
    const form = { who: 'all', dueOn: '2020-01-01', remindEveryDays: '7', requestKey: randomUUID() };
    const none = await post(newRound, '/requests/new', { as, params: params(), form });
    expect(none.status).toBe(422);
    expect(await none.json()).toMatchObject({ errors: { formSeries: expect.any(String) } });
    const past = await post(newRound, '/requests/new', {
      as,
      params: params(),
      form: { ...form, formSeries: await publishedForm(web.world) },
    });
    expect(await past.json()).toMatchObject({
      errors: { dueOn: expect.any(String) },
      typed: { dueOn: '2020-01-01' },
    });
  });
});

describe('the page of a round', () => {
  const whole = async (requestId: string, as: string): Promise<string> => {
    const list = await get(rounds, '/requests', { as, params: params() });
    const page = await get(round, `/requests/${requestId}?class=4%20Hazel`, {
      as,
      params: params({ requestId }),
    });
    return [await list.text(), await page.text()].join('\n');
  };

  it('is the same whether somebody said yes or no, for everybody who opens it', async () => {
    await web.close();
    const [one, other] = await Promise.all([openWeb(), openWeb()]);
    const pages: string[][] = [];
    for (const [twin, answer] of [
      [one, 'granted'],
      [other, 'refused'],
    ] as const) {
      web = twin;
      toMondayMorning(twin.world);
      await twin.world.db.insert(consentRequests).values(await roundRow(twin));
      await copyAsks(twin);
      twin.world.clock.advance(60_000);
      await answers(twin.world, { pupilId: twin.world.pupil(0), holderId: await holderOf(twin) }, answer);
      pages.push(await Promise.all(KEEPERS.map((as) => whole(ROUND, as))));
    }
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.[0]).toContain('1 of 1 has answered');
    await Promise.all([one.close(), other.close()]);
    await anotherSchool();
  });

  it('does not change when a restriction is set', async () => {
    const requestId = await started(web.world);
    const before = await Promise.all(KEEPERS.map((as) => whole(requestId, as)));
    const set = await setRestriction(web.world.web, await web.world.staff('dsl'), {
      schoolId: web.world.schoolId,
      pupilId: web.world.pupil(0),
      type: 'do_not_publish',
      reason: 'Sealed',
      reviewOn: null,
      requestKey: randomUUID(),
    });
    expect(set).toMatchObject({ ok: true });
    expect(await Promise.all(KEEPERS.map((as) => whole(requestId, as)))).toEqual(before);
    await web.close();
    await anotherSchool();
  });

  it('closes at one press', async () => {
    const requestId = await started(web.world);
    const as = 'ashwick/office';
    const closed = await post(round, '/x', { as, params: params({ requestId }), form: { intent: 'close' } });
    expect(closed.status).toBe(302);
    const page = (await (await get(round, '/x', { as, params: params({ requestId }) })).json()) as {
      round: { over: boolean };
    };
    expect(page.round.over).toBe(true);
  });
});

const ROUND = '11111111-2222-4333-8444-555555555555';
const ASK = '21111111-2222-4333-8444-555555555555';

async function holderOf(of: Web): Promise<string> {
  const [holder] = await of.world.db
    .select()
    .from(authorityHolders)
    .where(eq(authorityHolders.pupilId, of.world.pupil(0)))
    .orderBy(authorityHolders.id);
  return holder?.id ?? '';
}

const roundRow = async (of: Web) => ({
  id: ROUND,
  schoolId: of.world.schoolId,
  kind: 'general' as const,
  formSeries: ROUND,
  dueOn: inDays(of.world, 14),
  madeBy: (await of.world.staff('office')).userId,
  madeAt: of.world.clock.now(),
  requestKey: ROUND,
});

async function copyAsks(of: Web): Promise<void> {
  await of.world.db.insert(consentAsks).values({
    id: ASK,
    schoolId: of.world.schoolId,
    requestId: ROUND,
    pupilId: of.world.pupil(0),
    holderId: await holderOf(of),
    way: 'letter',
  });
}

describe('letters', () => {
  const as = 'ashwick/office';
  interface Printed {
    letters: { askId: string; pupil: string; address: string; reference: string }[];
  }
  interface Classes {
    classes: { group: string; letters: number; toPrint: number; printed: string }[];
  }

  const classOf = async (requestId: string) => {
    const page = (await (await get(letters, '/x', { as, params: params({ requestId }) })).json()) as Classes;
    const [klass] = page.classes;
    if (!klass) throw new Error('no class has letters');
    return klass;
  };
  const print = (requestId: string, form: Record<string, string>) =>
    post(letters, '/x', { as, params: params({ requestId }), form });
  const hashOf = (address: string) => linkHashOf(address.split('/c/')[1] ?? '');

  it('are one for each person asked on paper, by name, each with a link of its own, and shown once', async () => {
    const requestId = await started(web.world);
    const { group, printed, toPrint } = await classOf(requestId);
    const first = await print(requestId, { group, printed, which: 'new' });
    const { letters: sheets } = (await first.json()) as Printed;
    const onPaper = (await asksOfRound(web.world, requestId)).filter(({ way }) => way === 'letter');
    expect(sheets.map(({ askId }) => askId).sort()).toEqual(onPaper.map(({ id }) => id).sort());
    expect(sheets).toHaveLength(toPrint);
    const surnames = sheets.map(({ pupil }) => pupil.split(' ').slice(1).join(' '));
    expect(surnames).toEqual([...surnames].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const links = await web.world.db.select().from(consentLinks);
    for (const { address, askId, reference } of sheets) {
      const link = links.find(({ tokenHash }) => tokenHash === hashOf(address));
      expect(link).toMatchObject({ askId, way: 'letter', endedAt: null });
      expect(reference).toBe(letterReference(link?.id ?? ''));
    }
    const again = await print(requestId, { group, printed, which: 'new' });
    expect(again.status).toBe(409);
    expect(await web.world.db.$count(consentLinks)).toBe(links.length);
    expect((await classOf(requestId)).toPrint).toBe(0);
  });

  it('printed again, all or one, end the ones before', async () => {
    const requestId = await started(web.world);
    const { group, printed } = await classOf(requestId);
    const first = (await (await print(requestId, { group, printed, which: 'new' })).json()) as Printed;
    web.world.clock.advance(1_000);
    const all = (await (
      await print(requestId, { group, printed: (await classOf(requestId)).printed, which: 'all' })
    ).json()) as Printed;
    expect(all.letters).toHaveLength(first.letters.length);
    const one = first.letters[0];
    if (!one) throw new Error('nothing was printed');
    web.world.clock.advance(1_000);
    const single = (await (
      await print(requestId, { group, printed: (await classOf(requestId)).printed, which: one.askId })
    ).json()) as Printed;
    expect(single.letters.map(({ askId }) => askId)).toEqual([one.askId]);
    const links = await web.world.db.select().from(consentLinks).where(eq(consentLinks.askId, one.askId));
    const open = links.filter(({ endedAt }) => endedAt === null);
    expect(open.map(({ tokenHash }) => tokenHash)).toEqual([hashOf(single.letters[0]?.address ?? '')]);
    expect(links).toHaveLength(3);
  });

  it('are of nobody who was not asked, and of no round that is over', async () => {
    const requestId = await started(web.world);
    const { group, printed } = await classOf(requestId);
    expect((await print(requestId, { group, printed, which: randomUUID() })).status).toBe(404);
    await post(round, '/x', { as, params: params({ requestId }), form: { intent: 'close' } });
    expect((await print(requestId, { group, printed, which: 'new' })).status).toBe(409);
  });
});

describe('many withdrawals', () => {
  const as = 'ashwick/office';
  const find = (typed: string, who = as) =>
    post(withdrawals, '/withdrawals', { as: who, params: params(), form: { typed } });

  it('are two taps from a name, and go on to the next', async () => {
    const ref = await scheduledPost(web.world);
    const pupilId = web.world.pupil(0);
    const found = (await (await find('Hazel')).json()) as { pupils: { id: string }[] };
    expect(found.pupils.map(({ id }) => id)).toContain(pupilId);
    const page = (await (await get(withdrawal, '/x', { as, params: params({ pupilId }) })).json()) as {
      people: { id: string }[];
      requestKey: string;
    };
    const form = { requestKey: page.requestKey, holderId: page.people[0]?.id ?? '', method: 'phone' };
    const first = await post(withdrawal, '/x', { as, params: params({ pupilId }), form });
    const again = await post(withdrawal, '/x', { as, params: params({ pupilId }), form });
    expect([first.status, again.status]).toEqual([302, 302]);
    expect(first.headers.get('location')).toBe(`${BASE}/withdrawals?last=${pupilId}`);
    const written = await web.world.db
      .select()
      .from(consentDecisions)
      .where(eq(consentDecisions.requestKey, page.requestKey));
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      decision: 'withdrawn',
      channels: expect.arrayContaining(['x', 'print']),
    });
    const next = await get(withdrawals, `/withdrawals?last=${pupilId}`, { as, params: params() });
    expect(await next.json()).toMatchObject({ done: { id: pupilId, reached: 'Posts: 1 stopped' } });
    const taken = (await (await get(surge, '/surge', { as: 'ashwick/comms', params: params() })).json()) as {
      stopped: { id: string }[];
    };
    expect(taken.stopped.map(({ id }) => id)).toContain(ref.postId);
  });

  it('begin with the letter that came back: its code scanned, or its reference typed', async () => {
    const requestId = await started(web.world);
    const page = (await (await get(letters, '/x', { as, params: params({ requestId }) })).json()) as {
      classes: { group: string; printed: string }[];
    };
    const { group = '', printed = '' } = page.classes[0] ?? {};
    const { letters: sheets } = (await (
      await post(letters, '/x', { as, params: params({ requestId }), form: { group, printed, which: 'new' } })
    ).json()) as { letters: { askId: string; address: string; reference: string }[] };
    const [sheet] = sheets;
    if (!sheet) throw new Error('nothing was printed');
    const ask = (await asksOfRound(web.world, requestId)).find(({ id }) => id === sheet.askId);
    const place = `${BASE}/withdrawals/${ask?.pupilId}?letter=${ask?.holderId}`;
    for (const typed of [sheet.reference, sheet.reference.toLowerCase(), `http://${sheet.address}`])
      expect((await find(typed)).headers.get('location'), typed).toBe(place);
    const shown = await get(withdrawal, `/x?letter=${ask?.holderId}`, {
      as,
      params: params({ pupilId: ask?.pupilId ?? '' }),
    });
    expect(await shown.json()).toMatchObject({ byLetter: true, people: [{ id: ask?.holderId }] });
    const elsewhere = await responseOf(() =>
      withdrawals.action(
        web.args('/s/harrowdean-high-school/withdrawals', {
          as: 'harrowdean/data',
          params: { school: 'harrowdean-high-school' },
          form: { typed: sheet.reference },
        }) as never,
      ),
    );
    expect(await elsewhere.json()).toMatchObject({ pupils: [] });
  });
});

describe('practice letters', () => {
  it('show what families would have got, with a link that works, to those who may ask', async () => {
    await web.world.db.delete(mails);
    await started(web.world);
    expect(new Set(await sendAll(web.world))).toEqual(new Set(['sent']));
    const as = 'ashwick/office';
    const list = await responseOf(() => practice.loader(web.args('/sandbox/letters', { as }) as never));
    const { letters: sent } = (await list.json()) as { letters: { mailId: string }[] };
    expect(sent.length).toBeGreaterThan(0);
    const opened = await responseOf(() =>
      practice.action(web.args('/sandbox/letters', { as, form: { mailId: sent[0]?.mailId ?? '' } }) as never),
    );
    const { text } = (await opened.json()) as { text: string };
    const secret = text.match(/\/c\/([a-z0-9-]+)/)?.[1] ?? '';
    const links = await web.world.db
      .select()
      .from(consentLinks)
      .where(eq(consentLinks.tokenHash, linkHashOf(secret)));
    expect(links).toHaveLength(1);
    for (const who of ['ashwick/teacher', 'ashwick/head'])
      expect(
        (await responseOf(() => practice.loader(web.args('/sandbox/letters', { as: who }) as never))).status,
      ).toBe(404);
    const stranger = await responseOf(() =>
      practice.action(
        web.args('/sandbox/letters', {
          as: 'harrowdean/data',
          form: { mailId: sent[0]?.mailId ?? '' },
        }) as never,
      ),
    );
    expect(stranger.status).toBe(404);
  });
});
