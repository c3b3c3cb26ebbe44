// Walks a JPEG that claims to be clean, marker by marker, and stops at the first byte that need not be there.
// Only baseline pictures are known here: clean photos are never written in any other way.
import { codeTable, walkScan, type BlockTables, type CodeTable } from './jpeg-entropy.ts';
import { NotAllowed } from './not-allowed.ts';

interface Component {
  /** how many blocks of it stand side by side and one above another in an MCU */
  across: number;
  down: number;
  quantTable: number;
}

interface Frame {
  /** px */
  width: number;
  height: number;
  components: Component[];
}

interface Walk {
  bytes: Uint8Array;
  frame: Frame | undefined;
  quantTables: Set<number>;
  /** Huffman tables by class × 16 + id; `fresh` since the last scan, so that each is known to be needed */
  huffmanTables: Map<number, CodeTable>;
  fresh: Set<number>;
  restartInterval: number;
  scanned: Set<number>;
}

const names: Record<number, string> = {
  0xfe: 'a comment',
  0xdc: 'a late height',
  0xc2: 'a progressive picture',
};
const nameOf = (marker: number): string => {
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  return (
    names[marker] ??
    (isApplication ? `application segment ${marker - 0xe0}` : `marker ${marker.toString(16)}`)
  );
};

function need(condition: boolean, offset: number, what: string): asserts condition {
  if (!condition) throw new NotAllowed(offset, what);
}

/**
 * Walks a whole JPEG, its compressed data included. In: the file's bytes. Out: nothing when each byte is one that
 * the picture needs. Errors: `NotAllowed` with the offset of the first one that is not.
 */
export function walkJpeg(bytes: Uint8Array): void {
  const walk: Walk = {
    bytes,
    frame: undefined,
    quantTables: new Set(),
    huffmanTables: new Map(),
    fresh: new Set(),
    restartInterval: 0,
    scanned: new Set(),
  };
  need(bytes[0] === 0xff && bytes[1] === 0xd8, 0, 'no start of picture');
  let at = 2;
  for (;;) {
    need(at + 1 < bytes.length, at, 'no end of picture');
    need(bytes[at] === 0xff, at, 'bytes between segments');
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return endOfPicture(walk, at);
    need(at + 3 < bytes.length, at, 'a cut segment');
    const end = at + 2 + word(bytes, at + 2);
    need(end >= at + 4 && end <= bytes.length, at, 'a segment longer than the file');
    at = segment(walk, marker, at, at + 4, end);
  }
}

function endOfPicture({ bytes, frame, fresh, quantTables, scanned }: Walk, at: number): void {
  need(
    frame !== undefined && scanned.size === frame.components.length,
    at,
    'an end before the whole picture',
  );
  need(fresh.size === 0, at, 'a table that no scan uses');
  const used = new Set(frame.components.map(({ quantTable }) => quantTable));
  for (const id of quantTables) need(used.has(id), at, 'a table that no component uses');
  for (const id of used) need(quantTables.has(id), at, 'a component without its table');
  need(at + 2 === bytes.length, at + 2, 'bytes after the end of the picture');
}

/** Out: the offset of the next marker. */
function segment(walk: Walk, marker: number, at: number, start: number, end: number): number {
  switch (marker) {
    case 0xe0:
      jfif(walk.bytes, at, start, end);
      return end;
    case 0xdb:
      quantTables(walk, start, end);
      return end;
    case 0xc0:
      need(walk.frame === undefined, at, 'a second frame');
      walk.frame = frame(walk.bytes, start, end);
      return end;
    case 0xc4:
      huffmanTables(walk, start, end);
      return end;
    case 0xdd:
      need(end - start === 2, at, 'a restart interval of the wrong length');
      need(walk.scanned.size === 0 && walk.restartInterval === 0, at, 'a second restart interval');
      walk.restartInterval = word(walk.bytes, start);
      need(walk.restartInterval > 0, at, 'a restart interval of nothing');
      return end;
    case 0xda:
      return scan(walk, at, start, end);
    default:
      throw new NotAllowed(at, nameOf(marker));
  }
}

function jfif(bytes: Uint8Array, at: number, start: number, end: number): void {
  need(at === 2, at, 'a JFIF segment out of place');
  const isJfif = [0x4a, 0x46, 0x49, 0x46, 0].every((byte, i) => bytes[start + i] === byte);
  need(isJfif && end - start === 14, at, 'an application segment 0 that is not plain JFIF');
  need(bytes[start + 12] === 0 && bytes[start + 13] === 0, start + 12, 'a JFIF thumbnail');
}

function quantTables(walk: Walk, start: number, end: number): void {
  let at = start;
  for (; at < end; at += 65) {
    const id = walk.bytes[at] as number;
    need(id <= 3, at, 'a quantisation table of no known kind');
    need(!walk.quantTables.has(id), at, 'a quantisation table given twice');
    walk.quantTables.add(id);
  }
  need(at === end && end > start, start, 'quantisation tables of the wrong length');
}

function frame(bytes: Uint8Array, start: number, end: number): Frame {
  const count = bytes[start + 5] ?? 0;
  need(end - start === 6 + 3 * count, start, 'a frame of the wrong length');
  need(bytes[start] === 8, start, 'a frame that is not 8 bits deep');
  const [height, width] = [word(bytes, start + 1), word(bytes, start + 3)];
  need(height > 0 && width > 0, start + 1, 'a frame without a size');
  need(count === 1 || count === 3, start + 5, 'a frame that is neither grey nor colour');
  const components = Array.from({ length: count }, (_, i) => {
    const at = start + 6 + 3 * i;
    const [across, down] = [(bytes[at + 1] as number) >> 4, (bytes[at + 1] as number) & 15];
    need(bytes[at] === i + 1, at, 'a component out of order');
    need(across >= 1 && across <= 2 && down >= 1 && down <= 2, at + 1, 'an unusual sampling');
    return { across, down, quantTable: bytes[at + 2] as number };
  });
  return { width, height, components };
}

function huffmanTables(walk: Walk, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const id = walk.bytes[at] as number;
    need(id >> 4 <= 1 && (id & 15) <= 1, at, 'a Huffman table of no known kind');
    need(!walk.fresh.has(id), at, 'a Huffman table given twice');
    need(at + 17 <= end, at, 'a cut Huffman table');
    const symbols = walk.bytes.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    need(at + 17 + symbols <= end, at, 'a cut Huffman table');
    const table = codeTable(walk.bytes, at + 1, id >> 4 === 0);
    need(table !== undefined, at, 'an impossible Huffman table');
    walk.huffmanTables.set(id, table);
    walk.fresh.add(id);
    at += 17 + symbols;
  }
  need(end > start, start, 'an empty Huffman segment');
}

function scan(walk: Walk, at: number, start: number, end: number): number {
  const { bytes, frame: picture, scanned, huffmanTables: tables, fresh, restartInterval } = walk;
  need(picture !== undefined, at, 'a scan before its frame');
  const count = bytes[start] ?? 0;
  need(count >= 1 && end - start === 4 + 2 * count, at, 'a scan header of the wrong length');
  need(bytes[end - 3] === 0 && bytes[end - 2] === 63 && bytes[end - 1] === 0, end - 3, 'an unusual scan');
  const blocks: BlockTables[] = [];
  for (let i = 0, last = 0; i < count; i++) {
    const here = start + 1 + 2 * i;
    const [id, chosen] = [bytes[here] as number, bytes[here + 1] as number];
    const component = picture.components[id - 1];
    need(
      component !== undefined && id > last && !scanned.has(id),
      here,
      'a scan of a component it should not hold',
    );
    const [dc, ac] = [tables.get(chosen >> 4), tables.get(16 + (chosen & 15))];
    need(dc !== undefined && ac !== undefined, here, 'a scan without its Huffman tables');
    fresh.delete(chosen >> 4);
    fresh.delete(16 + (chosen & 15));
    const perUnit = count === 1 ? 1 : component.across * component.down;
    for (let n = 0; n < perUnit; n++) blocks.push({ dc, ac });
    scanned.add(id);
    last = id;
  }
  need(fresh.size === 0, at, 'a table that no scan uses');
  const only = count === 1 ? picture.components[(bytes[start + 1] as number) - 1] : undefined;
  const dataEnd = endOfData(bytes, end, restartInterval > 0);
  const units = unitsOf(picture, only);
  need(restartInterval < units, at, 'a restart interval that nothing comes of');
  walkScan(bytes, end, dataEnd, { blocks, units, restartInterval });
  return dataEnd;
}

/** How many MCUs a scan holds: of all components together, or single blocks when it holds one component only. */
function unitsOf({ width, height, components }: Frame, only: Component | undefined): number {
  const [most, tallest] = [
    Math.max(...components.map((c) => c.across)),
    Math.max(...components.map((c) => c.down)),
  ];
  const [across, down] = only ? [most / only.across, tallest / only.down] : [most, tallest];
  const blocks = (size: number, by: number): number =>
    only ? Math.ceil(Math.ceil(size / by) / 8) : Math.ceil(size / (8 * by));
  return blocks(width, across) * blocks(height, down);
}

/** Out: the marker that ends the compressed data begun at `start`; only stuffing and restarts may come between. */
function endOfData(bytes: Uint8Array, start: number, mayRestart: boolean): number {
  let restart = 0xd0;
  for (let at = start; ; at += 2) {
    at = bytes.indexOf(0xff, at);
    need(at !== -1 && at + 1 < bytes.length, bytes.length, 'no end of picture');
    const next = bytes[at + 1] as number;
    if (next === 0) continue;
    need(next !== 0xff, at, 'a fill byte');
    if (next < 0xd0 || next > 0xd7) return at;
    need(mayRestart && next === restart, at, 'a restart out of turn');
    restart = restart === 0xd7 ? 0xd0 : restart + 1;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
