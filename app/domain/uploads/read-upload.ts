// An upload as its own sender may know it: how much has arrived. To everybody else it is not there.
import { countPieces, findUpload, type UploadRow } from '#db/queries/uploads.server.ts';
import type { Database } from '#db/client.server.ts';
import { found } from '#app/domain/errors.ts';
import { type Sender, schoolOf } from './upload-sender.ts';
import { UploadRefused } from './upload-refused.ts';

export type UploadOnItsWay = UploadRow & { pieces: number };

/**
 * The upload with what has arrived of it.
 * Errors: AppError not_found for what is not there, another school's and somebody else's, all the same; UploadRefused
 * `expired` when it took too long or was given up.
 */
export async function readUpload(
  db: Database,
  sender: Sender,
  uploadId: string,
  at: Date,
): Promise<UploadOnItsWay> {
  const scope = { schoolId: schoolOf(sender) };
  const row = found(await findUpload(db, scope, uploadId), 'upload');
  const own =
    sender.kind === 'person'
      ? row.uploadCodeId === null && row.uploadedBy === sender.person.userId
      : row.uploadCodeId === sender.code.id;
  found(own || null, 'upload');
  if (!row.finishedAt && row.expiresAt <= at) throw new UploadRefused('expired');
  return { ...row, pieces: await countPieces(db, scope, uploadId) };
}
