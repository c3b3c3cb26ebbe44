// Begins an upload: everything that can be refused is refused here, before a byte is sent.
import { findPhoto } from '#db/queries/photos.server.ts';
import { countOnTheWay, findUpload, insertUpload, sentByCode } from '#db/queries/uploads.server.ts';
import { lockCode } from '#db/queries/upload-codes.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { mayEdit } from '#app/domain/posts/post-guards.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { MOST_CODE_BYTES, MOST_CODE_PHOTOS, MOST_ON_THE_WAY, UPLOAD_LIVES_MS } from './upload-limits.ts';
import { UploadRefused } from './upload-refused.ts';
import { actorOf, type OpenCode, type Sender } from './upload-sender.ts';

export interface BeginUpload {
  /** a UUID made by the page for this picture: the upload's id, and the photo's when it is whole */
  photoId: string;
  /** size of the whole photo in bytes */
  totalBytes: number;
}

/**
 * Begins an upload into a draft. Beginning the same one again changes nothing.
 * Errors: as editPost for the draft; UploadRefused `empty`, `too_many_bytes`, `too_many_photos`, `too_many_on_the_way`,
 * `id_taken` when the id is another upload's or photo's.
 */
export async function beginDraftUpload(
  deps: WebDeps,
  person: Person,
  ref: PostRef,
  input: BeginUpload,
): Promise<void> {
  refuseSize(input);
  const facts = await readPostFacts(deps.db, ref, deps.clock.now());
  const refusal = mayEdit(facts, person, {});
  if (refusal) throw new MoveRefused('begin_changes', refusal);
  if (!isOneOf(facts.post.status, EDITABLE)) throw new AppError('illegal_move', 'not_in_this_state');
  const { schoolId, postId } = ref;
  await inOneTransaction(deps, person, async (work) => {
    if (await isBegun(work, { kind: 'person', person, schoolId }, input, postId)) return;
    if (facts.photos.length >= MAX_PHOTOS) throw new UploadRefused('too_many_photos');
    if ((await countOnTheWay(work.db, ref, person.userId, work.at)) >= MOST_ON_THE_WAY)
      throw new UploadRefused('too_many_on_the_way');
    await insert(work, input, { schoolId, postId, uploadedBy: person.userId });
  });
}

/**
 * Begins an upload by a guest's code, within what one code may bring.
 * Errors: UploadRefused `empty`, `too_many_bytes`, `code_full`, `rights_not_said`, `id_taken`; AppError not_found when
 * the code has ended meanwhile.
 */
export async function beginCodeUpload(deps: WebDeps, code: OpenCode, input: BeginUpload): Promise<void> {
  refuseSize(input);
  const sender: Sender = { kind: 'code', code };
  await inOneTransaction(deps, actorOf(sender), async (work) => {
    const running = found(await lockCode(work.db, code, code.id, work.at), 'code');
    if (!running.rightsConfirmed) throw new UploadRefused('rights_not_said');
    if (await isBegun(work, sender, input, null)) return;
    const sent = await sentByCode(work.db, code, code.id, work.at);
    if (sent.photos >= MOST_CODE_PHOTOS || sent.bytes + input.totalBytes > MOST_CODE_BYTES)
      throw new UploadRefused('code_full');
    const { schoolId, createdBy } = code;
    await insert(work, input, { schoolId, postId: null, uploadedBy: createdBy, uploadCodeId: code.id });
  });
}

function refuseSize({ totalBytes }: BeginUpload): void {
  if (totalBytes === 0) throw new UploadRefused('empty');
  if (totalBytes > MAX_UPLOAD_BYTES) throw new UploadRefused('too_many_bytes');
}

/** Whether this very upload was begun before: the answer to its beginning was lost on the way. */
async function isBegun(
  work: Work,
  sender: Sender,
  { photoId, totalBytes }: BeginUpload,
  postId: string | null,
): Promise<boolean> {
  const scope = sender.kind === 'person' ? sender : sender.code;
  const row = await findUpload(work.db, scope, photoId);
  if (!row) {
    if (await findPhoto(work.db, scope, photoId)) throw new UploadRefused('id_taken');
    return false;
  }
  const same =
    row.totalBytes === totalBytes &&
    row.postId === postId &&
    (sender.kind === 'person'
      ? row.uploadedBy === sender.person.userId
      : row.uploadCodeId === sender.code.id);
  if (!same) throw new UploadRefused('id_taken');
  if (!row.finishedAt && row.expiresAt <= work.at) throw new UploadRefused('expired');
  return true;
}

async function insert(
  work: Work,
  { photoId, totalBytes }: BeginUpload,
  of: { schoolId: string; postId: string | null; uploadedBy: string; uploadCodeId?: string },
): Promise<void> {
  const expiresAt = new Date(work.at.getTime() + UPLOAD_LIVES_MS);
  const row = { ...of, id: photoId, totalBytes, startedAt: work.at, expiresAt };
  if (!(await insertUpload(work.db, row))) throw new UploadRefused('id_taken');
}
