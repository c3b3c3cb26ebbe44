// Puts HEIC files together box by box (ISO/IEC 23008-12), as phones do: one picture or a grid of tiles, turned and
// mirrored by properties, with a colour profile, see-through parts, a small copy, EXIF and XMP beside it.
import { hevcPicture, type HevcPicture, type SampleAt } from './hevc-picture.ts';

export interface HeicPlan {
  /** px, as stored: before it is turned */
  width: number;
  height: number;
  /** red, green, blue of each stored pixel */
  colourAt: (x: number, y: number) => readonly [number, number, number];
  /** quarter turns anticlockwise that a viewer makes */
  turns?: 0 | 1 | 2 | 3;
  /** 0: a viewer swaps top and bottom; 1: left and right */
  mirror?: 0 | 1;
  /** an ICC profile */
  profile?: Uint8Array;
  /** how opaque each pixel is, 0 to 255, in an auxiliary picture */
  opacityAt?: (x: number, y: number) => number;
  /** side of the square tiles in px; without it one picture */
  tile?: number;
  /** uses the first tile everywhere: a large picture in a small file */
  sameTile?: boolean;
  exif?: Uint8Array;
  xmp?: string;
  /** adds a small copy of the picture */
  thumbnail?: boolean;
  /** adds another auxiliary picture of this kind, such as a depth map or a gain map */
  auxiliary?: string;
  /** puts another picture before the primary one */
  other?: (x: number, y: number) => readonly [number, number, number];
  /** the size it claims, when that is a lie */
  claims?: { width: number; height: number };
}

interface Item {
  type: string;
  data: Uint8Array;
  properties: { box: Buffer; essential: boolean }[];
  hidden?: boolean;
  contentType?: string;
}

/** Out: a whole HEIC file. */
export function heicFile(plan: HeicPlan): Buffer {
  const items: Item[] = [];
  const references: [kind: string, from: number, to: number[]][] = [];
  const add = (item: Item): number => items.push(item);
  if (plan.other) add(pictureItem(hevcPicture(64, 64, coded(plan.other)), 64, 64));
  const shown = [
    ...(plan.turns === undefined ? [] : [{ box: box('irot', Buffer.from([plan.turns])), essential: true }]),
    ...(plan.mirror === undefined ? [] : [{ box: box('imir', Buffer.from([plan.mirror])), essential: true }]),
    ...(plan.profile ? [{ box: box('colr', 'prof', plan.profile), essential: false }] : []),
  ];
  const primary = plan.tile ? addGrid(plan, plan.tile, shown) : addWhole(plan, shown);
  if (plan.opacityAt) {
    const { opacityAt } = plan;
    addAuxiliary('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', (x, y) => [opacityAt(x, y), 128, 128]);
  }
  if (plan.auxiliary) addAuxiliary(plan.auxiliary, (x) => [x & 255, 128, 128]);
  if (plan.thumbnail) {
    const small = hevcPicture(64, 64, coded(plan.colourAt));
    references.push(['thmb', add(pictureItem(small, 64, 64)), [primary]]);
  }
  if (plan.exif) {
    const data = Buffer.concat([Buffer.from([0, 0, 0, 6]), Buffer.from('Exif\0\0'), plan.exif]);
    references.push(['cdsc', add({ type: 'Exif', data, properties: [], hidden: true }), [primary]]);
  }
  if (plan.xmp) {
    const contentType = 'application/rdf+xml';
    const data = Buffer.from(plan.xmp);
    references.push([
      'cdsc',
      add({ type: 'mime', data, properties: [], hidden: true, contentType }),
      [primary],
    ]);
  }
  return assembled(items, references, primary);

  function addWhole({ width, height, colourAt, claims }: HeicPlan, properties: Item['properties']): number {
    const size = claims ?? { width, height };
    return add(pictureItem(hevcPicture(width, height, coded(colourAt)), size.width, size.height, properties));
  }

  function addGrid(
    { width, height, colourAt, sameTile, claims }: HeicPlan,
    tile: number,
    properties: Item['properties'],
  ): number {
    const [across, down] = [Math.ceil(width / tile), Math.ceil(height / tile)];
    const first = hevcPicture(tile, tile, coded(colourAt));
    const tiles = Array.from({ length: across * down }, (_, i) => {
      const [left, top] = [(i % across) * tile, Math.floor(i / across) * tile];
      const piece =
        sameTile || i === 0
          ? first
          : hevcPicture(
              tile,
              tile,
              coded((x, y) => colourAt(x + left, y + top)),
            );
      return add({ ...pictureItem(piece, tile, tile), hidden: true });
    });
    const size = claims ?? { width, height };
    const data = Buffer.concat([
      Buffer.from([0, 1, down - 1, across - 1]),
      uint32(size.width),
      uint32(size.height),
    ]);
    const id = add({
      type: 'grid',
      data,
      properties: [{ box: extent(size.width, size.height), essential: false }, ...properties],
    });
    references.push(['dimg', id, tiles]);
    return id;
  }

  function addAuxiliary(kind: string, samples: SampleAt): void {
    const { width, height } = plan;
    const about = [{ box: fullBox('auxC', `${kind}\0`), essential: true }];
    const item = pictureItem(hevcPicture(width, height, samples), width, height, about);
    references.push(['auxl', add({ ...item, hidden: true }), [primary]]);
  }
}

/** Full-range BT.601, which the pictures say they are in. */
const coded =
  (colourAt: HeicPlan['colourAt']): SampleAt =>
  (x, y) => {
    const [r, g, b] = colourAt(x, y);
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    return [Math.round(luma), clamp(128 + (b - luma) / 1.772), clamp(128 + (r - luma) / 1.402)];
  };

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

function pictureItem(
  { config, data }: HevcPicture,
  width: number,
  height: number,
  more: Item['properties'] = [],
): Item {
  const properties = [
    { box: box('hvcC', config), essential: true },
    { box: extent(width, height), essential: false },
    ...more,
  ];
  return { type: 'hvc1', data, properties };
}

const extent = (width: number, height: number): Buffer => fullBox('ispe', uint32(width), uint32(height));

function assembled(
  items: Item[],
  references: [kind: string, from: number, to: number[]][],
  primary: number,
): Buffer {
  const ftyp = box('ftyp', 'heic', uint32(0), 'mif1', 'heic');
  const properties: Buffer[] = [];
  const associations = items
    .filter((item) => item.properties.length > 0)
    .map((item) => {
      const uses = item.properties.map(({ box: made, essential }) => {
        const known = properties.findIndex((other) => other.equals(made));
        const at = known === -1 ? properties.push(made) : known + 1;
        return (essential ? 0x80 : 0) | at;
      });
      return Buffer.concat([uint16(items.indexOf(item) + 1), Buffer.from([uses.length, ...uses])]);
    });
  // Items of the same bytes share them.
  const stored = [...new Set(items.map(({ data }) => data))];
  const meta = (dataAt: number): Buffer => {
    const offsets = new Map<Uint8Array, number>();
    let offset = dataAt;
    for (const data of stored) {
      offsets.set(data, offset);
      offset += data.length;
    }
    const places = items.map(({ data }, i) =>
      Buffer.concat([
        uint16(i + 1),
        uint16(0),
        uint16(1),
        uint32(offsets.get(data) as number),
        uint32(data.length),
      ]),
    );
    return fullBox(
      'meta',
      fullBox('hdlr', uint32(0), 'pict', Buffer.alloc(13)),
      fullBox('pitm', uint16(primary)),
      fullBox('iloc', Buffer.from([0x44, 0x00]), uint16(items.length), ...places),
      fullBox('iinf', uint16(items.length), ...items.map(information)),
      ...(references.length === 0
        ? []
        : [
            fullBox(
              'iref',
              ...references.map(([kind, from, to]) =>
                box(kind, uint16(from), uint16(to.length), ...to.map(uint16)),
              ),
            ),
          ]),
      box('iprp', box('ipco', ...properties), fullBox('ipma', uint32(associations.length), ...associations)),
    );
  };
  const dataAt = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(dataAt), box('mdat', ...stored)]);
}

function information({ type, hidden, contentType }: Item, i: number): Buffer {
  const words = contentType ? `\0${contentType}\0` : '\0';
  const entry = box('infe', Buffer.from([2, 0, 0, hidden ? 1 : 0]), uint16(i + 1), uint16(0), type, words);
  return entry;
}

type Piece = string | Uint8Array;

/** Out: one box: its length, its four letters, its content. */
export function box(type: string, ...content: Piece[]): Buffer {
  const data = Buffer.concat(content.map((piece) => Buffer.from(piece as string, 'latin1')));
  return Buffer.concat([uint32(8 + data.length), Buffer.from(type, 'latin1'), data]);
}

const fullBox = (type: string, ...content: Piece[]): Buffer => box(type, uint32(0), ...content);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
