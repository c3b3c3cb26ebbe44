// A no reaches the same picture in other posts, whoever is said to be in it: posted again, cropped, written anew, also in another
// school of the trust. What was changed waits a while for somebody to look; what only resembles it is pointed out (I-15, R-85).
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WITHIN_MS } from '#app/domain/gather-notices.ts';
import type { Reached } from '#app/domain/consent/reach-posts.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { LIKENESS_SIDE, likenessOf } from '#app/domain/photos/likeness.ts';
import { allowPicture } from '#app/domain/posts/allow-picture.ts';
import { beginRemoval } from '#app/domain/posts/late-takedowns.ts';
import { listKnownPictures } from '#app/domain/posts/list-known-pictures.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { searchPictures } from '#app/domain/posts/search-pictures.ts';
import { readRequest } from '#app/domain/removals/read-requests.ts';
import { wordsToTell } from '#app/presenters/removal-words.ts';
import { whenWords } from '#app/presenters/when.ts';
import { schoolsToSearch } from '#db/queries/look-alikes.server.ts';
import { openTakedown, takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { notices } from '#db/schema/notices.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { dice, drawnPicture, greySquare, PICTURE_CHANGES } from '#tests/support/many-pictures.ts';
import { duePost, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { approvedPost, draftPost, openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
let elsewhere: World;
beforeAll(async () => {
  world = await openWorld();
  // The same trust, database, platform and clock, seen from its other school.
  const other = await openWorld('harrowdean', { db: world.db, close: async () => undefined });
  elsewhere = {
    ...other,
    clock: world.clock,
    web: world.web,
    worker: world.worker,
    publisher: world.publisher,
  };
});
afterAll(() => world.close());
/** Notices of one hour are gathered; each test is an hour of its own. */
afterEach(() => world.clock.advance(WITHIN_MS + 60_000));

const WITH_A_YES = [0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40];
const nextIndex = inTurn(WITH_A_YES);
const nextPupil = () => {
  const index = nextIndex();
  return { id: world.pupil(index), holderId: practiceId(`holder/ashwick/${index}/0`) };
};
const other = () => world.pupil(59);
let drawn = 900;
const nextPicture = () => drawnPicture('group', drawn++);
const change = (name: string) => PICTURE_CHANGES[name] as (typeof PICTURE_CHANGES)[string];
const cropped = (picture: Buffer) => change('cropped to 80–100 % of each side')(picture, dice(drawn));

async function looksLike(of: World, ref: PostRef, picture: Uint8Array): Promise<void> {
  const text = likenessOf(await greySquare(picture, LIKENESS_SIDE));
  const { photos } = await readPostFacts(of.db, ref, of.clock.now());
  for (const { version } of photos)
    if (version)
      await of.db.update(photoVersions).set({ likeness: text }).where(eq(photoVersions.id, version.id));
}

/** A live post with one photo of this look. */
async function live(picture: Uint8Array, pupilId: string, of: World = world): Promise<PostRef> {
  // The same words may not go out on two accounts.
  const words = `A day at the farm, ${of.school} pupils said, was the best of the year.`;
  const ref = await duePost(of, { photos: [pupils(pupilId)], words });
  await looksLike(of, ref, picture);
  await publishNow(of, ref);
  expect(await statusOf(of, ref)).toBe('published');
  return ref;
}

async function withdraw(pupil: { id: string; holderId: string }): Promise<Reached> {
  const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: pupil.id,
    holderId: pupil.holderId,
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });
  return reached;
}

/** What the office reads out to whoever withdrew for this pupil. */
async function letterTo(pupilId: string): Promise<string[]> {
  const [row] = await world.db.select().from(removalRequests).where(eq(removalRequests.pupilId, pupilId));
  const scope = { schoolId: world.schoolId, trustId: PRACTICE_TRUST.id };
  const at = world.clock.now();
  const read = await readRequest(world.db, await world.staff('office'), scope, row?.id ?? '', at);
  return wordsToTell(read, 'Europe/London', at);
}

const takedownOf = (ref: PostRef) => openTakedown(world.db, ref, ref.postId);
const noticesOf = async (ref: PostRef) =>
  world.db.select().from(notices).where(eq(notices.postId, ref.postId));

describe('the same picture in another post of the school', () => {
  test('comes down at once when it is unchanged, though nobody listed the pupil there', async () => {
    const pupil = nextPupil();
    const picture = await nextPicture();
    const [listed, again] = [await live(picture, pupil.id), await live(picture, other())];
    const reached = await withdraw(pupil);
    expect(reached.comingDown.sort()).toEqual([listed.postId, again.postId].sort());
    expect(await statusOf(world, again)).toBe('takedown_requested');
    expect(await takedownOf(again)).toMatchObject({ foundBy: 'likeness', removesAt: null });
    expect(await takedownOf(listed)).toMatchObject({ foundBy: 'usage', removesAt: null });
    expect((await noticesOf(again)).map(({ code }) => code)).toContain('looks_the_same');
  });

  test('is held where it has not gone out yet, and cannot go on', async () => {
    const pupil = nextPupil();
    const picture = await nextPicture();
    await live(picture, pupil.id);
    const waiting = await approvedPost(world, { photos: [pupils(other())] });
    await looksLike(world, waiting, await cropped(picture));
    const reached = await withdraw(pupil);
    expect(reached.held).toEqual([waiting.postId]);
    const { openHolds } = await readPostFacts(world.db, waiting, world.clock.now());
    expect(openHolds.map(({ cause }) => cause)).toEqual(['looks_alike']);
  });

  test('of a draft that was never sent reaches a live post too', async () => {
    const pupil = nextPupil();
    const picture = await nextPicture();
    const draft = await draftPost(world, { photos: [pupils(pupil.id)] });
    await looksLike(world, draft, picture);
    const again = await live(picture, other());
    expect((await withdraw(pupil)).comingDown).toEqual([again.postId]);
  });

  test('leaves a picture of something else alone', async () => {
    const pupil = nextPupil();
    await live(await nextPicture(), pupil.id);
    const different = await live(await nextPicture(), other());
    expect((await withdraw(pupil)).comingDown).not.toContain(different.postId);
    expect(await statusOf(world, different)).toBe('published');
  });

  test('is reached by a restriction in the same way', async () => {
    const pupil = nextPupil();
    const picture = await nextPicture();
    await live(picture, pupil.id);
    const again = await live(picture, other());
    await setRestriction(world.web, await world.staff('dsl'), {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      type: 'do_not_publish',
      reason: 'Made up',
      reviewOn: null,
      requestKey: randomUUID(),
    });
    expect(await takedownOf(again)).toMatchObject({ cause: 'permission_changed', foundBy: 'likeness' });
  });
});

describe('a live picture that was cropped', () => {
  async function croppedPost() {
    const pupil = nextPupil();
    const picture = await nextPicture();
    await live(picture, pupil.id);
    const again = await live(await cropped(picture), other());
    const reached = await withdraw(pupil);
    return { again, reached, letter: () => letterTo(pupil.id) };
  }

  test('stays for at most two hours, in which its owner is told why, and then comes down by itself', async () => {
    const { again, reached } = await croppedPost();
    expect(reached.comingDown).toContain(again.postId);
    expect(await statusOf(world, again)).toBe('published');
    const takedown = await takedownOf(again);
    expect(takedown?.removesAt?.getTime()).toBeLessThanOrEqual(world.clock.now().getTime() + 2 * 3_600_000);
    const told = (await noticesOf(again)).filter(({ code }) => code === 'looks_alike');
    expect(told.map(({ userId }) => userId)).toContain(takedown?.ownerId);
    expect(await beginRemoval(world.worker, again)).toBe(false);
    world.clock.advance(2 * 3_600_000);
    for (const sweep of ['takedown-clocks', 'takedowns'])
      await SWEEPS.find(({ name }) => name === sweep)?.run(world.worker);
    expect(await statusOf(world, again)).toBe('taken_down');
  });

  test('stays for good when somebody who may know both says that it is another picture', async () => {
    const { again } = await croppedPost();
    const data = await world.staff('data');
    const listed = await listKnownPictures(world.db, data, world.schoolId, world.clock.now());
    const photo = listed.find(({ postId }) => postId === again.postId);
    expect(photo?.removesAt).not.toBeNull();
    await allowPicture(world.web, data, again, {
      postPhotoId: photo?.postPhotoId ?? '',
      reason: 'Another class',
    });
    expect(await takedownOf(again)).toBeNull();
    const [ended] = await takedownsOfPost(world.db, again, again.postId);
    expect(ended?.outcome).toBe('another_picture');
    world.clock.advance(3 * 3_600_000);
    expect(await beginRemoval(world.worker, again)).toBe(false);
    expect(await statusOf(world, again)).toBe('published');
  });

  test('is told of as what it is: while somebody looks, and when it is another picture', async () => {
    const { again, letter } = await croppedPost();
    const { deadlineAt } = (await takedownOf(again)) ?? {};
    const by = deadlineAt && whenWords(deadlineAt, 'Europe/London', world.clock.now()).text;
    expect(await letter()).toContain(
      `One post has a picture that looks like one we may no longer use. Somebody is looking at it. Unless it shows somebody else it will be gone by ${by}, and we will tell you.`,
    );
    // The post that the pupil is in comes down for certain, and is counted alone.
    expect((await letter()).join(' ')).toContain('One post is still up.');
    const data = await world.staff('data');
    const listed = await listKnownPictures(world.db, data, world.schoolId, world.clock.now());
    const postPhotoId = listed.find(({ postId }) => postId === again.postId)?.postPhotoId ?? '';
    await allowPicture(world.web, data, again, { postPhotoId, reason: 'Another class' });
    const after = await letter();
    expect(after).toContain(
      'One post had a picture that looks like one we may no longer use. Somebody looked at it: it is another picture, so it stays.',
    );
    expect(after.join(' ')).not.toContain('is looking at it');
  });

  test('comes down at once when somebody asks for it meanwhile', async () => {
    const { again } = await croppedPost();
    await requestTakedown(world.web, await world.staff('head'), again, 'should_not_be_shown');
    expect(await statusOf(world, again)).toBe('takedown_requested');
    expect(await takedownOf(again)).toMatchObject({ removesAt: null, foundBy: 'person' });
  });
});

describe('the same picture in another school of the trust', () => {
  test('is looked for by a row written with the no, once, and comes down there', async () => {
    const pupil = nextPupil();
    const picture = await nextPicture();
    await live(picture, pupil.id);
    const there = await live(picture, elsewhere.pupil(0), elsewhere);
    await withdraw(pupil);
    expect(await statusOf(elsewhere, there)).toBe('published');
    const waiting = await schoolsToSearch(world.db);
    expect(waiting.map(({ schoolId }) => schoolId)).toEqual([elsewhere.schoolId]);
    await SWEEPS.find(({ name }) => name === 'pictures-in-other-schools')?.run(world.worker);
    expect(await statusOf(elsewhere, there)).toBe('takedown_requested');
    expect(await searchPictures(world.worker, { schoolId: elsewhere.schoolId })).toBe(0);
    expect(await schoolsToSearch(world.db)).toEqual([]);
  });
});
