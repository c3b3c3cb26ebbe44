// Tells a camera's raw photo from an ordinary picture. Most are TIFFs whose first picture is only a small copy: a
// decoder would take that for the photo, so they have to be known by their tags.
import { numbersOf, openTiff, readDirectory } from './tiff-directories.ts';

const SUB_PICTURES = 0x014a;
const COMPRESSION = 0x0103;
const PHOTOMETRIC = 0x0106;
const DNG_VERSION = 0xc612;

/** How Sony, Kodak, Nikon, Pentax, Samsung and Panasonic pack what the sensor saw. */
const sensorPackings = new Set([32767, 32770, 32772, 34713, 34316, 65000, 65535]);
/** A mosaic of coloured cells, or light before any gamma. */
const sensorColours = new Set([32803, 34892]);

/** Openings of raw photos that are no TIFF at all, or one with letters of its own. */
const openings = /^(FUJIFILMCCD-RAW|FOVb|\0MRM|IIR[OS]|IIU\0|MMOR|II\*\0....CR|.{6}HEAPCCDR)/s;

/** In: a file's bytes. Out: whether it is a raw photo (CR2, NEF, ARW, DNG, RAF, ORF, RW2 …). Never throws. */
export function isRawPhoto(bytes: Uint8Array): boolean {
  if (openings.test(String.fromCharCode(...bytes.subarray(0, 16)))) return true;
  const tiff = openTiff(bytes);
  if (!tiff) return false;
  const waiting = [tiff.first];
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    const read = readDirectory(tiff, offset);
    for (const entry of read?.entries ?? []) {
      const value = (): number => numbersOf(tiff, entry, 1)[0] ?? 0;
      if (entry.tag === DNG_VERSION) return true;
      if (entry.tag === COMPRESSION && sensorPackings.has(value())) return true;
      if (entry.tag === PHOTOMETRIC && sensorColours.has(value())) return true;
      if (entry.tag === SUB_PICTURES) waiting.push(...numbersOf(tiff, entry));
    }
    if (read?.next) waiting.push(read.next);
  }
  return false;
}
