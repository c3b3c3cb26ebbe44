// Takes an upload into quarantine: encrypted under a key of its own, its file name never kept, never served by any route.
import { insertPiece } from '#db/queries/photo-pieces.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { editPost } from '#app/domain/posts/edit-post.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { mayEdit } from '#app/domain/posts/post-guards.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { isNoRoom } from './no-room.ts';
import { MAX_UPLOAD_BYTES } from './photo-limits.ts';
import { placeNewPhoto } from './place-new-photo.ts';

export interface ReceivePhoto {
  /** a UUID made by the page for this picture: sending it twice adds it once */
  photoId: string;
  bytes: Uint8Array;
}

export type Received =
  | { ok: true; photoId: string }
  | { ok: false; code: 'empty' | 'too_many_bytes' | 'too_many_photos' | 'no_room' };

/**
 * Stores the original and places the photo at the end of the draft; cleaning starts at once in the worker.
 * Errors: as editPost. A refusal for size or for want of room leaves nothing behind.
 */
export async function receivePhoto(
  deps: WebDeps,
  actor: Person,
  ref: PostRef,
  input: ReceivePhoto,
): Promise<Received> {
  return receive(deps, actor, ref, input).catch((error: unknown) => {
    if (!isNoRoom(error)) throw error;
    deps.log.warn('no room for a photo', { photoId: input.photoId });
    return { ok: false, code: 'no_room' };
  });
}

async function receive(deps: WebDeps, actor: Person, ref: PostRef, input: ReceivePhoto): Promise<Received> {
  if (input.bytes.byteLength === 0) return { ok: false, code: 'empty' };
  if (input.bytes.byteLength > MAX_UPLOAD_BYTES) return { ok: false, code: 'too_many_bytes' };
  const facts = await readPostFacts(deps.db, ref, deps.clock.now());
  const refusal = mayEdit(facts, actor, {});
  if (refusal) throw new MoveRefused('begin_changes', refusal);
  if (!isOneOf(facts.post.status, EDITABLE)) throw new AppError('illegal_move', 'not_in_this_state');
  if (facts.photos.some((photo) => photo.photoId === input.photoId))
    return { ok: true, photoId: input.photoId };
  if (facts.photos.length >= MAX_PHOTOS) return { ok: false, code: 'too_many_photos' };

  const stored = await deps.intake.putPiece(input.photoId, 0, input.bytes);
  let full = false;
  await editPost(deps, actor, ref, undefined, async (work, locked) => {
    full = locked.photos.length >= MAX_PHOTOS;
    const photo = { photoId: input.photoId, bytes: stored.bytes, uploadedBy: actor.userId };
    if (full || !(await placeNewPhoto(deps, work, ref, photo))) return { fields: [] };
    await insertPiece(work.db, {
      ...stored,
      schoolId: ref.schoolId,
      photoId: input.photoId,
      number: 0,
      storedAt: work.at,
    });
    return { fields: ['photos'] };
  });
  return full ? { ok: false, code: 'too_many_photos' } : { ok: true, photoId: input.photoId };
}
