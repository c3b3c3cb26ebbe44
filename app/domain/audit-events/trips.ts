// What happens to trips, to the accounts that speak for one, and to the lists of pupils a leader carries.
import { z } from 'zod';
import { code, id } from './fields.ts';

export const tripEvents = [
  /** a trip as it then stood; pupils by count and digest */
  z.strictObject({
    type: z.literal('trip.kept'),
    schoolId: id,
    tripId: id,
    recordHash: z.string(),
    pupils: z.int(),
  }),
  z.strictObject({ type: z.literal('trip.cancelled'), schoolId: id, tripId: id }),
  z.strictObject({
    type: z.literal('trip.posts_set'),
    schoolId: id,
    tripId: id,
    rule: code,
    namedApproverId: id.nullable(),
  }),
  z.strictObject({
    type: z.literal('trip.account_opened'),
    schoolId: id,
    tripId: id,
    accountId: id,
    closesAt: z.string(),
  }),
  z.strictObject({
    type: z.literal('trip.account_closed'),
    schoolId: id,
    tripId: id,
    accountId: id,
    cause: code,
  }),
  z.strictObject({
    type: z.literal('photo_list.made'),
    schoolId: id,
    tripId: id,
    photoListId: id,
    kind: code,
    pupils: z.int(),
  }),
  /** a phone's copy was brought up to date and is another list than before */
  z.strictObject({
    type: z.literal('photo_list.refreshed'),
    schoolId: id,
    photoListId: id,
    pupils: z.int(),
  }),
  z.strictObject({ type: z.literal('photo_list.ended'), schoolId: id, photoListId: id, cause: code }),
] as const;
