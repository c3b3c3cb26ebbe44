// A platform that does not answer for one post keeps no other waiting: what falls due meanwhile goes out beside it, and whoever watches
// hears that the worker goes on looking (PF1).
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { noMeasures } from '#app/domain/ports/measures.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const [SECOND, MINUTE] = [1_000, 60_000];
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const statusOf = async (ref: PostRef) => (await readPostFacts(world.db, ref, world.clock.now())).post.status;

it('a post that falls due while another hangs is out before that one is', async () => {
  const hanging = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  const next = await scheduledPost(world, { minutes: 31, words: onlyHere('Home again') });
  const looks: string[] = [];
  const measures = { ...noMeasures, sweepRan: (name: string) => void looks.push(name) };
  world.publisher.during('prepare', async () => {
    const before = looks.length;
    world.clock.advance(10 * SECOND);
    await expect.poll(() => statusOf(next), { timeout: 10_000 }).toBe('published');
    expect(looks.length).toBeGreaterThan(before);
    expect(await statusOf(hanging)).toBe('publishing');
  });
  world.clock.advance(31 * MINUTE - 10 * SECOND);
  await SWEEPS.find(({ name }) => name === 'due-posts')?.run({ ...world.worker, measures });
  expect([await statusOf(hanging), await statusOf(next)]).toEqual(['published', 'published']);
  expect(world.publisher.calls.filter(({ method }) => method === 'create')).toHaveLength(2);
  expect(new Set(looks)).toEqual(new Set(['due-posts']));
});
