// A picture that was taken down, rejected or withdrawn does not come back in another post, not even cropped; the post it
// came from is not held against itself, and who may can say that a picture is another one (I-15).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { LIKENESS_SIDE, likenessOf } from '#app/domain/photos/likeness.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { allowPicture } from '#app/domain/posts/allow-picture.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { approvePost, rejectPost } from '#app/domain/posts/review-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { gateFaults } from '#app/domain/posts/publish-gate.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { transact } from '#db/client.server.ts';
import { refusedPictures } from '#db/schema/photo-accounting.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { dice, drawnPicture, greySquare, PICTURE_CHANGES } from '#tests/support/many-pictures.ts';
import { takeSteps } from '#tests/support/settling.ts';
import { duePost, publishNow } from '#tests/support/posts-in-states.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  pupils,
  shownOn,
  submittedPost,
  type World,
} from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const likeness = async (picture: Uint8Array) => likenessOf(await greySquare(picture, LIKENESS_SIDE));
const cropped = PICTURE_CHANGES['cropped to 80–100 % of each side'] as (typeof PICTURE_CHANGES)[string];

/** Gives every photo of the post the look of a picture, in place of the plain colour that the test's engine draws. */
async function looksLike(ref: PostRef, picture: Uint8Array): Promise<void> {
  const text = await likeness(picture);
  for (const { version } of (await factsOf(ref)).photos)
    if (version)
      await world.db.update(photoVersions).set({ likeness: text }).where(eq(photoVersions.id, version.id));
}

let pictures = 0;
const nextPicture = () => drawnPicture('group', 500 + pictures++);

/** A draft with the same picture, cropped. */
async function draftAgain(picture: Buffer): Promise<PostRef> {
  const ref = await draftPost(world, { photos: [pupils(world.pupil(4))] });
  await looksLike(ref, await cropped(picture, dice(pictures)));
  return ref;
}

const submit = async (ref: PostRef) =>
  submitPost(world.web, await world.staff('teacher'), ref, { version: (await factsOf(ref)).post.version });
const reject = async (ref: PostRef) =>
  rejectPost(world.web, await world.staff('head'), ref, {
    ...(await shownOn(world, ref)),
    reason: 'Not this one',
  });
const known = async (ref: PostRef) => (await factsOf(ref)).knownPictures.map(({ sameness }) => sameness);

/** A rejected post's picture. */
async function rejected(): Promise<{ ref: PostRef; picture: Buffer }> {
  const picture = await nextPicture();
  const ref = await submittedPost(world);
  await looksLike(ref, picture);
  await reject(ref);
  return { ref, picture };
}

describe('a picture that was rejected', () => {
  test('stops another post at every step: while it is written, sent, approved and published', async () => {
    const picture = await nextPicture();
    const drafted = await draftAgain(picture);
    const waiting = await submittedPost(world, { photos: [pupils(world.pupil(2))] });
    const approved = await approvedPost(world, { photos: [pupils(world.pupil(2))] });
    for (const ref of [waiting, approved]) await looksLike(ref, picture);
    const first = await submittedPost(world);
    await looksLike(first, picture);
    expect(await known(drafted)).toEqual([]);
    await reject(first);
    for (const ref of [drafted, waiting, approved]) expect(await known(ref)).toEqual(['same']);
    await expect(submit(drafted)).rejects.toThrow('checks_failed');
    await expect(
      approvePost(world.web, await world.staff('head'), waiting, await shownOn(world, waiting)),
    ).rejects.toThrow('checks_failed');
    const faults = gateFaults(await factsOf(approved), new Set()).map(({ code }) => code);
    expect(faults).toContain('picture_known');
  });

  test('is not held against the post it was rejected in, and is kept once, without a pixel', async () => {
    const { ref, picture } = await rejected();
    expect(await known(ref)).toEqual([]);
    const rows = await world.db.select().from(refusedPictures).where(eq(refusedPictures.postId, ref.postId));
    expect(rows.map(({ cause, likeness: text }) => [cause, text])).toEqual([
      ['refused', await likeness(picture)],
    ]);
  });

  test('is told without a name, a reason or the post it came from', async () => {
    const { picture } = await rejected();
    const ref = await draftAgain(picture);
    const refusal: unknown = await submit(ref).catch((error: unknown) => error);
    const [issue] = (refusal as { refusal: { issues: { code: string; context: object }[] } }).refusal.issues;
    expect(issue).toMatchObject({ code: 'picture_known', context: { photo: 1 } });
    expect(Object.keys(issue?.context ?? {})).toEqual(['photo']);
  });
});

describe('a picture that was taken down', () => {
  test.each([
    ['should_not_be_shown', ['same']],
    ['asked_from_outside', ['same']],
    ['mistake', []],
  ] as const)('because of “%s”', async (cause, expected) => {
    const picture = await nextPicture();
    const live = await duePost(world, {});
    await looksLike(live, picture);
    await publishNow(world, live);
    await requestTakedown(world.web, await world.staff('head'), live, cause);
    expect(await known(live)).toEqual([]);
    expect(await known(await draftAgain(picture))).toEqual([...expected]);
  });

  test('as a mistake at first, and then because it should not be shown', async () => {
    const picture = await nextPicture();
    const live = await duePost(world, {});
    await looksLike(live, picture);
    await publishNow(world, live);
    await requestTakedown(world.web, await world.staff('head'), live, 'mistake');
    await requestTakedown(world.web, await world.staff('dsl'), live, 'should_not_be_shown');
    expect(await known(await draftAgain(picture))).toEqual(['same']);
  });
});

test('a picture whose pupil said no does not come back without their name, though the post’s other photos may', async () => {
  const [theirs, others] = [await nextPicture(), await nextPicture()];
  const ref = await submittedPost(world, { photos: [pupils(world.pupil(5)), pupils(world.pupil(7))] });
  const [first, second] = (await factsOf(ref)).photos;
  for (const [photo, picture] of [
    [first, theirs],
    [second, others],
  ] as const)
    await world.db
      .update(photoVersions)
      .set({ likeness: await likeness(picture) })
      .where(eq(photoVersions.id, photo?.version?.id ?? ''));
  await withdrawConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: world.pupil(5),
    holderId: practiceId('holder/ashwick/5/0'),
    method: 'phone',
    evidence: 'Call to the office',
    requestKey: randomUUID(),
  });
  expect(await known(await draftAgain(theirs))).toEqual(['same']);
  expect(await known(await draftAgain(others))).toEqual([]);
});

describe('a photo that only looks like it', () => {
  test('is allowed with a reason by who may know both, for good and on record', async () => {
    const { picture } = await rejected();
    const ref = await draftAgain(picture);
    const postPhotoId = (await factsOf(ref)).photos[0]?.postPhotoId ?? '';
    const allow = async (who: string, reason: string) =>
      allowPicture(world.web, await world.staff(who), ref, { postPhotoId, reason });
    await expect(allow('teacher', 'It is another day')).rejects.toThrow();
    await expect(allow('head', 'It is another day')).rejects.toThrow();
    await expect(allow('data', '  ')).rejects.toThrow('reason_missing');
    await expect(allow('data', 'x'.repeat(501))).rejects.toThrow('text_too_long');
    expect(await known(ref)).toEqual(['same']);
    await allow('data', 'Two classes before the same wall');
    expect(await known(ref)).toEqual([]);
    const events = await transact(world.db, (db) => eventsOfPost(db, ref.schoolId, ref.postId));
    expect(JSON.stringify(events)).toContain('picture.allowed');
    expect(JSON.stringify(events)).not.toContain('same wall');
    await submit(ref);
    await expect(allow('dsl', 'Nothing to allow any more')).rejects.toThrow();
  });

  test('is allowed as it was seen: hiding more of it changes nothing, showing more of it asks again', async () => {
    const { picture } = await rejected();
    const ref = await draftAgain(picture);
    const teacher = await world.staff('teacher');
    const postPhotoId = (await factsOf(ref)).photos[0]?.postPhotoId ?? '';
    const take = async (...steps: SettleStep[]) => {
      await takeSteps(world.web, teacher, ref, postPhotoId, steps);
      await renderPhoto(world.worker, { schoolId: world.schoolId, postPhotoId });
    };
    await take({ step: 'crop', box: { x: 0, y: 0, width: 200, height: 200 } });
    await looksLike(ref, picture);
    const reason = 'Another class';
    await allowPicture(world.web, await world.staff('data'), ref, { postPhotoId, reason });
    const box = { x: 50, y: 50, width: 20, height: 20 };
    await take({ step: 'hide', blurId: randomUUID(), what: 'badge', box });
    await looksLike(ref, picture);
    expect(await known(ref)).toEqual([]);
    await take({ step: 'crop', box: null });
    await looksLike(ref, picture);
    expect(await known(ref)).toEqual(['same']);
  });
});
