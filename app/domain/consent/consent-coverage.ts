// How far consent reaches, class by class: how many pupils may be shown on the school's own account, and what the others
// said or have not yet said. Counts only.
import type { Database } from '#db/client.server.ts';
import { pupilsOfSchool } from '#db/queries/consent.server.ts';
import { consentRows } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { cellAnswer, type Coverage, coverageOf } from './cell-answer.ts';
import { consentGround } from './consent-ground.ts';
import type { Channel, Purpose, Subject } from './consent-types.ts';
import { schoolSentence } from './consent-words.ts';
import { type ConsentSchool, inputsFor } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { answerFor } from './read-pupil-consent.ts';
import { dateInSchool } from './school-days.ts';

/** The use that posts are about: a photo on the school's account, celebrating. */
export const SHOWN_ON_X = { subject: 'image', channel: 'x', purpose: 'celebration' } as const;

export interface ClassCoverage {
  group: string;
  year: string;
  pupils: number;
  counts: Readonly<Record<Coverage, number>>;
}

export interface SchoolCoverage {
  classes: ClassCoverage[];
  /** what stops every pupil of the school alike; said once */
  schoolSentence: string | null;
}

/** Pupils on roll today, by class. Errors: AppError forbidden without `consent.history`; not_found for another school. */
export async function readCoverage(
  db: Database,
  person: Person,
  school: ConsentSchool & { id: string },
  use: { subject: Subject; channel: Channel; purpose: Purpose },
  at: Date,
): Promise<SchoolCoverage> {
  const scope = { schoolId: school.id };
  requireMay(person, 'consent.history', school.id, at);
  const pupils = await pupilsOfSchool(db, scope, dateInSchool(at, school.zone));
  const rows = await consentRows(
    db,
    scope,
    pupils.map(({ id }) => id),
  );
  const byPupil = splitByPupil(rows);
  const grounded = { ...school, ground: await consentGround(db, scope) };
  const classes = new Map<string, ClassCoverage & { counts: Record<Coverage, number> }>();
  const resolutions = pupils.map((pupil) => {
    const resolution = answerFor(inputsFor(pupil, byPupil(pupil.id), grounded), { ...use, at });
    const key = `${pupil.yearGroup} ${pupil.registrationGroup}`;
    const klass = classes.get(key) ?? newClass(pupil.registrationGroup, pupil.yearGroup);
    classes.set(key, klass);
    klass.pupils += 1;
    klass.counts[coverageOf(cellAnswer(resolution))] += 1;
    return resolution;
  });
  const inOrder = new Intl.Collator('en-GB', { numeric: true });
  return {
    classes: [...classes.values()].sort(
      (a, b) => inOrder.compare(a.year, b.year) || inOrder.compare(a.group, b.group),
    ),
    schoolSentence: schoolSentence(resolutions),
  };
}

const newClass = (group: string, year: string) => ({
  group,
  year,
  pupils: 0,
  counts: { yes: 0, with_condition: 0, not_asked: 0, ended: 0, no: 0 },
});

/** A whole school's rows are looked through once, not once for each pupil. */
function splitByPupil(rows: Awaited<ReturnType<typeof consentRows>>) {
  const of = <T extends { pupilId: string }>(list: T[]): ReadonlyMap<string, T[]> => {
    const split = new Map<string, T[]>();
    for (const row of list) split.set(row.pupilId, [...(split.get(row.pupilId) ?? []), row]);
    return split;
  };
  const [decisions, holders, views, restrictions] = [
    of(rows.decisions),
    of(rows.holders),
    of(rows.views),
    of(rows.restrictions),
  ];
  return (pupilId: string) => ({
    decisions: decisions.get(pupilId) ?? [],
    holders: holders.get(pupilId) ?? [],
    views: views.get(pupilId) ?? [],
    restrictions: restrictions.get(pupilId) ?? [],
  });
}
