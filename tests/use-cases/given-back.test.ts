// A worker that is told to stop gives back at once what it took and did not begin, so that the next one need not wait until the time it
// had taken them for is over; it touches nothing that was begun, or that somebody else has by now (PF1, PF2).
import { inArray } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { giveBackDue, publishTaken, takeDuePosts, TAKEN_MS } from '#app/domain/posts/publish-due.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { noMeasures } from '#app/domain/ports/measures.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { createPlaces } from '#workers/in-hand.ts';
import { PROCESSORS } from '#workers/registry.ts';
import { asTheyCome } from '#workers/sweeps/as-they-come.ts';
import type { SweepDeps } from '#workers/sweeps/sweep.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const MINUTE = 60_000;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const sweep = (deps: SweepDeps) => SWEEPS.find(({ name }) => name === 'due-posts')?.run(deps);
const rowsOf = (refs: readonly PostRef[]) =>
  world.db
    .select()
    .from(deliveries)
    .where(
      inArray(
        deliveries.postId,
        refs.map(({ postId }) => postId),
      ),
    )
    .orderBy(deliveries.id);
const statusOf = async (ref: PostRef) => (await readPostFacts(world.db, ref, world.clock.now())).post.status;

async function duePosts(count: number): Promise<PostRef[]> {
  const refs: PostRef[] = [];
  for (let nth = 0; nth < count; nth++)
    refs.push(await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') }));
  world.clock.advance(30 * MINUTE);
  return refs;
}

describe('a worker told to stop', () => {
  it('leaves what it did not begin as it was before it took it, for whoever comes next', async () => {
    const refs = await duePosts(3);
    const before = await rowsOf(refs);
    const stopping = new AbortController();
    const taken = await takeDuePosts(world.worker, 10);
    let free: typeof before = [];
    world.publisher.during('prepare', async () => {
      stopping.abort();
      // Whatever the post in hand still waits for, the others are free.
      await expect.poll(async () => (free = (await rowsOf(refs)).filter(isFree)).length).toBe(2);
    });
    await asTheyCome(
      { log: world.worker.log, stopping: stopping.signal },
      {
        ...{ name: 'due-posts', places: createPlaces(1), lookAgainMs: 1 },
        take: async () => ({ rows: taken, more: false }),
        work: (row) => publishTaken(world.worker, row),
        leave: (left) => giveBackDue(world.worker, left),
      },
    );
    expect(free).toEqual(before.filter(({ id }) => free.some((row) => row.id === id)));
    expect(free.map(({ id }) => id)).not.toContain(taken[0]?.deliveryId);
    await sweep(world.worker);
    expect(new Set(await Promise.all(refs.map(statusOf)))).toEqual(new Set(['published']));
    const creates = world.publisher.calls.filter(({ method }) => method === 'create');
    expect(creates).toHaveLength(refs.length);
  });

  it('before it begins with what it has just taken, begins none of it', async () => {
    const refs = await duePosts(2);
    const stopping = new AbortController();
    const at = world.clock.now();
    const clock = { ...world.clock, now: () => (stopping.abort(), at) };
    const before = await rowsOf(refs);
    await sweep({ ...world.worker, clock, stopping: stopping.signal });
    expect(stopping.signal.aborted).toBe(true);
    expect(await rowsOf(refs)).toEqual(before);
    expect(world.publisher.calls.filter(({ method }) => method === 'create')).toEqual([]);
  });

  it('leaves the post of a job that still waits for a place', async () => {
    const [ref] = await duePosts(1);
    const [before] = await rowsOf([ref!]);
    const places = createPlaces(1);
    const giveBack = await places.take();
    const stopping = new AbortController();
    const deps = { ...world.worker, measures: noMeasures, places, stopping: stopping.signal };
    const job = { schoolId: world.schoolId, deliveryId: before!.id };
    const left = PROCESSORS['publish-post'](deps, job);
    stopping.abort();
    giveBack();
    expect(await left).toBe('left_to_others');
    expect(await rowsOf([ref!])).toEqual([before]);
    const next = { ...deps, stopping: new AbortController().signal };
    expect(await PROCESSORS['publish-post'](next, job)).toBe('published');
  });

  it('takes nothing from whoever has it by now', async () => {
    await duePosts(1);
    const taken = await takeDuePosts(world.worker, 10);
    world.clock.advance(TAKEN_MS);
    const [theirs] = await takeDuePosts(world.worker, 10);
    const before = await world.db.select().from(deliveries);
    await giveBackDue(world.worker, taken);
    expect(await world.db.select().from(deliveries)).toEqual(before);
    expect(theirs?.deliveryId).toBe(taken[0]?.deliveryId);
  });
});

const isFree = ({ leaseUntil, state, attempt, retryAt }: typeof deliveries.$inferSelect): boolean =>
  leaseUntil === null && state === 'waiting' && attempt === 0 && retryAt === null;
