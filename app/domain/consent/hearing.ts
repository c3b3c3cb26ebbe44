// What all uses of one pupil at one moment are judged by, and what that moment makes of a single yes.
import type { AuthorityHolder, ConsentDecision, ConsentInputs, ConsentNeed } from './consent-types.ts';
import { inOrderOfWriting } from './answer-order.ts';
import { ADULT_AGE, mayAgree, type AgesReached } from './consent-authority.ts';
import { turnsAge } from './school-days.ts';

export interface Hearing {
  /** The pupil's own answers in the order of writing. */
  readonly answers: readonly ConsentDecision[];
  readonly holders: ReadonlyMap<string, AuthorityHolder>;
  readonly ages: AgesReached;
  readonly at: Date;
  /** The trip's first post, or null: then every yes counts as given before it. */
  readonly firstPostAt: Date | null;
}

/** Gathers one pupil's answers and people. Records that belong to another pupil are left out. */
export function hear(inputs: ConsentInputs, need: ConsentNeed): Hearing {
  const { pupil, settings } = inputs;
  const turns = (age: number) =>
    pupil.dateOfBirth === null ? null : turnsAge(pupil.dateOfBirth, age, settings.zone);
  const own = inputs.holders.filter((holder) => holder.pupilId === pupil.id);
  return {
    answers: inOrderOfWriting(inputs.decisions.filter((decision) => decision.pupilId === pupil.id)),
    holders: new Map(own.map((holder) => [holder.id, holder])),
    ages: { ownConsent: turns(settings.ownConsentAge), adult: turns(ADULT_AGE) },
    at: need.at,
    firstPostAt: need.event?.firstPostAt ?? null,
  };
}

/** Whether a yes is written down and its first day has come. A no never waits for either. */
export function works(yes: ConsentDecision, at: Date): boolean {
  return yes.recordedAt.getTime() <= at.getTime() && yes.effectiveFrom.getTime() <= at.getTime();
}

/** Whether a yes, or the wording it was given on, has come to its end. */
export function ranOut(yes: ConsentDecision, at: Date): boolean {
  const ended = (end: Date | null) => end !== null && end.getTime() <= at.getTime();
  return ended(yes.expiresAt) || ended(yes.formRetiredAt);
}

/** Whether a yes was given, written down and in force before the trip's first post. */
export function precedesTrip(yes: ConsentDecision, { firstPostAt }: Hearing): boolean {
  if (firstPostAt === null) return true;
  const first = firstPostAt.getTime();
  return (
    yes.decidedAt.getTime() < first &&
    yes.recordedAt.getTime() < first &&
    yes.effectiveFrom.getTime() <= first &&
    !ranOut(yes, firstPostAt)
  );
}

/**
 * Whether this is the pupil's own yes, given as an adult. From the 18th birthday they alone decide, so it lifts what others
 * said before it as their own later yes would; what others say after it counts until they answer again.
 */
export function speaksAsAdult(yes: ConsentDecision, { holders, ages, at }: Hearing): boolean {
  if (yes.holderId === null || holders.get(yes.holderId)?.basis !== 'self' || ages.adult === null)
    return false;
  return ages.adult <= yes.decidedAt.getTime() && ages.adult <= at.getTime();
}

/** Whether the giver of a yes had the authority to agree at a moment. */
export function hadAuthority(yes: ConsentDecision, moment: Date, hearing: Hearing): boolean {
  const holder = yes.holderId === null ? undefined : hearing.holders.get(yes.holderId);
  return mayAgree(yes, holder, moment, hearing.ages);
}
