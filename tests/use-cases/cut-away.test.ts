// Whoever a crop cuts away is not in the picture any more: neither counted, nor judged, nor asked about, until the crop is taken
// back (I-04, I-06, I-07, R-62).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { counted, type FacePost, facePost, pupilOn } from '#tests/support/face-posts.ts';
import { openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Keeps the first of the faces, large. */
const FIRST_ONLY = { step: 'crop' as const, box: { x: 0, y: 0, width: 55, height: 55 } };

/** A photo with a face for each pupil, all of them named and counted. */
async function named(...indexes: number[]): Promise<FacePost> {
  const post = await facePost(world, indexes.length);
  await post.answer(...indexes.map((index) => pupilOn(world.pupil(index))));
  await post.take(counted(indexes.length));
  return post;
}

it('a pupil shown only in a group does not stand alone because the group was cut away after it was counted', async () => {
  const post = await named(13, 0, 2, 4);
  expect(await post.submit()).toEqual([]);
  const cut = await named(13, 0, 2, 4);
  await cut.take(FIRST_ONLY);
  await cut.render();
  expect(await cut.submit()).toContain('count_differs_from_list');
  await cut.take(counted(1));
  expect(await cut.submit()).toEqual(['pupil_may_not_be_shown']);
});

it('a face left alone is a close portrait, whoever stood beside it', async () => {
  const post = await named(0, 2);
  const codes = async () => runChecks(await post.facts(), 'submit').map(({ code }) => code);
  expect(await codes()).not.toContain('close_portrait');
  await post.take(FIRST_ONLY, counted(1));
  await post.render();
  expect(await codes()).toContain('close_portrait');
});

it('a pupil who may not be shown is out of it once cut away, and in it again with the whole photo', async () => {
  const post = await named(0, 3);
  expect(await post.submit()).toContain('pupil_may_not_be_shown');
  await post.take(FIRST_ONLY, counted(1));
  await post.render();
  expect(await post.account()).toMatchObject({ placed: 1, done: true, mismatch: null });
  expect(await post.submit()).toEqual([]);
  const { working } = await post.facts();
  expect(working.photos[0]?.people.map(({ id }) => id)).toEqual([world.pupil(0)]);
  expect((await shownOn(world, post.ref)).headCounts).toEqual([1]);
});

it('with the whole photo everybody is in it again, with the same answers', async () => {
  const post = await named(0, 3);
  await post.take(FIRST_ONLY, counted(1));
  await post.take({ step: 'crop', box: null });
  expect(await post.submit()).toEqual(
    expect.arrayContaining(['count_differs_from_list', 'pupil_may_not_be_shown']),
  );
});
