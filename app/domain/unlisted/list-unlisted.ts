// Children who wait to be found in the records, each with the pupils it might be: the same forename, those of the same class first. What
// is suggested is chosen by a person or not at all.
import { namesOf } from '#db/queries/roles.server.ts';
import {
  groupsOfSchool,
  type PupilRow,
  pupilsByIds,
  pupilsOfGroup,
  searchPupils,
} from '#db/queries/pupils.server.ts';
import { matchedUnlisted, type UnlistedRow, waitingUnlisted } from '#db/queries/unlisted.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { foldedName } from '#app/domain/pupils/folded-name.ts';

export interface MaybePupil {
  id: string;
  name: string;
  group: string;
  misId: string;
}

export interface WaitingChild {
  id: string;
  forename: string;
  group: string;
  addedBy: string;
  addedAt: Date;
  maybe: MaybePupil[];
}

export interface UnlistedPage {
  waiting: WaitingChild[];
  /** looked up last; `name` null: nobody of ours */
  done: { id: string; name: string | null; pupilId: string | null; matchedAt: Date }[];
}

const MOST_WAITING = 50;
const MOST_DONE = 10;
const MOST_SUGGESTED = 5;
const MOST_SEARCHED = 12;

/** Errors: AppError forbidden without `unlisted.match`; not_found for another school. */
export async function listUnlisted(
  db: Database,
  person: Person,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<UnlistedPage> {
  requireMay(person, 'unlisted.match', scope.schoolId, at);
  const rows = await waitingUnlisted(db, scope, MOST_WAITING);
  const matched = await matchedUnlisted(db, scope, MOST_DONE);
  const names = await namesOf(
    db,
    scope.trustId,
    rows.map(({ addedBy }) => addedBy),
  );
  const pupils = new Map(
    (
      await pupilsByIds(
        db,
        scope,
        matched.flatMap(({ pupilId }) => pupilId ?? []),
      )
    ).map((row) => [row.id, pupilName(row)]),
  );
  const waiting: WaitingChild[] = [];
  for (const row of rows)
    waiting.push({
      id: row.id,
      forename: row.forename,
      group: row.group,
      addedBy: names.get(row.addedBy) ?? 'Somebody who has left',
      addedAt: row.addedAt,
      maybe: await suggested(db, scope, row),
    });
  return {
    waiting,
    done: matched.flatMap(({ id, pupilId, matchedAt }) =>
      matchedAt ? [{ id, pupilId, name: pupilId ? (pupils.get(pupilId) ?? null) : null, matchedAt }] : [],
    ),
  };
}

/** Pupils by what is typed, for the office that looks one up. Errors: as {@link listUnlisted}. */
export async function searchForUnlisted(
  db: Database,
  person: Person,
  schoolId: string,
  typed: string,
  at: Date,
): Promise<MaybePupil[]> {
  requireMay(person, 'unlisted.match', schoolId, at);
  if (typed.trim() === '') return [];
  return (await searchPupils(db, { schoolId }, typed, MOST_SEARCHED)).map(maybeOf);
}

async function suggested(
  db: Database,
  scope: { schoolId: string },
  { forename, group }: UnlistedRow,
): Promise<MaybePupil[]> {
  const wanted = foldedName(forename);
  const called = ({ legalForename, preferredForename }: PupilRow) =>
    [legalForename, preferredForename ?? ''].some((name) => foldedName(name) === wanted);
  const inClass = group ? await pupilsOfGroup(db, scope, group) : [];
  const elsewhere = await searchPupils(db, scope, forename);
  const all = new Map([...inClass, ...elsewhere].filter(called).map((row) => [row.id, row]));
  return [...all.values()].slice(0, MOST_SUGGESTED).map(maybeOf);
}

const maybeOf = (row: PupilRow): MaybePupil => ({
  id: row.id,
  name: pupilName(row),
  group: row.registrationGroup,
  misId: row.misId,
});

/** The classes that somebody who adds a child chooses from. Errors: AppError forbidden without `unlisted.add`. */
export async function classesForUnlisted(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<string[]> {
  requireMay(person, 'unlisted.add', schoolId, at);
  return [...new Set((await groupsOfSchool(db, { schoolId })).map(({ group }) => group))];
}
