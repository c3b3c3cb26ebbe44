// What happens to a post from its first draft to its takedown, each attempt to send it included.
import { z } from 'zod';
import { POST_STATUSES } from '../posts/post-status.ts';
import { code, id, post } from './fields.ts';

export const postEvents = [
  z.strictObject({ type: z.literal('post.started'), ...post, accountId: id, tripId: id.nullable() }),
  /** a post was submitted for several accounts, and this one was made from it for one of them */
  z.strictObject({ type: z.literal('post.made_for_account'), ...post, leadPostId: id, accountId: id }),
  /** a draft was started that puts right this post, which had been taken down */
  z.strictObject({ type: z.literal('post.correction_started'), ...post, draftPostId: id }),
  /** this draft was started from a post that had been taken down; how many of its photos came along and how many were left behind */
  z.strictObject({
    type: z.literal('post.started_from'),
    ...post,
    fromPostId: id,
    photos: z.int(),
    leftBehind: z.int(),
  }),
  z.strictObject({ type: z.literal('post.edited'), ...post, version: z.int(), fields: z.array(code) }),
  z.strictObject({
    type: z.literal('post.moved'),
    ...post,
    move: code,
    from: z.enum(POST_STATUSES),
    to: z.enum(POST_STATUSES),
    revisionId: id.optional(),
    digest: z.string().optional(),
    reviewId: id.optional(),
    delegationId: id.optional(),
    deliveryId: id.optional(),
    platformId: z.string().optional(),
    dueAt: z.string().optional(),
    cause: code.optional(),
    /** hash of free words kept apart, erasable */
    wordsHash: z.string().optional(),
    issues: z.array(code).optional(),
  }),
  /** a photo was found to be another picture than the refused one it looks like; why, in words kept apart */
  z.strictObject({
    type: z.literal('picture.allowed'),
    ...post,
    photoId: id,
    refusedPictureId: id,
    wordsHash: z.string(),
  }),
  z.strictObject({ type: z.literal('approval.voided'), ...post, reviewId: id, cause: code }),
  z.strictObject({
    type: z.literal('delivery.prepared'),
    ...post,
    deliveryId: id,
    attempt: z.int(),
    mediaIds: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal('delivery.sending'),
    ...post,
    deliveryId: id,
    attempt: z.int(),
    digest: z.string(),
  }),
  z.strictObject({ type: z.literal('delivery.disarmed'), ...post, deliveryId: id, attempt: z.int() }),
  z.strictObject({ type: z.literal('delivery.recovered'), ...post, deliveryId: id, attempt: z.int() }),
  z.strictObject({ type: z.literal('post.hold_added'), ...post, cause: code }),
  /** enough good looks found nothing: it is not there */
  z.strictObject({
    type: z.literal('delivery.proved_absent'),
    ...post,
    deliveryId: id,
    attempt: z.int(),
    looks: z.int(),
  }),
  /** a second copy is on the platform, and comes down */
  z.strictObject({
    type: z.literal('delivery.copy_found'),
    ...post,
    deliveryId: id,
    platformId: z.string(),
    foundBy: code,
  }),
  z.strictObject({
    type: z.literal('delivery.copy_removed'),
    ...post,
    deliveryId: id,
    platformId: z.string(),
  }),
  /** what was noted as a copy is the post from now on: the other is gone, or there never was one */
  z.strictObject({
    type: z.literal('delivery.copy_kept'),
    ...post,
    deliveryId: id,
    platformId: z.string(),
  }),
  z.strictObject({ type: z.literal('delivery.looked'), ...post, deliveryId: id, result: code }),
  z.strictObject({
    type: z.literal('delivery.verified'),
    ...post,
    deliveryId: id,
    platformId: z.string(),
    altText: z.boolean(),
  }),
  /** until when it may stay live; `published` = as it went out, else `shortened` or `lengthened` by a person */
  z.strictObject({ type: z.literal('post.remove_by_set'), ...post, removeBy: z.string(), cause: code }),
  z.strictObject({ type: z.literal('takedown.opened'), ...post, takedownId: id, cause: code }),
  z.strictObject({ type: z.literal('takedown.ended'), ...post, takedownId: id, outcome: code, by: code }),
] as const;
