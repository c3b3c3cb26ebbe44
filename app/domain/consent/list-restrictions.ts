// A pupil's restrictions, for the safeguarding leads alone: what, since when, until which review. The reasons are not here;
// each is opened on its own, and every reading is recorded.
import type { Database } from '#db/client.server.ts';
import { restrictionsOf } from '#db/queries/consent.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { RestrictionType } from './consent-types.ts';
import { requireMay } from './may-here.ts';
import type { PupilRef } from './read-pupil-consent.ts';

export interface ListedRestriction {
  id: string;
  type: RestrictionType;
  startsAt: Date;
  setBy: string;
  reviewOn: Date | null;
  /** the review was due by now */
  overdue: boolean;
  liftedAt: Date | null;
  liftedBy: string | null;
}

/** Newest first. Errors: AppError forbidden without `restriction.set`; not_found for another school. */
export async function listRestrictions(
  db: Database,
  person: Person,
  ref: PupilRef,
  at: Date,
): Promise<ListedRestriction[]> {
  requireMay(person, 'restriction.set', ref.schoolId, at);
  const rows = await restrictionsOf(db, ref, ref.pupilId);
  const people = rows.flatMap(({ setBy, liftedBy }) => [setBy, ...(liftedBy ? [liftedBy] : [])]);
  const names = await namesOf(db, person.trustId, people);
  const nameOf = (id: string) => names.get(id) ?? 'somebody who has left';
  return rows.map(({ id, type, startsAt, setBy, reviewOn, liftedAt, liftedBy }) => ({
    id,
    type,
    startsAt,
    setBy: nameOf(setBy),
    reviewOn,
    overdue: liftedAt === null && reviewOn !== null && reviewOn <= at,
    liftedAt,
    liftedBy: liftedBy && nameOf(liftedBy),
  }));
}
