// The office asks one person about one pupil: what may be chosen on the page, the links that run, and a new link for a letter.
import { openLinksOf } from '#db/queries/consent-links.server.ts';
import { holdersOf } from '#db/queries/consent.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { makeLink } from './consent-link.ts';
import { currentForm } from './current-form.ts';
import { requireMay } from './may-here.ts';
import { linkRuns } from './open-link.ts';
import { formsToAskWith } from './read-forms.ts';
import type { PupilRef } from './read-pupil-consent.ts';

export interface AskPage {
  /** Everyone on record; whether their yes counts is the decision's business and not shown. */
  people: { id: string; name: string; relationship: string }[];
  forms: { series: string; title: string }[];
  trips: { id: string; name: string }[];
  links: { id: string; person: string; way: 'email' | 'letter'; madeAt: Date; expiresAt: Date }[];
}

/** Errors: AppError forbidden without `consent.ask`; not_found for a pupil of another school. */
export async function readAskPage(
  db: Database,
  person: Person,
  school: { zone: string },
  ref: PupilRef,
  at: Date,
): Promise<AskPage> {
  requireMay(person, 'consent.ask', ref.schoolId, at);
  const pupil = found(await findPupil(db, ref, ref.pupilId), 'pupil');
  const holders = await holdersOf(db, ref, ref.pupilId);
  const links = await openLinksOf(db, ref, ref.pupilId, at);
  return {
    people: holders.map(({ id, name, relationship }) => ({ id, name, relationship })),
    forms: (await formsToAskWith(db, ref.schoolId)).map(({ series, title }) => ({ series, title })),
    trips: (await tripsOfSchool(db, ref, 50))
      .filter(({ endsAt, cancelledAt }) => endsAt >= at && !cancelledAt)
      .map(({ id, name }) => ({ id, name })),
    links: links
      .filter(({ link, holder }) => linkRuns(link, holder, pupil, school.zone, at))
      .map(({ link: { id, way, madeAt, expiresAt }, holder }) => ({
        id,
        person: holder.name,
        way,
        madeAt,
        expiresAt,
      })),
  };
}

export interface LetterFacts {
  /** shown once, in the letter, and kept nowhere */
  secret: string;
  to: string;
  forename: string;
  language: string;
  expiresAt: Date;
}

/**
 * Makes a link for one person and gives what their letter says.
 * Errors: AppError forbidden without `consent.ask`; not_found for a pupil, person, form or trip of another school or pupil.
 */
export async function askOne(
  deps: WorkDeps,
  actor: Person,
  input: { schoolId: string; pupilId: string; holderId: string; formSeries: string; tripId: string | null },
): Promise<LetterFacts> {
  return inOneTransaction(deps, actor, async (work) => {
    const { secret, expiresAt } = await makeLink(work, { ...input, way: 'letter', askId: null });
    const pupil = found(await findPupil(work.db, input, input.pupilId), 'pupil');
    const holders = await holdersOf(work.db, input, input.pupilId);
    const holder = found(
      holders.find(({ id }) => id === input.holderId),
      'holder',
    );
    const form = found(await currentForm(work.db, input, input.formSeries, holder.language), 'form');
    return {
      secret,
      to: holder.name,
      forename: pupil.preferredForename ?? pupil.legalForename,
      language: form.language,
      expiresAt,
    };
  });
}
