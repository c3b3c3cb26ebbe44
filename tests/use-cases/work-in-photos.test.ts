// A no to showing a pupil's work, from somebody who still agrees to photos of the pupil: it reaches the posts that show the work at
// once, as a no to the picture would.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('stops and takes down the posts that show the work, and no others', async () => {
  const pupilId = world.pupil(2);
  const photos = [pupils(pupilId)];
  const about = { ...ORDINARY_PHOTO, pupilWork: 'yes' as const, workBy: [pupilId] };
  const live = await postIn(world, 'published', { photos, about });
  const waiting = await postIn(world, 'scheduled', { photos, about });
  const portrait = await postIn(world, 'published', { photos });
  const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId, holderId: practiceId('holder/ashwick/2/0') },
    ...{ subjects: ['work'], method: 'phone', evidence: 'Call to the office', requestKey: randomUUID() },
  });
  expect(reached).toMatchObject({ comingDown: [live.postId], held: [waiting.postId], toDecide: [] });
  expect(await statusOf(world, live)).toBe('takedown_requested');
  expect(await statusOf(world, waiting)).toBe('held');
  expect(await statusOf(world, portrait)).toBe('published');
});
