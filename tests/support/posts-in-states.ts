// A post in each state that a change of permission can find it in, each reached the way people and the worker reach it.
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import {
  approvedPost,
  draftPost,
  type DraftPlan,
  scheduledPost,
  shownOn,
  submittedPost,
  type World,
} from './world.ts';

/** The id of the post's delivery. */
export async function deliveryIdOf(world: World, ref: PostRef): Promise<string> {
  const delivery = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!delivery) throw new Error('the post has no delivery');
  return delivery.id;
}

/** Runs the worker's job for the post, once it is due. Returns its word. */
export async function publishNow(world: World, ref: PostRef): Promise<string> {
  return publishPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
}

async function takeDownNow(world: World, ref: PostRef): Promise<string> {
  return takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
}

/** One try at taking the post down by a worker that cannot open the account: a person has to do it. */
export async function takeDownInVain(world: World, ref: PostRef): Promise<string> {
  const open = () => Promise.reject(new Error('no such key'));
  const worker = { ...world.worker, tokens: { ...world.worker.tokens, open } };
  return takeDownPost(worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
}

/** A post that is due now. */
export async function duePost(world: World, plan: DraftPlan): Promise<PostRef> {
  const ref = await scheduledPost(world, { ...plan, minutes: 1 });
  world.clock.advance(60_000);
  return ref;
}

async function published(world: World, plan: DraftPlan): Promise<PostRef> {
  const ref = await duePost(world, plan);
  await publishNow(world, ref);
  return ref;
}

async function takenDownOrNot(world: World, plan: DraftPlan, ends: PostStatus): Promise<PostRef> {
  const ref = await published(world, plan);
  await requestTakedown(world.web, await world.staff('teacher'), ref, 'mistake');
  if (ends === 'takedown_failed') {
    const { platformId } = (await readPostFacts(world.db, ref, world.clock.now())).delivery ?? {};
    if (!platformId) throw new Error('the post is not live');
    await takeDownInVain(world, ref);
  } else if (ends !== 'takedown_requested') await takeDownNow(world, ref);
  return ref;
}

const WAYS: Record<PostStatus, (world: World, plan: DraftPlan) => Promise<PostRef>> = {
  draft: draftPost,
  in_review: submittedPost,
  changes_requested: async (world, plan) => {
    const ref = await submittedPost(world, plan);
    await sendBackPost(world.web, await world.staff('head'), ref, {
      ...(await shownOn(world, ref)),
      reason: 'Not yet',
    });
    return ref;
  },
  rejected: async (world, plan) => {
    const ref = await submittedPost(world, plan);
    await rejectPost(world.web, await world.staff('head'), ref, {
      ...(await shownOn(world, ref)),
      reason: 'Never',
    });
    return ref;
  },
  approved: approvedPost,
  scheduled: scheduledPost,
  held: async (world, plan) => {
    const ref = await scheduledPost(world, plan);
    await holdPost(world.web, await world.staff('teacher'), ref);
    return ref;
  },
  publishing: async () => {
    throw new Error('a post is publishing only while the platform is asked: see FakePublisher.during');
  },
  missed: async (world, plan) => {
    const ref = await duePost(world, plan);
    world.clock.advance(31 * 60_000);
    await publishNow(world, ref);
    return ref;
  },
  failed: async (world, plan) => {
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'test' });
    return published(world, plan);
  },
  unknown: async (world, plan) => {
    world.publisher.next('create', { outcome: 'unknown', why: 'test' }, { done: true });
    return published(world, plan);
  },
  published,
  takedown_requested: (world, plan) => takenDownOrNot(world, plan, 'takedown_requested'),
  takedown_failed: (world, plan) => takenDownOrNot(world, plan, 'takedown_failed'),
  taken_down: (world, plan) => takenDownOrNot(world, plan, 'taken_down'),
  cancelled: async (world, plan) => {
    const ref = await approvedPost(world, plan);
    await cancelPost(world.web, await world.staff('teacher'), ref);
    return ref;
  },
};

/** A post in the wanted state. It may move the world's clock forward. Errors: throws when it did not get there. */
export async function postIn(world: World, status: PostStatus, plan: DraftPlan): Promise<PostRef> {
  const ref = await WAYS[status](world, plan);
  const { post } = await readPostFacts(world.db, ref, world.clock.now());
  if (post.status !== status) throw new Error(`the post is ${post.status}, not ${status}`);
  return ref;
}

export const statusOf = async (world: World, ref: PostRef): Promise<PostStatus> =>
  (await readPostFacts(world.db, ref, world.clock.now())).post.status;
