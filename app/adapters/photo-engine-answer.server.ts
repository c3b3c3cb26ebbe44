// Checks an answer of the photo process as one would a stranger's: its shape, its measures, and the clean bytes
// themselves, walked and hashed again on this side of the pipe.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { maySend, walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import type { CleanOrder } from '#app/domain/photos/clean-order.ts';
import { declaredSize } from '#app/domain/photos/declared-size.ts';
import type { Frame } from '#app/domain/photos/engine-frames.ts';
import { METADATA_KINDS } from '#app/domain/photos/metadata-kinds.ts';
import type { CleanResult, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';

const childRefusals = [
  'empty',
  'too_many_bytes',
  'too_many_pixels',
  'too_many_scans',
  'heic',
  'raw',
  'svg',
  'pdf',
  'video',
  'unsupported_format',
  'damaged',
  'leak_found',
  'engine_failed',
] as const satisfies readonly PhotoRefusalCode[];

/** base64 characters */
const LONGEST_LIKENESS = 8192;

const answerShape = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    cpuMs: z.number().nonnegative(),
    photo: z.object({
      format: z.enum(['jpeg', 'webp']),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      perceptualHash: z.string().regex(/^[0-9a-f]{16}$/),
      likeness: z.base64().max(LONGEST_LIKENESS),
      removed: z.array(z.enum(METADATA_KINDS)),
      frames: z.number().int().positive(),
      original: z.object({ width: z.number().int().positive(), height: z.number().int().positive() }),
      ms: z.number().nonnegative(),
    }),
  }),
  z.object({
    ok: z.literal(false),
    cpuMs: z.number().nonnegative(),
    code: z.enum(childRefusals),
    detail: z.string().max(200),
  }),
]);

/**
 * In: what the process said and what it was asked for. Out: the result to believe, with the CPU ms the process
 * has used so far; undefined when it is no answer at all. A result with one forbidden byte is `leak_found`.
 */
export function checkAnswer(
  { head, body }: Frame,
  { maxEdge, maxBytes, mayMove, edits }: CleanOrder,
): { result: CleanResult; cpuMs: number } | undefined {
  const parsed = answerShape.safeParse(head);
  if (!parsed.success) return undefined;
  const { cpuMs } = parsed.data;
  if (!parsed.data.ok)
    return { result: { ok: false, code: parsed.data.code, detail: parsed.data.detail }, cpuMs };
  const photo = parsed.data.photo;
  const allowed = walkBytes(body);
  if (!allowed.ok || !maySend(allowed)) {
    const detail = allowed.ok ? `a ${allowed.format}` : `${allowed.what} at byte ${allowed.offset}`;
    return { result: { ok: false, code: 'leak_found', detail }, cpuMs };
  }
  const size = declaredSize(body);
  const isWithin = Math.max(photo.width, photo.height) <= maxEdge && body.length <= maxBytes;
  const isTrue = size?.width === photo.width && size.height === photo.height && sha256(body) === photo.sha256;
  const mayBe = photo.format === 'jpeg' || (mayMove && edits === null && photo.frames > 1);
  return isWithin && isTrue && mayBe && photo.format === allowed.format
    ? { result: { ok: true, photo: { ...photo, bytes: body } }, cpuMs }
    : undefined;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
