// How far an answer of the face process is believed: a picture that has passed the walker can still hold a surprise
// for a decoder, so every word of it is checked.
import { z } from 'zod';
import type { FaceLook } from '#app/domain/ports/face-finder.ts';
import { FACE_MODEL_SHA256 } from './face-model.ts';
import type { Frame } from './engine-frames.ts';
import type { FaceBox } from './face-box.ts';

/** Longest answer in bytes; a crowd of a thousand takes a tenth of it. */
export const MOST_FACES_BYTES = 1_000_000;

const headShape = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    model: z.literal(FACE_MODEL_SHA256),
    ms: z.number().nonnegative(),
    cpuMs: z.number().nonnegative(),
  }),
  z.object({ ok: z.literal(false), cpuMs: z.number().nonnegative() }),
]);

const facesShape = z.array(
  z.object({
    box: z.object({
      x: z.number().int().nonnegative(),
      y: z.number().int().nonnegative(),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
    }),
    score: z.number().min(0).max(1),
    certainty: z.enum(['sure', 'possible']),
  }),
);

/**
 * In: an answer as it came, and the size of the photo in px. Out: the look to believe, with the CPU ms the process
 * has used so far; undefined when it is no answer at all (another model, a face outside the photo).
 */
export function checkFaceAnswer(
  { head, body }: Frame,
  photo: { width: number; height: number },
): { look: FaceLook; cpuMs: number } | undefined {
  const parsed = headShape.safeParse(head);
  if (!parsed.success) return undefined;
  const said = parsed.data;
  if (!said.ok) return { look: { outcome: 'unavailable', why: 'failed' }, cpuMs: said.cpuMs };
  const faces = facesShape.safeParse(jsonOf(body));
  if (!faces.success) return undefined;
  const isInside = ({ x, y, width, height }: FaceBox): boolean =>
    x + width <= photo.width && y + height <= photo.height;
  if (!faces.data.every(({ box }) => isInside(box))) return undefined;
  const look = { outcome: 'looked', faces: faces.data, model: said.model, ms: said.ms } as const;
  return { look, cpuMs: said.cpuMs };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
