// What a pupil is asked about themselves, and what they can say.
import type { Subject } from '#app/domain/consent/consent-vocabulary.ts';

/** What a pupil is asked about, in this order; a first name that is refused is refused beside a photo too. */
export const ASKED_SUBJECTS = ['image', 'video', 'first_name'] as const satisfies readonly Subject[];
export type AskedSubject = (typeof ASKED_SUBJECTS)[number];

export const SAID = ['yes', 'no', 'not_asked'] as const;
/** `not_asked`: "I don't know", which is no answer. */
export type Said = (typeof SAID)[number];
