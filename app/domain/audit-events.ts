// The vocabulary of the log: every event's name and fields, checked when written. Ids, codes and digests only.
import { z } from 'zod';
import { POST_STATUSES } from './posts/post-status.ts';

const id = z.uuid();
const post = { schoolId: id, postId: id };
const pupil = { schoolId: id, pupilId: id };
const code = z.string().regex(/^[a-z0-9_.:-]{1,80}$/i);

export const auditEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('trust.set_up'), trustId: id, practice: z.boolean() }),
  z.strictObject({
    type: z.literal('person.invited'),
    trustId: id,
    schoolId: id.nullable(),
    userId: id,
    role: code,
  }),
  z.strictObject({
    type: z.literal('person.access_ended'),
    trustId: id,
    schoolId: id.nullable(),
    userId: id,
  }),
  z.strictObject({
    type: z.literal('policy.acknowledged'),
    trustId: id,
    policyVersionId: id,
    bodyHash: z.string(),
  }),
  z.strictObject({
    type: z.literal('delegation.given'),
    schoolId: id,
    delegationId: id,
    toUserId: id,
    startsAt: z.string(),
    endsAt: z.string(),
  }),
  z.strictObject({ type: z.literal('delegation.ended'), schoolId: id, delegationId: id, toUserId: id }),
  z.strictObject({ type: z.literal('publishing.paused'), trustId: id, schoolId: id.nullable(), pauseId: id }),
  z.strictObject({
    type: z.literal('publishing.resumed'),
    trustId: id,
    schoolId: id.nullable(),
    pauseId: id,
  }),
  z.strictObject({ type: z.literal('post.started'), ...post, accountId: id, tripId: id.nullable() }),
  z.strictObject({ type: z.literal('post.edited'), ...post, version: z.int(), fields: z.array(code) }),
  z.strictObject({ type: z.literal('photo.received'), ...post, photoId: id, bytes: z.int() }),
  z.strictObject({
    type: z.literal('photo.received_by_code'),
    schoolId: id,
    codeId: id,
    photoId: id,
    bytes: z.int(),
  }),
  z.strictObject({ type: z.literal('upload_code.made'), schoolId: id, codeId: id, expiresAt: z.string() }),
  z.strictObject({ type: z.literal('upload_code.rights_said'), schoolId: id, codeId: id, takenBy: code }),
  z.strictObject({ type: z.literal('upload_code.ended'), schoolId: id, codeId: id }),
  z.strictObject({
    type: z.literal('photo.cleaned'),
    schoolId: id,
    photoId: id,
    versionId: id,
    sha256: z.string(),
    removed: z.array(code),
  }),
  z.strictObject({ type: z.literal('photo.refused'), schoolId: id, photoId: id, code }),
  z.strictObject({
    type: z.literal('photo.rendered'),
    schoolId: id,
    photoId: id,
    versionId: id,
    sha256: z.string(),
    hidden: z.int(),
    cropped: z.boolean(),
    newFaces: z.int(),
  }),
  z.strictObject({ type: z.literal('photo.not_rendered'), schoolId: id, photoId: id, code }),
  z.strictObject({
    type: z.literal('photo.original_destroyed'),
    schoolId: id,
    photoId: id,
    cause: code,
    /** what went with it: clean versions, face boxes, links of a person to a face, regions hidden */
    went: z.strictObject({ versions: z.int(), faces: z.int(), links: z.int(), regions: z.int() }).optional(),
  }),
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
  z.strictObject({ type: z.literal('delivery.looked'), ...post, deliveryId: id, result: code }),
  z.strictObject({
    type: z.literal('delivery.verified'),
    ...post,
    deliveryId: id,
    platformId: z.string(),
    altText: z.boolean(),
  }),
  z.strictObject({ type: z.literal('takedown.opened'), ...post, takedownId: id, cause: code }),
  z.strictObject({ type: z.literal('takedown.ended'), ...post, takedownId: id, outcome: code, by: code }),
  /**
   * A record about what a pupil may be shown in was written: a yes, a no, what the pupil said, a restriction set or lifted.
   * One name for all of them, so that nobody can read a restriction out of the log; the digest proves which record it was.
   */
  z.strictObject({ type: z.literal('permission.changed'), ...pupil, changeId: id, recordHash: z.string() }),
  z.strictObject({ type: z.literal('adult_permission.ended'), schoolId: id, adultPermissionId: id }),
  z.strictObject({
    type: z.literal('guest_permission.recorded'),
    schoolId: id,
    guestPermissionId: id,
    recordHash: z.string(),
  }),
  /** an export of the school's records went from one state to the next; `digest` proves which rows, and what was signed */
  z.strictObject({
    type: z.literal('import.moved'),
    schoolId: id,
    importId: id,
    to: code,
    digest: z.string().optional(),
  }),
  /** what a kind of consent in another system means was signed */
  z.strictObject({
    type: z.literal('consent_type.signed'),
    schoolId: id,
    typeMapId: id,
    recordHash: z.string(),
  }),
  z.strictObject({ type: z.literal('import.file_destroyed'), schoolId: id, importId: id }),
  z.strictObject({ type: z.literal('guest_permission.ended'), schoolId: id, guestPermissionId: id }),
  z.strictObject({ type: z.literal('restriction.reason_read'), ...pupil, restrictionId: id }),
  z.strictObject({ type: z.literal('photos.swept'), removed: z.int(), missing: z.int() }),
  z.strictObject({ type: z.literal('keys.rotated'), kind: code, keyId: code, resealed: z.int() }),
  z.strictObject({ type: z.literal('keys.retired'), kind: code, keyIds: z.array(code) }),
  z.strictObject({ type: z.literal('audit.anchored'), heads: z.record(z.string(), z.string()) }),
]);

export type AuditEvent = z.infer<typeof auditEventSchema>;
