// The main job end to end on the embedded database: draft, submit, approve, schedule, publish once, and every way it must stop.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { approvePost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { delegations } from '#db/schema/people.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  pupils,
  scheduledPost,
  shownOn,
  submittedPost,
  type World,
} from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const refusal = (reason: string) => expect.objectContaining({ reason });

async function publish(ref: PostRef): Promise<string> {
  const { delivery } = await facts(ref);
  return publishPost(world.worker, { schoolId: ref.schoolId, deliveryId: delivery?.id ?? '' });
}

describe('from draft to live', () => {
  it('publishes exactly what was approved, once, with alt text, and says so to its author', async () => {
    const ref = await scheduledPost(world, { words: 'A day at the farm, published once.' });
    expect(await publish(ref)).toBe('not_due');
    world.clock.advance(60 * 60_000);
    expect(await publish(ref)).toBe('published');
    expect(await publish(ref)).toBe('not_scheduled');
    const live = world.publisher.timeline.filter(
      (post) => post.words === 'A day at the farm, published once.',
    );
    expect(live).toHaveLength(1);
    expect(live[0]?.photos[0]?.altText).toBe('Children beside a barn');
    const after = await facts(ref);
    expect(after.post.status).toBe('published');
    expect(after.delivery?.platformId).toBe(live[0]?.platformId);
    const teacher = await world.staff('teacher');
    const told = await noticesFor(world.db, world, teacher.userId, 50);
    expect(told.some((n) => n.kind === 'post_published' && n.postId === ref.postId)).toBe(true);
  });

  it('is sent back with a reason, changed, and approved as a new revision (R-77)', async () => {
    const ref = await submittedPost(world);
    const head = await world.staff('head');
    const shown = await shownOn(world, ref);
    await expect(sendBackPost(world.web, head, ref, { ...shown, reason: '  ' })).rejects.toEqual(
      refusal('reason_missing'),
    );
    await sendBackPost(world.web, head, ref, { ...shown, reason: 'Please name the farm.' });
    const teacher = await world.staff('teacher');
    const { post } = await facts(ref);
    await saveDraft(world.web, teacher, ref, {
      version: post.version,
      words: 'At Tidewater Farm we fed the lambs.',
    });
    const again = await facts(ref);
    expect(again.post.status).toBe('draft');
    const { revision } = await submitPost(world.web, teacher, ref, { version: again.post.version });
    expect(revision).toBe(2);
    await expect(approvePost(world.web, head, ref, shown)).rejects.toEqual(refusal('stale_page'));
    await approvePost(world.web, head, ref, await shownOn(world, ref));
    expect((await facts(ref)).post.status).toBe('approved');
  });
});

describe('nobody approves their own work (R-74)', () => {
  it('refuses the author, even when she is the headteacher', async () => {
    const ref = await submittedPost(world, { author: 'head' });
    await expect(
      approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref)),
    ).rejects.toEqual(refusal('is_author'));
    await approvePost(world.web, await world.staff('deputy'), ref, await shownOn(world, ref));
    const { review } = await facts(ref);
    expect(review?.delegationId).not.toBeNull();
  });

  it('refuses a headteacher who once changed a word, whoever submitted it', async () => {
    const ref = await draftPost(world);
    const head = await world.staff('head');
    const before = await facts(ref);
    await saveDraft(world.web, head, ref, {
      version: before.post.version,
      words: 'The head put a comma here, thus.',
    });
    const after = await facts(ref);
    await submitPost(world.web, await world.staff('teacher'), ref, { version: after.post.version });
    await expect(approvePost(world.web, head, ref, await shownOn(world, ref))).rejects.toEqual(
      refusal('has_edited'),
    );
  });

  it('refuses a teacher, and a deputy whose delegation has ended', async () => {
    const ref = await submittedPost(world);
    const shown = await shownOn(world, ref);
    await expect(
      approvePost(world.web, await world.staff('both/teacher-and-comms'), ref, shown),
    ).rejects.toEqual(refusal('not_an_approver'));
    const { userId } = await world.staff('deputy');
    await world.db
      .update(delegations)
      .set({ endsAt: world.clock.now() })
      .where(eq(delegations.toUserId, userId));
    await expect(approvePost(world.web, await world.staff('deputy'), ref, shown)).rejects.toEqual(
      refusal('delegation_not_running'),
    );
    const later = new Date(world.clock.now().getTime() + 86_400_000);
    await world.db.update(delegations).set({ endsAt: later }).where(eq(delegations.toUserId, userId));
  });
});

describe('an approval binds one revision (R-73)', () => {
  it('is void from the moment anybody opens the post for a change', async () => {
    const ref = await approvedPost(world);
    await reopenPost(world.web, await world.staff('teacher'), ref);
    const { post, review } = await facts(ref);
    expect(post.status).toBe('draft');
    expect(review).toBeNull();
  });

  it('cannot be edited around: an approved or scheduled post refuses edits', async () => {
    const ref = await scheduledPost(world);
    const { post } = await facts(ref);
    const edit = saveDraft(world.web, await world.staff('teacher'), ref, {
      version: post.version,
      words: 'Something else',
    });
    await expect(edit).rejects.toBeInstanceOf(AppError);
    expect((await facts(ref)).post.words).toBe(post.words);
  });

  it('does not fit a count that differs from the people listed (I-06)', async () => {
    const ref = await submittedPost(world, { photos: [pupils(world.pupil(0), world.pupil(1))] });
    const shown = await shownOn(world, ref);
    await expect(
      approvePost(world.web, await world.staff('head'), ref, { ...shown, headCounts: [3] }),
    ).rejects.toEqual(refusal('count_differs'));
  });
});

describe('a stale form loses nothing', () => {
  it('refuses the second of two tabs and keeps what the first one saved', async () => {
    const ref = await draftPost(world);
    const teacher = await world.staff('teacher');
    const { post } = await facts(ref);
    await saveDraft(world.web, teacher, ref, { version: post.version, words: 'First tab' });
    await expect(
      saveDraft(world.web, teacher, ref, { version: post.version, words: 'Second tab' }),
    ).rejects.toEqual(refusal('stale_page'));
    expect((await facts(ref)).post.words).toBe('First tab');
  });
});
