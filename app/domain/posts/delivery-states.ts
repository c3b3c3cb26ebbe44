// The states of a delivery by what they mean for whoever asks whether something went out.
import type { DeliveryState } from './delivery-record.ts';

/** Committed to sending, in the hands of a person, out, or perhaps out: from then on it can only be removed. */
export const SENT_STATES = [
  'sending',
  'handed_out',
  'published',
  'published_by_hand',
  'unknown',
] as const satisfies readonly DeliveryState[];

/** Whether the delivery is, or may be, out of our hands. */
export const isSentState = (state: DeliveryState): boolean =>
  (SENT_STATES as readonly DeliveryState[]).includes(state);
