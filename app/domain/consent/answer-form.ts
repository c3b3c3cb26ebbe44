// What the form for an answer offers: the people who may answer for the pupil, the wordings in use, the trips it may be for.
import type { Database } from '#db/client.server.ts';
import { holdersOf } from '#db/queries/consent.server.ts';
import { currentForms, findPupil } from '#db/queries/pupils.server.ts';
import { tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { yesRunsUntil } from './consent-expiry.ts';
import type { AuthorityBasis } from './consent-types.ts';
import type { FormOption } from './form-text.ts';
import { requireMay } from './may-here.ts';
import { adultSince, OWN_RELATIONSHIP } from './own-holder.ts';
import { pupilName } from './pupil-name.ts';
import type { PupilRef } from './read-pupil-consent.ts';
import { dateInSchool } from './school-days.ts';

export interface AnswerFormFacts {
  /** Everyone on record; whether their yes counts is the decision's business and not shown. */
  people: { id: string; name: string; relationship: string; basis: AuthorityBasis }[];
  /** `options`: the questions, for a form that keeps them apart */
  forms: { id: string; title: string; language: string; validFrom: Date; options: FormOption[] }[];
  trips: { id: string; name: string }[];
  /** `YYYY-MM-DD` in the school's calendar */
  today: string;
  /** the last day of a yes given today, unless told otherwise */
  lastDay: string;
}

/** Errors: AppError forbidden without `consent.record`; not_found for another school. */
export async function readAnswerForm(
  db: Database,
  person: Person,
  school: { zone: string },
  ref: PupilRef,
  at: Date,
): Promise<AnswerFormFacts> {
  requireMay(person, 'consent.record', ref.schoolId, at);
  const holders = await holdersOf(db, ref, ref.pupilId);
  const forms = await currentForms(db, ref);
  const trips = await tripsOfSchool(db, ref, 50);
  const pupil = found(await findPupil(db, ref, ref.pupilId), 'pupil');
  // From eighteen the pupil answers alone: they can be chosen before there is an entry of theirs.
  const adult = adultSince(pupil, school.zone, at) && !holders.some(({ authority }) => authority === 'self');
  const own = adult
    ? [{ id: pupil.id, name: pupilName(pupil), relationship: OWN_RELATIONSHIP, basis: 'self' as const }]
    : [];
  const expiry = yesRunsUntil({ from: at, yearGroup: pupil.yearGroup, asOf: at }, school.zone);
  return {
    people: [...own, ...holders.map(({ authority, ...holder }) => ({ ...holder, basis: authority }))].map(
      ({ id, name, relationship, basis }) => ({ id, name, relationship, basis }),
    ),
    forms: forms
      .filter(({ validFrom, retiredAt }) => validFrom <= at && (retiredAt === null || at < retiredAt))
      .map(({ id, title, language, validFrom, options }) => ({ id, title, language, validFrom, options })),
    trips: trips.filter(({ endsAt }) => endsAt >= at).map(({ id, name }) => ({ id, name })),
    today: dateInSchool(at, school.zone),
    lastDay: dateInSchool(new Date(expiry.getTime() - 1), school.zone),
  };
}
