// A takedown that could wait becomes urgent when somebody asks for it or says no: it is tried at once, stands back for nobody, and where it
// needs a person already, somebody is asked.
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { openRemoval, requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { changeTakedown } from '#db/queries/takedowns.server.ts';
import { transact } from '#db/client.server.ts';
import { refusedPictures } from '#db/schema/photo-accounting.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { postIn, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const CALENDAR: SystemActor = { kind: 'system', name: 'system:remove-by' };
const takedown = async (ref: PostRef) => {
  const [row] = await world.db.select().from(takedowns).where(eq(takedowns.postId, ref.postId));
  if (!row) throw new Error('nothing is coming down');
  return row;
};
const over = (ref: PostRef) =>
  withLockedPost(world.worker, CALENDAR, ref, (work, facts) =>
    openRemoval(world.worker, work, facts, 'time_over'),
  );

/** A post whose time is over, and that stands back until tomorrow. */
async function timeOver(pupil: number): Promise<PostRef> {
  const ref = await postIn(world, 'published', { photos: [pupils(world.pupil(pupil))] });
  await over(ref);
  const leaseUntil = new Date(world.clock.now().getTime() + 86_400_000);
  const { id } = await takedown(ref);
  await transact(world.db, (db) => changeTakedown(db, ref, id, { leaseUntil }));
  return ref;
}

test('somebody who should not be shown: the reason and the try change at once, and somebody is called', async () => {
  const ref = await timeOver(0);
  await requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown');
  expect(await takedown(ref)).toMatchObject({ cause: 'should_not_be_shown', leaseUntil: null, calls: 0 });
  expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
  expect(await takedown(ref)).toMatchObject({ calls: 1 });
  expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
});

test('one press: its photos may not be used again, and whoever pressed may say why', async () => {
  const ref = await timeOver(0);
  const teacher = await world.staff('teacher');
  await requestTakedown(world.web, teacher, ref);
  expect(await takedown(ref)).toMatchObject({ cause: 'not_said', requestedBy: teacher.userId });
  const refused = await world.db.select().from(refusedPictures).where(eq(refusedPictures.postId, ref.postId));
  expect(refused.map(({ cause }) => cause)).toEqual(['not_said']);
});

test('a permission that is withdrawn while it is coming down', async () => {
  const ref = await timeOver(2);
  await withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(2), method: 'phone', evidence: '' },
    holderId: practiceId('holder/ashwick/2/0'),
    requestKey: randomUUID(),
  });
  expect(await takedown(ref)).toMatchObject({ cause: 'permission_changed', leaseUntil: null });
});

test('one that people delete by hand already: somebody is called in the same moment', async () => {
  const ref = await timeOver(0);
  const { id } = await takedown(ref);
  await transact(world.db, (db) => changeTakedown(db, ref, id, { leaseUntil: null }));
  expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
  expect(await takedown(ref)).toMatchObject({ calls: 0 });
  await requestTakedown(world.web, await world.staff('head'), ref, 'asked_from_outside');
  expect(await takedown(ref)).toMatchObject({ calls: 1 });
});

test('is never made less urgent by what comes later', async () => {
  const ref = await postIn(world, 'published', {});
  await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
  await over(ref);
  expect(await takedown(ref)).toMatchObject({ cause: 'mistake' });
});
