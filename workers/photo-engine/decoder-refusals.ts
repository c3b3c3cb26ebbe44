// Turns what the decoder complained of into one refusal. Its message carries measures and marker numbers, never
// anything read from the picture, and is cut to one short line all the same: the last, because earlier ones are mere warnings.
import type { PhotoRefusal } from '#app/domain/photos/refuse-original.ts';
import { UnreadableHeic } from './decode-heic.ts';

/** In: anything thrown while decoding or encoding. Out: the refusal it means. */
export function refusalFromDecoder(error: unknown): PhotoRefusal {
  const message = error instanceof Error ? error.message : String(error);
  const detail = (message.trim().split('\n').at(-1) ?? '').replace(/[^ -~]/g, '').slice(0, 120);
  if (error instanceof RangeError) return { code: 'engine_failed', detail };
  if (
    /pixel limit|out of memory|insufficient memory|memory allocation|unable to allocate|cannot allocate|security limit/i.test(
      message,
    )
  )
    return { code: 'too_many_pixels', detail };
  return { code: error instanceof UnreadableHeic ? 'heic' : 'damaged', detail };
}
