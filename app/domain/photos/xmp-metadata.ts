// Which kinds of metadata an XMP packet names. The XML is searched, not parsed: the question is only whether a
// property is there.
import type { MetadataKind } from '#app/domain/ports/photo-engine.ts';
import type { AddKind } from './metadata-kinds.ts';

const told: [MetadataKind, RegExp][] = [
  [
    'location',
    /GPSL(at|ong)itude|photoshop:(City|State|Country)|Iptc4xmp(Core|Ext):Location|LocationCreated/,
  ],
  ['serial_number', /SerialNumber|ImageUniqueID|(Original)?DocumentID|InstanceID/],
  [
    'owner',
    /dc:(creator|rights)|photoshop:(Credit|Source)|xmpRights:|CameraOwnerName|PersonInImage|mwg-rs:|MPReg:/,
  ],
  ['camera', /tiff:(Make|Model)|CreatorTool|aux:Lens|exifEX:Lens|exif:(FNumber|ExposureTime)/],
  ['date_taken', /CreateDate|ModifyDate|DateCreated|DateTimeOriginal/],
  ['comment', /dc:(description|title|subject)|photoshop:Headline|exif:UserComment/],
  ['thumbnail', /xmp:Thumbnails|xmpGImg:/],
  ['provenance', /c2pa|dcterms:provenance/],
  ['extra_image', /MotionPhoto|MicroVideo|Container:Directory|hdrgm:|GDepth:|GImage:/],
];

/** In: an XMP packet or a piece of one. Adds `xmp` and whatever its properties tell. Never throws. */
export function addXmpKinds(packet: Uint8Array, add: AddKind): void {
  add('xmp');
  const text = new TextDecoder('latin1').decode(packet);
  for (const [kind, pattern] of told) if (pattern.test(text)) add(kind);
}
