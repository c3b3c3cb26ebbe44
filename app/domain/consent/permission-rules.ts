// The rules about the yes itself: that there is one, in time for the trip, still running, asked of the pupil too where
// age demands it, kept to in the photo, and good enough to rest on.
import type { ConsentDecision, Reason } from './consent-types.ts';
import { CONDITIONS } from './consent-types.ts';
import { because } from './consent-reason.ts';
import { meets } from './photo-conditions.ts';
import { rolloutRuns } from './own-consent-rollout.ts';
import { pupilSaid } from './pupil-said.ts';
import { isPicture } from './subject-parts.ts';
import type { PartFacts, UseFacts } from './use-facts.ts';

const DAY_MS = 86_400_000;

/** A trip's post needs a yes dated before the trip's first post; on the trip's own account, for that trip. */
export function noTripConsent({ parts, task }: UseFacts): Reason | null {
  if (task.trip) return null;
  const missing = parts.some((part) => part.tripYes !== null && part.tripYes.length === 0);
  return missing ? because('trip_consent', 'block') : null;
}

/**
 * Every part needs a yes by someone with authority, save where the school rests on its public task. Unknown, blank and
 * null are the same as none.
 */
export function noConsent({ parts, task }: UseFacts): Reason | null {
  if (task.purpose) return null;
  const missing = parts.some((part) => part.yes.length === 0 && part.lapsed.length === 0);
  return missing ? because('no_consent', 'block') : null;
}

/** A part for which there is only a yes that has run out, or whose wording has been retired. */
export function onlyExpired({ parts, task }: UseFacts): Reason | null {
  if (task.purpose) return null;
  const lapsed = parts.filter((part) => part.yes.length === 0).flatMap((part) => part.lapsed);
  return lapsed.length > 0 ? because('expired', 'block', { decisionIds: idsOf(lapsed) }) : null;
}

/**
 * From the school's own-consent age the pupil must have been asked as well, or have agreed in person. An unknown date
 * of birth counts as old enough. Only for a photo may a school choose to be warned instead, or an author declare, while the
 * school first asks its pupils, that each was asked for this one. Where no yes is needed, nobody need be asked for one.
 */
export function viewNotAsked(facts: UseFacts): Reason | null {
  const { inputs, need, hearing, parts, task, views } = facts;
  const { ownConsent } = hearing.ages;
  if (needsNoYes(facts) || (ownConsent !== null && need.at.getTime() < ownConsent)) return null;
  const asked = ({ part, yes, tripYes }: PartFacts) =>
    part.agreedBy.some((subject) => pupilSaid(views, subject, need.at) === 'yes') ||
    (task.purpose ? (tripYes ?? []) : yes).some(
      ({ holderId }) => holderId !== null && hearing.holders.get(holderId)?.basis === 'self',
    );
  if (parts.every(asked)) return null;
  const { settings } = inputs;
  const warn =
    need.subject === 'image' &&
    (settings.imageWhenViewNotAsked === 'warn' ||
      (need.askedForThis === true && rolloutRuns(settings, need.at)));
  return because('view_not_asked', warn ? 'warn' : 'block');
}

/** The school's public task stands in for every yes that the use needs, the trip's among them. */
export const needsNoYes = ({ parts, task }: UseFacts): boolean =>
  task.purpose && (task.trip || parts.every(({ tripYes }) => tripYes === null));

/** Whatever anyone asked for in return for a yes must be kept to, in any picture. */
export function conditionUnmet({ inputs, need, parts }: UseFacts): Reason | null {
  if (!isPicture(need.subject)) return null;
  const idsFor = (name: (typeof CONDITIONS)[number]) => parts.flatMap((part) => part.conditionIds[name]);
  const unmet = CONDITIONS.filter(
    (name) => idsFor(name).length > 0 && !meets(name, need.scene, inputs.settings),
  );
  if (unmet.length === 0) return null;
  return because('condition', 'block', {
    decisionIds: unmet.flatMap(idsFor),
    unmet,
    groupWouldDo: unmet.every((name) => name === 'groupOnly'),
  });
}

/** A part that rests only on weak yeses, one of them about to run out. */
export function expiresSoon(facts: UseFacts): Reason | null {
  const soon = weakest(facts).filter((yes) => endsSoon(yes, facts));
  return soon.length > 0 ? because('expires_soon', 'warn', { decisionIds: idsOf(soon) }) : null;
}

/** A part that rests only on weak yeses, one of them a tick without giver or date. */
export function legacyTick(facts: UseFacts): Reason | null {
  const ticks = weakest(facts).filter((yes) => yes.legacyTick);
  return ticks.length > 0 ? because('legacy_tick', 'warn', { decisionIds: idsOf(ticks) }) : null;
}

/** The yeses that a part needs: none for what the school's public task covers. */
export function yesesReliedOn(
  { yes, tripYes }: PartFacts,
  { task }: UseFacts,
): (readonly ConsentDecision[])[] {
  return [task.purpose ? [] : yes, task.trip ? [] : (tripYes ?? [])];
}

/** The yeses of the parts that have no firm yes to rest on. */
function weakest(facts: UseFacts): readonly ConsentDecision[] {
  const firm = (yes: ConsentDecision) => !yes.legacyTick && !endsSoon(yes, facts);
  return facts.parts
    .flatMap((part) => yesesReliedOn(part, facts))
    .filter((yeses) => !yeses.some(firm))
    .flat();
}

function endsSoon(yes: ConsentDecision, { need, inputs }: UseFacts): boolean {
  if (yes.expiresAt === null) return false;
  return yes.expiresAt.getTime() - need.at.getTime() <= inputs.settings.expiresSoonDays * DAY_MS;
}

function idsOf(decisions: readonly ConsentDecision[]): readonly string[] {
  return decisions.map((decision) => decision.id);
}
