// Who may see which version of a photo with something hidden in it, at every stage of its post (I-08, R-06, PF23): the original has
// no door, the unblurred photo is for whoever works or decides on it, and after the decision for nobody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPhoto } from '#app/domain/photos/read-photo.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import {
  halfHiddenApproved,
  halfHiddenDraft,
  halfHiddenInReview,
  photoOf,
  render,
  settle,
  versionsOf,
  withEditingEngine,
} from '#tests/support/edited-photos.ts';
import { openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  withEditingEngine(world);
});
afterAll(() => world.close());

const EVERYBODY = [
  'teacher',
  'head',
  'deputy',
  'comms',
  'dsl',
  'data',
  'office',
  'governor',
  'harrowdean/head',
];
const MAY_OPEN_DRAFTS = ['teacher', 'head', 'deputy', 'comms'];
/** The headteacher has passed approval on to the deputy for these days. */
const AUTHOR_AND_APPROVERS = ['teacher', 'head', 'deputy'];
const MAY_OPEN_POSTS = [...MAY_OPEN_DRAFTS, 'dsl', 'data'];

/** Who of everybody gets the version; anyone else must get what a photo that is not there gets. */
async function whoMaySee(ref: PostRef, versionId: string): Promise<string[]> {
  const readers: string[] = [];
  for (const key of EVERYBODY) {
    const person = await world.staff(key);
    await readPhoto(world.web, person, { schoolId: ref.schoolId, versionId }).then(
      () => readers.push(key),
      (error: unknown) => expect(error).toMatchObject({ code: 'not_found', reason: 'photo' }),
    );
  }
  return readers;
}

async function masterAndFinal(ref: PostRef): Promise<{ master: string; final: string }> {
  const { master, version } = await photoOf(world, ref);
  return { master: master?.id ?? '', final: version?.id ?? '' };
}

describe('while nothing is hidden', () => {
  it('the clean photo is what would be sent, for everyone who may see the post', async () => {
    const ref = await halfHiddenDraft(world);
    const { faces } = await photoOf(world, ref);
    await settle(world, ref, { step: 'answer', faceId: faces[1]?.id ?? '', answer: { is: 'not_a_face' } });
    const { master, final } = await masterAndFinal(ref);
    expect(final).toBe(master);
    expect(await whoMaySee(ref, master)).toEqual(MAY_OPEN_DRAFTS);
  });
});

describe('the unblurred photo', () => {
  it('is for those who changed the post alone while the blurred one is being made', async () => {
    const ref = await halfHiddenDraft(world);
    await settle(world, ref, { step: 'crop', box: { x: 0, y: 0, width: 180, height: 140 } });
    const { master, final } = await masterAndFinal(ref);
    expect(final).toBe('');
    expect(await whoMaySee(ref, master)).toEqual(['teacher']);
  });

  it('is for them and whoever may approve, in a draft and in review', async () => {
    const draft = await halfHiddenDraft(world);
    expect(await whoMaySee(draft, (await masterAndFinal(draft)).master)).toEqual(AUTHOR_AND_APPROVERS);
    const inReview = await halfHiddenInReview(world);
    const { master, final } = await masterAndFinal(inReview);
    expect(await whoMaySee(inReview, master)).toEqual(AUTHOR_AND_APPROVERS);
    expect(await whoMaySee(inReview, final)).toEqual(MAY_OPEN_POSTS);
  });

  it('is for nobody once the post is approved, and the blurred one still for everyone', async () => {
    const ref = await halfHiddenApproved(world);
    const { master, final } = await masterAndFinal(ref);
    expect(await whoMaySee(ref, master)).toEqual([]);
    expect(await whoMaySee(ref, final)).toEqual(MAY_OPEN_POSTS);
  });

  it('is for nobody once the post is refused for good', async () => {
    const ref = await halfHiddenInReview(world);
    const head = await world.staff('head');
    await rejectPost(world.web, head, ref, { ...(await shownOn(world, ref)), reason: 'Never' });
    expect(await whoMaySee(ref, (await masterAndFinal(ref)).master)).toEqual([]);
  });
});

describe('a version that was submitted and then changed', () => {
  it('is kept with its revision, and seen by those who work on the post only', async () => {
    const ref = await halfHiddenInReview(world);
    const { final: cut } = await masterAndFinal(ref);
    const head = await world.staff('head');
    await sendBackPost(world.web, head, ref, { ...(await shownOn(world, ref)), reason: 'Closer' });
    await settle(world, ref, { step: 'crop', box: { x: 0, y: 0, width: 180, height: 140 } });
    expect(await render(world, ref)).toBe('rendered');
    const kept = (await versionsOf(world, ref)).find(({ id }) => id === cut);
    expect(kept?.destroyedAt).toBeNull();
    expect(world.cleanFiles.has(kept?.key ?? '')).toBe(true);
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), ref, { version: post.version });
    expect(await whoMaySee(ref, cut)).toEqual(AUTHOR_AND_APPROVERS);
  });
});
