// The pages of putting right a post that was taken down: what they say before it starts, where the press leads, what stands on both
// posts and over the draft, and that nobody else sees or starts anything.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelPost } from '#app/domain/posts/hold-post.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import type { PersonsCause } from '#app/domain/posts/takedown-causes.ts';
import type { CorrectionNotes, CorrectionPage } from '#app/presenters/corrections.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { action as start, loader as correctPage } from '#app/routes/s.$school.posts.$postId.correct.tsx';
import { loader as editPage } from '#app/routes/s.$school.posts.$postId.edit.tsx';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { corrections } from '#db/schema/corrections.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { deliveryIdOf, postIn } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

async function takenDown(cause: PersonsCause): Promise<PostRef> {
  const ref = await postIn(web.world, 'published', { words: onlyHere('A day out') });
  await requestTakedown(web.world.web, await web.world.staff('head'), ref, cause);
  const deliveryId = await deliveryIdOf(web.world, ref);
  expect(await takeDownPost(web.world.worker, { schoolId: ref.schoolId, deliveryId })).toBe('removed');
  return ref;
}
const postPageOf = async (ref: PostRef, as: string) =>
  ((await look(web, postPage, as, ref)).data as { page: PostPageView }).page;
const startPageOf = async (ref: PostRef, as = 'ashwick/teacher') =>
  (await look(web, correctPage, as, ref)).data as CorrectionPage & { here: string };
async function started(ref: PostRef, as = 'ashwick/teacher'): Promise<PostRef> {
  const { status, to } = await press(web, start, as, ref, {});
  expect(status).toBe(302);
  const postId = /\/posts\/([0-9a-f-]{36})\/edit$/.exec(to ?? '')?.[1];
  if (!postId) throw new Error(`it led to ${to ?? 'nowhere'}`);
  return { schoolId: ref.schoolId, postId };
}
const startedSoFar = () => web.world.db.$count(corrections);

describe('before it starts', () => {
  test('the page says what comes along and what stays behind, and never why a photo may not be used', async () => {
    const fine = await startPageOf(await takenDown('mistake'));
    expect(fine).toMatchObject({ photos: 'Its photo, with what was said of it.', behind: [], refused: null });
    const shown = [];
    for (const cause of ['should_not_be_shown', 'asked_from_outside', 'other'] as const) {
      const { photos, behind, sayWhyFirst, refused } = await startPageOf(await takenDown(cause));
      shown.push({ photos, behind, sayWhyFirst, refused });
    }
    expect(new Set(shown.map((page) => JSON.stringify(page))).size).toBe(1);
    expect(shown[0]).toEqual({
      ...{ photos: 'Not its photo.', sayWhyFirst: null, refused: null },
      behind: ['Photo 1, “Children beside a barn”: it may not be used again.'],
    });
  });

  test('asks first why it came down, while nobody has said so', async () => {
    const ref = await takenDown('not_said');
    expect(await startPageOf(ref)).toMatchObject({ sayWhyFirst: 'somebody' });
    expect(await startPageOf(ref, 'ashwick/comms')).toMatchObject({ sayWhyFirst: 'you' });
  });

  test('the post’s page offers it to its author and the comms lead alone', async () => {
    const ref = await takenDown('mistake');
    const offered = async (as: string) => (await postPageOf(ref, as)).correctTo;
    for (const as of ['ashwick/teacher', 'ashwick/comms'])
      expect(await offered(as), as).toBe(`${BASE}/posts/${ref.postId}/correct`);
    for (const as of ['ashwick/head', 'ashwick/dsl', 'ashwick/data']) {
      expect(await offered(as), as).toBeNull();
      expect((await startPageOf(ref, as)).refused, as).not.toBeNull();
      const before = await startedSoFar();
      expect((await press(web, start, as, ref, {})).status, as).toBe(403);
      expect(await startedSoFar()).toBe(before);
    }
  });

  test('a post that is still up, or only coming down, leads back to its page', async () => {
    const ref = await postIn(web.world, 'published', { words: onlyHere('Still there') });
    for (const _ of ['live', 'coming down']) {
      const moved = { status: 302, to: `${BASE}/posts/${ref.postId}?note=moved_on` };
      expect(await look(web, correctPage, 'ashwick/teacher', ref)).toMatchObject(moved);
      expect(await press(web, start, 'ashwick/teacher', ref, {})).toMatchObject(moved);
      expect((await postPageOf(ref, 'ashwick/teacher')).correctTo).toBeNull();
      await requestTakedown(web.world.web, await web.world.staff('head'), ref, 'mistake');
    }
  });

  test('another school learns nothing, and starts nothing', async () => {
    const ref = await takenDown('mistake');
    const before = await startedSoFar();
    const none = { schoolId: ref.schoolId, postId: '00000000-0000-4000-8000-000000000000' };
    for (const as of ['harrowdean/teacher', 'harrowdean/head', 'harrowdean/dsl'])
      for (const ask of [
        (of: PostRef) => look(web, correctPage, as, of),
        (of: PostRef) => press(web, start, as, of, {}),
      ]) {
        const given = await ask(ref);
        expect(given.status).toBe(404);
        expect(given).toEqual(await ask(none));
      }
    expect(await startedSoFar()).toBe(before);
  });
});

describe('once it is started', () => {
  test('a second press leads to the same draft, and the page too', async () => {
    const ref = await takenDown('mistake');
    const draft = await started(ref);
    expect(await started(ref)).toEqual(draft);
    expect(await look(web, correctPage, 'ashwick/teacher', ref)).toMatchObject({
      ...{ status: 302, to: `${BASE}/posts/${draft.postId}` },
    });
    expect((await postPageOf(ref, 'ashwick/teacher')).correctTo).toBeNull();
  });

  test('both pages and the draft lead to each other, and name what was left behind', async () => {
    const ref = await takenDown('other');
    const draft = await started(ref);
    const { corrections: old, story } = await postPageOf(ref, 'ashwick/teacher');
    expect(old.by?.to).toBe(`${BASE}/posts/${draft.postId}`);
    expect(story.at(-1)?.says).toBe('started a new post that puts this one right.');
    const made = await postPageOf(draft, 'ashwick/head');
    expect(made.story[0]?.says).toBe(
      'started it from a post that had been taken down, with its words. 1 photo was left behind.',
    );
    const edit = (await look(web, editPage, 'ashwick/teacher', draft)).data as {
      corrections: CorrectionNotes;
    };
    for (const notes of [made.corrections, edit.corrections])
      expect(notes.of).toEqual({
        to: `${BASE}/posts/${ref.postId}`,
        behind: ['Photo 1, “Children beside a barn”: it may not be used again.'],
      });
    // A draft is not everybody's to read: they learn that there is one, and get no door to it.
    expect((await postPageOf(ref, 'ashwick/dsl')).corrections.by?.to).toBeNull();
  });

  test('one that was given up makes room for another', async () => {
    const ref = await takenDown('mistake');
    const draft = await started(ref);
    await cancelPost(web.world.web, await web.world.staff('teacher'), draft);
    expect((await postPageOf(ref, 'ashwick/teacher')).corrections.by).toBeNull();
    expect(await started(ref, 'ashwick/comms')).not.toEqual(draft);
  });
});
