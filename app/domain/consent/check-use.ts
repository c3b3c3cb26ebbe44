// Who of a class or a trip may be shown somewhere, and named: for a display, a newsletter, the website, the press, without any post.
// One of a few words for each pupil, never why. Nothing is recorded but that somebody looked.
import type { Database } from '#db/client.server.ts';
import { noteMonitoring } from '#db/queries/monitoring.server.ts';
import { groupsOfSchool, pupilsOfGroup } from '#db/queries/pupils.server.ts';
import { findTrip, pupilsOfTrip, tripsOfSchool } from '#db/queries/schools.server.ts';
import { firstPostOfTrip } from '#db/queries/trips.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { pupilToName } from '#app/domain/photo-lists/list-now.ts';
import { shortNames } from '#app/domain/photo-lists/short-names.ts';
import { resolve } from './consent-decision.ts';
import type { Channel, ConsentNeed, Purpose, Subject } from './consent-types.ts';
import { type PublicWord, rowWord, schoolSentence } from './consent-words.ts';
import { type ConsentSchool, loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { dateInSchool } from './school-days.ts';

/** Whose use is asked about. */
export type WhoAsked = { kind: 'class'; group: string } | { kind: 'trip'; tripId: string };

export interface UseAsked {
  who: WhoAsked;
  place: Channel;
  purpose: Purpose;
}

export interface CheckedPupil {
  id: string;
  /** forename and as many letters as tell the pupil apart in this class or trip */
  label: string;
  word: PublicWord;
}

export interface CheckedUse {
  /** the class or the trip */
  about: string;
  pupils: CheckedPupil[];
  /** what stops every pupil of the school alike; said once */
  schoolSentence: string | null;
}

export interface UseChoices {
  classes: string[];
  trips: { id: string; name: string; startsAt: Date }[];
}

/** Classes and trips to choose from. Errors: AppError forbidden without `use.check`; not_found for another school. */
export async function choicesOfUse(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<UseChoices> {
  requireMay(person, 'use.check', schoolId, at);
  const classes = await groupsOfSchool(db, { schoolId });
  const trips = await tripsOfSchool(db, { schoolId });
  return {
    classes: classes.map(({ group }) => group),
    trips: trips.map(({ id, name, startsAt }) => ({ id, name, startsAt })),
  };
}

/**
 * Everybody of the class (on roll today) or the trip, by label, with the word for this use on the school's own account or page.
 * Errors: as {@link choicesOfUse}; not_found for a class or trip that the school does not have.
 */
export async function checkUse(
  db: Database,
  person: Person,
  school: ConsentSchool & { id: string },
  asked: UseAsked,
  at: Date,
): Promise<CheckedUse> {
  requireMay(person, 'use.check', school.id, at);
  const { about, rows, event } = await pupilsAsked(db, school, asked.who, at);
  const scope = { schoolId: school.id };
  const inputs = await loadConsentInputs(
    db,
    scope,
    school,
    rows.map(({ id }) => id),
  );
  const answer = (pupilId: string, subject: Subject) =>
    resolve(found(inputs.get(pupilId), 'pupil'), {
      ...{ subject, channel: asked.place, purpose: asked.purpose, event, at },
      ...{ accountKind: 'school', scene: null },
    });
  const images = rows.map(({ id }) => answer(id, 'image'));
  const labels = shortNames(rows.map(pupilToName));
  const inOrder = new Intl.Collator('en-GB', { numeric: true });
  await noteMonitoring(db, {
    ...{ at, userId: person.userId, schoolId: school.id, what: 'checked_use' },
    subjectId: asked.who.kind === 'trip' ? asked.who.tripId : null,
  });
  const words = new Map(
    rows.map(({ id }, index) => [
      id,
      rowWord(images[index] ?? answer(id, 'image'), answer(id, 'name_with_image')),
    ]),
  );
  return {
    about,
    pupils: rows
      .map(({ id }): CheckedPupil => {
        const { label = '', sameAs = [] } = labels.get(id) ?? {};
        return { id, label, word: least([id, ...sameAs].flatMap((each) => words.get(each) ?? [])) };
      })
      .sort((a, b) => inOrder.compare(a.label, b.label) || (a.id < b.id ? -1 : 1)),
    schoolSentence: schoolSentence(images),
  };
}

const FROM_MOST: readonly PublicWord[] = ['first name may be used', 'can be shown', 'only in a group'];

/** Pupils whom their labels cannot tell apart get the least that any of them may. */
const least = (words: readonly PublicWord[]): PublicWord => {
  const at = words.map((word) => FROM_MOST.indexOf(word));
  return (at.includes(-1) ? undefined : FROM_MOST[Math.max(...at)]) ?? 'not in photos';
};

async function pupilsAsked(db: Database, school: ConsentSchool & { id: string }, who: WhoAsked, at: Date) {
  const scope = { schoolId: school.id };
  if (who.kind === 'trip') {
    const trip = found(await findTrip(db, scope, who.tripId), 'trip');
    const event: ConsentNeed['event'] = {
      id: trip.id,
      firstPostAt: await firstPostOfTrip(db, scope, trip.id),
    };
    return { about: trip.name, rows: await pupilsOfTrip(db, scope, trip.id), event };
  }
  const today = dateInSchool(at, school.zone);
  const rows = await pupilsOfGroup(db, scope, who.group);
  found(rows.length > 0 || null, 'class');
  const here = rows.filter(({ startsOn, leavesOn }) => startsOn <= today && (leavesOn ?? today) >= today);
  return { about: who.group, rows: here, event: null };
}
