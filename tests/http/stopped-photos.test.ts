// Photos that look like one that may no longer be used: seen, and said to be others, by safeguarding and data leads alone, also
// while the post is somebody's draft (I-15).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { rejectPost } from '#app/domain/posts/review-post.ts';
import { action, loader } from '#app/routes/s.$school.pictures._index.tsx';
import { loader as pictureLoader } from '#app/routes/s.$school.pictures.$postId.$postPhotoId.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { draftPost, shownOn, submittedPost } from '#tests/support/world.ts';

let web: Web;
let draft: PostRef;
let postPhotoId: string;
beforeAll(async () => {
  web = await openWeb();
  draft = await draftPost(web.world);
  const rejected = await submittedPost(web.world);
  const likeness = (await factsOf(rejected)).photos[0]?.version?.likeness ?? '';
  const [photo] = (await factsOf(draft)).photos;
  postPhotoId = photo?.postPhotoId ?? '';
  await web.world.db
    .update(photoVersions)
    .set({ likeness })
    .where(eq(photoVersions.id, photo?.version?.id ?? ''));
  await rejectPost(web.world.web, await web.world.staff('head'), rejected, {
    ...(await shownOn(web.world, rejected)),
    reason: 'Not this photo',
  });
});
afterAll(() => web.close());

const factsOf = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const picture = (as: string, id = postPhotoId) =>
  look(web, pictureLoader, as, draft, '', { postPhotoId: id });
const allow = (as: string, reason: string) =>
  press(web, action, as, draft, { postId: draft.postId, postPhotoId, reason });
const stopped = async (as: string) =>
  ((await look(web, loader, as, null)).data as { photos: { postPhotoId: string; stopped: boolean }[] })
    .photos;

describe.each(['ashwick/teacher', 'ashwick/head', 'ashwick/office'])('%s', (as) => {
  test('has no such page, no such picture and no say', async () => {
    expect((await look(web, loader, as, null)).status).toBe(404);
    expect((await picture(as)).status).toBe(404);
    expect((await allow(as, 'It is another')).status).toBe(404);
  });
});

test('a lead sees the photo of somebody’s draft, and lets it go on with a reason', async () => {
  expect(await stopped('ashwick/dsl')).toEqual([
    expect.objectContaining({ postPhotoId, live: false, says: 'It stops the post.' }),
  ]);
  expect((await picture('ashwick/dsl')).status).toBe(200);
  expect((await allow('ashwick/dsl', ' ')).status).toBe(422);
  expect(await stopped('ashwick/dsl')).toHaveLength(1);
  expect((await allow('ashwick/dsl', 'Taken on another day')).to).toBe(`${BASE}/pictures?note=allowed`);
  expect(await stopped('ashwick/data')).toEqual([]);
  // Once it is no longer in question it is nobody's to look at here.
  expect((await picture('ashwick/dsl')).status).toBe(404);
});
