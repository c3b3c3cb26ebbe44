// The form of a trip as fields: what is typed to make it and to change it.
import { z } from 'zod';
import type { TypedTrip } from '#app/domain/trips/trip-form.ts';

const typed = z.string().max(2_000).default('');

export const TripForm = z.object({
  requestKey: z.uuid().optional(),
  name: typed,
  place: typed,
  leaderId: typed,
  starts: typed,
  ends: typed,
  postDelayMinutes: typed,
});

export type TripFields = z.infer<typeof TripForm>;

/** What was typed, as the use case takes it; a delay that is no number is none of those offered. */
export const typedTrip = ({ requestKey: _, postDelayMinutes, ...fields }: TripFields): TypedTrip => ({
  ...fields,
  starts: fields.starts.slice(0, 16),
  ends: fields.ends.slice(0, 16),
  postDelayMinutes: /^\d{1,5}$/.test(postDelayMinutes) ? Number(postDelayMinutes) : -1,
});
