// How surely a picture that was taken down is known again after each change, how rarely another picture is taken for
// it, and what that costs: measured on drawn pictures of seven kinds. `node scripts/run-ts.mjs bench/likeness.ts [of each]`.
import { argv } from 'node:process';
import { type Likeness, LIKENESS_SIDE, likenessOf, readLikeness } from '#app/domain/photos/likeness.ts';
import { findAlike, sameLikeness } from '#app/domain/photos/same-likeness.ts';
import {
  dice,
  drawnPicture,
  greySquare,
  PICTURE_CHANGES,
  PICTURE_KINDS,
  type PictureKind,
} from '#tests/support/many-pictures.ts';

/** False matches in ten thousand pairs, at most. */
export const MOST_FALSE = 1;
/** Share of changed pictures not known again, at most, over all kinds and changes. */
export const MOST_MISSED = 0.12;
/** CPU ms to make one likeness, and to look for it among ten thousand. */
export const MOST_MAKING_MS = 15;
export const MOST_FINDING_MS = 50;

export interface LikenessBench {
  pairs: number;
  falsePerTenThousand: number;
  /** the same for pictures that are only pointed out to a person */
  nearPerTenThousand: number;
  missed: number;
  makingMs: number;
  findingMs: number;
}

interface Kept {
  kind: PictureKind;
  picture: Buffer;
  likeness: Likeness;
}

const cpuMs = (): number => process.cpuUsage().user / 1000;
const read = async (picture: Uint8Array): Promise<Likeness> =>
  readLikeness(likenessOf(await greySquare(picture, LIKENESS_SIDE))) as Likeness;

/** @param each pictures of each kind; 66 make more than 100,000 pairs */
export async function benchLikeness(
  each = 66,
  print: (line: string) => void = console.log,
): Promise<LikenessBench> {
  const kept: Kept[] = [];
  for (const kind of PICTURE_KINDS)
    for (let i = 0; i < each; i++) {
      const picture = await drawnPicture(kind, i);
      kept.push({ kind, picture, likeness: await read(picture) });
    }
  const missed = await recall(kept, print);
  return { missed, ...falseMatches(kept, print), ...(await cost(kept, print)) };
}

async function recall(kept: readonly Kept[], print: (line: string) => void): Promise<number> {
  let [missed, all] = [0, 0];
  for (const [change, make] of Object.entries(PICTURE_CHANGES)) {
    const byKind = new Map<PictureKind, { same: number; near: number; all: number }>();
    for (const [i, { kind, picture, likeness }] of kept.entries()) {
      const count = byKind.get(kind) ?? { same: 0, near: 0, all: 0 };
      const sameness = sameLikeness(await read(await make(picture, dice(i + 5))), likeness);
      count.all++;
      if (sameness !== 'different') count[sameness]++;
      byKind.set(kind, count);
    }
    const sum = (key: 'same' | 'near' | 'all') =>
      [...byKind.values()].reduce((n, count) => n + count[key], 0);
    missed += sum('all') - sum('same');
    all += sum('all');
    const short = [...byKind].filter(([, { same, all: of }]) => same < of);
    print(
      `  ${change.padEnd(52)} ${((100 * sum('same')) / sum('all')).toFixed(1)} % known, ${((100 * sum('near')) / sum('all')).toFixed(1)} % pointed out` +
        short.map(([kind, { same, near, all: of }]) => `; ${kind} ${same} + ${near} of ${of}`).join(''),
    );
  }
  return missed / all;
}

function falseMatches(kept: readonly Kept[], print: (line: string) => void) {
  let [pairs, same, near] = [0, 0, 0];
  const whose = new Map<string, number>();
  for (const [i, one] of kept.entries())
    for (const other of kept.slice(i + 1)) {
      pairs++;
      const sameness = sameLikeness(one.likeness, other.likeness);
      if (sameness === 'same') same++;
      if (sameness === 'near') near++;
      if (sameness === 'different') continue;
      const what = `${sameness}: ${one.kind} / ${other.kind}`;
      whose.set(what, (whose.get(what) ?? 0) + 1);
    }
  for (const [what, count] of whose) print(`  taken for one another, ${what}: ${count}`);
  print(`  ${pairs} pairs of different pictures: ${same} taken for the same, ${near} pointed out`);
  return {
    pairs,
    falsePerTenThousand: (same / pairs) * 10_000,
    nearPerTenThousand: (near / pairs) * 10_000,
  };
}

const MANY = 10_000;
const ROUNDS = 14;

/** CPU time, so that what else the machine does counts less; ten thousand pictures of all kinds, as the bench drew them. */
async function cost(kept: readonly Kept[], print: (line: string) => void) {
  const grey = await greySquare((kept[0] as Kept).picture, LIKENESS_SIDE);
  const many = Array.from({ length: MANY }, (_, i): [number, Likeness] => [
    i,
    (kept[(i * 31) % kept.length] as Kept).likeness,
  ]);
  for (let i = 0; i < 5; i++) likenessOf(grey);
  let start = cpuMs();
  for (let i = 0; i < 40; i++) likenessOf(grey);
  const makingMs = (cpuMs() - start) / 40;
  const asked = await Promise.all(
    Array.from({ length: ROUNDS }, async (_, i) =>
      read(await drawnPicture(PICTURE_KINDS[i % PICTURE_KINDS.length] as PictureKind, 100_000 + i)),
    ),
  );
  start = cpuMs();
  for (const one of asked) findAlike(one, many);
  const findingMs = (cpuMs() - start) / ROUNDS;
  print(
    `  a likeness takes ${makingMs.toFixed(1)} CPU ms, a look through ${MANY} takes ${findingMs.toFixed(1)} CPU ms`,
  );
  return { makingMs, findingMs };
}

if (argv[1]?.endsWith('likeness.mjs')) console.log(await benchLikeness(Number(argv[2] ?? 66)));
