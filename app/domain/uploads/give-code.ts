// A code for somebody without a sign-in (a photographer, a helper, supply staff): made by a writer for one event, it puts
// photos into quarantine for a day and sees nothing.
import { endCodeNow, findCode, insertCode } from '#db/queries/upload-codes.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { codeHashOf, newCode } from './code-text.ts';
import { CODE_LIVES_MS } from './upload-limits.ts';

export interface GiveCode {
  schoolId: string;
  /** which event, in the teacher's words; 1 to 80 characters */
  event: string;
  tripId: string | null;
}

/**
 * Makes a code. Its text is returned this once and kept nowhere.
 * Errors: AppError forbidden (role, policy or training), not_found for a trip that is not the school's.
 */
export async function giveCode(
  deps: WorkDeps,
  person: Person,
  { schoolId, event, tripId }: GiveCode,
): Promise<{ codeId: string; code: string; expiresAt: Date }> {
  const code = newCode();
  return inOneTransaction(deps, person, async (work) => {
    if (!may(person, 'post.draft', schoolId, work.at)) throw new AppError('forbidden', 'not_permitted');
    const barrier = draftingBarrier(person, work.at);
    if (barrier) throw new AppError('forbidden', barrier);
    if (tripId) found(await findTrip(work.db, { schoolId }, tripId), 'trip');
    const expiresAt = new Date(work.at.getTime() + CODE_LIVES_MS);
    const { id: codeId } = await insertCode(work.db, {
      schoolId,
      tripId,
      event,
      codeHash: codeHashOf(code),
      createdBy: person.userId,
      createdAt: work.at,
      expiresAt,
    });
    work.record({ type: 'upload_code.made', schoolId, codeId, expiresAt: expiresAt.toISOString() });
    return { codeId, code, expiresAt };
  });
}

/** Ends a code at once; what came by it stays. Errors: AppError not_found for what is not there or not theirs. */
export async function endCode(
  deps: WorkDeps,
  person: Person,
  { schoolId, codeId }: { schoolId: string; codeId: string },
): Promise<void> {
  await inOneTransaction(deps, person, async (work) => {
    const code = found(await findCode(work.db, { schoolId }, codeId), 'code');
    found(maySeeCode(person, code, work.at) || null, 'code');
    if (await endCodeNow(work.db, { schoolId }, codeId, work.at))
      work.record({ type: 'upload_code.ended', schoolId, codeId });
  });
}

/** A code and what came by it: for the writer who gave it out, and for those who may read others' drafts. */
export const maySeeCode = (
  person: Person,
  code: { schoolId: string; createdBy: string },
  at: Date,
): boolean =>
  may(person, 'post.readDrafts', code.schoolId, at) ||
  (code.createdBy === person.userId && may(person, 'post.draft', code.schoolId, at));
