// Brings one photo and its alt text to X. Nothing here can be seen by anybody until a post uses the media id,
// so every step may be repeated.
import type { Credential, UploadablePhoto } from '#app/domain/ports/publisher.ts';
import type { XClient } from './x-client.server.ts';
import { idIn, type NotPrepared, prepareOutcome } from './x-outcomes.ts';
import { problemOf, type XReply } from './x-reply.ts';

/** Size of one uploaded part in bytes. */
const PART_BYTES = 1024 * 1024;

/** How often to ask whether X has finished with a photo, and how long to wait between, in ms. */
const PROCESSING_LOOKS = 10;
const PROCESSING_PAUSE_MS = 1_000;

export interface XUpload {
  client: XClient;
  credential: Credential;
  now: () => Date;
  /** waits for `ms` */
  pause: (ms: number) => Promise<void>;
}

type Uploaded = { outcome: 'uploaded'; mediaId: string; expiresAt: Date | null } | NotPrepared;

/**
 * Uploads one photo in parts, waits until X can use it, and sets its alt text.
 * Returns: the media id only when the alt text is in place as well; a photo without it is not prepared.
 * An empty alt text is not sent: whether one may be empty is decided before.
 */
export async function uploadPhoto(upload: XUpload, photo: UploadablePhoto): Promise<Uploaded> {
  const { client, credential } = upload;
  const failed = (reply: XReply) => prepareOutcome(reply, upload.now());

  const started = await client(credential, (v2) =>
    v2.post(
      'media/upload/initialize',
      { media_type: photo.mediaType, media_category: 'tweet_image', total_bytes: photo.bytes.byteLength },
      { fullResponse: true },
    ),
  );
  const mediaId = idOf(started);
  if (!mediaId) return failed(started);

  for (let part = 0; part * PART_BYTES < photo.bytes.byteLength; part += 1) {
    const media = Buffer.from(photo.bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    const appended = await client(credential, (v2) =>
      v2.post(
        `media/upload/${mediaId}/append`,
        { segment_index: part, media },
        { fullResponse: true, forceBodyMode: 'form-data' },
      ),
    );
    if (!confirms(appended, mediaId)) return failed(appended);
  }

  let state = await client(credential, (v2) =>
    v2.post(`media/upload/${mediaId}/finalize`, {}, { fullResponse: true }),
  );
  for (let look = 0; processingState(state) === 'working' && look < PROCESSING_LOOKS; look += 1) {
    await upload.pause(PROCESSING_PAUSE_MS);
    state = await client(credential, (v2) =>
      v2.get('media/upload', { command: 'STATUS', media_id: mediaId }, { fullResponse: true }),
    );
  }
  if (!confirms(state, mediaId)) return failed(state);
  if (processingState(state) === 'failed')
    return { outcome: 'refused', code: 'photos_refused', why: 'X could not use the photo' };
  if (processingState(state) === 'working')
    return { outcome: 'not_sent', why: 'X is still working on the photo' };

  if (photo.altText !== '') {
    const described = await client(credential, (v2) =>
      v2.post(
        'media/metadata',
        { id: mediaId, metadata: { alt_text: { text: photo.altText } } },
        { fullResponse: true },
      ),
    );
    if (!confirms(described, mediaId)) return failed(described);
  }
  return { outcome: 'uploaded', mediaId, expiresAt: expiryIn(state, upload.now()) };
}

/** Until when X keeps the photo for a post (`expires_after_secs`); null when it does not say. */
function expiryIn(reply: XReply, now: Date): Date | null {
  const body = isSuccess(reply)
    ? (reply.body as { data?: { expires_after_secs?: unknown } } | undefined)
    : null;
  const seconds = body?.data?.expires_after_secs;
  return typeof seconds === 'number' && seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null;
}

const isSuccess = (reply: XReply): reply is Extract<XReply, { kind: 'answered' }> =>
  reply.kind === 'answered' && reply.status >= 200 && reply.status < 300;

const idOf = (reply: XReply): string | null => (isSuccess(reply) ? idIn(reply.body, 'data', 'id') : null);

/** A success that reports no problem and speaks of no other photo; not every step has to name the id. */
const confirms = (reply: XReply, mediaId: string): boolean =>
  isSuccess(reply) && problemOf(reply.body) === null && [null, mediaId].includes(idOf(reply));

/** Images are ready at once as a rule; the library takes a pending one for ready, so we read it ourselves. */
function processingState(reply: XReply): 'ready' | 'working' | 'failed' {
  if (reply.kind !== 'answered') return 'ready';
  const body = reply.body as { data?: { processing_info?: { state?: unknown } } } | undefined;
  const state = body?.data?.processing_info?.state;
  if (state === undefined || state === 'succeeded') return 'ready';
  return state === 'failed' ? 'failed' : 'working';
}
