// A post that was taken down is put right in a new draft: its words come along, and those of its photos that may still be used; it goes
// through everything anew, and both posts tell of each other (R-73, R-74, R-85, I-15).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrectionLinks } from '#app/domain/corrections/read-links.ts';
import { startCorrection } from '#app/domain/corrections/start-correction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { destroyWithOriginal } from '#app/domain/photos/destroy-with-original.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import { cancelPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { readReview } from '#app/domain/posts/read-review.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import type { PersonsCause } from '#app/domain/posts/takedown-causes.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf, postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Pupils with a plain yes; each test takes its own. */
const WITH_A_YES = [
  0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41, 42, 44, 45,
  46, 48, 49, 51, 52, 53, 55, 56, 58, 59,
];
const nextIndex = inTurn(WITH_A_YES);
const onePupil = () => pupils(world.pupil(nextIndex()));
const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const addressOf = (ref: PostRef) => ({ ...ref, trustId: PRACTICE_TRUST.id });

async function takenDown(cause: PersonsCause, photos = [onePupil(), onePupil()], by = 'head') {
  const ref = await postIn(world, 'published', { photos, words: onlyHere('A day out') });
  await requestTakedown(world.web, await world.staff(by), ref, cause);
  await goneNow(ref);
  return ref;
}
async function goneNow(ref: PostRef): Promise<void> {
  const deliveryId = await deliveryIdOf(world, ref);
  expect(await takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId })).toBe('removed');
}
async function correct(ref: PostRef, by = 'teacher'): Promise<PostRef> {
  const { postId } = await startCorrection(world.web, await world.staff(by), ref);
  return { schoolId: ref.schoolId, postId };
}
const leftBehind = async (draft: PostRef) => {
  const facts = await factsOf(draft);
  const links = await readCorrectionLinks(world.db, await world.staff('head'), facts);
  return links.of?.leftBehind.map(({ number, why }) => `${number} ${why}`);
};

/** Declares and submits the draft, as its author. */
async function submitted(draft: PostRef, words?: string): Promise<PostRef> {
  const teacher = await world.staff('teacher');
  const { post, photos } = await factsOf(draft);
  const altTexts = Object.fromEntries(photos.map(({ postPhotoId, altText }) => [postPhotoId, altText]));
  const { version } = await saveDraft(world.web, teacher, draft, {
    ...{ version: post.version, words: words ?? post.words, altTexts, declarations: DECLARATION_NAMES },
  });
  await submitPost(world.web, teacher, draft, { version });
  return draft;
}

describe('after a mistake', () => {
  it('has the words, the photos with their descriptions and people, and nothing that was declared or decided', async () => {
    const ref = await takenDown('mistake');
    const draft = await correct(ref);
    const [old, made] = [await factsOf(ref), await factsOf(draft)];
    expect(made.post).toMatchObject({
      ...{ status: 'draft', words: old.post.words, accountId: old.post.accountId, tripId: old.post.tripId },
      ...{ declarations: {}, revisionId: null, dueAt: null, windowFrom: world.clock.now() },
    });
    expect(Object.keys(old.post.declarations).length).toBeGreaterThan(0);
    expect(made.working.photos.map(({ altText, people, sha256 }) => ({ altText, people, sha256 }))).toEqual(
      old.working.photos.map(({ altText, people, sha256 }) => ({ altText, people, sha256 })),
    );
    expect(made.working.photos).toHaveLength(2);
    expect(made.review).toBeNull();
    expect(made.delivery).toBeNull();
    expect(await leftBehind(draft)).toEqual([]);
    expect(old.post.status).toBe('taken_down');
  });

  it('goes the whole way anew: nothing leaves without its declarations, its approval and its time', async () => {
    const draft = await correct(await takenDown('mistake'));
    const { post } = await factsOf(draft);
    const teacher = await world.staff('teacher');
    await expect(submitPost(world.web, teacher, draft, { version: post.version })).rejects.toMatchObject({
      reason: 'checks_failed',
    });
    await submitted(draft, onlyHere('A better day out'));
    expect(await statusOf(world, draft)).toBe('in_review');
    await approvePost(world.web, await world.staff('head'), draft, await shownOn(world, draft));
    expect(await statusOf(world, draft)).toBe('approved');
  });

  it('shows the approver what is different from the post that was taken down', async () => {
    const ref = await takenDown('mistake');
    const words = onlyHere('Put right');
    const draft = await submitted(await correct(ref), words);
    const { since } = await readReview(
      world.db,
      await world.staff('head'),
      addressOf(draft),
      world.clock.now(),
    );
    expect(since).toMatchObject({ ofPostId: ref.postId, decision: null });
    expect(since?.changes.words?.some(({ text }) => text.includes('Put right'))).toBe(true);
    expect(since?.changes.photos.some(({ isNew }) => isNew)).toBe(false);
  });

  it('takes along what is kept of a photo whose original has been destroyed meanwhile, and it can still go out', async () => {
    const ref = await takenDown('mistake');
    const before = await factsOf(ref);
    for (const { photoId } of before.photos)
      await destroyWithOriginal(
        world.worker,
        { kind: 'system', name: 'system:destroy-originals' },
        { schoolId: ref.schoolId, id: photoId, uploadCodeId: null },
      );
    const draft = await correct(ref);
    const { photos, working } = await factsOf(draft);
    expect(photos.map(({ originalGone, version }) => [originalGone, version?.sha256])).toEqual(
      before.working.photos.map(({ sha256 }) => [true, sha256]),
    );
    expect(working.photos.flatMap(({ people }) => people.map(({ id }) => id))).toEqual(
      before.working.photos.flatMap(({ people }) => people.map(({ id }) => id)),
    );
    await submitted(draft);
    expect(await statusOf(world, draft)).toBe('in_review');
  });

  it('reaches the new post when a family takes its answer back', async () => {
    const index = nextIndex();
    const draft = await correct(await takenDown('mistake', [pupils(world.pupil(index))]));
    await submitted(draft);
    await withdrawConsent(world.web, await world.staff('office'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(index), method: 'phone', evidence: 'Call' },
      ...{ holderId: practiceId(`holder/ashwick/${index}/0`), requestKey: randomUUID() },
    });
    expect(await statusOf(world, draft)).toBe('held');
  });
});

describe('photos that may not be used again', () => {
  it.each(['should_not_be_shown', 'asked_from_outside', 'other', 'not_said'] as const)(
    'stay behind and are named when the cause is %s',
    async (cause) => {
      const draft = await correct(await takenDown(cause));
      expect((await factsOf(draft)).photos).toEqual([]);
      expect(await leftBehind(draft)).toEqual(['1 refused', '2 refused']);
      expect((await factsOf(draft)).post.words).not.toBe('');
    },
  );

  it('come along once somebody has said that it was a mistake', async () => {
    const ref = await takenDown('not_said');
    await explainTakedown(world.web, await world.staff('head'), ref, { cause: 'mistake', note: '' });
    const draft = await correct(ref);
    expect((await factsOf(draft)).photos).toHaveLength(2);
    expect(await leftBehind(draft)).toEqual([]);
  });

  it('are the one that a family took back, and no other', async () => {
    const index = nextIndex();
    const photos = [onePupil(), pupils(world.pupil(index)), onePupil()];
    const ref = await postIn(world, 'published', { photos, words: onlyHere('A day out') });
    await withdrawConsent(world.web, await world.staff('office'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(index), method: 'phone', evidence: 'Call' },
      ...{ holderId: practiceId(`holder/ashwick/${index}/0`), requestKey: randomUUID() },
    });
    await goneNow(ref);
    const draft = await correct(ref);
    expect(await leftBehind(draft)).toEqual(['2 refused']);
    const people = (await factsOf(draft)).working.photos.flatMap((photo) => photo.people.map(({ id }) => id));
    expect(people).toEqual([photos[0]?.[0]?.id, photos[2]?.[0]?.id]);
  });

  it('stop the draft when the cause turns out worse after they came along', async () => {
    const ref = await takenDown('mistake');
    const draft = await correct(ref);
    await explainTakedown(world.web, await world.staff('head'), ref, {
      cause: 'should_not_be_shown',
      note: '',
    });
    const { knownPictures } = await factsOf(draft);
    expect(knownPictures.map(({ photo, sameness }) => `${photo} ${sameness}`)).toEqual(['0 same', '1 same']);
    await expect(submitted(draft)).rejects.toMatchObject({ reason: 'checks_failed' });
  });
});

describe('starting it', () => {
  it('gives one draft, however often and by whom it is pressed, and a new one once that came to nothing', async () => {
    const ref = await takenDown('mistake');
    const [first, second] = await Promise.all([correct(ref), correct(ref, 'comms')]);
    expect(second).toEqual(first);
    await cancelPost(world.web, await world.staff('teacher'), first);
    const another = await correct(ref);
    expect(another).not.toEqual(first);
    expect(await correct(ref)).toEqual(another);
  });

  it('is for its author and the comms lead alone, and only once the post is gone', async () => {
    const ref = await takenDown('mistake');
    for (const who of ['head', 'dsl', 'office', 'data'])
      await expect(correct(ref, who), who).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'not_permitted',
      });
    const live = await postIn(world, 'published', { photos: [onePupil()], words: onlyHere('Still there') });
    await expect(correct(live)).rejects.toMatchObject({ code: 'illegal_move', reason: 'not_in_this_state' });
    await requestTakedown(world.web, await world.staff('head'), live, 'mistake');
    await expect(correct(live)).rejects.toMatchObject({ reason: 'not_in_this_state' });
    await expect(correct(ref, 'harrowdean/comms')).rejects.toThrow();
  });

  it('counts everybody who wrote the old post as having written the new one', async () => {
    const ref = await takenDown('mistake');
    const draft = await correct(ref, 'comms');
    const { post, editors } = await factsOf(draft);
    const [teacher, comms] = [await world.staff('teacher'), await world.staff('comms')];
    expect(post.authorId).toBe(comms.userId);
    expect([...editors].sort()).toEqual([teacher.userId, comms.userId].sort());
  });

  it('is told in the story of both, and each leads to the other', async () => {
    const ref = await takenDown('other');
    const draft = await correct(ref);
    const told = async (of: PostRef) =>
      (await readHistory(world.db, addressOf(of), of.postId)).map(({ event }) => event);
    expect((await told(ref)).at(-1)).toMatchObject({
      ...{ type: 'post.correction_started', draftPostId: draft.postId },
    });
    expect((await told(draft))[0]).toMatchObject({
      ...{ type: 'post.started_from', fromPostId: ref.postId, photos: 0, leftBehind: 2 },
    });
    const head = await world.staff('head');
    const links = await readCorrectionLinks(world.db, head, await factsOf(ref));
    expect(links).toMatchObject({ by: { postId: draft.postId, seen: true }, of: null });
    expect(await readCorrectionLinks(world.db, head, await factsOf(draft))).toMatchObject({
      ...{ by: null, of: { postId: ref.postId, seen: true } },
    });
    const dsl = await world.staff('dsl');
    expect((await readCorrectionLinks(world.db, dsl, await factsOf(ref))).by?.seen).toBe(false);
  });
});
