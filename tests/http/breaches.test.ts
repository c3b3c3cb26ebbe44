// A breach is recorded by itself, decided within 72 hours by who keeps the record, and known to exist by others, who learn neither who was
// shown nor why (UK GDPR Article 33).
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookAgain } from '#app/domain/posts/look-again.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import type { BreachLine, BreachView } from '#app/presenters/breaches.ts';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { action, loader as one } from '#app/routes/s.$school.breaches.$breachId.tsx';
import { loader as list } from '#app/routes/s.$school.breaches._index.tsx';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { breachActions, breachRecords } from '#db/schema/breaches.ts';
import { notices } from '#db/schema/notices.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { BASE, look, press, SCHOOL } from '#tests/support/post-pages.ts';
import { deliveryIdOf, postIn, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { pupils } from '#tests/support/world.ts';

const HOUR_MS = 3_600_000;

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());
// Nothing is left for the next test's home page to say.
afterEach(async () => {
  await web.world.db.delete(breachActions);
  await web.world.db.delete(breachRecords);
});

async function opened(): Promise<{ breachId: string; ref: PostRef }> {
  const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(2))] });
  await requestTakedown(web.world.web, await web.world.staff('comms'), ref, 'should_not_be_shown');
  const [row] = await web.world.db.select().from(breachRecords).where(eq(breachRecords.postId, ref.postId));
  return { breachId: row?.id ?? '', ref };
}
const gone = async (ref: PostRef) =>
  takeDownPost(web.world.worker, {
    schoolId: ref.schoolId,
    deliveryId: await deliveryIdOf(web.world, ref),
  });
const pageOf = async (breachId: string, as = 'ashwick/data') =>
  (await look(web, one, as, null, '', { breachId })).data as BreachView;
const form = (intent: string, words = '') => ({ intent, words, requestKey: randomUUID() });
const does = (breachId: string, as: string, sent: Record<string, string>) =>
  press(web, action, as, { schoolId: web.world.schoolId, postId: '' }, sent, { breachId });
const told = async (breachId: string, kind: 'breach_opened' | 'breach_due') =>
  (
    await web.world.db
      .select()
      .from(notices)
      .where(and(eq(notices.aboutId, breachId), eq(notices.kind, kind)))
  ).map(({ userId }) => userId);
const keepers = async () =>
  [(await web.world.staff('data')).userId, (await web.world.staff('dsl')).userId].sort();

describe('a record', () => {
  test('opens by itself, with when it was noticed, what was live until when, and 72 hours to decide', async () => {
    const { breachId, ref } = await opened();
    const [row] = await web.world.db.select().from(breachRecords).where(eq(breachRecords.id, breachId));
    expect(row?.noticedAt).toEqual(web.world.clock.now());
    expect((row?.decideBy.getTime() ?? 0) - (row?.noticedAt.getTime() ?? 0)).toBe(72 * HOUR_MS);
    expect(await told(breachId, 'breach_opened')).toEqual(expect.arrayContaining(await keepers()));
    const live = (await pageOf(breachId)).facts.find(({ label }) => label === 'Live until');
    expect(live?.text).toBe('still up');
    await gone(ref);
    expect((await pageOf(breachId)).facts.find(({ label }) => label === 'Live until')?.text).not.toBe(
      'still up',
    );
  });

  test('names the pupils and the reasons only to who keeps it; the head learns that it exists', async () => {
    const { breachId } = await opened();
    const why = 'Seen by four people, deleted within the hour';
    await does(breachId, 'ashwick/data', form('no_report', why));
    const kept = await pageOf(breachId, 'ashwick/dsl');
    expect(kept.kept?.pupils).toHaveLength(1);
    expect(kept.decided?.why).toBe(why);
    const head = await look(web, one, 'ashwick/head', null, '', { breachId });
    expect(head.status).toBe(200);
    expect(head.data).toMatchObject({ kept: null, decided: { why: null } });
    expect(head.text).not.toContain(kept.kept?.pupils[0]?.name ?? '?');
    expect(head.text).not.toContain(web.world.pupil(2));
    expect(head.text).not.toContain('four people');
    expect((await does(breachId, 'ashwick/head', form('report', 'No'))).status).toBe(404);
  });

  test.each([
    ['ashwick/head', true],
    ['ashwick/data', true],
    ['ashwick/dsl', true],
    ['trust/dpo', false],
  ])('leads %s to the post only where its page opens: %s', async (as, opens) => {
    const { breachId, ref } = await opened();
    const { postTo } = await pageOf(breachId, as);
    expect((await look(web, postPage, as, ref)).status === 200).toBe(opens);
    expect(postTo).toBe(opens ? `${BASE}/posts/${ref.postId}` : null);
  });

  test.each(['teacher', 'comms', 'office', 'governor'])('is not for %s', async (who) => {
    const { breachId } = await opened();
    expect((await look(web, list, `ashwick/${who}`, null)).status).toBe(404);
    expect((await look(web, one, `ashwick/${who}`, null, '', { breachId })).status).toBe(404);
    expect((await does(breachId, `ashwick/${who}`, form('note', 'x'))).status).toBe(404);
  });

  test('of one school is not there for the other', async () => {
    const { breachId } = await opened();
    const params = { school: 'harrowdean-primary-school', breachId };
    for (const school of [params.school, SCHOOL]) {
      const args = web.args(`/s/${school}/x`, { as: 'harrowdean/data', params: { ...params, school } });
      expect((await responseOf(() => one(args as never))).status).toBe(404);
    }
  });
});

describe('a post that was said to be gone and is found again', () => {
  const fact = async (breachId: string, label: string) =>
    (await pageOf(breachId)).facts.find((each) => each.label === label)?.text;
  const codes = async (breachId: string) =>
    (await web.world.db.select().from(notices).where(eq(notices.aboutId, breachId)))
      .filter(({ kind, userId }) => kind === 'breach_opened' && userId === dataLead)
      .map(({ code }) => code);
  let dataLead: string;
  beforeAll(async () => void (dataLead = (await web.world.staff('data')).userId));

  async function saidToBeGone() {
    const { breachId, ref } = await opened();
    await takeDownInVain(web.world, ref);
    web.world.clock.advance(60_000);
    await confirmRemovedByHand(web.world.web, await web.world.staff('comms'), ref, 'Opened it: not there');
    await does(breachId, 'ashwick/data', form('no_report', 'Seen by nobody'));
    return { breachId, ref };
  }
  const findAgain = async (ref: PostRef) => {
    web.world.clock.advance(HOUR_MS);
    const of = { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(web.world, ref) };
    expect(await lookAgain(web.world.worker, of)).toBe('still_there');
  };
  const ofPost = (ref: PostRef) =>
    web.world.db.select().from(breachRecords).where(eq(breachRecords.postId, ref.postId));

  test('belongs to its record, which is still up until it is gone for good, and is told anew', async () => {
    const { breachId, ref } = await saidToBeGone();
    const until = await fact(breachId, 'Live until');
    await findAgain(ref);
    expect((await ofPost(ref)).map(({ id }) => id)).toEqual([breachId]);
    expect(await fact(breachId, 'Live until')).toBe('still up');
    expect((await pageOf(breachId)).mayClose).toBe(false);
    expect((await does(breachId, 'ashwick/data', form('close'))).status).toBe(409);
    expect(await codes(breachId)).toEqual([null, 'found_again']);
    await gone(ref);
    expect(await fact(breachId, 'Live until')).not.toBe(until);
    expect((await pageOf(breachId)).mayClose).toBe(true);
    await does(breachId, 'ashwick/data', form('close'));
    expect((await pageOf(breachId)).open).toBe(false);
  });

  test('opens a closed record again, with what was decided', async () => {
    const { breachId, ref } = await saidToBeGone();
    await does(breachId, 'ashwick/data', form('close'));
    expect((await pageOf(breachId)).open).toBe(false);
    await findAgain(ref);
    expect(await ofPost(ref)).toMatchObject([
      { id: breachId, closedAt: null, closedBy: null, decision: 'no_report' },
    ]);
    expect(await codes(breachId)).toEqual([null, 'found_again']);
    expect((await does(breachId, 'ashwick/data', form('report', 'It was up for longer'))).status).toBe(302);
    expect(await verifyAudit(web.world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });
});

describe('the decision', () => {
  test('needs a reason, ends the wait, and can be made anew until the record is closed', async () => {
    const { breachId, ref } = await opened();
    expect((await does(breachId, 'ashwick/data', form('report', '  '))).status).toBe(422);
    expect((await does(breachId, 'ashwick/data', form('close'))).status).toBe(409);
    const due = async (as: string) =>
      ((await look(web, home, as, null)).data as { breaches: unknown }).breaches;
    expect(await due('ashwick/data')).toMatchObject({ to: `breaches/${breachId}`, late: false });
    expect(await due('ashwick/head')).toBeNull();
    expect((await does(breachId, 'ashwick/dsl', form('report', 'A risk'))).to).toBe(
      `${BASE}/breaches/${breachId}`,
    );
    expect(await due('ashwick/data')).toBeNull();
    await does(breachId, 'ashwick/data', form('no_report', 'Talked it over'));
    expect((await pageOf(breachId)).decided).toMatchObject({
      sentence: expect.stringContaining('Not to be reported') as string,
    });
    expect((await pageOf(breachId)).mayClose).toBe(false);
    const stillUp = await does(breachId, 'ashwick/data', form('close'));
    expect(stillUp).toMatchObject({
      status: 409,
      data: { problem: 'The post is still up. It can be closed when it is gone.' },
    });
    await gone(ref);
    expect((await pageOf(breachId)).mayClose).toBe(true);
    await does(breachId, 'ashwick/data', form('close'));
    const closed = await pageOf(breachId);
    expect(closed).toMatchObject({ open: false });
    expect((await does(breachId, 'ashwick/data', form('report', 'Too late'))).status).toBe(409);
  });

  test('is asked for once more a day before its time is over, once, and never after it was made', async () => {
    const [waiting, decided] = [await opened(), await opened()];
    await does(decided.breachId, 'ashwick/data', form('no_report', 'No risk'));
    const sweep = () => SWEEPS.find(({ name }) => name === 'breaches-to-decide')?.run(web.world.worker);
    await sweep();
    web.world.clock.advance(47 * HOUR_MS);
    await sweep();
    expect(await told(waiting.breachId, 'breach_due')).toEqual([]);
    web.world.clock.advance(HOUR_MS);
    await sweep();
    await sweep();
    expect((await told(waiting.breachId, 'breach_due')).sort()).toEqual(
      expect.arrayContaining(await keepers()),
    );
    expect(new Set(await told(waiting.breachId, 'breach_due')).size).toBe(
      (await told(waiting.breachId, 'breach_due')).length,
    );
    expect(await told(decided.breachId, 'breach_due')).toEqual([]);
    web.world.clock.advance(25 * HOUR_MS);
    const lines = ((await look(web, list, 'ashwick/data', null)).data as { lines: BreachLine[] }).lines;
    expect(lines.find(({ id }) => id === waiting.breachId)).toMatchObject({ tone: 'red' });
  });
});

test('what was done is written down once for each form that is sent', async () => {
  const { breachId } = await opened();
  const sent = form('note', 'Rang the family');
  await does(breachId, 'ashwick/dsl', sent);
  await does(breachId, 'ashwick/dsl', sent);
  web.world.clock.advance(1_000);
  await does(breachId, 'ashwick/data', form('note', 'Told the governors'));
  expect((await pageOf(breachId)).kept?.actions.map(({ text }) => text)).toEqual([
    'Rang the family',
    'Told the governors',
  ]);
});
