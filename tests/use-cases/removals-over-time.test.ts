// A request to remove something as time passes: it wakes nobody when it comes, is urgent when its time has nearly gone undecided, is put
// aside when it is nobody's, and loses its words some time after the answer; an open one loses nothing.
import { randomUUID } from 'node:crypto';
import { and, eq, inArray, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askFromOutside } from '#app/domain/removals/ask-from-outside.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { eraseRequestWords } from '#app/domain/removals/erase-words.ts';
import { putAside, takeUpAgain } from '#app/domain/removals/put-aside.ts';
import { listRequests, readRequest, requestsWaiting } from '#app/domain/removals/read-requests.ts';
import { remindOfRequest, URGENT_BEFORE_MS } from '#app/domain/removals/tell-deciders.ts';
import { tellRequester } from '#app/domain/removals/tell-requester.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { roleGrants } from '#db/schema/people.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { REMOVAL_SWEEPS } from '#workers/sweeps/removal-sweeps.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = DEFAULT_SETTINGS.removalWordsKeptDays * DAY_MS;

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
// A Wednesday in term, later for each test, so that no other's request is due.
let round = 0;
beforeEach(() => world.clock.set(new Date(Date.UTC(2027, 1, 3 + 7 * 52 * round++, 10))));

const scope = () => ({ schoolId: world.schoolId, trustId: PRACTICE_TRUST.id });
const now = () => world.clock.now();
const sweep = async () => {
  for (const each of REMOVAL_SWEEPS) await each.run(world.worker);
};

/** Somebody asks on the school's public page. @returns the id of the request */
async function ask(): Promise<string> {
  const school = await findSchool(world.db, world);
  if (!school) throw new Error('there is no school');
  const requestKey = randomUUID();
  const input = {
    ...{ from: 'parent' as const, name: 'Jo Marlowe', contact: 'jo@marlowe.example', requestKey },
    ...{ address: 'https://x.com/a/status/9', words: 'My child holds a lamb in it.', why: '' },
  };
  await askFromOutside(world.web, school as never, input, { mayWrite: async () => true });
  const [row] = await world.db
    .select()
    .from(removalRequests)
    .where(eq(removalRequests.requestKey, requestKey));
  return row?.id ?? '';
}
const rowOf = async (id: string) =>
  (await world.db.select().from(removalRequests).where(eq(removalRequests.id, id)))[0];
const of = (requestId: string) => ({ schoolId: world.schoolId, requestId });
const told = async (id: string, kind: 'removal_asked' | 'removal_due') =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.aboutId, id), eq(notices.kind, kind)))
  ).map(({ userId }) => userId);
const idOf = async (key: string) => (await world.staff(key)).userId;
const eventsAbout = async (id: string) =>
  (
    await world.db
      .select()
      .from(auditEvents)
      .where(like(auditEvents.text, `%${id}%`))
      .orderBy(auditEvents.seq)
  ).flatMap(({ text }) => /"type":\s*"(removal_request[^"]+)"/.exec(text)?.[1] ?? []);
const decide = async (requestId: string) =>
  decideRequest(world.web, await world.staff('head'), {
    ...of(requestId),
    outcome: 'not_removed',
    reason: 'It shows a field.',
  });
const answer = async (requestId: string) =>
  tellRequester(world.web, await world.staff('office'), {
    ...of(requestId),
    way: 'phone',
    identityKnown: true,
  });

describe('a request that nobody has decided', () => {
  test('is urgent once its time has nearly come, and that is said once', async () => {
    const id = await ask();
    await sweep();
    expect(await told(id, 'removal_due')).toEqual([]);
    world.clock.set(new Date(((await rowOf(id))?.dueAt.getTime() ?? 0) - URGENT_BEFORE_MS - 1));
    await sweep();
    expect(await told(id, 'removal_due')).toEqual([]);
    world.clock.advance(1);
    await sweep();
    await sweep();
    const people = await told(id, 'removal_due');
    expect(people).toEqual(expect.arrayContaining([await idOf('head'), await idOf('comms')]));
    expect(new Set(people).size).toBe(people.length);
  });

  test('whose time is over is told to everybody who may decide, once a day until somebody has', async () => {
    const id = await ask();
    const { dueAt } = (await rowOf(id)) ?? {};
    const at = (ms: number) => world.clock.set(new Date((dueAt?.getTime() ?? 0) + ms));
    const deciders = await Promise.all(['head', 'comms', 'deputy', 'dsl'].map(idOf));
    const times = async () => {
      const people = await told(id, 'removal_due');
      return deciders.map((userId) => people.filter((each) => each === userId).length);
    };
    at(-URGENT_BEFORE_MS);
    await sweep();
    expect(await times()).toEqual([1, 1, 0, 0]);
    at(-1);
    await sweep();
    expect(await times()).toEqual([1, 1, 0, 0]);
    at(0);
    await sweep();
    await sweep();
    expect(await times()).toEqual([2, 2, 1, 1]);
    at(DAY_MS - 1);
    await sweep();
    expect(await times()).toEqual([2, 2, 1, 1]);
    at(DAY_MS + 5_000);
    await sweep();
    expect(await times()).toEqual([3, 3, 2, 2]);
    // However late the day before was said, the next is at the same time of day; days nobody was there to say are not made up for.
    at(4 * DAY_MS + 3_600_000);
    await sweep();
    at(5 * DAY_MS - 1);
    await sweep();
    expect(await times()).toEqual([4, 4, 3, 3]);
    at(5 * DAY_MS);
    await sweep();
    expect(await times()).toEqual([5, 5, 4, 4]);
    expect(await told(id, 'removal_due')).not.toContain(await idOf('office'));
    await decide(id);
    at(9 * DAY_MS);
    await sweep();
    expect(await times()).toEqual([5, 5, 4, 4]);
  });

  test('is told of once for each moment, by however many workers', async () => {
    const id = await ask();
    const row = await rowOf(id);
    if (!row) throw new Error('there is no request');
    world.clock.set(new Date(row.dueAt.getTime() + 1));
    const said = await Promise.all([1, 2, 3].map(() => remindOfRequest(world.worker, row)));
    expect(said.filter(Boolean)).toHaveLength(1);
    const people = await told(id, 'removal_due');
    expect(people).toContain(await idOf('dsl'));
    expect(new Set(people).size).toBe(people.length);
  });

  test('that was decided in time is not', async () => {
    const id = await ask();
    await decide(id);
    world.clock.advance(2 * DAY_MS);
    await sweep();
    expect(await told(id, 'removal_due')).toEqual([]);
  });

  test('is told to whoever else may decide, where a school has no headteacher and no comms lead', async () => {
    const gone = inArray(roleGrants.role, ['headteacher', 'comms_lead']);
    const grants = await world.db.select().from(roleGrants).where(gone);
    await world.db.update(roleGrants).set({ endsAt: now() }).where(gone);
    const id = await ask();
    for (const { id: grantId, endsAt } of grants)
      await world.db.update(roleGrants).set({ endsAt }).where(eq(roleGrants.id, grantId));
    expect(await told(id, 'removal_asked')).toContain(await idOf('dsl'));
  });
});

describe('what is nobody’s request', () => {
  const lines = async () => {
    const asked = { newestFirst: true };
    const { requests } = await listRequests(world.db, await world.staff('comms'), scope(), now(), asked);
    return requests.map(({ row }) => row.id);
  };

  test('is put aside by one who may decide: recorded, still there, and neither to decide nor to answer', async () => {
    const before = await requestsWaiting(world.db, await world.staff('comms'), world.schoolId, now());
    const id = await ask();
    await putAside(world.web, await world.staff('comms'), of(id));
    await putAside(world.web, await world.staff('comms'), of(id));
    expect(await rowOf(id)).toMatchObject({
      ...{ outcome: 'set_aside', decidedBy: await idOf('comms'), decidedAt: now() },
      ...{ words: 'My child holds a lamb in it.', askerName: 'Jo Marlowe' },
    });
    expect(await eventsAbout(id)).toEqual(['removal_request.logged', 'removal_request.decided']);
    expect(await requestsWaiting(world.db, await world.staff('comms'), world.schoolId, now())).toEqual(
      before,
    );
    expect(await lines()).toContain(id);
  });

  test('can be taken up again, and is decided then by when it was to be', async () => {
    const id = await ask();
    const due = (await rowOf(id))?.dueAt;
    await putAside(world.web, await world.staff('comms'), of(id));
    await takeUpAgain(world.web, await world.staff('head'), of(id));
    expect(await rowOf(id)).toMatchObject({ outcome: null, decidedAt: null, dueAt: due });
    expect(await decide(id)).toEqual({ ok: true });
    await expect(takeUpAgain(world.web, await world.staff('head'), of(id))).rejects.toMatchObject({
      reason: 'not_in_this_state',
    });
  });

  test('is not for the office to put aside, nor is what staff wrote down or decided', async () => {
    const id = await ask();
    await expect(putAside(world.web, await world.staff('office'), of(id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decide(id);
    await expect(putAside(world.web, await world.staff('head'), of(id))).rejects.toMatchObject({
      reason: 'not_in_this_state',
    });
    const written = await ask();
    await world.db.update(removalRequests).set({ way: 'phone' }).where(eq(removalRequests.id, written));
    await expect(putAside(world.web, await world.staff('head'), of(written))).rejects.toMatchObject({
      reason: 'not_in_this_state',
    });
  });
});

describe('the words of a request, and who asked', () => {
  const EMPTY = { words: '', askerName: '', askerContact: '', address: '' };

  test('are erased once its days after the answer are over, with a line in the log; what was decided stays', async () => {
    const id = await ask();
    await decide(id);
    world.clock.advance(3 * DAY_MS);
    await answer(id);
    world.clock.advance(KEPT_MS - 1);
    await eraseRequestWords(world.worker);
    expect(await rowOf(id)).toMatchObject({ askerName: 'Jo Marlowe', wordsErasedAt: null });
    world.clock.advance(1);
    await sweep();
    await sweep();
    expect(await rowOf(id)).toMatchObject({ ...EMPTY, outcome: 'not_removed', wordsErasedAt: now() });
    const events = await eventsAbout(id);
    expect(events.filter((type) => type === 'removal_request.words_erased')).toHaveLength(1);
    const page = await readRequest(world.db, await world.staff('head'), scope(), id, now());
    expect(page.row.outcomeWhy).toBe('It shows a field.');
  });

  test('stay for as long as nobody has decided, or told them', async () => {
    const [open, untold] = [await ask(), await ask()];
    await decide(untold);
    world.clock.advance(10 * KEPT_MS);
    await eraseRequestWords(world.worker);
    for (const id of [open, untold])
      expect(await rowOf(id)).toMatchObject({ askerContact: 'jo@marlowe.example', wordsErasedAt: null });
  });

  test('of what was put aside go the same number of days after that', async () => {
    const id = await ask();
    await putAside(world.web, await world.staff('head'), of(id));
    world.clock.advance(KEPT_MS - 1);
    await eraseRequestWords(world.worker);
    expect((await rowOf(id))?.words).not.toBe('');
    world.clock.advance(1);
    await eraseRequestWords(world.worker);
    expect(await rowOf(id)).toMatchObject(EMPTY);
  });
});
