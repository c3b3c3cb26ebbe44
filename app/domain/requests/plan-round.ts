// Who would be asked in a round of asking, before anybody is: everyone in some classes, on a trip, or whose yes ends soon.
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { endingYeses } from '#db/queries/ending-consents.server.ts';
import type { HolderRow } from '#db/queries/consent.server.ts';
import { holdersOfSchool, pupilsToAsk, tripPupilsToAsk } from '#db/queries/whom-to-ask.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { found } from '#app/domain/errors.ts';
import { personsToAsk, wayTo } from './whom-to-ask.ts';

const DAY_MS = 86_400_000;

/** A yes that ended so many days ago is asked for again together with those that are about to end. */
export const ENDED_DAYS = 60;
/** Longest look ahead for yeses that end, in days. */
export const MOST_ENDING_DAYS = 120;

export interface RoundScope {
  schoolId: string;
  kind: 'general' | 'trip' | 'renewal';
  /** registration groups; empty = the whole school, and always for a trip */
  groups: readonly string[];
  /** for a trip alone */
  tripId: string | null;
  /** for a renewal: those whose yes ends within so many days */
  endingDays: number | null;
}

export interface AskedPerson {
  pupilId: string;
  holderId: string;
  way: 'email' | 'letter';
}

export interface RoundPlan {
  people: AskedPerson[];
  /** pupils about whom at least one person is asked */
  pupils: number;
  /** pupils about whom there is nobody to ask, by class and name */
  nobody: { id: string; name: string; group: string }[];
  /** the classes that the pupils are in */
  groups: string[];
}

export interface AskingSchool {
  id: string;
  zone: string;
  /** e-mail can be sent from here */
  mail: boolean;
}

/** The plan as a page shows it. Errors: AppError forbidden without `consent.ask`; not_found for another school's trip. */
export async function planRound(
  db: Database,
  person: Person,
  school: AskingSchool,
  scope: RoundScope,
  at: Date,
): Promise<RoundPlan> {
  requireMay(person, 'consent.ask', scope.schoolId, at);
  return planOf(db, school, scope, at);
}

/** The plan itself, also inside the transaction that starts the round. */
export async function planOf(
  db: Database | Tx,
  school: AskingSchool,
  scope: RoundScope,
  at: Date,
): Promise<RoundPlan> {
  const pupils = await pupilsOf(db, school, scope, at);
  const persons = byPupil(await holdersOfSchool(db, scope));
  const ending = scope.kind === 'renewal' ? await endingOf(db, scope, at) : null;
  const plan: RoundPlan = { people: [], pupils: 0, nobody: [], groups: [] };
  const groups = new Set<string>();
  for (const pupil of pupils) {
    if (ending && !ending.has(pupil.id)) continue;
    groups.add(pupil.registrationGroup);
    const all = personsToAsk(pupil.dateOfBirth, persons.get(pupil.id) ?? [], at, school.zone);
    const asked = ending ? all.filter(({ id }) => isEnding(ending.get(pupil.id), id)) : all;
    for (const { id, email } of asked)
      plan.people.push({ pupilId: pupil.id, holderId: id, way: wayTo({ email }, school.mail) });
    if (asked.length > 0) plan.pupils += 1;
    else plan.nobody.push({ id: pupil.id, name: pupilName(pupil), group: pupil.registrationGroup });
  }
  plan.groups = [...groups].sort(new Intl.Collator('en-GB', { numeric: true }).compare);
  return plan;
}

async function pupilsOf(
  db: Database | Tx,
  school: AskingSchool,
  scope: RoundScope,
  at: Date,
): Promise<PupilRow[]> {
  if (scope.kind !== 'trip') {
    const groups = scope.groups.length > 0 ? scope.groups : null;
    return pupilsToAsk(db, scope, dateInSchool(at, school.zone), groups);
  }
  const trip = found(scope.tripId === null ? null : await findTrip(db, scope, scope.tripId), 'trip');
  return tripPupilsToAsk(db, scope, trip.id);
}

/** By pupil, the people whose yes ends; null among them stands for a tick that names nobody, so everybody is asked. */
async function endingOf(
  db: Database | Tx,
  scope: RoundScope,
  at: Date,
): Promise<Map<string, Set<string | null>>> {
  const from = new Date(at.getTime() - ENDED_DAYS * DAY_MS);
  const until = new Date(at.getTime() + (scope.endingDays ?? 0) * DAY_MS);
  const ending = new Map<string, Set<string | null>>();
  for (const { pupilId, holderId } of await endingYeses(db, scope, from, until)) {
    const people = ending.get(pupilId) ?? new Set();
    ending.set(pupilId, people.add(holderId));
  }
  return ending;
}

const isEnding = (people: ReadonlySet<string | null> | undefined, holderId: string): boolean =>
  people !== undefined && (people.has(holderId) || people.has(null));

function byPupil(holders: readonly HolderRow[]): Map<string, HolderRow[]> {
  const split = new Map<string, HolderRow[]>();
  for (const holder of holders) {
    const known = split.get(holder.pupilId);
    if (known) known.push(holder);
    else split.set(holder.pupilId, [holder]);
  }
  return split;
}
