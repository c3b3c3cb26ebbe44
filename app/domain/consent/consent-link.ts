// Makes and ends personal links: one person's own page about one pupil. The secret exists in the letter or e-mail alone; here
// is its digest, who it is for, and until when.
import { findPupil, lockPupils } from '#db/queries/pupils.server.ts';
import {
  endLinkNow,
  endLinksFor,
  insertConsentLink,
  lockHolder,
  lockLink,
} from '#db/queries/consent-links.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Actor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { linkHashOf, newLinkSecret } from './link-secret.ts';
import { requireMay } from './may-here.ts';

const DAY_MS = 86_400_000;

export interface MakeLink {
  schoolId: string;
  pupilId: string;
  /** the person it is for */
  holderId: string;
  /** which questions it asks */
  formSeries: string;
  /** one trip that it asks about, or null for every occasion */
  tripId: string | null;
  way: 'email' | 'letter';
  /** the round of asking that it belongs to, if any */
  askId: string | null;
}

export interface MadeLink {
  linkId: string;
  /** Shown or sent once, and kept nowhere. */
  secret: string;
  expiresAt: Date;
}

/**
 * Makes a link within a unit of work, and ends the person's older links for the same form and trip, so that a lost letter
 * opens nothing once a new one is made. `older: 'keep'` is for a letter that may never arrive: {@link endOlderLinks} follows it.
 * Errors: AppError forbidden without `consent.ask` (the system may); not_found for a pupil, person or trip of another
 * school, or a person of another pupil.
 */
export async function makeLink(
  work: Work,
  input: MakeLink,
  older: 'end' | 'keep' = 'end',
): Promise<MadeLink> {
  const { schoolId, pupilId, holderId, formSeries, tripId, way, askId } = input;
  requireMay(work.actor, 'consent.ask', schoolId, work.at);
  // Before the person and their links, in the order in which an answer by a link takes them.
  await lockPupils(work.db, input, [pupilId], 'share');
  found(await findPupil(work.db, input, pupilId), 'pupil');
  found(await lockHolder(work.db, input, pupilId, holderId), 'holder');
  if (tripId !== null) found(await findTrip(work.db, input, tripId), 'trip');
  const { consentLinkDays } = settingsOf(found(await findSchool(work.db, input), 'school').settings);
  const by = staffId(work.actor);
  if (older === 'end') await endOlderLinks(work, input);
  const secret = newLinkSecret();
  const expiresAt = new Date(work.at.getTime() + consentLinkDays * DAY_MS);
  const { id: linkId } = await insertConsentLink(work.db, {
    schoolId,
    holderId,
    pupilId,
    tokenHash: linkHashOf(secret),
    formSeries,
    askId,
    tripId,
    way,
    madeBy: by,
    madeAt: work.at,
    expiresAt,
  });
  work.record({
    type: 'consent_link.made',
    schoolId,
    pupilId,
    linkId,
    way,
    expiresAt: expiresAt.toISOString(),
  });
  return { linkId, secret, expiresAt };
}

/** Ends the person's links for the same form and trip: all that run, or those made before a moment. */
export async function endOlderLinks(
  work: Work,
  of: Pick<MakeLink, 'schoolId' | 'pupilId' | 'holderId' | 'formSeries' | 'tripId'>,
  madeBefore: Date | null = null,
): Promise<void> {
  const { schoolId, pupilId } = of;
  for (const linkId of await endLinksFor(work.db, of, of, work.at, staffId(work.actor), madeBefore))
    work.record({ type: 'consent_link.ended', schoolId, pupilId, linkId, cause: 'newer_link' });
}

/**
 * Ends a link at once: what was answered by it stays. Ending it twice ends it once.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school's link or another pupil's.
 */
export async function endLink(
  deps: WorkDeps,
  actor: Actor,
  of: { schoolId: string; pupilId: string; linkId: string },
): Promise<void> {
  const { schoolId, pupilId, linkId } = of;
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'consent.ask', schoolId, work.at);
    const link = found(await lockLink(work.db, of, linkId), 'link');
    found(link.pupilId === pupilId || null, 'link');
    if (await endLinkNow(work.db, of, linkId, work.at, staffId(actor)))
      work.record({ type: 'consent_link.ended', schoolId, pupilId, linkId, cause: 'by_hand' });
  });
}

const staffId = (actor: Actor): string | null => (actor.kind === 'person' ? actor.userId : null);
