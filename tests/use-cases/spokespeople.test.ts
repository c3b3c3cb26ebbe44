// Who may write about results, inspections and the like: named by the headteacher for at most a year, ended at any moment, and known
// to the checks of the person's own posts (R-42, T-09).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { endGrant } from '#app/domain/words/grants/end-grant.ts';
import { type GiveGrant, giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { listGrants } from '#app/domain/words/grants/list-grants.ts';
import { spokespersonGrants } from '#db/schema/words.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST, userId } from '#db/seed/practice-people.ts';
import { lastEvents } from '#tests/support/log-ends.ts';
import { draftPost, openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.delete(spokespersonGrants).where(eq(spokespersonGrants.schoolId, world.schoolId));
});

const DAY = 86_400_000;
const day = (offset: number) =>
  new Date(world.clock.now().getTime() + offset * DAY).toISOString().slice(0, 10);
const give = async (over: Partial<GiveGrant> = {}, by = 'head') =>
  giveGrant(world.web, await world.staff(by), {
    schoolId: world.schoolId,
    userId: userId('ashwick/teacher'),
    topics: ['results', 'inspection'],
    firstDay: '',
    lastDay: day(30),
    requestKey: randomUUID(),
    ...over,
  });
const given = async (over: Partial<GiveGrant> = {}) => {
  const answer = await give(over);
  if (!answer.ok) throw new Error(answer.issues.map(({ code }) => code).join());
  return answer.grantId;
};
const page = async () =>
  listGrants(
    world.db,
    await world.staff('head'),
    { schoolId: world.schoolId, trustId: PRACTICE_TRUST.id },
    world.clock.now(),
  );
const issuesOf = async (over: Partial<GiveGrant>) => {
  const answer = await give(over);
  return answer.ok ? [] : answer.issues.map(({ code, field }) => `${field}: ${code}`);
};

test('a grant is given once, however often the form is sent, and stands in the log', async () => {
  const requestKey = randomUUID();
  const first = await give({ requestKey });
  expect(await give({ requestKey })).toEqual(first);
  expect((await page()).grants).toMatchObject([
    { person: 'Priya Nair', topics: ['inspection', 'results'], state: 'running', grantedBy: 'Ngozi Okafor' },
  ]);
  const [event] = await lastEvents(world.db, `school:${world.schoolId}`, 1);
  expect(event).toMatchObject({ type: 'spokesperson.granted', toUserId: userId('ashwick/teacher') });
});

test('what is missing or too long is said by field', async () => {
  expect(await issuesOf({ userId: userId('ashwick/office'), topics: ['weather'], lastDay: day(-1) })).toEqual(
    ['userId: grant_person_missing', 'topics: grant_topics_missing', 'lastDay: grant_over_already'],
  );
  expect(await issuesOf({ lastDay: day(400) })).toEqual(['lastDay: grant_too_long']);
  expect(await issuesOf({ firstDay: '31 June' })).toEqual(['firstDay: grant_first_day_unclear']);
  expect(await issuesOf({ firstDay: day(20), lastDay: day(10) })).toEqual(['lastDay: grant_over_already']);
  expect(await issuesOf({ userId: userId('harrowdean/teacher') })).toEqual(['userId: grant_person_missing']);
  expect((await page()).grants).toEqual([]);
});

test('only the headteacher and the trust’s administrator give, end and see grants; another school has none', async () => {
  const grantId = await given();
  const { schoolId } = world;
  for (const by of ['teacher', 'comms', 'deputy', 'data']) {
    await expect(give({}, by)).rejects.toThrow('forbidden');
    await expect(endGrant(world.web, await world.staff(by), { schoolId, grantId })).rejects.toThrow(
      'forbidden',
    );
  }
  const stranger = await world.staff('harrowdean/head');
  await expect(endGrant(world.web, stranger, { schoolId, grantId })).rejects.toThrow('not_found');
  const elsewhere = { schoolId: PRACTICE_SCHOOLS.harrowdean.id, grantId };
  await expect(endGrant(world.web, stranger, elsewhere)).rejects.toThrow('not_found');
  expect((await give({}, 'trust/admin')).ok).toBe(true);
});

test('a grant that was ended is over, and ending it again changes and logs nothing', async () => {
  const grantId = await given();
  const head = await world.staff('head');
  await endGrant(world.web, head, { schoolId: world.schoolId, grantId });
  await endGrant(world.web, head, { schoolId: world.schoolId, grantId });
  expect((await page()).grants).toMatchObject([{ state: 'over' }]);
  const events = await lastEvents(world.db, `school:${world.schoolId}`, 2);
  expect(events).toMatchObject([{ type: 'spokesperson.granted' }, { type: 'spokesperson.ended' }]);
});

test('the checks of the author’s own posts know a grant from its first day to its end', async () => {
  const post = await draftPost(world, { words: 'Our inspection report is out: Ofsted rated us Good.' });
  const levels = async () =>
    runChecks(await readPostFacts(world.db, post, world.clock.now()), 'approve')
      .filter(({ check }) => check === 'T-09')
      .map(({ level, code }) => `${level} ${code}`);
  expect(new Set(await levels())).toEqual(new Set(['block only_a_spokesperson']));
  await given({ userId: userId('ashwick/comms') });
  await given({ topics: ['finance'] });
  await given({ firstDay: day(10) });
  expect(new Set(await levels())).toEqual(new Set(['block only_a_spokesperson']));
  const grantId = await given();
  expect(new Set(await levels())).toEqual(new Set(['warn spoken_with_grant']));
  await endGrant(world.web, await world.staff('head'), { schoolId: world.schoolId, grantId });
  expect(new Set(await levels())).toEqual(new Set(['block only_a_spokesperson']));
});
