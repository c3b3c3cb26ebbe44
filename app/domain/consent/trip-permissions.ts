// Who of a trip may be shown: the list a trip leader looks at before taking a photo. One of a few words for each pupil, never why.
import type { Database } from '#db/client.server.ts';
import { findTrip, pupilsOfTrip, tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { consentGround } from './consent-ground.ts';
import { answerOnTrip, tripUse } from '#app/domain/trips/trip-use.ts';
import { type PublicWord, rowWord, schoolSentence } from './consent-words.ts';
import { type ConsentSchool, loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { pupilName } from './pupil-name.ts';

export interface TripPupil {
  id: string;
  name: string;
  group: string;
  word: PublicWord;
}

export interface TripPermissions {
  id: string;
  name: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  /** it was called off */
  cancelled: boolean;
  pupils: TripPupil[];
  /** what stops every pupil of the school alike; said once */
  schoolSentence: string | null;
}

/** Whether the person may see the school's trips and who is on them: those who write posts, and those who keep the record. */
export const maySeeTrips = (person: Person, schoolId: string, at: Date): boolean =>
  may(person, 'post.draft', schoolId, at) || may(person, 'pupil.find', schoolId, at);

/** Trips by start, latest first. Errors: AppError forbidden (see {@link maySeeTrips}); not_found for another school. */
export async function tripsWithPermissions(
  db: Database,
  person: Person,
  school: ConsentSchool & { id: string },
  at: Date,
): Promise<TripPermissions[]> {
  requireTrips(person, school.id, at);
  const trips: TripPermissions[] = [];
  const scope = { schoolId: school.id };
  const grounded = { ...school, ground: await consentGround(db, scope) };
  for (const { id } of await tripsOfSchool(db, scope)) trips.push(await permissionsOf(db, grounded, id, at));
  return trips;
}

/** One trip. Errors: as {@link tripsWithPermissions}; not_found for a trip of another school. */
export async function tripWithPermissions(
  db: Database,
  person: Person,
  school: ConsentSchool & { id: string },
  tripId: string,
  at: Date,
): Promise<TripPermissions> {
  requireTrips(person, school.id, at);
  return permissionsOf(db, school, tripId, at);
}

function requireTrips(person: Person, schoolId: string, at: Date): void {
  if (!maySeeTrips(person, schoolId, at)) requireMay(person, 'pupil.find', schoolId, at);
}

async function permissionsOf(
  db: Database,
  school: ConsentSchool & { id: string },
  tripId: string,
  at: Date,
): Promise<TripPermissions> {
  const scope = { schoolId: school.id };
  const trip = found(await findTrip(db, scope, tripId), 'trip');
  const rows = await pupilsOfTrip(db, scope, tripId);
  const inputs = await loadConsentInputs(
    db,
    scope,
    school,
    rows.map(({ id }) => id),
  );
  const use = await tripUse(db, scope, trip);
  const answers = rows.map((row) => {
    const known = found(inputs.get(row.id), 'pupil');
    const image = answerOnTrip(known, use, 'image', at);
    return { image, word: rowWord(image, answerOnTrip(known, use, 'name_with_image', at)) };
  });
  const { id, name, place, startsAt, endsAt, cancelledAt } = trip;
  return {
    ...{ id, name, place, startsAt, endsAt },
    cancelled: cancelledAt !== null,
    pupils: rows.map((row, index) => ({
      id: row.id,
      name: pupilName(row),
      group: row.registrationGroup,
      word: answers[index]?.word ?? 'not in photos',
    })),
    schoolSentence: schoolSentence(answers.map(({ image }) => image)),
  };
}
