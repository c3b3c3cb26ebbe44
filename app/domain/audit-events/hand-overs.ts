// What happens to a post that a person publishes by hand.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

const of = { ...post, deliveryId: id };

export const handOverEvents = [
  /** somebody was asked to publish this post; null = whoever looks after the accounts */
  z.strictObject({ type: z.literal('hand_over.publisher_named'), ...of, userId: id.nullable() }),
  z.strictObject({
    type: z.literal('hand_over.opened'),
    ...of,
    handOverId: id,
    attempt: z.int(),
    digest: z.string(),
  }),
  /** it must not be published any more: the same event for every cause */
  z.strictObject({ type: z.literal('hand_over.stopped'), ...of, handOverId: id }),
  z.strictObject({ type: z.literal('hand_over.lapsed'), ...of, handOverId: id }),
  z.strictObject({
    type: z.literal('hand_over.answered'),
    ...of,
    handOverId: id,
    answer: code,
    copiesDeleted: z.boolean(),
    /** somebody else had it: what is said is what they are known to have done */
    forAnother: z.boolean().optional(),
  }),
] as const;
