// The forms by which permissions are recorded, as fields: what may be chosen, and how much may be typed.
import { z } from 'zod';
import {
  ACCOUNT_SCOPES,
  CHANNELS,
  PURPOSES,
  RESTRICTION_TYPES,
  SUBJECTS,
} from '#app/domain/consent/consent-vocabulary.ts';
import { METHODS } from '#app/domain/consent/write-decision.ts';

/** Names of fields that come once for each tick. */
export const TICKED = ['subjects', 'channels', 'purposes', 'conditions'] as const;

const typed = z.string().max(20_000);
const requestKey = z.uuid();
const scope = {
  subjects: z.array(z.enum(SUBJECTS)),
  channels: z.array(z.enum(CHANNELS)),
  purposes: z.array(z.enum(PURPOSES)),
};

export const AnswerForm = z.object({
  ...scope,
  requestKey,
  holderId: z.uuid('Choose who answered.'),
  answer: z.enum(['granted', 'refused', 'not_answered'], 'Choose what they said.'),
  method: z.enum(METHODS, 'Choose how they answered.'),
  answeredOn: typed,
  lastDay: typed.optional().transform((value) => value || null),
  evidence: typed.optional().default(''),
  conditions: z.array(z.enum(['groupOnly', 'notFaceOn', 'noUniform'])),
  eventId: z.union([z.uuid(), z.literal('')]).transform((value) => value || null),
  formVersionId: z.union([z.uuid(), z.literal('')]).transform((value) => value || null),
  accountScope: z.enum(ACCOUNT_SCOPES).default('own_school'),
});

/** Answers question by question on a form; the answers themselves are read by the form's own questions. */
export const OnFormAnswer = z.object({
  requestKey,
  onForm: z.uuid(),
  holderId: z.uuid('Choose who answered.'),
  method: z.enum(METHODS, 'Choose how they answered.'),
  answeredOn: typed,
  evidence: typed.optional().default(''),
  eventId: z
    .union([z.uuid(), z.literal('')])
    .default('')
    .transform((value) => value || null),
});

export const WithdrawalForm = z.object({
  ...scope,
  requestKey,
  holderId: z
    .union([z.uuid(), z.literal('other')], 'Choose who withdraws, or “somebody else”.')
    .transform((value) => (value === 'other' ? null : value)),
  method: z.enum(METHODS, 'Choose how they said it.'),
  evidence: typed.optional().default(''),
});

export const NoForm = z.object({
  requestKey,
  method: z.enum(METHODS).default('in_person'),
  saidBy: typed.optional().default(''),
});

export const ViewForm = z.object({
  requestKey,
  answer: z.enum(['yes', 'no'], 'Choose what the pupil said.'),
  subjects: scope.subjects,
  askedHow: typed.optional().default(''),
});

export const LiftForm = z.object({ requestKey, why: typed });

export const RestrictionForm = z.object({
  requestKey,
  type: z.enum(RESTRICTION_TYPES, 'Choose what is restricted.'),
  reason: typed,
  reviewOn: typed.optional().transform((value) => value || null),
});

/** What was typed, to draw the form again with: every field's values by its name. */
export function typedIn(form: FormData): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const name of new Set(form.keys()))
    fields[name] = form.getAll(name).filter((value) => typeof value === 'string');
  return fields;
}
