// What happens to a repost of a post by another account of the school.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

export const repostEvents = [
  /** `to`: the state it is in now; `ended`: how, once it is over */
  z.strictObject({
    type: z.literal('repost.moved'),
    ...post,
    repostId: id,
    accountId: id,
    to: code,
    ended: code.optional(),
    /** of what was approved, when it was asked for */
    digest: z.string().optional(),
  }),
] as const;
