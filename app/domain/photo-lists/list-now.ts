// Who stands on a trip's photo list at a moment: those who may be shown in posts about it, and those who may only in a group.
// Everybody else is simply not on it, whatever the cause, so that nothing on a list tells one cause from another.
import type { Database, Tx } from '#db/client.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { type PublicWord, publicVerdict, schoolSentence } from '#app/domain/consent/consent-words.ts';
import { type ConsentSchool, loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { found } from '#app/domain/errors.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { answerOnTrip, tripUse } from '#app/domain/trips/trip-use.ts';
import { type PupilToName, type ShortName, shortNames } from './short-names.ts';

export interface ListEntry {
  pupilId: string;
  label: string;
}

export interface ListNow {
  /** by label */
  shown: ListEntry[];
  /** by label */
  group: ListEntry[];
  /** everybody on the trip, by id: what each is called on a list made now */
  labels: ReadonlyMap<string, string>;
  /** what stops every pupil of the school alike; said once */
  schoolSentence: string | null;
}

/** The trip as far as its list needs it. */
export interface ListedTrip {
  id: string;
  /** opened for this trip alone: a yes must then be for this very trip */
  accountId: string | null;
  /** since when that account is closed, and the trip's posts go out on the school's own */
  accountClosedAt: Date | null;
}

/** The list as of `at`. In: the trip's pupils as rows of the school in `scope`. */
export async function listNow(
  db: Database | Tx,
  scope: { schoolId: string },
  school: ConsentSchool,
  trip: ListedTrip,
  rows: readonly PupilRow[],
  at: Date,
): Promise<ListNow> {
  const ids = rows.map(({ id }) => id);
  const inputs = await loadConsentInputs(db, scope, school, ids);
  const use = await tripUse(db, scope, trip);
  const resolutions = rows.map((row) => answerOnTrip(found(inputs.get(row.id), 'pupil'), use, 'image', at));
  const names = shortNames(rows.map(pupilToName));
  const words = new Map(
    resolutions.map((resolution, index) => [ids[index] ?? '', publicVerdict(resolution)]),
  );
  return { ...entriesOf(names, words), schoolSentence: schoolSentence(resolutions) };
}

export const pupilToName = (row: PupilRow): PupilToName => ({
  id: row.id,
  forename: row.preferredForename ?? row.legalForename,
  surname: row.preferredSurname ?? row.legalSurname,
  year: row.yearGroup,
});

/**
 * Sorts pupils into the sections of a list. Pupils whom their labels cannot tell apart get the least that any of them may, so that
 * nobody is shown under the name of another.
 */
export function entriesOf(
  names: ReadonlyMap<string, ShortName>,
  words: ReadonlyMap<string, PublicWord>,
): Omit<ListNow, 'schoolSentence'> {
  const wordOf = (id: string): PublicWord => words.get(id) ?? 'not in photos';
  const all = [...names].map(([pupilId, { label, sameAs }]) => {
    const together = [pupilId, ...sameAs].map(wordOf);
    const shown = together.every((word) => word === 'can be shown');
    const group = !shown && together.every((word) => word === 'can be shown' || word === 'only in a group');
    return { pupilId, label, shown, group };
  });
  const inOrder = new Intl.Collator('en-GB', { numeric: true });
  const section = (which: 'shown' | 'group') =>
    all
      .filter((each) => each[which])
      .map(({ pupilId, label }): ListEntry => ({ pupilId, label }))
      .sort((a, b) => inOrder.compare(a.label, b.label) || (a.pupilId < b.pupilId ? -1 : 1));
  return {
    shown: section('shown'),
    group: section('group'),
    labels: new Map([...names].map(([id, { label }]) => [id, label])),
  };
}

/** What a copy needs to remember to know later that its names still mean the same pupils: hex SHA-256, no name. */
export function labelsHashOf(labels: ReadonlyMap<string, string>, pupilIds: readonly string[]): string {
  return hashOf([...pupilIds].sort().map((id) => [id, labels.get(id) ?? null]));
}
