// What a teacher reads when a photo cannot be used, and when one was cleaned: what happened, what it means and
// what to do. One place, so that the page, the history and the command line say the same.
import type { MetadataKind, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import { METADATA_KINDS } from './metadata-kinds.ts';

const sentences: Record<PhotoRefusalCode, string> = {
  empty: 'This file is empty: no photo reached us. Choose the photo again from your camera roll.',
  too_many_bytes:
    'This photo is over 32 MB, more than we can take. Send a smaller copy: when you share it, choose “Large” instead of “Actual size”.',
  too_many_pixels:
    'This picture has too many pixels to open safely. Send a smaller copy, for example a screenshot of it.',
  too_many_scans:
    'This photo is saved in a way that would take far too long to open. Open it on your phone, take a screenshot and send that.',
  heic: 'We could not open this HEIC photo from an iPhone. Share it again as a JPEG, or open it, take a screenshot and send that. For next time, on the iPhone: Settings → Camera → Formats → Most Compatible.',
  raw: 'This is a camera’s raw file, not a finished photo. Save it as a JPEG on the camera or computer and send that.',
  svg: 'This file is a drawing (SVG), not a photo, and can carry hidden instructions, so we do not open it. Save it as a PNG or JPEG and send that.',
  pdf: 'This file is a PDF document, not a photo. Take a photo or a screenshot of the page and send that.',
  video:
    'This file is a video. Only photos can go in a post for now: choose a photo, or take a screenshot of one moment.',
  animated:
    'This is a moving picture, and only still photos can go in a post. Choose a photo, or take a screenshot of one moment.',
  unsupported_format:
    'We cannot open this kind of file. Photos can be JPEG, HEIC, PNG, WebP, AVIF, GIF or TIFF: open it on your phone, take a screenshot and send that.',
  damaged:
    'This photo is damaged or did not arrive whole, so part of it is missing. Choose it again; if it still fails, open it, take a screenshot and send that.',
  took_too_long:
    'This photo took too long to open, so we stopped. Send a smaller copy, for example a screenshot of it.',
  leak_found:
    'We could not be sure that everything hidden in this photo was gone, so it was not kept. Take a screenshot of it and send that.',
  engine_failed:
    'Something went wrong on our side while cleaning this photo. It was not kept. Send it again; if that fails too, tell the person who looks after Gatepost.',
};

/** In: why a photo was refused. Out: one kind message for the teacher; it names no person and no technical part. */
export function photoRefusalSentence(code: PhotoRefusalCode): string {
  return sentences[code];
}

const notes = 'hidden notes';

/** Kinds that mean the same to a teacher share their words. */
const words: Record<MetadataKind, string> = {
  location: 'where it was taken',
  serial_number: 'the phone’s or camera’s serial number',
  owner: 'the owner’s name',
  camera: 'which phone or camera took it',
  date_taken: 'when it was taken',
  thumbnail: 'a small hidden copy of the photo',
  extra_image: 'an extra hidden picture',
  trailing_bytes: 'data hidden after the photo',
  maker_notes: 'the phone’s or camera’s own notes',
  provenance: 'its editing record',
  comment: notes,
  text: notes,
  xmp: notes,
  iptc: notes,
  colour_profile: 'the screen’s or camera’s colour profile',
  orientation: 'the mark for which way up it was held',
  other: notes,
};

/**
 * In: the kinds removed from a photo. Out: one line for the teacher, most personal first, with a capital and no
 * full stop ("Where it was taken, the owner’s name"); "Nothing was hidden in it" when there were none.
 */
export function removedInWords(kinds: readonly MetadataKind[]): string {
  const found = METADATA_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => words[kind]);
  const line = [...new Set(found)].join(', ');
  return line === '' ? 'Nothing was hidden in it' : line.charAt(0).toUpperCase() + line.slice(1);
}
