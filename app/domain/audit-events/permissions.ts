// What is decided about who and what may be shown: pupils, adults, guests, materials, and how families are asked.
import { z } from 'zod';
import { code, id, pupil } from './fields.ts';

export const permissionEvents = [
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
  z.strictObject({ type: z.literal('guest_permission.ended'), schoolId: id, guestPermissionId: id }),
  z.strictObject({ type: z.literal('restriction.reason_read'), ...pupil, restrictionId: id }),
  z.strictObject({
    type: z.literal('adult_permission.recorded'),
    schoolId: id,
    adultPermissionId: id,
    recordHash: z.string(),
  }),
  z.strictObject({
    type: z.literal('material_permission.recorded'),
    schoolId: id,
    materialPermissionId: id,
    recordHash: z.string(),
  }),
  z.strictObject({ type: z.literal('material_permission.ended'), schoolId: id, materialPermissionId: id }),
  z.strictObject({
    type: z.literal('consent_form.published'),
    schoolId: id,
    formVersionId: id,
    wordingHash: z.string(),
  }),
  z.strictObject({ type: z.literal('consent_form.retired'), schoolId: id, formVersionId: id }),
  z.strictObject({
    type: z.literal('consent_request.made'),
    schoolId: id,
    requestId: id,
    kind: code,
    people: z.int(),
  }),
  z.strictObject({ type: z.literal('consent_request.closed'), schoolId: id, requestId: id }),
  z.strictObject({
    type: z.literal('consent_link.made'),
    ...pupil,
    linkId: id,
    way: code,
    expiresAt: z.string(),
  }),
  z.strictObject({ type: z.literal('consent_link.ended'), ...pupil, linkId: id, cause: code }),
  z.strictObject({ type: z.literal('view_round.made'), schoolId: id, roundId: id, pupils: z.int() }),
  z.strictObject({ type: z.literal('view_round.closed'), schoolId: id, roundId: id }),
  z.strictObject({
    type: z.literal('removal_request.logged'),
    schoolId: id,
    requestId: id,
    from: code,
    aboutPostId: id.nullable(),
  }),
  /** somebody found the post that a request means */
  z.strictObject({
    type: z.literal('removal_request.post_named'),
    schoolId: id,
    requestId: id,
    aboutPostId: id,
  }),
  z.strictObject({
    type: z.literal('removal_request.decided'),
    schoolId: id,
    requestId: id,
    outcome: code,
    wordsHash: z.string().optional(),
  }),
  /** put aside before, as nobody's request: it is to be decided after all */
  z.strictObject({ type: z.literal('removal_request.taken_up_again'), schoolId: id, requestId: id }),
  /** its words are gone, with who asked and the address */
  z.strictObject({ type: z.literal('removal_request.words_erased'), schoolId: id, requestId: id }),
  z.strictObject({ type: z.literal('removal_request.answered'), schoolId: id, requestId: id, way: code }),
  z.strictObject({
    type: z.literal('subject_export.moved'),
    ...pupil,
    exportId: id,
    to: code,
    sha256: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('record_check.made'),
    schoolId: id,
    aboutPostId: id,
    checkId: id,
    pupils: z.int(),
  }),
  z.strictObject({ type: z.literal('pupil.renamed'), ...pupil, nameChangeId: id.nullable() }),
  z.strictObject({ type: z.literal('name_change.settled'), ...pupil, nameChangeId: id }),
  z.strictObject({ type: z.literal('unlisted_pupil.added'), schoolId: id, unlistedId: id }),
  z.strictObject({ type: z.literal('unlisted_pupil.not_found'), schoolId: id, unlistedId: id }),
  z.strictObject({ type: z.literal('unlisted_pupil.matched'), ...pupil, unlistedId: id }),
] as const;
