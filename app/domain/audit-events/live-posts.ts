// What reading a live post back found: verdicts and moments only, nothing of what the platform shows.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

const of = { ...post, deliveryId: id, platformId: z.string() };

export const livePostEvents = [
  /** it was not there, which is not certain yet */
  z.strictObject({ type: z.literal('delivery.missing'), ...of }),
  /** it was not there twice, an hour or more apart, and nobody here removed it */
  z.strictObject({ type: z.literal('delivery.gone'), ...of, missingSince: z.string() }),
  z.strictObject({ type: z.literal('delivery.back'), ...of }),
  /** words, photos or alt_text are not as they were sent */
  z.strictObject({ type: z.literal('delivery.changed'), ...of, what: code }),
] as const;
