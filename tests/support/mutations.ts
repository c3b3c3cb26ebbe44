// Damages pictures in the ways that break decoders: flipped bits, cut ends, doubled and borrowed pieces, lying lengths.
// Each input follows from a seed and its number alone, so that any one of them can be made again.

/** A small fast generator (mulberry32) of numbers from 0 up to 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Mutant {
  /** which picture it was made from */
  from: string;
  bytes: Uint8Array;
}

interface Draw {
  /** a whole number from 0 up to `below` */
  (below: number): number;
}

type Mutation = (bytes: Uint8Array, draw: Draw, corpus: readonly Uint8Array[]) => Uint8Array;

/** Numbers at which lengths and sizes turn over. */
const EDGES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

const flipBits: Mutation = (bytes, draw) => {
  for (let i = 1 + draw(8); i > 0; i--) bytes[draw(bytes.length)]! ^= 1 << draw(8);
  return bytes;
};

const setBytes: Mutation = (bytes, draw) => {
  for (let i = 1 + draw(4); i > 0; i--) bytes[draw(bytes.length)] = draw(256);
  return bytes;
};

/** Headers are short and near the start: most of the interesting harm is done there. */
const harmHeader: Mutation = (bytes, draw) => {
  for (let i = 1 + draw(4); i > 0; i--) bytes[draw(Math.min(bytes.length, 256))] = draw(256);
  return bytes;
};

const lieAboutLength: Mutation = (bytes, draw) => {
  const value = EDGES[draw(EDGES.length)] as number;
  const at = draw(Math.max(1, bytes.length - 4));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) return bytes;
  if (draw(2) === 0) view.setUint32(at, value >>> 0, draw(2) === 0);
  else view.setUint16(at, value & 0xffff, draw(2) === 0);
  return bytes;
};

const cutEnd: Mutation = (bytes, draw) => bytes.slice(0, 1 + draw(bytes.length));

const cutMiddle: Mutation = (bytes, draw) => {
  const at = draw(bytes.length);
  return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + draw(200)));
};

const doublePiece: Mutation = (bytes, draw) => {
  const at = draw(bytes.length);
  const end = Math.min(bytes.length, at + 1 + draw(2000));
  return joined(bytes.subarray(0, end), bytes.subarray(at));
};

const borrowPiece: Mutation = (bytes, draw, corpus) => {
  const other = corpus[draw(corpus.length)] as Uint8Array;
  const from = draw(other.length);
  const at = draw(bytes.length);
  return joined(bytes.subarray(0, at), other.subarray(from, from + draw(1000)), bytes.subarray(at));
};

const appendAnother: Mutation = (bytes, draw, corpus) =>
  joined(bytes, corpus[draw(corpus.length)] as Uint8Array);

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  setBytes,
  harmHeader,
  lieAboutLength,
  cutEnd,
  cutMiddle,
  doublePiece,
  borrowPiece,
  appendAnother,
];

function joined(...pieces: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/**
 * In: the corpus by name, the run's seed and the number of the input. Out: that input, damaged in one to three ways;
 * never empty.
 */
export function mutant(corpus: ReadonlyMap<string, Uint8Array>, seed: number, number: number): Mutant {
  const random = seededRandom(Math.imul(seed, 2_654_435_761) ^ number);
  const draw: Draw = (below) => Math.floor(random() * below);
  const names = [...corpus.keys()];
  const all = [...corpus.values()];
  const from = names[draw(names.length)] as string;
  let bytes: Uint8Array = Uint8Array.from(corpus.get(from) as Uint8Array);
  for (let i = 1 + draw(3); i > 0; i--) {
    const mutate = MUTATIONS[draw(MUTATIONS.length)] as Mutation;
    const harmed = mutate(bytes, draw, all);
    if (harmed.length > 0) bytes = harmed;
  }
  return { from, bytes };
}
