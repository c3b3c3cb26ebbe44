// What people do about a takedown besides asking for it: why it was, who was called, who has it; and records of breaches. Ids, codes and
// hashes only.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

const of = { ...post, takedownId: id };
const breach = { schoolId: id, breachId: id };

export const takedownEvents = [
  /** why, said after it was asked for */
  z.strictObject({
    type: z.literal('takedown.explained'),
    ...of,
    cause: code,
    wordsHash: z.string().optional(),
  }),
  /** wanted once more, for a reason that waits less than the first */
  z.strictObject({ type: z.literal('takedown.raised'), ...of, cause: code }),
  /** somebody was asked to see to it; the how manieth */
  z.strictObject({ type: z.literal('takedown.called'), ...of, userId: id, call: z.int() }),
  /** somebody said that they have it */
  z.strictObject({ type: z.literal('takedown.acknowledged'), ...of, userId: id }),
  /** who is asked, in this order */
  z.strictObject({ type: z.literal('on_call.set'), schoolId: id, userIds: z.array(id) }),
  z.strictObject({ type: z.literal('breach.opened'), ...breach, takedownId: id }),
  z.strictObject({ type: z.literal('breach.decided'), ...breach, decision: code, wordsHash: z.string() }),
  z.strictObject({ type: z.literal('breach.action_noted'), ...breach, wordsHash: z.string() }),
  z.strictObject({ type: z.literal('breach.closed'), ...breach }),
  /** the post was found again after all, and comes down by this takedown */
  z.strictObject({ type: z.literal('breach.reopened'), ...breach, takedownId: id }),
] as const;
