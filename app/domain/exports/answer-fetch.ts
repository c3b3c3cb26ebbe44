// The worker's half of fetching a file: asks again whether the person may and whether the file is still to be had, writes the fetching
// into the log, and closes the file's keys to the key of the one who asked.
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import {
  answerFetchRow,
  changeExport,
  findFetch,
  lockExport,
  lockUnansweredFetch,
} from '#db/queries/subject-exports.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { may } from '#app/domain/permissions.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { FETCH_LIVES_MS } from './export-steps.ts';

/**
 * Answers one question, once. Running it again, or in two workers, answers and records it once.
 * Errors: throws when a key was closed to one that this installation does not hold.
 * @returns what became of it
 */
export async function answerFetch(
  deps: WorkerDeps,
  ref: { schoolId: string; fetchId: string },
): Promise<string> {
  const { schoolId, fetchId } = ref;
  const asked = await findFetch(deps.db, ref, fetchId);
  if (!asked) return 'no_such_question';
  const now = deps.clock.now();
  if (now.getTime() - asked.askedAt.getTime() > FETCH_LIVES_MS) return 'too_late';
  const person = await loadPerson(deps.db, asked.askedBy, now);
  if (!person || !may(person, 'pupil.export', schoolId, now)) return 'not_permitted';
  return inOneTransaction(deps, person, async (work) => {
    const row = await lockExport(work.db, ref, asked.exportId);
    if (row?.state !== 'ready' || !row.expiresAt || row.expiresAt <= work.at) return 'gone';
    if (!(await lockUnansweredFetch(work.db, ref, fetchId))) return 'answered_before';
    const keys: Uint8Array[] = [];
    for (const { sealedKey, keyId } of await piecesOf(work.db, ref, row.id)) {
      if (sealedKey === null) return 'gone';
      keys.push(await deps.photos.dataKeyOf({ sealedKey, keyId }));
    }
    await answerFetchRow(work.db, ref, fetchId, await deps.oneTimeSeal(asked.publicKey, Buffer.concat(keys)));
    await changeExport(work.db, ref, row.id, { fetchedAt: work.at, fetchedBy: person.userId });
    const { pupilId, id: exportId } = row;
    work.record({ type: 'subject_export.moved', schoolId, pupilId, exportId, to: 'fetched' });
    return 'answered';
  });
}
