// Our own posts shared by their address: the pupils in them are shown by the post that shares them, and are judged so (T-23, R-76, R-62).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import { draftPost, openWorld, pupils, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
let elsewhere: World;
beforeAll(async () => {
  world = await openWorld();
  // The same platform and clock, seen from the trust's other school.
  const other = await openWorld('harrowdean', { db: world.db, close: async () => undefined });
  const { clock, web, worker, publisher } = world;
  elsewhere = { ...other, clock, web, worker, publisher };
});
afterAll(() => world.close());

/** The address of a post with a pupil in its photo that is live. */
async function live(of: World): Promise<string> {
  const words = onlyHere('A day out');
  const ref = await scheduledPost(of, { words, photos: [pupils(of.pupil(2))], tripId: null });
  of.clock.advance(3_600_000);
  expect(await publishNow(of, ref)).toBe('published');
  const [delivery] = await of.db.select().from(deliveries).where(eq(deliveries.postId, ref.postId));
  return `https://x.com/i/web/status/${delivery?.platformId}`;
}
const sharing = (address: string) =>
  draftPost(world, { words: `Look back at ${address}`, photos: [], tripId: null });
const shared = async (ref: PostRef, at = world.clock.now()) =>
  (await readPostFacts(world.db, ref, at)).words.working
    .filter(({ check }) => check === 'T-23')
    .map(({ code, opener }) => `${code} ${opener}`);

it('a live one may be shared while its pupils may be shown, and not once they may not', async () => {
  const ref = await sharing(await live(world));
  expect(await shared(ref)).toEqual(['shared_post_known nobody']);
  // A year on, what the family agreed to has run out; the post itself was left to a person.
  const aYearOn = new Date(world.clock.now().getTime() + 365 * 86_400_000);
  expect(await shared(ref, aYearOn)).toEqual(['shared_post_not_agreed nobody']);
});

it('one of another school with its pupils waits for the headteacher', async () => {
  const ref = await sharing(await live(elsewhere));
  expect(await shared(ref)).toEqual(['shared_post_of_another_school head']);
});
