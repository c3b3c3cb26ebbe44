// What has been done in the practice school before anybody practises: what a draft's writer, the headteacher and a safeguarding lead
// find waiting, all of it by the rules, and nothing that could go out by itself.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultInLink, GENESIS } from '#app/domain/audit-chain.ts';
import { listHandOvers } from '#app/domain/hand-overs/list-hand-overs.ts';
import { opensAt } from '#app/domain/hand-overs/hand-over-rules.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { callOrder } from '#app/domain/on-call/call-order.ts';
import { readRegister } from '#app/domain/takedowns/read-register.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { readNotices } from '#app/domain/school/read-notices.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { linksAfter } from '#db/queries/audit.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { spokespersonGrants } from '#db/schema/words.ts';
import { accountId } from '#db/seed/practice-accounts.ts';
import { BY_HAND_WORDS } from '#db/seed/practice-by-hand.ts';
import { PAST_WORDS } from '#db/seed/practice-past.ts';
import { PRACTICE_SCHOOLS, userId } from '#db/seed/practice-people.ts';
import { PRACTICE_WAITING, practiceSoFar } from '#db/seed/practice-so-far.ts';
import { practiceTimeline } from '#db/seed/practice-timeline.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { SEEDED_AT, seededDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { TEST_WORD_KEY, testAuditSeal } from '#tests/support/test-seals.ts';

const SCHOOL = PRACTICE_SCHOOLS.ashwick.id;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let open: OpenDatabase;
beforeAll(async () => {
  open = await seededDatabase();
  carryWordKey(open.db, TEST_WORD_KEY);
  await practiceSoFar({
    ...{ db: open.db, clock: fixedClock(SEEDED_AT), auditSeal: testAuditSeal, log: silent },
    sandboxStore: createDatabaseStore(open.db),
  });
});
afterAll(() => open.close());

const inStatus = async (status: 'draft' | 'in_review' | 'scheduled') => {
  const rows = await open.db.select().from(posts).where(eq(posts.status, status));
  return Promise.all(
    rows.map(({ id }) => readPostFacts(open.db, { schoolId: SCHOOL, postId: id }, SEEDED_AT)),
  );
};

test('one draft of the teacher’s is stopped by its words, and wants an answer', async () => {
  const [draft, ...others] = await inStatus('draft');
  expect(others).toEqual([]);
  expect(draft?.post.authorId).toBe(userId('ashwick/teacher'));
  expect(blocks(runChecks(draft!, 'submit')).map(({ code }) => code)).toContain('contact_private');
});

test('three posts wait: one for the headteacher alone, one that a safeguarding lead lets stand already, one for two accounts', async () => {
  const together = await inStatus('in_review');
  const waiting = together.filter(({ lead }) => lead === null);
  expect(together.filter(({ lead }) => lead !== null).map(({ account }) => account.platform)).toEqual([
    'facebook',
  ]);
  expect(waiting).toHaveLength(PRACTICE_WAITING);
  const found = waiting
    .flatMap(({ words }) => words.sent ?? [])
    .filter(({ level }) => level === 'block')
    .map(({ opener, answers }) => [opener, answers.map(({ answer }) => answer)]);
  expect(found.sort()).toEqual([
    ['head', ['explained']],
    ['safeguarding', ['accepted_by_safeguarding']],
  ]);
  // None can be approved before the headteacher has said so: nothing goes out by itself.
  for (const facts of waiting.filter(({ working }) => !working.alsoOn))
    expect(blocks(runChecks(facts, 'approve'))).not.toEqual([]);
});

test('one post waits to be published by hand, and can be opened at once by whoever looks after the accounts', async () => {
  const [post, ...others] = await inStatus('scheduled');
  expect(others).toEqual([]);
  expect(post?.account).toMatchObject({ platform: 'facebook', practice: true });
  expect(post?.delivery).toMatchObject({ kind: 'by_hand', state: 'waiting' });
  expect(post?.working.words).toBe(BY_HAND_WORDS);
  expect(opensAt(post!)!.getTime()).toBeLessThanOrEqual(SEEDED_AT.getTime());
  expect(post!.post.dueAt!.getTime()).toBeGreaterThan(SEEDED_AT.getTime());
  const comms = await loadPerson(open.db, userId('ashwick/comms'), SEEDED_AT);
  const listed = await listHandOvers(open.db, comms!, { id: SCHOOL, settings: DEFAULT_SETTINGS }, SEEDED_AT);
  expect(listed.map(({ postId, at }) => [postId, at])).toEqual([[post?.post.id, 'to_open']]);
});

test('nobody is told as news of what they did themselves before anybody practised', async () => {
  const unread = async (key: string) => {
    const reader = await loadPerson(open.db, userId(key), SEEDED_AT);
    const told = await readNotices(open.db, reader!, SCHOOL, 50);
    return told.filter(({ readAt }) => !readAt).map(({ kind }) => kind);
  };
  expect(await unread('ashwick/comms')).toEqual(['removal_asked']);
  expect((await unread('ashwick/head')).sort()).toEqual([
    ...Array.from({ length: PRACTICE_WAITING }, () => 'post_waiting_for_you'),
    'removal_asked',
  ]);
});

test('the communications lead may speak about results and attendance for a while', async () => {
  expect(await open.db.select().from(spokespersonGrants)).toMatchObject([
    { userId: userId('ashwick/comms'), topics: ['results', 'attendance'], endedAt: null },
  ]);
});

test('what went out is down, was deleted or changed there, or missed its time, and nothing else is live', async () => {
  const of = async (words: string) => {
    const [row] = await open.db.select().from(posts).where(eq(posts.words, words));
    return readPostFacts(open.db, { schoolId: SCHOOL, postId: row!.id }, SEEDED_AT);
  };
  expect((await of(PAST_WORDS.missed)).post.status).toBe('missed');
  for (const words of [PAST_WORDS.mistake, PAST_WORDS.asked])
    expect((await of(words)).post.status).toBe('taken_down');
  const rows = await open.db.select().from(deliveries).where(eq(deliveries.state, 'published'));
  const found = new Map(rows.map(({ postId, goneAt, drift }) => [postId, { gone: goneAt !== null, drift }]));
  expect(found.get((await of(PAST_WORDS.gone)).post.id)).toEqual({ gone: true, drift: null });
  expect(found.get((await of(PAST_WORDS.changed)).post.id)).toEqual({ gone: false, drift: 'words' });
  const [account] = await open.db
    .select()
    .from(accounts)
    .where(eq(accounts.id, accountId('ashwick')));
  const timeline = await createDatabaseStore(open.db).listTimeline(account?.platformUserId ?? '');
  expect(timeline.map(({ id }) => id)).toEqual([
    rows.find(({ postId, drift }) => drift && found.has(postId))?.platformId,
  ]);
});

test('the register has takedowns with their times, and the school has said who is asked first', async () => {
  const head = await loadPerson(open.db, userId('ashwick/head'), SEEDED_AT);
  const term = { from: new Date(0), until: SEEDED_AT };
  const { takedowns, sums } = await readRegister(open.db, head!, { schoolId: SCHOOL }, term, SEEDED_AT);
  expect(
    takedowns.map(({ cause, standing, minutes, provedBy }) => [cause, standing, minutes, provedBy]),
  ).toEqual([
    ['asked_from_outside', 'gone_in_time', 3, 'platform'],
    ['mistake', 'gone_in_time', 1, 'platform'],
  ]);
  expect(sums.open).toBe(0);
  const { userIds, isSet } = await callOrder(open.db, { schoolId: SCHOOL }, SEEDED_AT);
  expect(isSet).toBe(true);
  expect(userIds.slice(0, 2)).toEqual([userId('ashwick/comms'), userId('ashwick/dsl')]);
});

test('a parent waits for an answer to what they wrote on the public page', async () => {
  expect(await open.db.select().from(removalRequests)).toMatchObject([
    { way: 'form', from: 'parent', outcome: null, schoolId: SCHOOL },
  ]);
});

test('only practice accounts are ever written to', () => {
  const timeline = practiceTimeline(createDatabaseStore(open.db), fixedClock(SEEDED_AT));
  expect(() => timeline.for({ platform: 'x', practice: false })).toThrow('nothing of the practice world');
});

test('the log of the school tells of all of it and proves itself', async () => {
  let from = { seq: 0, mac: GENESIS, atMs: 0 };
  const types = new Set<string>();
  for (const link of await open.db.transaction((tx) => linksAfter(tx, `school:${SCHOOL}`, 0, 1_000))) {
    expect(faultInLink(testAuditSeal, from, link)).toBeNull();
    from = link;
    types.add((JSON.parse(link.text) as { type: string }).type);
  }
  for (const type of ['post.started', 'post.moved', 'finding.answered', 'spokesperson.granted'])
    expect(types).toContain(type);
});
