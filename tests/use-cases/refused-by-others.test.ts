// A picture that somebody refused after a one-press takedown, or beside it, is not set free by whoever says that the takedown was a mistake;
// and a request from outside keeps its pictures from coming back even where nothing is live (I-15, R-85, R-86).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readWhy } from '#app/domain/posts/read-why.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { transact } from '#db/client.server.ts';
import { insertRefusedPicture } from '#db/queries/refused-pictures.server.ts';
import { refusedPictures } from '#db/schema/photo-accounting.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const published = (pupil: number) => postIn(world, 'published', { photos: [pupils(world.pupil(pupil))] });
const press = async (who: string, ref: PostRef) => requestTakedown(world.web, await world.staff(who), ref);
const explain = async (who: string, ref: PostRef, cause: 'mistake' | 'other' | 'should_not_be_shown') =>
  explainTakedown(world.web, await world.staff(who), ref, { cause, note: '' });
const kept = async (ref: PostRef) =>
  (await world.db.select().from(refusedPictures).where(eq(refusedPictures.postId, ref.postId))).map(
    ({ cause, liftedAt }) => (liftedAt ? 'free' : cause),
  );

/** Somebody outside asks for the post to be removed, and the head says yes. */
async function removedAtRequest(ref: PostRef): Promise<void> {
  const { schoolId, postId } = ref;
  const logged = await logRequest(world.web, await world.staff('office'), {
    ...{ schoolId, postId, from: 'parent', way: 'phone', address: '', pupilId: null },
    receivedWall: wallTimeOf(world.clock.now(), 'Europe/London').slice(0, 16),
    words: 'Please take it down',
    requestKey: randomUUID(),
  });
  if (!logged.ok) throw new Error('the request was not kept');
  const decision = { schoolId, requestId: logged.requestId, outcome: 'removed', reason: '' } as const;
  expect(await decideRequest(world.web, await world.staff('head'), decision)).toEqual({ ok: true });
}
const withdrawn = async (pupil: number) =>
  withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(pupil), method: 'phone', evidence: '' },
    holderId: practiceId(`holder/ashwick/${pupil}/0`),
    requestKey: randomUUID(),
  });

describe('a picture of a post that came down at one press', () => {
  test('stays refused when a request from outside was decided meanwhile, even at that very moment', async () => {
    const ref = await published(0);
    await press('head', ref);
    expect(await kept(ref)).toEqual(['not_said']);
    await removedAtRequest(ref);
    await explain('head', ref, 'mistake');
    expect(await kept(ref)).toEqual(['taken_down']);
  });

  test('stays refused when a permission was withdrawn meanwhile', async () => {
    const ref = await published(2);
    await press('head', ref);
    await withdrawn(2);
    await explain('head', ref, 'mistake');
    expect(await kept(ref)).toEqual(['withdrawn']);
  });

  test('stays refused when it was refused before', async () => {
    const ref = await published(0);
    const { photos } = await readPostFacts(world.db, ref, world.clock.now());
    const version = photos[0]?.version;
    if (!version) throw new Error('the photo has no version');
    const { perceptualHash, likeness } = version;
    const row = { ...ref, perceptualHash, likeness: likeness ?? '', addedAt: world.clock.now() };
    await transact(world.db, (db) => insertRefusedPicture(db, { ...row, cause: 'withdrawn' }));
    await press('head', ref);
    await explain('head', ref, 'mistake');
    expect(await kept(ref)).toEqual(['withdrawn']);
  });
});

describe('the author of a post that a safeguarding lead took down', () => {
  const why = async (ref: PostRef) =>
    readWhy(
      world.db,
      await world.staff('teacher'),
      { ...ref, trustId: PRACTICE_TRUST.id },
      world.clock.now(),
    );

  test('cannot call it a mistake, nor close the question with another answer, and is not offered to', async () => {
    const ref = await published(0);
    await press('dsl', ref);
    expect(await why(ref)).toMatchObject({ said: null, maySay: false, mayRaise: true });
    for (const cause of ['mistake', 'other'] as const)
      await expect(explain('teacher', ref, cause)).rejects.toMatchObject({
        refusal: { reason: 'not_permitted' },
      });
    expect(await kept(ref)).toEqual(['not_said']);
  });

  test('may say that somebody should not have been shown', async () => {
    const ref = await published(0);
    await press('dsl', ref);
    await explain('teacher', ref, 'should_not_be_shown');
    expect(await kept(ref)).toEqual(['taken_down']);
  });

  test('may say all of what they took down themselves, and others who see to takedowns may too', async () => {
    const [own, others] = [await published(0), await published(0)];
    for (const ref of [own, others]) await press('teacher', ref);
    expect(await why(own)).toMatchObject({ maySay: true, mayRaise: false });
    await explain('teacher', own, 'mistake');
    await explain('comms', others, 'mistake');
    expect([await kept(own), await kept(others)]).toEqual([['free'], ['free']]);
  });
});

describe('a request from outside that is decided “removed”', () => {
  test('refuses the pictures of a post that is down already', async () => {
    const ref = await postIn(world, 'taken_down', { photos: [pupils(world.pupil(0))] });
    expect(await kept(ref)).toEqual([]);
    await removedAtRequest(ref);
    expect(await kept(ref)).toEqual(['taken_down']);
  });

  test.each(['draft', 'missed', 'failed'] as const)(
    'keeps a %s post from going out with them',
    async (status) => {
      const ref = await postIn(world, status, { photos: [pupils(world.pupil(0))] });
      await removedAtRequest(ref);
      const { knownPictures } = await readPostFacts(world.db, ref, world.clock.now());
      expect(knownPictures.map(({ sameness }) => sameness)).toEqual(['same']);
    },
  );
});
