// Keeps a piece of an upload the moment it is here, so that a cut connection costs only what was still in the air. The
// piece with the last byte makes the photo, in the same transaction: it is placed once, even when the answer is lost.
import { destroyPieceKeys, insertPiece } from '#db/queries/photo-pieces.server.ts';
import { advanceUpload, endUploadNow } from '#db/queries/uploads.server.ts';
import { lockCode } from '#db/queries/upload-codes.server.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { placeNewPhoto } from '#app/domain/photos/place-new-photo.ts';
import { quarantinePhoto } from '#app/domain/photos/quarantine-photo.ts';
import type { StoredPiece } from '#app/domain/ports/photo-store.ts';
import { editPost } from '#app/domain/posts/edit-post.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { UploadOnItsWay } from './read-upload.ts';
import { MOST_PIECES } from './upload-limits.ts';
import { UploadRefused } from './upload-refused.ts';
import { actorOf, type OpenCode, type Sender } from './upload-sender.ts';

/**
 * Encrypts and keeps the next bytes of an upload; with the last of them the photo is placed (see finishUpload).
 * Returns the upload as it stands then.
 * Errors: UploadRefused `wrong_offset` when other bytes came first, `too_many_bytes`, `too_many_pieces`, `too_many_photos`
 * (the upload is then over); PhotoStorageFull; for the last piece also those of editPost.
 */
export async function takePiece(
  deps: WebDeps,
  sender: Sender,
  upload: UploadOnItsWay,
  bytes: Uint8Array,
): Promise<UploadOnItsWay> {
  if (upload.pieces >= MOST_PIECES) throw new UploadRefused('too_many_pieces');
  if (upload.receivedBytes + bytes.byteLength > upload.totalBytes) throw new UploadRefused('too_many_bytes');
  const stored = await deps.intake.putPiece(upload.id, upload.pieces, bytes);
  const receivedBytes = upload.receivedBytes + stored.bytes;
  const piece: ArrivedPiece = { upload, stored, finished: receivedBytes === upload.totalBytes };
  if (piece.finished) await finishUpload(deps, sender, piece);
  else await inOneTransaction(deps, actorOf(sender), (work) => keepPiece(work, piece));
  return { ...upload, receivedBytes, pieces: upload.pieces + 1 };
}

/** The sender gives an upload up: nobody can open what has arrived from this moment on. A finished one stays. */
export async function endUpload(deps: WebDeps, sender: Sender, upload: UploadOnItsWay): Promise<void> {
  await inOneTransaction(deps, actorOf(sender), async (work) => {
    if (await endUploadNow(work.db, upload, upload.id, work.at))
      await destroyPieceKeys(work.db, upload, upload.id);
  });
}

interface ArrivedPiece {
  upload: UploadOnItsWay;
  stored: StoredPiece;
  finished: boolean;
}

async function keepPiece(work: Work, { upload, stored, finished }: ArrivedPiece): Promise<void> {
  const { schoolId, id: photoId, receivedBytes: from, pieces: number } = upload;
  const won =
    (await advanceUpload(work.db, upload, photoId, { from, bytes: stored.bytes, at: work.at, finished })) &&
    (await insertPiece(work.db, { ...stored, schoolId, photoId, number, storedAt: work.at }));
  if (!won) throw new UploadRefused('wrong_offset');
}

/** The last piece, and with it the photo: into the draft it was sent to, or into what a code has brought. */
async function finishUpload(deps: WebDeps, sender: Sender, piece: ArrivedPiece): Promise<void> {
  if (sender.kind === 'code') return finishByCode(deps, sender.code, piece);
  const { upload } = piece;
  const ref = { schoolId: upload.schoolId, postId: found(upload.postId, 'post') };
  try {
    await editPost(deps, sender.person, ref, undefined, async (work, locked) => {
      if (locked.photos.length >= MAX_PHOTOS) throw new UploadRefused('too_many_photos');
      await keepPiece(work, piece);
      const { id: photoId, totalBytes: bytes } = upload;
      const isNew = await placeNewPhoto(deps, work, ref, {
        photoId,
        bytes,
        uploadedBy: sender.person.userId,
      });
      return { fields: isNew ? ['photos'] : [] };
    });
  } catch (error) {
    if (error instanceof UploadRefused && error.code === 'too_many_photos')
      await endUpload(deps, sender, upload);
    throw error;
  }
}

async function finishByCode(deps: WebDeps, code: OpenCode, piece: ArrivedPiece): Promise<void> {
  const { id: photoId, schoolId, totalBytes: bytes } = piece.upload;
  await inOneTransaction(deps, actorOf({ kind: 'code', code }), async (work) => {
    found(await lockCode(work.db, code, code.id, work.at), 'code');
    await keepPiece(work, piece);
    const photo = { schoolId, photoId, bytes, uploadedBy: code.createdBy, uploadCodeId: code.id };
    if (await quarantinePhoto(deps, work, photo))
      work.record({ type: 'photo.received_by_code', schoolId, codeId: code.id, photoId, bytes });
  });
}
