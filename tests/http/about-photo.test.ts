// The questions about one photo, as the plain form asks them: what was ticked is what is kept, what stops the photo is said
// at once, and what is the same for all photos is answered once (I-10, I-11, I-12, I-14, I-16).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOT_IN_PHOTO } from '#app/domain/photos/about-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { blocks } from '#app/domain/issues.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import type { AboutPhotoView } from '#app/presenters/about-photo.ts';
import { action, loader } from '#app/routes/s.$school.posts.$postId.about.$postPhotoId.tsx';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { draftPost, pupils, submittedPost } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const factsOf = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const photoIds = async (ref: PostRef) => (await factsOf(ref)).photos.map(({ postPhotoId }) => postPhotoId);
const aboutOf = async (ref: PostRef) => (await factsOf(ref)).photos.map(({ about }) => about);

/** A draft whose photos nobody has answered for. */
async function unanswered(count: number): Promise<PostRef> {
  const photos = Array.from({ length: count }, (_, i) => pupils(web.world.pupil(i === 0 ? 0 : 2)));
  const ref = await draftPost(web.world, { photos });
  const teacher = await web.world.staff('teacher');
  for (const postPhotoId of await photoIds(ref))
    await answerAboutPhoto(web.world.web, teacher, ref, { postPhotoId, answers: {}, forAll: false });
  return ref;
}

const ask = (ref: PostRef, postPhotoId: string, as = 'ashwick/teacher') =>
  look(web, loader, as, ref, '', { postPhotoId });
const answer = (
  ref: PostRef,
  postPhotoId: string,
  form: Record<string, string | string[]>,
  as = 'ashwick/teacher',
) => press(web, action, as, ref, { intent: 'about', ...form }, { postPhotoId });
const ORDINARY = { looked: 'clear', takenBy: 'staff', where: 'school' };

describe('the answers', () => {
  test('to an ordinary photo are one tick and two choices, and lead back to the post', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const done = await answer(ref, id, ORDINARY);
    expect(done.to).toBe(`${BASE}/posts/${ref.postId}/edit#photo-0`);
    expect(await aboutOf(ref)).toEqual([ORDINARY_PHOTO]);
    expect(blocks(runChecks(await factsOf(ref), 'submit'))).toEqual([]);
  });

  test('without the close look keep only what was ticked, and say that the look is missing', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const { status, data } = await answer(ref, id, { seen: ['sport'], takenBy: 'staff', where: 'school' });
    expect(status).toBe(422);
    expect((data as { view: AboutPhotoView }).view.problems.map(({ field }) => field)).toEqual(['looked']);
    expect(await aboutOf(ref)).toEqual([{ activity: 'sport', takenBy: 'staff', device: 'school' }]);
  });

  test('that stop the photo are kept and said at once, each at its question', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const { status, data } = await answer(ref, id, {
      seen: ['sport', 'swimming', 'work'],
      looked: 'clear',
      takenBy: 'other',
      where: 'kept',
    });
    expect(status).toBe(422);
    const { problems } = (data as { view: AboutPhotoView }).view;
    expect(problems.map(({ field }) => field).sort()).toEqual(['licence', 'seen', 'where', 'workBy']);
    expect((await aboutOf(ref))[0]).toMatchObject({ activity: 'swimming', pupilWork: 'yes' });
  });

  test('of another organisation’s logo name its permission, and nothing else counts for one', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const { status, data } = await answer(ref, id, { ...ORDINARY, seen: ['logo'], logoMaterialId: '<b>' });
    expect(status).toBe(422);
    expect((data as { view: AboutPhotoView }).view).toMatchObject({
      seen: ['logo'],
      problems: [{ field: 'seen' }],
    });
    expect((await aboutOf(ref))[0]).toMatchObject({ logos: 'yes' });
    await answer(ref, id, ORDINARY);
    expect((await aboutOf(ref))[0]).toMatchObject({ logos: 'no' });
  });

  test('of a pupil’s own work name its maker; a name that is none of ours counts for nothing', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const work = { ...ORDINARY, seen: ['work'] };
    expect((await answer(ref, id, { ...work, workBy: ['<b>', NOT_IN_PHOTO] })).status).toBe(302);
    expect((await aboutOf(ref))[0]?.workBy).toEqual([NOT_IN_PHOTO]);
  });
});

describe('several photos', () => {
  test('start from the answers of the one before, and take the shared ones with one press', async () => {
    const ref = await unanswered(3);
    const [first = '', second = ''] = await photoIds(ref);
    await answer(ref, first, { ...ORDINARY, intent: 'about_all', seen: ['premises'], where: 'deleted' });
    const shared = { takenBy: 'staff', device: 'personal', copiesDeleted: true };
    expect((await aboutOf(ref)).slice(1)).toEqual([shared, shared]);
    await answer(ref, second, {});
    const page = (await ask(ref, second)).data as { view: AboutPhotoView };
    expect(page.view).toMatchObject({
      takenBy: 'staff',
      where: 'deleted',
      sameAs: 'photo 1',
      looked: false,
      seen: [],
    });
  });
});

describe('the page', () => {
  test('is for those who may see the draft, and for no other photo', async () => {
    const ref = await unanswered(1);
    const [id = ''] = await photoIds(ref);
    const [other = ''] = await photoIds(await unanswered(1));
    expect((await ask(ref, id)).status).toBe(200);
    expect((await ask(ref, other)).status).toBe(404);
    expect((await ask(ref, id, 'ashwick/dsl')).status).toBe(404);
    expect((await answer(ref, id, ORDINARY, 'ashwick/dsl')).status).toBe(404);
    expect(await aboutOf(ref)).toEqual([{}]);
  });

  test('leads to the post’s own page once it has been sent, and changes nothing there', async () => {
    const ref = await submittedPost(web.world);
    const [id = ''] = await photoIds(ref);
    expect((await ask(ref, id)).to).toBe(`${BASE}/posts/${ref.postId}`);
    expect((await answer(ref, id, { takenBy: 'pupil' })).status).toBe(409);
    expect(await aboutOf(ref)).toEqual([ORDINARY_PHOTO]);
  });
});
