// Which kinds of metadata a HEIC or AVIF photo holds: items beside the picture, properties of it, and whatever boxes
// phones put around them.
import type { AddKind } from './metadata-kinds.ts';
import {
  boxAt,
  itemBytes,
  itemReferences,
  mediaBoxes,
  pictureItems,
  type PictureItem,
} from './base-media-boxes.ts';
import { addExifKinds } from './exif-metadata.ts';
import { uint32 } from './png-chunks.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** How the picture is coded, or put together from others. */
const pictures = new Set(['hvc1', 'av01', 'grid', 'iovl', 'iden', 'jpeg', 'avc1', 'tmap', 'hev1']);
const plainBoxes = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'wide', 'styp']);
/** What `meta` needs to say what is in the file. */
const plainInMeta = new Set(['hdlr', 'pitm', 'iloc', 'iinf', 'iref', 'iprp', 'idat', 'dinf', 'grpl', 'free']);
const CONTENT_CREDENTIALS = 'd8fec3d61b0e483c92975828877ec481';

/** A photo has one or two; a file with thousands exists only to keep the reader busy. */
const MOST_DESCRIPTIONS = 16;

/** Adds the kinds found in a HEIC or AVIF file, to its last byte. Never throws. */
export function addHeifKinds(bytes: Uint8Array, add: AddKind): void {
  let end = 0;
  for (const box of mediaBoxes(bytes)) {
    end = box.end;
    // Tracks of their own: a burst, the film of a live or motion photo.
    if (box.type === 'moov' || box.type === 'mpvd' || box.type === 'moof') add('extra_image');
    else if (box.type === 'uuid')
      add(uuidOf(bytes, box.start) === CONTENT_CREDENTIALS ? 'provenance' : 'other');
    else if (!plainBoxes.has(box.type)) add('other');
  }
  if (end < bytes.length) add('trailing_bytes');
  const meta = boxAt(bytes, 'meta');
  for (const { type } of meta ? mediaBoxes(bytes, meta.start + 4, meta.end) : []) {
    // Programs that think of films put names and places where films have them.
    if (type === 'udta' || type === 'ilst') add('text');
    else if (!plainInMeta.has(type)) add('other');
  }
  const additions = new Map(itemReferences(bytes).map(({ kind, from }) => [from, kind]));
  let described = 0;
  for (const item of pictureItems(bytes))
    if (item.type !== 'Exif' && item.type !== 'mime') addPictureKinds(item, additions.get(item.id), add);
    else if (described++ < MOST_DESCRIPTIONS) addDescriptionKinds(bytes, item, add);
  addPropertyKinds(bytes, add);
}

function addDescriptionKinds(bytes: Uint8Array, item: PictureItem, add: AddKind): void {
  const data = itemBytes(bytes, item.id);
  // Four bytes say how far behind them the TIFF part begins.
  if (item.type === 'Exif') addExifKinds(data.length < 4 ? data : data.subarray(4 + uint32(data, 0)), add);
  else if (/rdf\+xml/i.test(item.contentType)) addXmpKinds(data, add);
  else add('other');
}

function addPictureKinds(item: PictureItem, reference: string | undefined, add: AddKind): void {
  if (!pictures.has(item.type)) add('other');
  else if (reference === 'thmb') add('thumbnail');
}

function addPropertyKinds(bytes: Uint8Array, add: AddKind): void {
  const list = boxAt(bytes, 'meta', 'iprp', 'ipco');
  for (const { type, start, end } of list ? mediaBoxes(bytes, list.start, list.end) : []) {
    const way = String.fromCharCode(...bytes.subarray(start, start + 4));
    if (type === 'colr' && (way === 'prof' || way === 'rICC')) add('colour_profile');
    else if (type === 'irot' || type === 'imir') add('orientation');
    else if (type === 'udes') add('comment');
    else if (type === 'auxC' && !isTransparency(bytes, start, end)) add('extra_image');
    else if (type === 'uuid') add('other');
  }
}

/** An addition is a depth map, a gain map …, unless it only says how see-through the picture is. */
const isTransparency = (bytes: Uint8Array, start: number, end: number): boolean =>
  /alpha|hevc:2015:auxid:1/.test(
    new TextDecoder('latin1').decode(bytes.subarray(start + 4, Math.min(end, start + 104))),
  );

const uuidOf = (bytes: Uint8Array, at: number): string =>
  [...bytes.subarray(at, at + 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
