// The forms by which adults' permissions, and those for other people's material, are recorded and ended, as fields.
import { z } from 'zod';
import { ADULT_KINDS } from '#app/domain/adults/record-adult-permission.ts';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { MATERIAL_KINDS } from '#app/domain/materials/record-material.ts';

/** Names of fields that come once for each tick. */
export const ADULT_TICKED = ['subjects', 'channels', 'purposes'] as const;

const text = z.string().max(2_000);
const day = z.string().max(20);
const laterDay = day.transform((value) => value || null);

export const AdultPressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['end', 'withdraw']), adultPermissionId: z.uuid() }),
  z.object({
    intent: z.literal('record'),
    requestKey: z.uuid(),
    name: text,
    kind: z.enum(ADULT_KINDS, 'Choose who they are to the school.'),
    subjects: z.array(z.enum(SUBJECTS)),
    channels: z.array(z.enum(CHANNELS)),
    purposes: z.array(z.enum(PURPOSES)),
    tripId: z.union([z.uuid(), z.literal('')]).transform((value) => value || null),
    firstDay: day,
    lastDay: laterDay,
    evidence: text,
  }),
]);

export const OwnPressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('take_back'), adultPermissionId: z.uuid() }),
  z.object({
    intent: z.literal('give'),
    requestKey: z.uuid(),
    subjects: z.array(z.enum(SUBJECTS)),
    channels: z.array(z.enum(CHANNELS)),
  }),
]);

export const MaterialPressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['end', 'withdraw']), materialPermissionId: z.uuid() }),
  z.object({
    intent: z.literal('record'),
    requestKey: z.uuid(),
    what: text,
    kind: z.enum(MATERIAL_KINDS, 'Choose what it is.'),
    givenBy: text,
    channels: z.array(z.enum(CHANNELS)),
    firstDay: day,
    lastDay: laterDay,
    evidence: text,
  }),
]);
