// A live post comes down at one press, by whoever may and nobody else, whatever the form says; why is asked afterwards, can be left
// unsaid, and is then kept with who said it.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { WhyDownWords } from '#app/presenters/why-down.ts';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { action as takeDown } from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import { action as sayWhy, loader as whyPage } from '#app/routes/s.$school.posts.$postId.why.tsx';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { breachRecords } from '#db/schema/breaches.ts';
import { refusedPictures } from '#db/schema/photo-accounting.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { deliveryIdOf, postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const live = () => postIn(web.world, 'published', {});
const lastOf = async (ref: PostRef) => (await takedownsOfPost(web.world.db, ref, ref.postId))[0];
const pageOf = async (ref: PostRef, as = 'ashwick/head') =>
  ((await look(web, postPage, as, ref)).data as { page: PostPageView }).page;
const whyOf = async (ref: PostRef, as = 'ashwick/head') =>
  (await look(web, whyPage, as, ref)).data as WhyDownWords;
const refusedOf = async (ref: PostRef) =>
  (await web.world.db.select().from(refusedPictures).where(eq(refusedPictures.postId, ref.postId))).map(
    ({ liftedAt }) => (liftedAt ? 'lifted' : 'refused'),
  );
const breachesOf = (ref: PostRef) =>
  web.world.db.select().from(breachRecords).where(eq(breachRecords.postId, ref.postId));
async function downAtOnce(as = 'ashwick/head'): Promise<PostRef> {
  const ref = await live();
  expect((await press(web, takeDown, as, ref, {})).to).toBe(`${BASE}/posts/${ref.postId}/why`);
  return ref;
}

describe('one press', () => {
  test.each(['head', 'comms', 'dsl', 'teacher'])(
    'by %s takes it down, and asks why only then',
    async (who) => {
      const ref = await downAtOnce(`ashwick/${who}`);
      expect(await statusOf(web.world, ref)).toBe('takedown_requested');
      expect(await lastOf(ref)).toMatchObject({ cause: 'not_said', explainedAt: null });
      expect(await whyOf(ref, `ashwick/${who}`)).toMatchObject({ title: 'It is coming down', said: null });
      const deliveryId = await deliveryIdOf(web.world, ref);
      expect(await takeDownPost(web.world.worker, { schoolId: ref.schoolId, deliveryId })).toBe('removed');
      expect((await whyOf(ref, `ashwick/${who}`)).title).toBe('It is down');
    },
  );

  test('pressed again does no harm, and changes nothing that was said', async () => {
    const ref = await live();
    await press(web, takeDown, 'ashwick/head', ref, { cause: 'mistake' });
    expect((await press(web, takeDown, 'ashwick/head', ref, {})).to).toBe(`${BASE}/posts/${ref.postId}/why`);
    expect(await lastOf(ref)).toMatchObject({ cause: 'mistake' });
    expect(await takedownsOfPost(web.world.db, ref, ref.postId)).toHaveLength(1);
    expect(await refusedOf(ref)).toEqual([]);
  });

  test('with a cause that nobody knows takes it down all the same', async () => {
    const ref = await live();
    await press(web, takeDown, 'ashwick/comms', ref, { cause: 'no such cause' });
    expect(await lastOf(ref)).toMatchObject({ cause: 'not_said' });
  });

  test('is refused to who may not, and is not found by another school', async () => {
    const ref = await live();
    expect((await press(web, takeDown, 'both/teacher-and-comms', ref, {})).status).toBe(403);
    expect((await press(web, takeDown, 'ashwick/governor', ref, {})).status).toBe(404);
    expect(await statusOf(web.world, ref)).toBe('published');
  });
});

describe('why', () => {
  test('is asked on the post’s page until somebody says, and never of others', async () => {
    const ref = await downAtOnce();
    expect((await pageOf(ref)).sayWhy).toBe(`${BASE}/posts/${ref.postId}/why`);
    expect((await pageOf(ref, 'ashwick/data')).sayWhy).toBeNull();
    expect((await look(web, whyPage, 'ashwick/data', ref)).to).toContain('?note=moved_on');
    expect((await press(web, sayWhy, 'ashwick/data', ref, { cause: 'mistake' })).status).toBe(403);
    const said = await press(web, sayWhy, 'ashwick/comms', ref, { cause: 'other', note: 'An old date' });
    expect(said.to).toBe(`${BASE}/posts/${ref.postId}?note=why`);
    const page = await pageOf(ref);
    expect(page.sayWhy).toBeNull();
    expect(page.story.at(-1)).toMatchObject({
      who: { name: 'Ellie Marchetti' },
      says: 'said why it had to come down.',
      detail: null,
    });
    expect((await whyOf(ref)).said).toMatchObject({
      by: expect.stringMatching(/^Ellie Marchetti said so/) as string,
      note: 'An old date',
    });
  });

  test('needs an answer that is one of ours, and says so', async () => {
    const ref = await downAtOnce();
    const answer = await press(web, sayWhy, 'ashwick/head', ref, { cause: 'time_over' });
    expect(answer).toMatchObject({ status: 400, data: { errors: { cause: expect.any(String) as string } } });
    expect(await lastOf(ref)).toMatchObject({ cause: 'not_said' });
  });

  test('left unsaid keeps the pictures from coming back; said to be a mistake lets them go', async () => {
    const ref = await downAtOnce();
    const refused = await refusedOf(ref);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(['refused']));
    await press(web, sayWhy, 'ashwick/head', ref, { cause: 'mistake' });
    expect(new Set(await refusedOf(ref))).toEqual(new Set(['lifted']));
  });

  test('said to be that somebody should not be shown refuses them again, and opens one record', async () => {
    const ref = await downAtOnce();
    await press(web, sayWhy, 'ashwick/head', ref, { cause: 'mistake' });
    expect(await breachesOf(ref)).toEqual([]);
    const { mayRaise } = await whyOf(ref);
    expect(mayRaise).toBe(true);
    await press(web, sayWhy, 'ashwick/dsl', ref, { cause: 'should_not_be_shown' });
    expect(new Set(await refusedOf(ref))).toEqual(new Set(['refused']));
    expect(await breachesOf(ref)).toHaveLength(1);
    const again = await press(web, sayWhy, 'ashwick/dsl', ref, { cause: 'should_not_be_shown' });
    expect(again.to).toContain('?note=moved_on');
    expect(await breachesOf(ref)).toHaveLength(1);
  });

  test('cannot be made less than it was', async () => {
    const ref = await live();
    await press(web, takeDown, 'ashwick/head', ref, { cause: 'should_not_be_shown' });
    const answer = await press(web, sayWhy, 'ashwick/head', ref, { cause: 'mistake' });
    expect(answer.to).toContain('?note=moved_on');
    expect(await lastOf(ref)).toMatchObject({ cause: 'should_not_be_shown' });
  });

  test('of a post that never came down is not asked', async () => {
    const ref = await live();
    expect((await look(web, whyPage, 'ashwick/head', ref)).to).toContain('?note=moved_on');
    expect((await press(web, sayWhy, 'ashwick/head', ref, { cause: 'mistake' })).to).toContain('moved_on');
  });
});
