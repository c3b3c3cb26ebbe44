// What happens to trusts, schools and the people who work in them, and to this machine's keys and files.
import { z } from 'zod';
import { code, id } from './fields.ts';

export const schoolEvents = [
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
  z.strictObject({
    type: z.literal('spokesperson.granted'),
    schoolId: id,
    grantId: id,
    toUserId: id,
    topics: z.array(code),
    startsAt: z.string(),
    endsAt: z.string(),
  }),
  z.strictObject({ type: z.literal('spokesperson.ended'), schoolId: id, grantId: id, toUserId: id }),
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
  z.strictObject({ type: z.literal('school_year.set'), schoolId: id, recordHash: z.string() }),
  z.strictObject({
    type: z.literal('school_settings.changed'),
    schoolId: id,
    settings: z.array(code),
    recordHash: z.string(),
  }),
  z.strictObject({
    type: z.literal('lawful_basis.recorded'),
    schoolId: id,
    basisId: id,
    recordHash: z.string(),
  }),
  z.strictObject({ type: z.literal('lawful_basis.ended'), schoolId: id, basisId: id }),
  z.strictObject({ type: z.literal('photos.swept'), removed: z.int(), missing: z.int() }),
  z.strictObject({ type: z.literal('keys.rotated'), kind: code, keyId: code, resealed: z.int() }),
  z.strictObject({ type: z.literal('keys.retired'), kind: code, keyIds: z.array(code) }),
  z.strictObject({ type: z.literal('audit.anchored'), heads: z.record(z.string(), z.string()) }),
] as const;
