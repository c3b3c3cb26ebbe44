// A family's side of a personal link: what it opens, and the one person's own answers. Reading only: mail scanners open links, so
// that opening one can never mean anything.
import type { Database, Tx } from '#db/client.server.ts';
import { decisionsOfHolder, findLink, linkByHash, type LinkRow } from '#db/queries/consent-links.server.ts';
import { formsOfSeries } from '#db/queries/consent-forms.server.ts';
import { type FormRow, holdersOf, type HolderRow } from '#db/queries/consent.server.ts';
import { findPupil, type PupilRow } from '#db/queries/pupils.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import { found } from '#app/domain/errors.ts';
import { chooseForm } from './current-form.ts';
import { NO_CONDITIONS } from './consent-types.ts';
import type { ConsentDecision } from './consent-types.ts';
import { optionsAsked } from './form-answers.ts';
import type { FormOption } from './form-text.ts';
import { linkHashOf } from './link-secret.ts';
import { type OwnAnswer, ownAnswers } from './own-answers.ts';
import { firstMomentOf, momentAfter } from './written-dates.ts';

export interface OpenLink {
  linkId: string;
  schoolId: string;
  pupilId: string;
  holderId: string;
  askId: string | null;
  tripId: string | null;
  expiresAt: Date;
  schoolName: string;
  zone: string;
  /** the forename alone: whoever got the letter by mistake must learn as little as possible */
  forename: string;
  /** the giver's relationship, as the school's records say it */
  relationship: string;
  tripName: string | null;
  form: FormRow;
  /** the questions asked by this link */
  options: readonly FormOption[];
  /** other languages in which the same questions can be read */
  languages: string[];
}

/**
 * The page that a secret opens, or null: a wrong one, one that has run out, was ended, or whose person's authority or pupil's
 * time at the school has ended cannot be told apart.
 * @param language the language asked for, or null for the person's own
 */
export async function openLink(
  db: Database,
  typed: string,
  language: string | null,
  at: Date,
): Promise<OpenLink | null> {
  const link = await linkByHash(db, linkHashOf(typed));
  return link && readOpenLink(db, link, language, at);
}

/** The same for a link that is known by its id: the second look, under lock, before anything is written. */
export async function reopenLink(
  db: Tx,
  of: { schoolId: string; linkId: string },
  language: string,
  at: Date,
): Promise<OpenLink | null> {
  const link = await findLink(db, of, of.linkId);
  return link && readOpenLink(db, link, language, at);
}

async function readOpenLink(
  db: Database | Tx,
  link: LinkRow,
  language: string | null,
  at: Date,
): Promise<OpenLink | null> {
  const scope = { schoolId: link.schoolId };
  const school = found(await findSchool(db, scope), 'school');
  const pupil = found(await findPupil(db, scope, link.pupilId), 'pupil');
  const holders = await holdersOf(db, scope, link.pupilId);
  const holder = found(
    holders.find(({ id }) => id === link.holderId),
    'holder',
  );
  if (!linkRuns(link, holder, pupil, school.zone, at)) return null;
  const versions = await formsOfSeries(db, scope, link.formSeries);
  const form = chooseForm(versions, language ?? holder.language);
  if (!form) return null;
  const trip = link.tripId ? await findTrip(db, scope, link.tripId) : null;
  return {
    linkId: link.id,
    ...scope,
    pupilId: pupil.id,
    holderId: holder.id,
    askId: link.askId,
    tripId: link.tripId,
    expiresAt: link.expiresAt,
    schoolName: school.name,
    zone: school.zone,
    forename: pupil.preferredForename ?? pupil.legalForename,
    relationship: holder.authority === 'self' ? 'self' : holder.relationship,
    tripName: trip?.name ?? null,
    form,
    options: optionsAsked(form.options, link.tripId),
    languages: versions
      .filter(
        ({ number, retiredAt, language: tag }) =>
          number === form.number && !retiredAt && tag !== form.language,
      )
      .map(({ language: tag }) => tag)
      .sort(),
  };
}

/**
 * Whether a link opens its page. One made while its person had authority ends with that authority, and one made while the
 * pupil was at the school ends with their last day; one made later, so that somebody may still say no, runs its own time.
 */
export function linkRuns(
  link: Pick<LinkRow, 'madeAt' | 'expiresAt' | 'endedAt'>,
  holder: Pick<HolderRow, 'authorityFrom' | 'authorityUntil'>,
  pupil: Pick<PupilRow, 'startsOn' | 'leavesOn'>,
  zone: string,
  at: Date,
): boolean {
  if (link.endedAt !== null || link.expiresAt <= at) return false;
  const left = pupil.leavesOn === null ? null : momentAfter(pupil.leavesOn, zone);
  const came = firstMomentOf(pupil.startsOn, zone);
  const endedSince = (end: Date | null, began: Date | null) =>
    end !== null && end <= at && end > link.madeAt && (began === null || began <= end);
  return !endedSince(holder.authorityUntil, holder.authorityFrom) && !endedSince(left, came);
}

/** What the link's person has said so far to the questions that it asks. */
export async function ownAnswersOf(db: Database | Tx, link: OpenLink, at: Date): Promise<OwnAnswer[]> {
  const rows = await decisionsOfHolder(db, link, link);
  const decisions = rows.map((row) => ({
    ...row,
    source: row.source as ConsentDecision['source'],
    conditions: { ...NO_CONDITIONS, ...row.conditions },
  }));
  return ownAnswers(link.options, decisions, link.tripId, at);
}
