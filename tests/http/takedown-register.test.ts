// The register of takedowns: each with its times and how it is known to be gone, for those who answer for the school's posts; the same
// whatever changed a permission, without a name, and as a file that no spreadsheet takes for a formula.
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { lookAgain } from '#app/domain/posts/look-again.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { tookWords, type RegisterLine, type RegisterPage } from '#app/presenters/takedown-register.ts';
import { loader as register } from '#app/routes/s.$school.takedowns._index.tsx';
import { loader as file } from '#app/routes/s.$school.takedowns.file.ts';
import { accounts } from '#db/schema/accounts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { look, SCHOOL } from '#tests/support/post-pages.ts';
import { deliveryIdOf, postIn, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { pupils } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());
// Each of its own day, so that none is in another's hour.
beforeEach(() => web.world.clock.advance(60_000));

const pageFor = async (as: string, search = '') =>
  (await look(web, register, as, null, search)).data as RegisterPage;
const lineOf = async (ref: PostRef, as = 'ashwick/head'): Promise<RegisterLine | undefined> =>
  (await pageFor(as)).lines.find(({ to }) => to?.endsWith(ref.postId));
const live = (index?: number) =>
  postIn(web.world, 'published', index === undefined ? {} : { photos: [pupils(web.world.pupil(index))] });
const down = async (ref: PostRef) =>
  takeDownPost(web.world.worker, {
    schoolId: ref.schoolId,
    deliveryId: await deliveryIdOf(web.world, ref),
  });
const ask = async (ref: PostRef) =>
  requestTakedown(web.world.web, await web.world.staff('head'), ref, 'mistake');
async function fileFor(as: string, search = '') {
  const args = web.args(`/s/${SCHOOL}/takedowns/file${search}`, { as, params: { school: SCHOOL } });
  return responseOf(() => file(args as never));
}
const rowsOf = async (answer: Response): Promise<Record<string, string>[]> =>
  parse(await answer.text(), { columns: true, bom: true });

describe('each takedown', () => {
  test('stands with when it was asked for, when it was gone and that it was read back', async () => {
    const ref = await live();
    await ask(ref);
    expect(await lineOf(ref)).toMatchObject({ standing: 'Coming down', took: '', gone: '', proof: '' });
    web.world.clock.advance(7 * 60_000);
    expect(await down(ref)).toBe('removed');
    expect(await lineOf(ref)).toMatchObject({
      cause: 'Something in it was wrong',
      standing: 'Gone in time',
      took: '7 minutes',
      proof: 'Read back: not there',
    });
    const row = (await rowsOf(await fileFor('ashwick/head'))).find((each) => each['Post id'] === ref.postId);
    expect(row).toMatchObject({
      Minutes: '7',
      State: 'Gone in time',
      'How it is known': 'Read back: not there',
    });
    expect(Date.parse(row?.['Gone'] ?? '') - Date.parse(row?.['Asked for'] ?? '')).toBe(7 * 60_000);
  });

  test('that a person deleted says that it is a person’s word, and late is said of what is late', async () => {
    const ref = await live();
    await ask(ref);
    await takeDownInVain(web.world, ref);
    web.world.clock.advance(3 * 86_400_000);
    expect(await lineOf(ref)).toMatchObject({ standing: 'Late, still up', tone: 'red' });
    await confirmRemovedByHand(web.world.web, await web.world.staff('comms'), ref, 'Opened it: not there');
    expect(await lineOf(ref)).toMatchObject({
      standing: 'Gone, but late',
      proof: 'A person’s word',
      took: '3 days',
    });
  });

  test('of what was found there again was not gone, also once the next has ended', async () => {
    const ref = await live();
    const now = async (as = 'ashwick/head') =>
      (await pageFor(as)).lines.filter(({ to }) => to?.endsWith(ref.postId));
    const minutesOf = async () => (await pageFor('ashwick/head')).sums;
    const before = await minutesOf();
    const byHand = async () => {
      await takeDownInVain(web.world, ref);
      web.world.clock.advance(60_000);
      await confirmRemovedByHand(web.world.web, await web.world.staff('comms'), ref, 'Opened it: not there');
    };
    const lookAt = async () =>
      lookAgain(web.world.worker, {
        schoolId: ref.schoolId,
        deliveryId: await deliveryIdOf(web.world, ref),
      });
    await ask(ref);
    await byHand();
    expect(await now()).toMatchObject([{ standing: 'Gone in time', proof: 'A person’s word' }]);
    web.world.clock.advance(60_000);
    expect(await lookAt()).toBe('still_there');
    const first = {
      standing: 'Was found there again',
      tone: 'amber',
      gone: '',
      notGone: 'found there again',
      took: '',
      proof: 'A person’s word, and it was still there',
    };
    expect(await now()).toMatchObject([{ standing: 'Coming down' }, first]);
    expect(await minutesOf()).toEqual([
      ...before.map((sum) =>
        sum.label === 'Not gone yet' ? { ...sum, text: String(Number(sum.text) + 1) } : sum,
      ),
      { label: 'Said to be gone, and found there again', text: '1' },
    ]);
    await byHand();
    const { delivery } = await readPostFacts(web.world.db, ref, web.world.clock.now());
    const shown = web.world.publisher.timeline.findIndex(
      ({ platformId }) => platformId === delivery?.platformId,
    );
    web.world.publisher.timeline.splice(shown, 1);
    expect(await lookAt()).toBe('gone');
    expect(await now()).toMatchObject([
      { standing: 'Gone in time', proof: 'A person’s word, read back since' },
      first,
    ]);
    const rows = (await rowsOf(await fileFor('ashwick/head'))).filter(
      (each) => each['Post id'] === ref.postId,
    );
    expect(rows.map(({ State, Gone, Minutes }) => ({ State, Gone, Minutes }))).toMatchObject([
      { State: 'Gone in time', Minutes: '1' },
      { State: 'Was found there again', Gone: '', Minutes: '' },
    ]);
  });

  test('is said alike whether a pupil was withdrawn or restricted', async () => {
    const [withdrawn, restricted] = [await live(4), await live(2)];
    await withdrawConsent(web.world.web, await web.world.staff('office'), {
      schoolId: web.world.schoolId,
      pupilId: web.world.pupil(4),
      holderId: practiceId('holder/ashwick/4/0'),
      method: 'phone',
      evidence: '',
      requestKey: randomUUID(),
    });
    await setRestriction(web.world.web, await web.world.staff('dsl'), {
      ...{ schoolId: web.world.schoolId, pupilId: web.world.pupil(2), type: 'do_not_publish' as const },
      ...{ reason: 'Nobody else may read this', reviewOn: null, requestKey: randomUUID() },
    });
    const same = async (as: string) => {
      const [one, two] = [await lineOf(withdrawn, as), await lineOf(restricted, as)];
      expect(one?.cause).toBe('A permission no longer covers it');
      expect({ ...one, id: '', to: '', asked: '', title: '' }).toEqual({
        ...{ ...two, id: '', to: '', asked: '', title: '' },
      });
    };
    for (const as of ['ashwick/head', 'ashwick/comms', 'ashwick/data', 'ashwick/dsl']) await same(as);
    const rows = await rowsOf(await fileFor('ashwick/head'));
    const [one, two] = [withdrawn, restricted].map((ref) =>
      rows.find((each) => each['Post id'] === ref.postId),
    );
    expect({ ...one, 'Post id': '', 'Asked for': '' }).toEqual({ ...two, 'Post id': '', 'Asked for': '' });
  });
});

describe('what stands where no time of being gone can', () => {
  const lineAs = async (outcome: 'never_live' | 'another_picture' | null) => {
    const ref = await live();
    await ask(ref);
    const ended = outcome && { outcome, endedAt: web.world.clock.now() };
    if (ended) await web.world.db.update(takedowns).set(ended).where(eq(takedowns.postId, ref.postId));
    return lineOf(ref);
  };

  test.each([
    [null, 'not yet'],
    ['never_live', 'was never there'],
    ['another_picture', 'it stays'],
  ] as const)('of one that ended as %s: %s', async (outcome, notGone) =>
    expect(await lineAs(outcome)).toMatchObject({ gone: '', notGone }),
  );

  test('nothing of one that is gone', async () => {
    const ref = await live();
    await ask(ref);
    expect(await down(ref)).toBe('removed');
    const line = await lineOf(ref);
    expect(line).toMatchObject({ notGone: '' });
    expect(line?.gone).not.toBe('');
  });
});

describe('who sees it', () => {
  test.each(['head', 'comms', 'dsl', 'data', 'governor'])('%s does', async (who) => {
    expect((await look(web, register, `ashwick/${who}`, null)).status).toBe(200);
    expect((await fileFor(`ashwick/${who}`)).status).toBe(200);
  });

  test.each(['teacher', 'office'])('%s does not', async (who) => {
    expect((await look(web, register, `ashwick/${who}`, null)).status).toBe(404);
    expect((await fileFor(`ashwick/${who}`)).status).toBe(404);
  });

  test('who may not know of breaches reads the same of one as of any other reason, on the page and in the file', async () => {
    const [breach, other] = [await live(), await live()];
    const head = await web.world.staff('head');
    await requestTakedown(web.world.web, head, breach, 'should_not_be_shown');
    web.world.clock.advance(1);
    await requestTakedown(web.world.web, head, other, 'other');
    for (const ref of [breach, other]) expect(await down(ref)).toBe('removed');
    const fromFile = async (as: string, ref: PostRef) =>
      (await rowsOf(await fileFor(as))).find((each) => each['Post id'] === ref.postId)?.['Why'];
    for (const as of ['ashwick/head', 'ashwick/data', 'ashwick/dsl']) {
      expect((await lineOf(breach, as))?.cause).toBe('Somebody in it should not be shown');
      expect(await fromFile(as, breach)).toBe('Somebody in it should not be shown');
    }
    expect((await lineOf(breach, 'ashwick/comms'))?.cause).toBe('Another reason');
    for (const as of ['ashwick/comms', 'ashwick/governor']) {
      expect([await fromFile(as, breach), await fromFile(as, other)]).toEqual([
        'Another reason',
        'Another reason',
      ]);
      expect(JSON.stringify(await pageFor(as))).not.toContain('should not be shown');
    }
  });

  test('who may not read posts sees no word of one, and no way to it', async () => {
    const words = 'The harvest table was full this year';
    const ref = await postIn(web.world, 'published', { words });
    await ask(ref);
    expect((await lineOf(ref))?.title).toContain('harvest table');
    const seen = await pageFor('ashwick/governor');
    expect(JSON.stringify(seen)).not.toContain('harvest');
    expect(seen.lines.every(({ to, title }) => to === null && title === 'A post')).toBe(true);
    expect(await (await fileFor('ashwick/head')).text()).not.toContain('harvest');
  });
});

describe('the terms', () => {
  test('each show their own, and an address that names none shows today’s', async () => {
    const ref = await live();
    await ask(ref);
    const now = await pageFor('ashwick/head', '?term=nonsense');
    expect(now.terms.filter(({ here }) => here).map(({ label }) => label)).toEqual(['Autumn term 2026']);
    expect(now.lines.some(({ to }) => to?.endsWith(ref.postId))).toBe(true);
    const before = await pageFor('ashwick/head', '?term=2026-summer');
    expect(before.lines.some(({ to }) => to?.endsWith(ref.postId))).toBe(false);
    expect((await fileFor('ashwick/head', '?term=2026-summer')).headers.get('content-disposition')).toContain(
      'takedowns-2026-summer.csv',
    );
  });
});

test('a handle that a spreadsheet would take for a formula is only text in the file', async () => {
  const ref = await live();
  await ask(ref);
  const handle = '=HYPERLINK("https://bad.example")';
  const [before] = await web.world.db.select().from(accounts).where(eq(accounts.schoolId, ref.schoolId));
  await web.world.db.update(accounts).set({ handle }).where(eq(accounts.schoolId, ref.schoolId));
  const text = await (await fileFor('ashwick/head')).text();
  await web.world.db
    .update(accounts)
    .set({ handle: before?.handle ?? '' })
    .where(eq(accounts.schoolId, ref.schoolId));
  expect(text).toContain(`"'=HYPERLINK(""https://bad.example"")"`);
  expect(text).not.toMatch(/(^|,)"?[=+@]/m);
});

test.each([
  [0, 'under a minute'],
  [1, '1 minute'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [125, '2 hours 5 minutes'],
  [2 * 1_440, '2 days'],
])('%i minutes are %s', (minutes, text) => expect(tookWords(minutes)).toBe(text));
