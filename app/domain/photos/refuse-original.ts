// Decides from an original's bytes alone, before anything is decoded, whether it may be opened at all. Decoders
// are where hostile files do their harm, so everything that can be refused is refused here.
import type { PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import { declaredSize } from './declared-size.ts';
import { isCutGif } from './gif-blocks.ts';
import { MOST_SCANS, jpegScanCount } from './jpeg-segments.ts';
import { MAX_UPLOAD_BYTES } from './photo-limits.ts';
import { mostPixels } from './picture-bounds.ts';
import { sniffFormat, type SniffedFormat } from './sniff-format.ts';

/** `detail` is for whoever runs the school's Gatepost: measures and formats, nothing about the picture. */
export interface PhotoRefusal {
  code: PhotoRefusalCode;
  detail: string;
}

const refusedFormats: Partial<Record<SniffedFormat, PhotoRefusalCode>> = {
  raw: 'raw',
  svg: 'svg',
  pdf: 'pdf',
  video: 'video',
  unknown: 'unsupported_format',
};

/** In: an original's bytes. Out: why it may not be decoded, or undefined when it may. Never throws. */
export function refuseOriginal(bytes: Uint8Array): PhotoRefusal | undefined {
  if (bytes.length === 0) return { code: 'empty', detail: '0 bytes' };
  if (bytes.length > MAX_UPLOAD_BYTES) return { code: 'too_many_bytes', detail: `${bytes.length} bytes` };
  const format = sniffFormat(bytes);
  const refused = refusedFormats[format];
  if (refused) return { code: refused, detail: `the file is ${format}` };
  const size = declaredSize(bytes);
  if (!size) return { code: format === 'heic' ? 'heic' : 'damaged', detail: 'no whole picture header' };
  if (size.width * size.height > mostPixels(format))
    return { code: 'too_many_pixels', detail: `${size.width} × ${size.height} px` };
  if (format === 'gif' && isCutGif(bytes)) return { code: 'damaged', detail: 'it ends within a block' };
  const scans = format === 'jpeg' ? jpegScanCount(bytes) : 1;
  return scans > MOST_SCANS ? { code: 'too_many_scans', detail: `${scans} scans` } : undefined;
}
