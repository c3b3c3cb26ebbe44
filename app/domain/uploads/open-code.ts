// A guest's side of a code: whether it runs, and the one answer asked of its holder.
import { confirmRights, lockCode, runningCodeByHash } from '#db/queries/upload-codes.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { codeHashOf } from './code-text.ts';
import { actorOf, type OpenCode } from './upload-sender.ts';

export interface CodePage extends OpenCode {
  schoolName: string;
  event: string;
}

/** The running code as typed, or null: a wrong one, one that was ended and one that is over cannot be told apart. */
export async function openCode(db: Database, typed: string, at: Date): Promise<CodePage | null> {
  const row = await runningCodeByHash(db, codeHashOf(typed), at);
  if (!row) return null;
  const { id, schoolId, createdBy, rightsConfirmed, event } = row;
  const school = found(await findSchool(db, { schoolId }), 'school');
  return { id, schoolId, createdBy, rightsConfirmed, event, schoolName: school.name };
}

export const TAKEN_BY = ['staff', 'volunteer', 'professional', 'other'] as const;
export type TakenBy = (typeof TAKEN_BY)[number];

/**
 * Who took the photos, said once for all that come by the code; a second answer changes nothing.
 * Errors: AppError not_found when the code has ended meanwhile.
 */
export async function sayRights(deps: WorkDeps, code: OpenCode, takenBy: TakenBy): Promise<void> {
  const { schoolId, id: codeId } = code;
  await inOneTransaction(deps, actorOf({ kind: 'code', code }), async (work) => {
    found(await lockCode(work.db, code, codeId, work.at), 'code');
    if (await confirmRights(work.db, code, codeId, takenBy))
      work.record({ type: 'upload_code.rights_said', schoolId, codeId, takenBy });
  });
}
