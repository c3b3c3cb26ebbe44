// Gathers everything that is kept about one pupil for a request in law. What is left out, and why, stands in what-is-exported.
import {
  importsOfPupil,
  loggedOfPupil,
  namesAndRequestsOfPupil,
  occasionsOfPupil,
  rolesEverHeld,
} from '#db/queries/subject-records.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import type { Tx } from '#db/client.server.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import { moment, momentOrNull, recorders } from './export-numbers.ts';
import { gatherAnswers } from './gather-answers.ts';
import { gatherPosts, type PostToTell } from './gather-posts.ts';
import type { PupilRecords } from './pupil-records.ts';
import { PUPIL_EVENTS } from './what-is-exported.ts';

/** The records without the photos' outcome, which is known once each has been looked at. */
export interface GatheredRecords {
  records: Omit<PupilRecords, 'posts'>;
  posts: (PostToTell & { restedOn: number[] })[];
}

/**
 * In: one transaction, so that all of it is of one moment; the names vault. Out: everything about the pupil.
 * Errors: throws when a previous name was closed with a key that is not here.
 */
export async function gatherRecords(
  db: Tx,
  names: OpeningVault,
  pupil: PupilRow,
  about: PupilRecords['about'],
): Promise<GatheredRecords> {
  const posts = await gatherPosts(db, pupil);
  const postsOf = (decisionId: string): number[] =>
    posts.flatMap(({ post, decisionIds }) => (decisionIds.includes(decisionId) ? [post.number] : []));
  const { part, personNumber, answerNumber } = await gatherAnswers(db, pupil, postsOf);
  const imported = await importsOfPupil(db, pupil, pupil);
  const occasions = await occasionsOfPupil(db, pupil, pupil.id);
  const kept = await namesAndRequestsOfPupil(db, pupil, pupil.id);
  const events = Object.entries(PUPIL_EVENTS).flatMap(([type, where]) => (where === 'in' ? [type] : []));
  const logged = await loggedOfPupil(db, pupil, pupil.id, events);
  const checkers = occasions.checks.map(({ checkedBy }) => checkedBy);
  const by = recorders(await rolesEverHeld(db, pupil, checkers));
  const previousNames = [];
  for (const { sealedName: box, keyId, changedAt } of kept.names)
    previousNames.push({
      name: new TextDecoder().decode(await names.open({ box, keyId })),
      until: moment(changedAt),
    });
  const records: GatheredRecords['records'] = {
    about,
    pupil: {
      number: pupil.misId,
      legalForename: pupil.legalForename,
      legalSurname: pupil.legalSurname,
      preferredForename: pupil.preferredForename,
      preferredSurname: pupil.preferredSurname,
      knownAs: pupil.knownAs,
      yearGroup: pupil.yearGroup,
      registrationGroup: pupil.registrationGroup,
      dateOfBirth: pupil.dateOfBirth,
      startsOn: pupil.startsOn,
      leavesOn: pupil.leavesOn,
      missingSince: momentOrNull(pupil.missingSince),
      unclearSince: momentOrNull(pupil.unclearSince),
      keptSince: moment(pupil.createdAt),
    },
    previousNames,
    ...part,
    importedAnswers: imported.answers.map((row) => ({
      source: row.source,
      type: row.type,
      person: personNumber(row.holderId),
      answer: row.answer,
      answeredOn: row.answeredOn,
      subjects: row.subjects,
      channels: row.channels,
      purposes: row.purposes,
      accountScope: row.accountScope,
    })),
    importRows: imported.rows.map(({ at, ...row }) => ({ importedAt: moment(at), ...row })),
    notInPhotos: occasions.absences.map(({ saidAt, how }) => ({ saidAt: moment(saidAt), how })),
    trips: occasions.went.map((trip) => ({
      name: trip.name,
      place: trip.place,
      from: moment(trip.startsAt),
      until: moment(trip.endsAt),
      cancelledAt: momentOrNull(trip.cancelledAt),
    })),
    photoLists: occasions.lists.map(({ list, trip }) => ({
      trip,
      copy: list.number,
      kind: list.kind,
      onlyInGroup: list.groupPupilIds.includes(pupil.id),
      madeAt: moment(list.madeAt),
      returnedAt: momentOrNull(list.returnedAt),
      lostAt: momentOrNull(list.lostAt),
    })),
    lookedUp: occasions.checks.map((check) => ({
      at: moment(check.checkedAt),
      until: moment(check.validUntil),
      recordedBy: by(check.checkedBy, check.checkedAt),
    })),
    removalRequests: kept.requests.map((row) => ({
      receivedAt: moment(row.receivedAt),
      from: row.from,
      way: row.way,
      answer: answerNumber(row.decisionId),
      dueAt: moment(row.dueAt),
      outcome: row.outcome,
      decidedAt: momentOrNull(row.decidedAt),
      toldAt: momentOrNull(row.toldAt),
    })),
    nameChanges: kept.changes.map((row) => ({
      at: moment(row.changedAt),
      liveThen: row.postIds.length,
      lookedThroughAt: momentOrNull(row.doneAt),
    })),
    beforeOnTheList: kept.unlisted.map((row) => ({
      forename: row.forename,
      group: row.group,
      addedAt: moment(row.addedAt),
      matchedAt: momentOrNull(row.matchedAt),
    })),
    log: logged.map(({ at, type }) => ({ at: moment(at), what: type })),
  };
  return {
    records,
    posts: posts.map((each) => ({
      ...each,
      restedOn: each.decisionIds.flatMap((id) => answerNumber(id) ?? []).sort((a, b) => a - b),
    })),
  };
}
