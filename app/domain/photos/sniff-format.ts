// Tells what a file is by its own bytes. The name and the type that a phone or browser claims are never asked.
import { uint32 } from './png-chunks.ts';
import { isRawPhoto } from './raw-photo.ts';

export type SniffedFormat =
  'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'heic' | 'avif' | 'raw' | 'svg' | 'pdf' | 'video' | 'unknown';

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, Math.min(end, bytes.length)));

/** In: a file's bytes, all of them. Out: its format; `unknown` for anything we cannot name. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat {
  const head = ascii(bytes, 0, 16);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF')) return head.slice(8, 12) === 'WEBP' ? 'webp' : riffVideo(head);
  if (isRawPhoto(bytes)) return 'raw';
  // The other TIFF, of 64-bit offsets, is for files beyond 4 GB: no photo needs it.
  if (/^(II\*\0|MM\0\*)/.test(head)) return 'tiff';
  if (head.slice(4, 8) === 'ftyp') return baseMedia(bytes);
  if (['moov', 'mdat', 'wide', 'pnot'].includes(head.slice(4, 8))) return 'video';
  // Matroska and WebM, MPEG programme stream, MPEG video, Flash video, Windows Media
  if (/^(\x1a\x45\xdf\xa3|\0\0\x01[\xba\xb3]|FLV\x01|\x30\x26\xb2\x75)/.test(head)) return 'video';
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'pdf';
  return looksLikeSvg(bytes) ? 'svg' : 'unknown';
}

const riffVideo = (head: string): SniffedFormat => (head.slice(8, 12) === 'AVI ' ? 'video' : 'unknown');

/** ISO base media: the brands in the first box tell a still picture from a film. */
function baseMedia(bytes: Uint8Array): SniffedFormat {
  const boxEnd = Math.min(uint32(bytes, 0), 512);
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(ascii(bytes, at, at + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  // Canon's newer raw photos use the same boxes.
  return brands[0] === 'crx ' ? 'raw' : 'video';
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  // Dropping the zero bytes reads UTF-16 well enough to find an element's name.
  const text = ascii(bytes, 0, 4096).replaceAll('\0', '').toLowerCase();
  const opening = text.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart();
  return opening.startsWith('<svg') || (/^<[?!]/.test(opening) && text.includes('<svg'));
}
