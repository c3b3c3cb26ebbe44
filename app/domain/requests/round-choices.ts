// What a round of asking can be made of: the school's classes, its trips that are not over, and the forms in use.
import type { Database } from '#db/client.server.ts';
import { formsOfSchool } from '#db/queries/consent-forms.server.ts';
import { groupsOfSchool } from '#db/queries/pupils.server.ts';
import { tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { chooseForm, FIRST_LANGUAGE } from '#app/domain/consent/current-form.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';

/** Most trips that one school has ahead of it. */
const MOST_TRIPS = 100;

export interface RoundChoices {
  classes: { group: string; year: string }[];
  /** soonest first */
  trips: { id: string; name: string }[];
  /** the newest wording of each series, newest first */
  forms: { series: string; title: string }[];
}

/** Errors: AppError forbidden without `consent.ask`; not_found for another school. */
export async function readRoundChoices(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<RoundChoices> {
  requireMay(person, 'consent.ask', schoolId, at);
  const scope = { schoolId };
  const trips = await tripsOfSchool(db, scope, MOST_TRIPS);
  const forms = await formsOfSchool(db, scope);
  return {
    classes: await groupsOfSchool(db, scope),
    trips: trips
      .filter(({ cancelledAt, endsAt }) => cancelledAt === null && endsAt >= at)
      .map(({ id, name }) => ({ id, name }))
      .reverse(),
    forms: [...new Set(forms.map(({ series }) => series))].flatMap((series) => {
      const versions = forms.filter((row) => row.series === series);
      const form = chooseForm(versions, FIRST_LANGUAGE);
      return form ? { series, title: form.title } : [];
    }),
  };
}
