// A live post is read again while it is live: what somebody deletes or changes on the platform itself is noticed, told, and never shown
// as live; an outage is never taken for a deletion (PF5, PF25).
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { listPosts } from '#db/queries/post-lists.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Live and read back once. */
async function live() {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  const deliveryId = await deliveryIdOf(world, ref);
  world.clock.advance(30 * MINUTE);
  expect((await publishIfDue(world.worker, { ...ref, deliveryId })).outcome).toBe('published');
  const post = { ...ref, deliveryId, publishedAt: world.clock.now() };
  expect(await read(post)).toBe('verified');
  return post;
}
type Live = { schoolId: string; postId: string; deliveryId: string; publishedAt: Date };
const read = (post: Pick<Live, 'schoolId' | 'deliveryId'>) => verifyPost(world.worker, post);
async function kept(post: Live) {
  const row = await findDelivery(world.db, post, post.deliveryId);
  if (!row) throw new Error('no such delivery');
  return row;
}
/** Reads it at the moment at which it is next to be read. */
async function readNext(post: Live) {
  const { nextReadAt } = await kept(post);
  world.clock.set(nextReadAt ?? world.clock.now());
  return read(post);
}
async function shown(post: Live) {
  const { platformId } = await kept(post);
  const found = world.publisher.timeline.find((one) => one.platformId === platformId);
  if (!found) throw new Error('not on the platform');
  return found;
}
async function deleteThere(post: Live) {
  const { timeline } = world.publisher;
  const found = await shown(post);
  timeline.splice(timeline.indexOf(found), 1);
  return () => void timeline.push(found);
}
const said = async (post: Live) =>
  (
    await world.db
      .select({ kind: notices.kind, code: notices.code, userId: notices.userId })
      .from(notices)
      .where(and(eq(notices.postId, post.postId), inArray(notices.kind, ['post_gone', 'post_changed'])))
  ).map(({ kind, code, userId }) => ({ kind, code, userId }));
const eventsOf = async (post: Live) =>
  (await eventsOfPost(world.db, post.schoolId, post.postId))
    .map(({ event }) => event)
    .filter(({ type }) => type.startsWith('delivery.'));
const typesOf = async (post: Live) => (await eventsOf(post)).map(({ type }) => type).slice(-2);

it('is read again at an hour, a day, a week and then every month', async () => {
  const post = await live();
  const ages: number[] = [];
  for (let time = 0; time < 5; time++) {
    ages.push(((await kept(post)).nextReadAt?.getTime() ?? 0) - post.publishedAt.getTime());
    expect(await readNext(post)).toBe('as_before');
  }
  expect(ages).toEqual([HOUR, DAY, 7 * DAY, 37 * DAY, 67 * DAY]);
  expect(await said(post)).toEqual([]);
});

describe('deleted on the platform itself', () => {
  it('is gone only when it was not there twice, an hour apart; then its people are told and no list calls it live', async () => {
    const post = await live();
    await deleteThere(post);
    expect(await readNext(post)).toBe('missing');
    expect((await kept(post)).goneAt).toBeNull();
    expect(await said(post)).toEqual([]);
    const firstMissed = world.clock.now();
    expect(await read(post)).toBe('nothing_to_verify');
    world.clock.advance(HOUR - 1);
    expect(await read(post)).toBe('nothing_to_verify');
    world.clock.advance(1);
    expect(await read(post)).toBe('gone');
    expect(await kept(post)).toMatchObject({ missingSince: firstMissed, goneAt: world.clock.now() });
    const people = await Promise.all(['teacher', 'head', 'comms'].map((key) => world.staff(key)));
    const told = await said(post);
    for (const { userId } of people)
      expect(told.filter((one) => one.userId === userId)).toEqual([
        { kind: 'post_gone', code: null, userId },
      ]);
    expect(await typesOf(post)).toEqual(['delivery.missing', 'delivery.gone']);
    const rows = await listPosts(world.db, post, { statuses: ['published'], order: 'newest', limit: 500 });
    expect(rows.find(({ id }) => id === post.postId)).toMatchObject({ gone: true });
    // It stays so, and nobody is told again.
    expect(await readNext(post)).toBe('still_gone');
    expect(await said(post)).toHaveLength(told.length);
  });

  it('an outage in between, however long, is no second look', async () => {
    const post = await live();
    const bringBack = await deleteThere(post);
    expect(await readNext(post)).toBe('missing');
    for (let time = 0; time < 6; time++) {
      world.publisher.next('read', { outcome: 'no_information', why: '404' });
      expect(await readNext(post)).toBe('no_information');
    }
    expect((await kept(post)).goneAt).toBeNull();
    bringBack();
    expect(await readNext(post)).toBe('as_before');
    expect(await kept(post)).toMatchObject({ missingSince: null, goneAt: null });
    expect(await said(post)).toEqual([]);
  });

  it('that is there again is said so', async () => {
    const post = await live();
    const bringBack = await deleteThere(post);
    await readNext(post);
    expect(await readNext(post)).toBe('gone');
    bringBack();
    expect(await readNext(post)).toBe('back');
    expect((await said(post)).filter(({ code }) => code === 'back').length).toBeGreaterThan(0);
    expect(await kept(post)).toMatchObject({ missingSince: null, goneAt: null });
    expect(await typesOf(post)).toEqual(['delivery.gone', 'delivery.back']);
  });
});

describe('changed on the platform itself', () => {
  it.each([
    ['words', (one: { words: string }) => (one.words = 'SOMETHING ELSE ALTOGETHER')],
    ['photos', (one: { mediaIds: string[] }) => (one.mediaIds = ['1'])],
    ['alt_text', (one: { photos: { altText: string }[] }) => one.photos.forEach((p) => (p.altText = ''))],
  ])('%s that are not ours are noticed, told once, and nothing shown there is kept', async (what, change) => {
    const post = await live();
    change(await shown(post));
    expect(await readNext(post)).toBe('changed');
    const head = (await world.staff('head')).userId;
    const told = await said(post);
    expect(told.filter(({ userId }) => userId === head)).toEqual([
      { kind: 'post_changed', code: what, userId: head },
    ]);
    expect((await kept(post)).drift).toBe(what);
    expect((await eventsOf(post)).at(-1)).toMatchObject({ type: 'delivery.changed', what });
    expect(await readNext(post)).toBe('as_before');
    expect(await said(post)).toHaveLength(told.length);
    const log = await world.db.select({ text: auditEvents.text }).from(auditEvents);
    expect(JSON.stringify([log, await kept(post)])).not.toContain('SOMETHING ELSE ALTOGETHER');
  });

  it('put right there, it is no longer said', async () => {
    const post = await live();
    const there = await shown(post);
    const { words } = there;
    there.words = 'Changed by hand';
    expect(await readNext(post)).toBe('changed');
    there.words = words;
    expect(await readNext(post)).toBe('as_before');
    expect((await kept(post)).drift).toBeNull();
  });
});

it('two workers that read at the same moment tell once', async () => {
  const post = await live();
  await deleteThere(post);
  await readNext(post);
  world.clock.set((await kept(post)).nextReadAt ?? world.clock.now());
  const ends = await Promise.all([read(post), read(post)]);
  expect(ends.toSorted()).toEqual(['gone', 'nothing_to_verify']);
  const head = (await world.staff('head')).userId;
  expect((await said(post)).filter(({ userId }) => userId === head)).toHaveLength(1);
});
