// A trust's list gains a word that stands in a post on its way: nothing is voided, and the post is held just before it would be sent.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishList } from '#app/domain/words/lists/publish-list.ts';
import { wordLists } from '#db/schema/words.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.db.delete(wordLists).where(eq(wordLists.list, 'strong_language')));

const publish = async (typed: string, base: number) =>
  publishList(world.web, await world.staff('comms'), {
    ...{ schoolId: world.schoolId, list: 'strong_language', typed, base },
  });

test('a word that comes in stops what was approved before, at the last moment and not earlier', async () => {
  const stopped = await scheduledPost(world, {
    words: 'We fed the lambs and saw a wobblegong.',
    minutes: 1,
  });
  expect(await publish('wobblegong', 0)).toEqual({ ok: true, version: 1 });
  expect(await statusOf(world, stopped)).toBe('scheduled');
  const { review } = await readPostFacts(world.db, stopped, world.clock.now());
  expect(review).toMatchObject({ decision: 'approved' });

  world.clock.advance(60_000);
  const sent = world.publisher.calls.length;
  await publishNow(world, stopped);
  expect(await statusOf(world, stopped)).toBe('held');
  expect(world.publisher.calls).toHaveLength(sent);
});

test('a word that goes out again before its time stops nothing', async () => {
  await publish('gadabout', 0);
  const ref = await scheduledPost(world, { words: 'A second wobblegong came by.', minutes: 1 });
  await publish('wobblegong', 1);
  expect(await publish('', 2)).toEqual({ ok: true, version: 3 });
  world.clock.advance(60_000);
  expect(await publishNow(world, ref)).toBe('published');
});
