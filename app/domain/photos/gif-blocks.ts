// Reads the blocks of any GIF (GIF89a) as they come, believing nothing about them; shared by the strict walker and
// by the reader that tells which kinds of metadata an original holds.

export interface GifBlock {
  kind: 'frame' | 'control' | 'comment' | 'text' | 'application' | 'unknown' | 'end';
  /** offset of its first byte */
  at: number;
  /** offset of the first sub-block's length */
  dataAt: number;
  /** offset of the byte after the block */
  end: number;
}

const kinds: Record<number, GifBlock['kind']> = {
  0xf9: 'control',
  0xfe: 'comment',
  0x01: 'text',
  0xff: 'application',
};

/** Out: how many bytes the colour table takes that a packed field announces. */
export const tableLength = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Yields each whole block after the header; ends after the end block, or at the first that is none. Never throws. */
export function* gifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  let at = 13 + tableLength(bytes[10] ?? 0);
  while (at < bytes.length) {
    const first = bytes[at] as number;
    if (first === 0x3b) {
      yield { kind: 'end', at, dataAt: at + 1, end: at + 1 };
      return;
    }
    if (first !== 0x21 && first !== 0x2c) return;
    const dataAt = first === 0x21 ? at + 2 : at + 11 + tableLength(bytes[at + 9] ?? 0);
    const end = afterSubBlocks(bytes, dataAt);
    if (end === undefined) return;
    yield { kind: first === 0x2c ? 'frame' : (kinds[bytes[at + 1] as number] ?? 'unknown'), at, dataAt, end };
    at = end;
  }
}

/** In: the bytes of a GIF. Out: whether it stops in the middle of a block: decoders show what is there all the same. */
export function isCutGif(bytes: Uint8Array): boolean {
  let last: GifBlock | undefined;
  for (const block of gifBlocks(bytes)) last = block;
  return last === undefined || (last.kind !== 'end' && last.end < bytes.length);
}

function afterSubBlocks(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1 + (bytes[at] as number)) if (bytes[at] === 0) return at + 1;
  return undefined;
}
