// The pause: one press stops everything a school would send, and nothing resumes by itself.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { pausePublishing, resumePublishing } from '#app/domain/school/pause-publishing.ts';
import { pausedSince, readPause } from '#app/domain/school/read-pause.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { insertPause } from '#db/queries/pauses.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { transact } from '#db/client.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST, userId } from '#db/seed/practice-people.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.close());

const here = () => ({ schoolId: world.schoolId });
const pause = async (who: string) => pausePublishing(world.web, await world.staff(who), here());
const pauseId = async () => (await state())?.id ?? null;
const resume = async (who: string, goOn: string[] = []) => letGoOn(who, await pauseId(), goOn);
const letGoOn = async (who: string, of: string | null, goOn: string[] = []) =>
  resumePublishing(world.web, await world.staff(who), { ...here(), pauseId: of, goOn });
const statusOf = async (postId: string) =>
  (await readPostFacts(world.db, { ...here(), postId }, world.clock.now())).post;
const state = () => pausedSince(world.db, { ...here(), trustId: PRACTICE_TRUST.id });
const told = async (who: string) =>
  (await noticesFor(world.db, here(), userId(who), 20)).map((notice) => notice.kind);

test('anyone who may stop posts pauses the school with one press; a second press changes nothing', async () => {
  await pause('deputy-dsl');
  const first = await state();
  world.clock.advance(60_000);
  await pause('head');
  expect(await state()).toEqual(first);
  expect(first).toMatchObject({ byName: 'Callum Frost', wholeTrust: false });
  expect(await told('ashwick/head')).toContain('paused');
  expect(await told('ashwick/comms')).toContain('paused');
  expect(await told('ashwick/deputy-dsl')).not.toContain('paused');
  const texts = (await world.db.select().from(auditEvents)).map((event) => event.text);
  expect(texts.filter((text) => text.includes('publishing.paused'))).toHaveLength(1);
});

test.each(['teacher', 'office', 'governor', 'data'])('a %s may not pause or let go on', async (who) => {
  await expect(pause(who)).rejects.toMatchObject({ code: 'forbidden' });
  await pause('head');
  await expect(resume(who)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await state()).not.toBeNull();
});

test('a head of one school cannot pause another', async () => {
  const head = await world.staff('head');
  const other = { schoolId: PRACTICE_SCHOOLS.harrowdean.id };
  await expect(pausePublishing(world.web, head, other)).rejects.toMatchObject({ code: 'forbidden' });
});

describe('while paused', () => {
  test('a post whose time comes is not sent and keeps its place', async () => {
    const ref = await scheduledPost(world, { minutes: 10 });
    await pause('comms');
    world.clock.advance(11 * 60_000);
    const delivery = await deliveryOfPost(world.db, ref, ref.postId, null);
    const outcome = await publishPost(world.worker, { ...here(), deliveryId: delivery?.id ?? '' });
    expect(outcome).toBe('paused');
    expect((await statusOf(ref.postId)).status).toBe('scheduled');
  });
});

describe('letting go on', () => {
  test('sends on only what was ticked and is still in time; everything else is approved, without a time', async () => {
    const ticked = await scheduledPost(world, { minutes: 120 });
    const left = await scheduledPost(world, { minutes: 120 });
    const over = await scheduledPost(world, { minutes: 10 });
    await pause('head');
    world.clock.advance(20 * 60_000);
    expect((await readPause(world.db, { ...here(), trustId: PRACTICE_TRUST.id })).placed).toHaveLength(3);
    await resume('comms', [ticked.postId, over.postId]);
    expect((await statusOf(ticked.postId)).status).toBe('scheduled');
    for (const { postId } of [left, over])
      expect(await statusOf(postId)).toMatchObject({ status: 'approved', dueAt: null });
    expect(await state()).toBeNull();
    expect(await told('ashwick/head')).toContain('resumed');
  });

  test('leaves a post that can be placed again at once', async () => {
    const ref = await scheduledPost(world, { minutes: 30 });
    await pause('head');
    await resume('head');
    const comms = await world.staff('comms');
    const placed = await schedulePost(world.web, comms, ref, { wall: '2026-11-18T17:30' });
    expect(placed.ok).toBe(true);
  });

  test('is refused to one school while the whole trust is paused', async () => {
    const row = { trustId: PRACTICE_TRUST.id, schoolId: null, startedAt: world.clock.now() };
    await transact(world.db, (tx) => insertPause(tx, { ...row, startedBy: userId('trust/admin') }));
    await expect(resume('head')).rejects.toMatchObject({ reason: 'trust_is_paused' });
    expect(await state()).toMatchObject({ wholeTrust: true, byName: 'Marcus Vale' });
  });

  test('by a form about an earlier pause is refused, and loses nothing', async () => {
    const ref = await scheduledPost(world, { minutes: 120 });
    await pause('head');
    const earlier = await pauseId();
    await letGoOn('head', earlier, [ref.postId]);
    world.clock.advance(60_000);
    await pause('dsl');
    const later = await state();
    for (const stale of [earlier, null])
      await expect(letGoOn('comms', stale)).rejects.toMatchObject({
        code: 'illegal_move',
        reason: 'another_pause',
      });
    expect(await state()).toEqual(later);
    expect((await statusOf(ref.postId)).status).toBe('scheduled');
    await letGoOn('comms', later?.id ?? null, [ref.postId]);
    expect(await state()).toBeNull();
    // Once more from the same form, as a double press sends it.
    await letGoOn('comms', later?.id ?? null);
    expect((await statusOf(ref.postId)).status).toBe('scheduled');
  });

  test('while the whole trust is paused loses nothing either', async () => {
    const ref = await scheduledPost(world, { minutes: 120 });
    await pause('head');
    const own = await pauseId();
    const row = { trustId: PRACTICE_TRUST.id, schoolId: null, startedAt: world.clock.now() };
    await transact(world.db, (tx) => insertPause(tx, { ...row, startedBy: userId('trust/admin') }));
    await expect(letGoOn('head', own)).rejects.toMatchObject({ reason: 'trust_is_paused' });
    expect((await statusOf(ref.postId)).status).toBe('scheduled');
  });

  test('is told to whoever had paused it, when that was somebody else, once each', async () => {
    await pause('deputy-dsl');
    await resume('head');
    const resumed = async (who: string) => (await told(who)).filter((kind) => kind === 'resumed').length;
    expect(await resumed('ashwick/deputy-dsl')).toBe(1);
    expect(await resumed('ashwick/comms')).toBe(1);
    expect(await resumed('ashwick/head')).toBe(0);
    await pause('deputy-dsl');
    await resume('deputy-dsl');
    expect(await resumed('ashwick/deputy-dsl')).toBe(1);
    await pause('comms');
    await resume('head');
    expect(await resumed('ashwick/comms')).toBe(3);
  });

  test('of what is not paused changes nothing', async () => {
    const ref = await scheduledPost(world, { minutes: 30 });
    await resume('head');
    expect((await statusOf(ref.postId)).status).toBe('scheduled');
  });
});
