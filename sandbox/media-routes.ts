// Photos on the practice platform: uploaded in parts or at one go, checked, described with an alt text.
import { z } from 'zod';
import {
  fieldsOf,
  forbidden,
  invalid,
  jsonBody,
  ok,
  snowflakeId,
  type SandboxAnswer,
  type Visit,
} from './exchange.ts';
import type { SandboxMedia } from './store.ts';

/** X takes photos of at most 5 MB. In bytes. */
const MAX_PHOTO_BYTES = 5 * 1024 * 1024;

/** How long a post may use an upload, in ms (`expires_after_secs`: 86,400). */
const USABLE_MS = 24 * 60 * 60 * 1000;

/** X takes alt texts of at most 1,000 characters. */
const MAX_ALT_TEXT = 1_000;

/** How a file of each accepted kind begins. */
const BEGINNINGS: Record<string, (bytes: Buffer) => boolean> = {
  'image/jpeg': (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff',
  'image/png': (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a',
  'image/webp': (bytes) =>
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
};

const initialize = z.strictObject({
  media_type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  total_bytes: z.number().int().min(1).max(MAX_PHOTO_BYTES),
  media_category: z.literal('tweet_image'),
  shared: z.literal(false).optional(),
});

const part = z.object({ segment_index: z.coerce.number().int().min(0).max(999), media: z.unknown() });

const oneShot = z.object({
  media: z.unknown(),
  media_category: z.literal('tweet_image'),
  media_type: z.enum(['image/jpeg', 'image/png', 'image/webp']).default('image/jpeg'),
});

const metadata = z.strictObject({
  id: snowflakeId,
  metadata: z.strictObject({ alt_text: z.strictObject({ text: z.string() }) }),
});

const UNKNOWN = 'The media id is not one of yours.';

const bytesOf = (media: unknown): Uint8Array | null => {
  if (media instanceof Uint8Array) return media;
  return typeof media === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(media)
    ? Buffer.from(media, 'base64')
    : null;
};

async function ownMedia(visit: Visit, mediaId: string): Promise<SandboxMedia | null> {
  if (!snowflakeId.safeParse(mediaId).success) return null;
  const [media] = await visit.context.store.findMedia([mediaId]);
  return media?.userId === visit.token.userId ? media : null;
}

async function open(visit: Visit, mediaType: string, totalBytes: number): Promise<SandboxMedia> {
  const at = visit.context.now();
  const media: SandboxMedia = {
    id: visit.context.nextId(),
    userId: visit.token.userId,
    mediaType,
    totalBytes,
    sha256: null,
    altText: null,
    expiresAt: new Date(at.getTime() + USABLE_MS),
  };
  await visit.context.store.openMedia(media, at);
  return media;
}

const described = (media: SandboxMedia, state?: 'succeeded') => ({
  data: {
    id: media.id,
    media_key: `3_${media.id}`,
    size: media.totalBytes,
    expires_after_secs: USABLE_MS / 1000,
    ...(state ? { processing_info: { state, progress_percent: 100 } } : {}),
  },
});

/** Ends an upload if what arrived is what was announced. */
async function finish(visit: Visit, media: SandboxMedia): Promise<SandboxAnswer> {
  const { store, now } = visit.context;
  const { indexes, totalBytes, beginning } = await store.inspectParts(media.id);
  if (indexes.some((index, position) => index !== position))
    return invalid('A part of the media is missing.');
  if (totalBytes !== media.totalBytes)
    return invalid('The size of the media differs from the announced total_bytes.');
  if (!BEGINNINGS[media.mediaType]?.(Buffer.from(beginning))) {
    return invalid('The media is not of the announced media_type.');
  }
  await store.finishMedia(media.id, new Date(now().getTime() + USABLE_MS));
  return ok(described(media));
}

/** POST /2/media/upload/initialize */
export async function initializeUpload(visit: Visit): Promise<SandboxAnswer> {
  const asked = initialize.safeParse(jsonBody(visit.request));
  if (!asked.success) return invalid('The upload does not name a photo of an accepted kind and size.');
  const media = await open(visit, asked.data.media_type, asked.data.total_bytes);
  return ok({ data: { id: media.id, media_key: `3_${media.id}`, expires_after_secs: USABLE_MS / 1000 } });
}

/** POST /2/media/upload/:id/append */
export async function appendUpload(visit: Visit): Promise<SandboxAnswer> {
  const media = await ownMedia(visit, visit.part.id ?? '');
  if (!media || media.sha256) return invalid(UNKNOWN);
  const asked = part.safeParse(fieldsOf(visit.request));
  const bytes = asked.success ? bytesOf(asked.data.media) : null;
  if (!asked.success || !bytes || bytes.length === 0) return invalid('A part needs segment_index and media.');
  await visit.context.store.putPart(media.id, asked.data.segment_index, bytes);
  return ok({ data: { expires_at: Math.floor(media.expiresAt.getTime() / 1000) } });
}

/** POST /2/media/upload/:id/finalize */
export async function finalizeUpload(visit: Visit): Promise<SandboxAnswer> {
  const media = await ownMedia(visit, visit.part.id ?? '');
  if (!media) return invalid(UNKNOWN);
  return media.sha256 ? ok(described(media)) : finish(visit, media);
}

/** POST /2/media/upload: the whole file in one call */
export async function uploadAtOnce(visit: Visit): Promise<SandboxAnswer> {
  const asked = oneShot.safeParse(fieldsOf(visit.request));
  const bytes = asked.success ? bytesOf(asked.data.media) : null;
  if (!asked.success || !bytes || bytes.length === 0 || bytes.length > MAX_PHOTO_BYTES) {
    return invalid('The upload does not hold a photo of an accepted kind and size.');
  }
  const media = await open(visit, asked.data.media_type, bytes.length);
  await visit.context.store.putPart(media.id, 0, bytes);
  return finish(visit, media);
}

/** GET /2/media/upload?command=STATUS */
export async function uploadStatus(visit: Visit): Promise<SandboxAnswer> {
  const { query } = visit.request;
  const media = query.get('command') === 'STATUS' ? await ownMedia(visit, query.get('media_id') ?? '') : null;
  if (!media?.sha256) return invalid(UNKNOWN);
  return ok(described(media, 'succeeded'));
}

/** POST /2/media/metadata */
export async function describeMedia(visit: Visit): Promise<SandboxAnswer> {
  const asked = metadata.safeParse(jsonBody(visit.request));
  if (!asked.success) return invalid('The metadata is not of the form {id, metadata: {alt_text: {text}}}.');
  const { text } = asked.data.metadata.alt_text;
  if (text === '' || [...text].length > MAX_ALT_TEXT)
    return invalid(`The alt text has 1 to ${MAX_ALT_TEXT} characters.`);
  const media = await ownMedia(visit, asked.data.id);
  if (!media) return forbidden(UNKNOWN);
  await visit.context.store.setAltText(media.id, text);
  return ok({ data: { id: media.id, associated_metadata: { alt_text: { text } } } });
}
