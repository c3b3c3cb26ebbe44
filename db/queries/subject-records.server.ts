// Everything that is kept about one pupil, table by table, for a request in law. Of others it brings what the pupil's own record
// points at, and no name.
import { and, arrayContains, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import {
  consentAsks,
  consentLinks,
  consentReceipts,
  consentRequests,
  viewRounds,
  viewSlips,
} from '#db/schema/consent-asking.ts';
import { nameChanges, previousNames, recordChecks, unlistedPupils } from '#db/schema/consent-ground.ts';
import { consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import { importedAnswers, importRows, imports } from '#db/schema/imports.ts';
import { roleGrants } from '#db/schema/people.ts';
import { photoAbsences } from '#db/schema/photo-accounting.ts';
import { photoLists } from '#db/schema/photo-lists.ts';
import { tripPupils, trips } from '#db/schema/pupils.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** The exact wordings on which the pupil's answers were given, or which were shown with a receipt. */
export async function formsOfPupil(db: Db, scope: SchoolScope, pupilId: string) {
  const answered = db
    .select({ id: consentDecisions.formVersionId })
    .from(consentDecisions)
    .where(
      and(
        eq(consentDecisions.schoolId, scope.schoolId),
        eq(consentDecisions.pupilId, pupilId),
        isNotNull(consentDecisions.formVersionId),
      ),
    );
  const receipted = db
    .select({ id: consentReceipts.formVersionId })
    .from(consentReceipts)
    .where(and(eq(consentReceipts.schoolId, scope.schoolId), eq(consentReceipts.pupilId, pupilId)));
  return db
    .select()
    .from(consentFormVersions)
    .where(
      and(
        eq(consentFormVersions.schoolId, scope.schoolId),
        or(inArray(consentFormVersions.id, answered), inArray(consentFormVersions.id, receipted)),
      ),
    )
    .orderBy(asc(consentFormVersions.validFrom), asc(consentFormVersions.id));
}

/** How the pupil's people were asked, what links they have and had, and the receipts of what they answered there. */
export async function askingOfPupil(db: Db, scope: SchoolScope, pupilId: string) {
  const asks = await db
    .select({ ask: consentAsks, request: consentRequests, trip: trips.name })
    .from(consentAsks)
    .innerJoin(consentRequests, eq(consentRequests.id, consentAsks.requestId))
    .leftJoin(trips, eq(trips.id, consentRequests.tripId))
    .where(and(eq(consentAsks.schoolId, scope.schoolId), eq(consentAsks.pupilId, pupilId)))
    .orderBy(asc(consentRequests.madeAt), asc(consentAsks.id));
  const links = await db
    .select()
    .from(consentLinks)
    .where(and(eq(consentLinks.schoolId, scope.schoolId), eq(consentLinks.pupilId, pupilId)))
    .orderBy(asc(consentLinks.madeAt), asc(consentLinks.id));
  const receipts = await db
    .select()
    .from(consentReceipts)
    .where(and(eq(consentReceipts.schoolId, scope.schoolId), eq(consentReceipts.pupilId, pupilId)))
    .orderBy(asc(consentReceipts.at), asc(consentReceipts.id));
  const slips = await db
    .select({ slip: viewSlips, round: viewRounds })
    .from(viewSlips)
    .innerJoin(viewRounds, eq(viewRounds.id, viewSlips.roundId))
    .where(and(eq(viewSlips.schoolId, scope.schoolId), eq(viewSlips.pupilId, pupilId)))
    .orderBy(asc(viewRounds.madeAt));
  return { asks, links, receipts, slips };
}

/** What the school's own records said of the pupil, as each file brought it. */
export async function importsOfPupil(db: Db, scope: SchoolScope, pupil: { id: string; misId: string }) {
  const answers = await db
    .select()
    .from(importedAnswers)
    .where(and(eq(importedAnswers.schoolId, scope.schoolId), eq(importedAnswers.pupilId, pupil.id)))
    .orderBy(asc(importedAnswers.source), asc(importedAnswers.type), asc(importedAnswers.giver));
  const rows = await db
    .select({
      at: imports.uploadedAt,
      state: imports.state,
      confirmed: imports.confirmed,
      row: importRows.row,
      fate: importRows.fate,
    })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(and(eq(importRows.schoolId, scope.schoolId), eq(importRows.misId, pupil.misId)))
    .orderBy(asc(imports.uploadedAt), asc(importRows.row));
  return { answers, rows };
}

/** Trips, lists and looks into the records that the pupil was part of. */
export async function occasionsOfPupil(db: Db, scope: SchoolScope, pupilId: string) {
  const went = await db
    .select({ trip: trips })
    .from(tripPupils)
    .innerJoin(trips, eq(trips.id, tripPupils.tripId))
    .where(and(eq(tripPupils.schoolId, scope.schoolId), eq(tripPupils.pupilId, pupilId)))
    .orderBy(asc(trips.startsAt), asc(trips.id));
  const lists = await db
    .select({ list: photoLists, trip: trips.name })
    .from(photoLists)
    .innerJoin(trips, eq(trips.id, photoLists.tripId))
    .where(
      and(
        eq(photoLists.schoolId, scope.schoolId),
        or(arrayContains(photoLists.pupilIds, [pupilId]), arrayContains(photoLists.groupPupilIds, [pupilId])),
      ),
    )
    .orderBy(asc(photoLists.madeAt), asc(photoLists.number));
  const checks = await db
    .select()
    .from(recordChecks)
    .where(and(eq(recordChecks.schoolId, scope.schoolId), arrayContains(recordChecks.pupilIds, [pupilId])))
    .orderBy(asc(recordChecks.checkedAt));
  const absences = await db
    .select()
    .from(photoAbsences)
    .where(and(eq(photoAbsences.schoolId, scope.schoolId), eq(photoAbsences.pupilId, pupilId)))
    .orderBy(asc(photoAbsences.saidAt));
  return { went: went.map(({ trip }) => trip), lists, checks, absences };
}

/** Names that changed, the time before the pupil was on the list, and what was asked to be removed. */
export async function namesAndRequestsOfPupil(db: Db, scope: SchoolScope, pupilId: string) {
  const names = await db
    .select()
    .from(previousNames)
    .where(and(eq(previousNames.schoolId, scope.schoolId), eq(previousNames.pupilId, pupilId)))
    .orderBy(asc(previousNames.changedAt), asc(previousNames.id));
  const changes = await db
    .select()
    .from(nameChanges)
    .where(and(eq(nameChanges.schoolId, scope.schoolId), eq(nameChanges.pupilId, pupilId)))
    .orderBy(asc(nameChanges.changedAt));
  const unlisted = await db
    .select()
    .from(unlistedPupils)
    .where(and(eq(unlistedPupils.schoolId, scope.schoolId), eq(unlistedPupils.pupilId, pupilId)))
    .orderBy(asc(unlistedPupils.addedAt));
  const requests = await db
    .select()
    .from(removalRequests)
    .where(and(eq(removalRequests.schoolId, scope.schoolId), eq(removalRequests.pupilId, pupilId)))
    .orderBy(asc(removalRequests.receivedAt), asc(removalRequests.id));
  return { names, changes, unlisted, requests };
}

/** Events of the log about the pupil of these types, oldest first. */
export async function loggedOfPupil(db: Db, scope: SchoolScope, pupilId: string, types: readonly string[]) {
  const type = sql<string>`(${auditEvents.text}::jsonb ->> 'type')`;
  const rows = await db
    .select({ atMs: auditEvents.atMs, type })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.chain, `school:${scope.schoolId}`),
        eq(auditEvents.pupilId, pupilId),
        inArray(type, [...types]),
      ),
    )
    .orderBy(asc(auditEvents.seq));
  return rows.map((row) => ({ at: new Date(Number(row.atMs)), type: row.type }));
}

/** Every role that these people ever held in the school or its trust. */
export async function rolesEverHeld(db: Db, scope: SchoolScope, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  return db
    .select()
    .from(roleGrants)
    .where(
      and(
        inArray(roleGrants.userId, [...new Set(userIds)]),
        or(eq(roleGrants.schoolId, scope.schoolId), sql`${roleGrants.schoolId} is null`),
      ),
    )
    .orderBy(asc(roleGrants.startsAt), asc(roleGrants.role));
}

/** Names of trips by id. */
export async function tripNames(
  db: Db,
  scope: SchoolScope,
  tripIds: readonly string[],
): Promise<Map<string, string>> {
  if (tripIds.length === 0) return new Map();
  const rows = await db
    .select({ id: trips.id, name: trips.name })
    .from(trips)
    .where(and(eq(trips.schoolId, scope.schoolId), inArray(trips.id, [...new Set(tripIds)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
