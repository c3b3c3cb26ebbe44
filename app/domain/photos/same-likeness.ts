// Whether two likenesses are of one picture (I-15): the hash of the whole of one is compared with every piece of the
// other, both ways round and mirrored; for the best of them the maps are laid over each other and nudged until they fit.
import type { Likeness } from './likeness.ts';
import { ALL_LAYERS, EACH_LAYER, lay, type Lying } from './likeness-map.ts';
import { HASH_BITS, HASH_WORDS, type Placing, PLACINGS } from './likeness-pieces.ts';

/** `same`: one picture, changed at most a little. `near`: a person should look. */
export type Sameness = 'same' | 'near' | 'different';

/** Bits of a hash that may differ: in the first word, in the half that no mirror changes, and in all of it. */
const [MOST_FIRST, MOST_EVEN, MOST] = [10, 22, 40];
/** Pieces tried each way round. */
const TRIES = 3;
/** Share of agreeing points below which it is not worth going on: as it lies, and after the first nudges. */
const [WORTH_NUDGING, WORTH_FITTING] = [0.6, 0.72];
/** Nudges, from rough to fine, as shares of the side. */
const ROUGH = 0.025;
const FINE = [0.015, 0.0075];

/** Share of agreeing points that makes it the same picture where much can be compared; where less can, more must agree. */
const [SAME, NEAR] = [0.84, 0.81];
const MUCH = 960;
/** Share that must agree in each layer by itself: what only has the same rows of text agrees in one and not in another. */
const [SAME_IN_LAYER, NEAR_IN_LAYER] = [0.8, 0.75];
/** A picture with less variety than this is known again only when little was done to it: the bits and the share for that. */
const [PLAIN, PLAIN_BITS, PLAIN_SHARE] = [130, 10, 0.97];

interface Candidate {
  part: Likeness;
  whole: Likeness;
  piece: number;
  mirrored: boolean;
  /** bits that differ */
  distance: number;
  /** the same for the two pictures as wholes */
  wholeDistance: number;
  /** share of points that agree as the maps lie before any nudge */
  share: number;
}

/** In: two likenesses. Out: what they are to each other; the order does not matter. */
export function sameLikeness(a: Likeness, b: Likeness): Sameness {
  const candidate = bestCandidate(a, b);
  return candidate ? samenessOf(candidate) : 'different';
}

/** How many of the most alike are looked at closely: what bounds the time when a school keeps thousands of slides. */
const LOOKED_AT_CLOSELY = 40;

/** In: one likeness and many. Out: those of the many that are the same picture or nearly so. */
export function findAlike<T>(
  one: Likeness,
  many: Iterable<readonly [T, Likeness]>,
): { of: T; sameness: 'same' | 'near' }[] {
  const candidates: { of: T; candidate: Candidate }[] = [];
  for (const [of, other] of many) {
    const candidate = bestCandidate(one, other);
    if (candidate) candidates.push({ of, candidate });
  }
  return candidates
    .sort((a, b) => b.candidate.share - a.candidate.share)
    .slice(0, LOOKED_AT_CLOSELY)
    .flatMap(({ of, candidate }) => {
      const sameness = samenessOf(candidate);
      return sameness === 'different' ? [] : [{ of, sameness }];
    });
}

function samenessOf(candidate: Candidate): Sameness {
  const { part, whole, wholeDistance } = candidate;
  if (Math.min(part.variety, whole.variety) < PLAIN) {
    const unchanged = wholeDistance <= PLAIN_BITS && fitted(candidate, PLAIN_SHARE);
    return unchanged ? 'same' : 'different';
  }
  const lying = fitted(candidate, NEAR);
  if (!lying) return 'different';
  const scarce = Math.max(0, MUCH - lying.points) / 6_000;
  if (lying.share >= SAME + scarce && lying.leastInLayer >= SAME_IN_LAYER) return 'same';
  return lying.share >= NEAR + scarce && lying.leastInLayer >= NEAR_IN_LAYER ? 'near' : 'different';
}

/** Of all pieces that look alike, the one whose map agrees best as it lies; null when none is worth a closer look. */
function bestCandidate(a: Likeness, b: Likeness): Candidate | null {
  const found = [...piecesLike(a, b), ...piecesLike(b, a)];
  let best: Candidate | null = null;
  for (const candidate of found) {
    candidate.share = layAt(candidate, PLACINGS[candidate.piece] as Placing, 2).share;
    if (candidate.share > (best?.share ?? WORTH_NUDGING)) best = candidate;
  }
  if (best)
    best.wholeDistance = Math.min(
      ...found.map(({ piece, distance }) => (piece === 0 ? distance : HASH_BITS)),
    );
  return best;
}

/** The pieces of `whole` that look most like the picture that `part` is the whole of. */
function piecesLike(part: Likeness, whole: Likeness): Candidate[] {
  const { hashes } = whole;
  const [a, b, c, d] = part.hashes as unknown as [number, number, number, number];
  const found: Candidate[] = [];
  for (let at = 0; at < hashes.length; at += HASH_WORDS) {
    const first = bitsSet(a ^ (hashes[at] as number));
    if (first > MOST_FIRST) continue;
    const even = first + bitsSet(b ^ (hashes[at + 1] as number));
    if (even > MOST_EVEN) continue;
    const odd = bitsSet(c ^ (hashes[at + 2] as number)) + bitsSet(d ^ (hashes[at + 3] as number));
    const mirrored = odd > HASH_BITS / 4;
    const distance = even + (mirrored ? HASH_BITS / 2 - odd : odd);
    if (distance <= MOST)
      found.push({
        part,
        whole,
        piece: at / HASH_WORDS,
        mirrored,
        distance,
        wholeDistance: HASH_BITS,
        share: 0,
      });
  }
  return found.length <= TRIES ? found : found.sort((x, y) => x.distance - y.distance).slice(0, TRIES);
}

/** How many bits of a 32-bit word are set. */
function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const layAt = (
  { part, whole, mirrored }: Candidate,
  placing: Placing,
  step: 1 | 2,
  layers = ALL_LAYERS,
): Lying => lay(part.map, whole.map, placing, mirrored, step, layers);

/** How the maps lie once they fit as well as they can; null when less than `least` agrees then. */
function fitted(candidate: Candidate, least: number): (Lying & { leastInLayer: number }) | null {
  let { placing, lying } = nudged(candidate, PLACINGS[candidate.piece] as Placing, ROUGH, 2);
  if (lying.share < WORTH_FITTING) return null;
  for (const size of FINE) ({ placing, lying } = nudged(candidate, placing, size, 1));
  if (lying.share < least) return null;
  const apart = EACH_LAYER.map((layer) => layAt(candidate, placing, 1, layer).share);
  return { ...lying, leastInLayer: Math.min(...apart) };
}

/**
 * Ways to move a placing by one: aside, down, wider, taller, turned, slanted (a turn of a picture that is not square
 * slants once it is drawn as a square). Those that stretch and turn keep the middle.
 */
const WAYS: readonly Placing[] = [
  [0, 0, 1, 0, 0, 0],
  [0, 0, 0, 0, 0, 1],
  [1, 0, -0.5, 0, 0, 0],
  [0, 0, 0, 0, 1, -0.5],
  [0, -1, 0.5, 1, 0, -0.5],
  [0, 1, -0.5, 0, 0, 0],
];
const ROUNDS = 2;

/** Moves the placing by `size` in whichever way makes more points agree, until none does. */
function nudged(candidate: Candidate, from: Placing, size: number, step: 1 | 2) {
  let placing = from;
  let lying = layAt(candidate, placing, step);
  for (let round = 0; round < ROUNDS; round++) {
    const before = lying;
    for (const way of WAYS)
      for (const by of [size, -size]) {
        const tried = placing.map((value, i) => value + by * (way[i] as number)) as unknown as Placing;
        const now = layAt(candidate, tried, step);
        if (now.share > lying.share) [lying, placing] = [now, tried];
      }
    if (lying === before) break;
  }
  return { placing, lying };
}
