// How the answers of an upload's use cases look on the wire: the protocol's status, and one plain sentence that the page
// can show as it is. No message of an error ever leaves.
import { AppError } from '#app/domain/errors.ts';
import type { Log } from '#app/domain/deps.ts';
import { isNoRoom } from '#app/domain/photos/no-room.ts';
import { type UploadRefusal, UploadRefused } from '#app/domain/uploads/upload-refused.ts';
import { refusalWords } from '#app/presenters/refusals.ts';
import { receivedSentence, uploadRefusalSentence } from '#app/presenters/uploads.ts';

export interface UploadAnswer {
  status_code: number;
  body: string;
}

const REFUSED: Record<UploadRefusal, number> = {
  empty: 422,
  too_many_bytes: 413,
  too_many_photos: 422,
  too_many_on_the_way: 429,
  too_many_pieces: 410,
  expired: 410,
  wrong_offset: 409,
  id_taken: 422,
  code_full: 422,
  rights_not_said: 403,
};

const APP: Record<AppError['code'], number> = {
  not_found: 404,
  not_signed_in: 401,
  forbidden: 403,
  illegal_move: 422,
  stale_revision: 503,
};

const OUR_FAULT = 'Something went wrong on our side. What has arrived is safe: try again in a minute.';

/** What to answer to an error; what nobody expected is noted by its kind, with the upload's id. */
export function uploadAnswer(error: unknown, log: Log, uploadId: string | null): UploadAnswer {
  if (error instanceof UploadRefused)
    return { status_code: REFUSED[error.code], body: uploadRefusalSentence(error.code) };
  if (error instanceof AppError) {
    if (error.code === 'not_found') return { status_code: 404, body: '' };
    const { sentence, todo } = refusalWords(error.reason);
    return { status_code: APP[error.code], body: `${sentence} ${todo}` };
  }
  if (isNoRoom(error)) {
    log.warn('no room for an upload', { uploadId });
    return { status_code: 507, body: receivedSentence('no_room') };
  }
  if (isOfProtocol(error)) {
    const tooLarge = error.status_code === 413;
    return { status_code: error.status_code, body: tooLarge ? uploadRefusalSentence('too_many_bytes') : '' };
  }
  log.error('an upload failed', { uploadId, error });
  return { status_code: 500, body: OUR_FAULT };
}

const isOfProtocol = (error: unknown): error is UploadAnswer =>
  typeof error === 'object' && error !== null && 'status_code' in error && Number(error.status_code) < 500;
