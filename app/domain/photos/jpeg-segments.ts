// Reads the segments of any JPEG the way decoders do, believing nothing; used to learn what an original holds
// and how much work it asks for, before anything is decoded.

export interface JpegSegment {
  /** the byte after 0xFF; 0xD9 is the end of the picture */
  marker: number;
  /** offsets of the payload, after the length field: from `start` up to but not including `end` */
  start: number;
  end: number;
}

/**
 * Yields every segment, those between the scans too, and stops after the first end of picture.
 * Skips to the next marker over anything else, as libjpeg does, so a file cannot hide a scan from it.
 * Never throws; a cut file just ends.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return;
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) return;
    at += 2;
    if (marker === 0xd9) {
      yield { marker, start: at, end: at };
      return;
    }
    const standsAlone = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (standsAlone || at + 2 > bytes.length) continue;
    const length = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    if (length < 2) continue;
    const end = Math.min(at + length, bytes.length);
    yield { marker, start: at + 2, end };
    at = end;
  }
}

/** Ordinary photos have 1 to 14 scans; a file with hundreds exists only to keep a decoder busy. */
export const MOST_SCANS = 64;

/** How many scans (SOS) a JPEG holds; the pixel limit cannot see them, and each one costs a pass. */
export function jpegScanCount(bytes: Uint8Array): number {
  let scans = 0;
  for (const { marker } of jpegSegments(bytes)) if (marker === 0xda) scans++;
  return scans;
}
