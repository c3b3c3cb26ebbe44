// Why a post came down is said once for every account that one press took it from: its photos are let go, or stay refused, on all of them,
// and somebody shown who should not have been is one breach with one clock that names every account.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBreach, decideBreach } from '#app/domain/breaches/keep-breach.ts';
import { listBreaches, readBreach } from '#app/domain/breaches/read-breaches.ts';
import { takeDownEverywhere } from '#app/domain/cross-posts/take-down-everywhere.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { breachLine, breachView } from '#app/presenters/breaches.ts';
import { refusedPicturesOf } from '#db/queries/refused-pictures.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { breachRecords } from '#db/schema/breaches.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { dueFor, followerOf, openSeveralAccounts } from '#tests/support/cross-posts.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import type { World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
beforeAll(async () => {
  ({ world, bluesky } = await openSeveralAccounts());
});
afterAll(() => world.close());

const head = () => world.staff('head');
async function live(): Promise<[PostRef, PostRef]> {
  const ref = await dueFor(world, [bluesky]);
  const made = await followerOf(world, ref);
  for (const each of [ref, made]) expect(await publishNow(world, each)).toBe('published');
  return [ref, made];
}
const causes = async (...refs: PostRef[]) =>
  Promise.all(
    refs.map(async (ref) => (await takedownsOfPost(world.db, ref, ref.postId)).map(({ cause }) => cause)),
  );
const refused = async (...refs: PostRef[]) => {
  const ids = (await refusedPicturesOf(world.db, world)).map(({ postId }) => postId);
  return refs.map(({ postId }) => ids.includes(postId));
};
const breaches = async (...refs: PostRef[]) => {
  const rows = await world.db.select().from(breachRecords).where(eq(breachRecords.schoolId, world.schoolId));
  return rows.filter(({ postId }) => refs.some((ref) => ref.postId === postId));
};

it('lets the photos go everywhere when it was only a mistake, from whichever page it is said', async () => {
  for (const which of [0, 1] as const) {
    const both = await live();
    await takeDownEverywhere(world.web, await head(), both[0]);
    expect(await refused(...both)).toEqual([true, true]);
    await explainTakedown(world.web, await head(), both[which], { cause: 'mistake', note: '' });
    expect(await causes(...both)).toEqual([['mistake'], ['mistake']]);
    expect(await refused(...both)).toEqual([false, false]);
  }
});

it('is one breach, with one clock, that names every account', async () => {
  const both = await live();
  await takeDownEverywhere(world.web, await head(), both[0]);
  const pressed = world.clock.now();
  world.clock.advance(60_000);
  await explainTakedown(world.web, await head(), both[1], { cause: 'should_not_be_shown', note: '' });
  expect(await causes(...both)).toEqual([['should_not_be_shown'], ['should_not_be_shown']]);
  const records = await breaches(...both);
  expect(records.map(({ decideBy }) => decideBy.getTime() - pressed.getTime())).toEqual([72 * 3_600_000]);
  const scope = { schoolId: world.schoolId, trustId: PRACTICE_TRUST.id };
  const lead = await world.staff('data');
  const listed = await listBreaches(world.db, lead, scope, world.clock.now());
  const here = listed.filter(({ row }) => row.id === records[0]?.id);
  expect(here).toHaveLength(1);
  for (const breach of here)
    expect(breachLine(breach, '', 'Europe/London', world.clock.now()).over).toMatch(
      /^@\S+ on (X|Bluesky) and @\S+ on (X|Bluesky)\. 1 pupil was in it\.$/,
    );
  const page = await readBreach(world.db, lead, scope, records[0]?.id ?? '', world.clock.now());
  expect(page.breach.accounts.map(({ platform }) => platform).sort()).toEqual(['bluesky', 'x']);
  expect(page.breach.liveUntil).toBeNull();
  expect(page.kept?.pupils.map(({ id }) => id)).toEqual([world.pupil(2)]);
  const view = breachView(page, '/s/here', 'Europe/London', world.clock.now());
  expect(view.facts.find(({ label }) => label === 'Accounts')?.text).toMatch(/on Bluesky \(still up\)/);

  const of = { schoolId: world.schoolId, breachId: records[0]?.id ?? '' };
  await decideBreach(world.web, lead, of, { decision: 'no_report', why: 'Seen by nobody' });
  const goneFrom = async ({ postId }: PostRef) =>
    world.db.update(takedowns).set({ endedAt: world.clock.now() }).where(eq(takedowns.postId, postId));
  await goneFrom({ ...of, postId: records[0]?.postId ?? '' });
  await expect(closeBreach(world.web, lead, of)).rejects.toMatchObject({ reason: 'breach_still_up' });
  for (const each of both) await goneFrom(each);
  await closeBreach(world.web, lead, of);
});

it('is one breach when the press says so itself, and another for another press', async () => {
  const both = await live();
  await takeDownEverywhere(world.web, await head(), both[0], 'should_not_be_shown');
  expect(await breaches(...both)).toHaveLength(1);
  const others = await live();
  await takeDownEverywhere(world.web, await head(), others[0], 'should_not_be_shown');
  expect(await breaches(...others)).toHaveLength(1);
});
