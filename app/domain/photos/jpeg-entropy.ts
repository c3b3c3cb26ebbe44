// Reads the compressed data of a baseline JPEG code by code, without making pixels, to prove that it is exactly
// the picture: every block is there and not one bit is left over. Decoders ignore what follows the last block,
// so bytes hidden there would pass any of them unseen.
import { NotAllowed } from './not-allowed.ts';

/**
 * The codes of one Huffman table, found by the bits that come next: an entry holds (bits of code and value) × 256
 * + the code's symbol, or 0 where no code begins so. Most codes are short, and a table small enough to stay in
 * the processor's nearest cache makes the walk several times faster.
 */
export interface CodeTable {
  /** codes of up to 10 bits, by the next 10 bits */
  short: Uint16Array;
  /** longer codes, by the next 16 bits */
  long: Uint16Array;
  /**
   * All codes of a block that lie whole, with their values, within the next AHEAD_BITS: 2^16 when the last ends the
   * block, + 256 × the coefficients that they stand for, + their bits; 0 when not even one does.
   */
  ahead: Uint32Array;
}

const SHORT_BITS = 10;
const UNSEEN_BITS = 16 - SHORT_BITS;
const AHEAD_BITS = 12;
const COEFFICIENTS = 64;

/** The blocks of one MCU in order, each with the tables that its codes come from. */
export interface BlockTables {
  dc: CodeTable;
  ac: CodeTable;
}

export interface ScanLayout {
  blocks: BlockTables[];
  /** how many MCUs the scan holds, and after how many each restart comes (0: never) */
  units: number;
  restartInterval: number;
}

/** Enough zero bytes behind the data for a code that begins on its last bit to be looked up. */
const PADDING = 8;

/**
 * In: the payload of one table of a DHT segment from its 16 counts on. Out: the table as looked up here, or
 * undefined when its counts are impossible or a symbol cannot occur in a baseline picture, or stands in it twice.
 */
export function codeTable(bytes: Uint8Array, countsAt: number, isDc: boolean): CodeTable | undefined {
  const [short, long] = [new Uint16Array(1 << SHORT_BITS), new Uint16Array(65_536)];
  const seen = new Set<number>();
  let symbolAt = countsAt + 16;
  let from = 0;
  for (let length = 1; length <= 16; length++) {
    const span = 1 << (16 - length);
    for (let left = bytes[countsAt + length - 1] as number; left > 0; left--) {
      const symbol = bytes[symbolAt++] as number;
      const valueBits = isDc ? symbol : symbol & 15;
      const isPossible = isDc
        ? symbol <= 11
        : valueBits <= 10 && (valueBits > 0 || symbol === 0 || symbol === 0xf0);
      // A symbol needs one code only: the others would be room for words.
      if (!isPossible || seen.has(symbol) || from + span > 65_536) return undefined;
      seen.add(symbol);
      const entry = ((length + valueBits) << 8) | symbol;
      if (length > SHORT_BITS) long.fill(entry, from, from + span);
      else short.fill(entry, from >> UNSEEN_BITS, (from + span) >> UNSEEN_BITS);
      from += span;
    }
  }
  // A code of ones only is reserved, so that padding can never be taken for one.
  if (from >= 65_536) return undefined;
  return { short, long, ahead: isDc ? new Uint32Array() : codesAhead(short, long) };
}

/** Out: `ahead` of a table of AC codes: each entry reads code after code, as the walk itself would. */
function codesAhead(short: Uint16Array, long: Uint16Array): Uint32Array {
  const ahead = new Uint32Array(1 << AHEAD_BITS);
  for (let bits = 0; bits < ahead.length; bits++) {
    let [read, coefficients, isEnd] = [0, 0, 0];
    while (isEnd === 0) {
      const next = (bits << (16 - AHEAD_BITS + read)) & 0xffff;
      const entry = (short[next >>> UNSEEN_BITS] as number) || (long[next] as number);
      if (entry === 0 || read + (entry >>> 8) > AHEAD_BITS) break;
      read += entry >>> 8;
      if ((entry & 255) === 0) isEnd = 1;
      else coefficients += ((entry & 255) >>> 4) + 1;
    }
    ahead[bits] = (isEnd << 16) | (coefficients << 8) | read;
  }
  return ahead;
}

/**
 * Walks the compressed data of one scan. In: where it begins and ends (the marker after it) and what it must hold.
 * Errors: `NotAllowed` when a block is missing, a code is none, or a bit is left over.
 */
export function walkScan(bytes: Uint8Array, start: number, end: number, layout: ScanLayout): void {
  const { units, restartInterval } = layout;
  const perPart = restartInterval === 0 ? units : restartInterval;
  for (let left = units, at = start; ;) {
    const partEnd = restartInterval === 0 ? end : nextRestart(bytes, at, end);
    const inPart = Math.min(perPart, left);
    walkPart(unstuffed(bytes, at, partEnd), inPart, layout.blocks, partEnd);
    left -= inPart;
    if (left === 0 && partEnd !== end) throw new NotAllowed(partEnd, 'data after the last block');
    if (left > 0 && partEnd === end) throw new NotAllowed(end, 'a picture that ends too soon');
    if (left === 0) return;
    at = partEnd + 2;
  }
}

function walkPart(data: DataView, units: number, blocks: BlockTables[], end: number): void {
  const bits = (data.byteLength - PADDING) * 8;
  let bit = 0;
  for (let unit = 0; unit < units; unit++)
    for (let i = 0; i < blocks.length; i++) {
      const { dc, ac } = blocks[i] as BlockTables;
      bit = walkBlock(data, bit, dc, ac);
      if (bit < 0 || bit > bits) throw new NotAllowed(end, 'a broken block');
    }
  const rest = bits - bit;
  if (rest >= 8) throw new NotAllowed(end, 'data after the last block');
  if (rest > 0 && (data.getUint8(bit >>> 3) | ((0xff << rest) & 0xff)) !== 0xff)
    throw new NotAllowed(end, 'bits after the last block');
}

/** Out: the bit after the block, or -1 when its codes are none. The one hot loop here: about 4 ns a code. */
function walkBlock(
  data: DataView,
  start: number,
  { short: shortDc, long: longDc }: CodeTable,
  { short, long, ahead }: CodeTable,
): number {
  const last = (data.byteLength - PADDING) * 8;
  const first = next16(data, start);
  let entry = (shortDc[first >>> UNSEEN_BITS] as number) || (longDc[first] as number);
  let bit = start + (entry >>> 8);
  for (let coefficient = 1; entry !== 0 && bit <= last;) {
    const next = next16(data, bit);
    const several = ahead[next >>> (16 - AHEAD_BITS)] as number;
    const reached = coefficient + ((several >>> 8) & 255);
    // A block that its last coefficient ends is not told apart in `ahead`: what follows is the next block's.
    if (several !== 0 && reached < COEFFICIENTS) {
      bit += several & 255;
      if (several >>> 16 !== 0) return bit;
      coefficient = reached;
      continue;
    }
    entry = (short[next >>> UNSEEN_BITS] as number) || (long[next] as number);
    bit += entry >>> 8;
    const symbol = entry & 255;
    coefficient = symbol === 0 ? COEFFICIENTS : coefficient + (symbol >>> 4) + 1;
    if (coefficient >= COEFFICIENTS) return entry !== 0 && coefficient === COEFFICIENTS ? bit : -1;
  }
  return -1;
}

function next16(data: DataView, bit: number): number {
  return (data.getUint32(bit >>> 3) << (bit & 7)) >>> 16;
}

/** The data without the zero byte that follows each 0xFF, and with padding behind it. */
function unstuffed(bytes: Uint8Array, start: number, end: number): DataView {
  const plain = new Uint8Array(end - start + PADDING);
  let length = 0;
  let at = start;
  while (at < end) {
    const found = bytes.indexOf(0xff, at);
    const to = found === -1 || found >= end ? end : found + 1;
    plain.set(bytes.subarray(at, to), length);
    length += to - at;
    at = to === end ? end : to + 1;
  }
  return new DataView(plain.buffer, 0, length + PADDING);
}

function nextRestart(bytes: Uint8Array, start: number, end: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1 && at < end; at = bytes.indexOf(0xff, at + 2))
    if (bytes[at + 1] !== 0) return at;
  return end;
}
