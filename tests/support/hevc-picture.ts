// Writes HEVC pictures, the coding inside an iPhone's HEIC, without any encoder: every block is stored as plain
// samples (PCM), which the standard allows and any decoder must read (ITU-T H.265, 7.3.8.7 and 9.3). Large, exact, and
// free of anything but the picture.

export interface HevcPicture {
  /** the decoder configuration record (`hvcC`, ISO/IEC 14496-15) */
  config: Buffer;
  /** the coded picture, its length in front */
  data: Buffer;
}

/** Samples at a place: [luma, blue difference, red difference], each 0 to 255. */
export type SampleAt = (x: number, y: number) => readonly [number, number, number];

const BLOCK = 32;

/**
 * In: the size in px, and the colour of each pixel in full-range BT.601. Out: the picture, coded 4:2:0 in 8 bits.
 * Chroma is taken from the top left pixel of each 2 × 2 square.
 */
export function hevcPicture(width: number, height: number, sampleAt: SampleAt): HevcPicture {
  const across = Math.ceil(width / BLOCK);
  const down = Math.ceil(height / BLOCK);
  const sps = sequence(across * BLOCK, down * BLOCK, width, height);
  return { config: configuration(sps), data: lengthBefore(picture(across, down, width, height, sampleAt)) };
}

/** Bits from the first to the last, with the exponential codes that parameter sets use. */
class Bits {
  #bits = '';
  fixed(value: number, length: number): this {
    this.#bits += value.toString(2).padStart(length, '0');
    return this;
  }
  /** unsigned exponential Golomb code */
  ue(value: number): this {
    const binary = (value + 1).toString(2);
    this.#bits += '0'.repeat(binary.length - 1) + binary;
    return this;
  }
  flags(bits: string): this {
    this.#bits += bits.replaceAll(' ', '');
    return this;
  }
  /** Ends with a one and zeros up to a whole byte. */
  ended(): Buffer {
    const whole = `${this.#bits}1`.padEnd(Math.ceil((this.#bits.length + 1) / 8) * 8, '0');
    return Buffer.from((whole.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  }
}

/** Wraps a payload as one unit: its header, and an escape wherever it would look like a start code. */
function unit(type: number, payload: Buffer): Buffer {
  const out = Buffer.alloc(2 + Math.ceil(payload.length * 1.5));
  out.set([type << 1, 1]);
  let length = 2;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      out[length++] = 3;
      zeros = 0;
    }
    out[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out.subarray(0, length);
}

function lengthBefore(whole: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(whole.length);
  return Buffer.concat([length, whole]);
}

/** Main profile, level 6.2, progressive. */
const profile = (bits: Bits): Bits =>
  bits
    .flags('00 0 00001')
    .fixed(0x6000, 16)
    .fixed(0, 16)
    .flags('1 0 1 1')
    .flags('0'.repeat(44))
    .fixed(186, 8);

const video = (): Buffer =>
  unit(
    32,
    profile(new Bits().flags('0000 1 1 000000 000 1').fixed(0xffff, 16))
      .flags('1')
      .ue(0)
      .ue(0)
      .ue(0)
      .flags('000000')
      .ue(0)
      .flags('0 0')
      .ended(),
  );

function sequence(codedWidth: number, codedHeight: number, width: number, height: number): Buffer {
  const bits = profile(new Bits().flags('0000 000 1'))
    .ue(0)
    .ue(1)
    .ue(codedWidth)
    .ue(codedHeight)
    // the conformance window, in units of two px: what is cut off at the right and at the bottom
    .flags('1')
    .ue(0)
    .ue((codedWidth - width) >> 1)
    .ue(0)
    .ue((codedHeight - height) >> 1)
    .ue(0)
    .ue(0)
    .ue(0)
    .flags('1')
    .ue(0)
    .ue(0)
    .ue(0);
  // coding blocks of 32 px and no other size; transform blocks of 4 to 32 px
  bits.ue(2).ue(0).ue(0).ue(3).ue(0).ue(0);
  // no scaling lists, no asymmetric parts, no offset filter; stored samples of 8 bits in blocks of 32 px, unfiltered
  bits.flags('0 0 0 1').fixed(7, 4).fixed(7, 4).ue(2).ue(0).flags('1');
  bits.ue(0).flags('0 0 0');
  // usability information: full range, BT.709 primaries, sRGB transfer, BT.601 matrix
  bits.flags('1 0 0 1').fixed(5, 3).flags('1 1').fixed(1, 8).fixed(13, 8).fixed(6, 8);
  return unit(33, bits.flags('0 0 0 0 0 0 0 0').flags('0').ended());
}

const pictureParameters = (): Buffer =>
  unit(
    34,
    new Bits()
      .ue(0)
      .ue(0)
      .flags('0 0 000 0 0')
      .ue(0)
      .ue(0)
      .ue(0)
      .flags('0 0 0')
      .ue(0)
      .ue(0)
      .flags('0 0 0 0 0 0 0')
      .flags('1 0 1')
      .flags('0 0')
      .ue(0)
      .flags('0 0')
      .ended(),
  );

function configuration(sps: Buffer): Buffer {
  const head = Buffer.from([
    1, 1, 0x60, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 186, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 3,
  ]);
  const array = (type: number, whole: Buffer): Buffer => {
    const start = Buffer.from([0x80 | type, 0, 1, 0, 0]);
    start.writeUInt16BE(whole.length, 3);
    return Buffer.concat([start, whole]);
  };
  return Buffer.concat([head, array(32, video()), array(33, sps), array(34, pictureParameters())]);
}

/**
 * The range left to the less likely value in each of the 63 states of the arithmetic coder, in its widest quarter
 * (H.265, table 9-46): the only quarter met here, since the coder begins anew after every block.
 */
const LESS_LIKELY = [
  240, 227, 216, 205, 195, 185, 175, 166, 158, 150, 142, 135, 128, 122, 116, 110, 104, 99, 94, 89, 85, 80, 76,
  72, 69, 65, 62, 59, 56, 53, 50, 48, 45, 43, 41, 39, 37, 35, 33, 31, 30, 28, 27, 25, 24, 23, 22, 21, 19, 18,
  17, 16, 15, 14, 13, 12, 12, 11, 11, 10, 9, 9, 9,
];

/** One slice: for each block two bytes that say "whole, stored", then its samples; at the end two that say so. */
function picture(across: number, down: number, width: number, height: number, sampleAt: SampleAt): Buffer {
  const perBlock = 2 + (BLOCK * BLOCK * 3) / 2;
  const data = Buffer.alloc(across * down * perBlock + 2);
  let at = 0;
  for (let block = 0; block < across * down; block++) {
    // "not the last block" (but for the first), then "not divided", whose state grows surer each time, then "stored".
    const range = (block === 0 ? 510 : 508) - (LESS_LIKELY[Math.min(block, 62)] as number);
    at = data.writeUInt16BE(((range - 2) | 1) << 7, at);
    const [left, top] = [(block % across) * BLOCK, Math.floor(block / across) * BLOCK];
    for (const [channel, step] of [
      [0, 1],
      [1, 2],
      [2, 2],
    ] as const)
      for (let y = top; y < top + BLOCK; y += step)
        for (let x = left; x < left + BLOCK; x += step)
          data[at++] = sampleAt(Math.min(x, width - 1), Math.min(y, height - 1))[channel];
  }
  data.writeUInt16BE(((510 - 2) | 1) << 7, at);
  const header = new Bits().flags('1 0').ue(0).ue(2).ue(0).ended();
  return unit(20, Buffer.concat([header, data]));
}
