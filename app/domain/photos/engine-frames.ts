// The words that the photo process and its parent exchange over a pipe: frames of a JSON head and raw bytes.
// Pure, so that both sides read the same rules; the parent treats everything the child says as untrusted.

/** Longest head in bytes; a longer one is a broken or hostile peer. */
const LONGEST_HEAD = 65_536;

/** Bytes before each frame: two big-endian lengths, of the head and of the body. */
export const FRAME_PREFIX = 8;

export interface Frame {
  head: unknown;
  body: Uint8Array;
}

/** Out: prefix and head as one piece, to be followed on the pipe by the body itself. */
export function frameStart(head: object, bodyLength: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const start = new Uint8Array(FRAME_PREFIX + json.length);
  const view = new DataView(start.buffer);
  view.setUint32(0, json.length);
  view.setUint32(4, bodyLength);
  start.set(json, FRAME_PREFIX);
  return start;
}

/** In: the eight bytes of a prefix. Out: the two lengths. Errors: RangeError when either is beyond its limit. */
export function frameLengths(prefix: Uint8Array, longestBody: number): { head: number; body: number } {
  const view = new DataView(prefix.buffer, prefix.byteOffset, FRAME_PREFIX);
  const lengths = { head: view.getUint32(0), body: view.getUint32(4) };
  if (lengths.head > LONGEST_HEAD || lengths.body > longestBody)
    throw new RangeError('a frame beyond its limit');
  return lengths;
}

/**
 * Puts frames together from pieces of a stream. Errors: RangeError or SyntaxError on a frame that is not one,
 * after which the peer must be dropped.
 */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #held = 0;

  constructor(private readonly longestBody: number) {}

  /** In: the next piece. Out: the frames it completes, usually none or one. */
  push(piece: Uint8Array): Frame[] {
    this.#pieces.push(piece);
    this.#held += piece.length;
    const frames: Frame[] = [];
    for (let frame = this.#take(); frame; frame = this.#take()) frames.push(frame);
    return frames;
  }

  #take(): Frame | undefined {
    if (this.#held < FRAME_PREFIX) return undefined;
    const prefix = this.#joined(FRAME_PREFIX);
    const lengths = frameLengths(prefix, this.longestBody);
    const whole = FRAME_PREFIX + lengths.head + lengths.body;
    if (this.#held < whole) return undefined;
    const bytes = this.#joined(whole);
    const bodyAt = FRAME_PREFIX + lengths.head;
    const frame = {
      head: JSON.parse(new TextDecoder().decode(bytes.subarray(FRAME_PREFIX, bodyAt))) as unknown,
      body: new Uint8Array(bytes.subarray(bodyAt, whole)),
    };
    this.#pieces = [bytes.subarray(whole)];
    this.#held -= whole;
    return frame;
  }

  /** Joins the pieces held when the first is shorter than `enough`, and gives the first. */
  #joined(enough: number): Uint8Array {
    const first = this.#pieces[0] as Uint8Array;
    if (first.length >= enough) return first;
    const all = new Uint8Array(this.#held);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [all];
    return all;
  }
}
