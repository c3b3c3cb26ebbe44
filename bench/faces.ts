// What finding faces costs in a 12-megapixel photo (CPU, memory, photos per second beside cleaning alone), on drawn
// faces; and, pointed at a folder of one's own photos with the place of every face, how many are found.
// `node scripts/run-ts.mjs bench/faces.ts --faces DIR`
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceFinder, FoundFace } from '#app/domain/ports/face-finder.ts';
import type { PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';
import { openFaceFinder } from '#tests/support/face-finder.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { likeness } from '#workers/face-finder/boxes.ts';

/** CPU ms of looking at one ordinary 12 MP photo, its decoding included. */
export const MOST_CPU_MS = 1000;
/** MB (2²⁰ bytes) that the face process may ever hold. */
export const MOST_PEAK_MB = 300;

export interface FacesBench {
  cpuMs: number;
  peakMb: number;
}

const PHOTOS = 12;
const SIZE = { width: 4000, height: 3000 };

/** Measures on drawn 12 MP photos; prints each figure and gives the bounded ones. */
export async function benchFaces(print: (line: string) => void = console.log): Promise<FacesBench> {
  const processes = Math.min(2, availableParallelism());
  const engine = await openPhotoEngine({ size: processes });
  const finder = await openFaceFinder({ size: processes, photosPerProcess: 1000 });
  try {
    const people = rowsOfFaces(18, 340, SIZE);
    const upright = (await facesJpeg({ ...people, grain: 10 }, 90)).bytes;
    const sideways = (await facesJpeg({ ...people, quarters: 1, grain: 10 }, 90)).bytes;
    const clean = await cleanBytes(engine, upright);
    const cleanSideways = await cleanBytes(engine, sideways);
    await Promise.all(Array.from({ length: processes }, () => finder.look(clean)));

    const cpuMs = await cpuOfLook(finder, clean);
    const cpuTurned = await cpuOfLook(finder, cleanSideways);
    const without = await perSecond(() => engine.clean(upright));
    const within = await perSecond(async () => finder.look(await cleanBytes(engine, upright)));
    const peakMb = Math.max(...finder.processIds().map(peakOf));
    const [load = 0] = loadavg();
    print(
      `finding faces: drawn 12 MP photos with 18 faces, ${processes} processes of each kind, load ${load.toFixed(1)}`,
    );
    print(`  CPU of one look: ${cpuMs.toFixed(0)} ms upright, ${cpuTurned.toFixed(0)} ms lying on its side`);
    print(`  peak memory of a face process: ${peakMb.toFixed(0)} MB`);
    print(`  photos per second: ${without.toFixed(2)} cleaned, ${within.toFixed(2)} cleaned and looked at`);
    print(`  ratio with faces to without: ${(without / within).toFixed(2)} times as long`);
    return { cpuMs, peakMb };
  } finally {
    await Promise.all([engine.close(), finder.close()]);
  }
}

async function cleanBytes(engine: PhotoEngine, original: Uint8Array): Promise<Uint8Array> {
  const result = await engine.clean(original);
  if (!result.ok) throw new Error(`the bench photo was refused: ${result.detail}`);
  return result.photo.bytes;
}

/** Out: mean CPU ms of a look, over several, one at a time. */
async function cpuOfLook(
  finder: FaceFinder & { processIds(): number[] },
  clean: Uint8Array,
): Promise<number> {
  const used = (): number => finder.processIds().reduce((sum, id) => sum + cpuMsOf(id), 0);
  const before = used();
  for (let i = 0; i < 5; i++) {
    const seen = await finder.look(clean);
    if (seen.outcome !== 'looked' || seen.faces.length !== 18)
      throw new Error('the drawn faces of the bench were not all found');
  }
  return (used() - before) / 5;
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await Promise.all(Array.from({ length: PHOTOS }, work));
  return (1000 * PHOTOS) / (performance.now() - before);
}

/** CPU ms that another process has used, from /proc, where the clock ticks 100 times a second. */
function cpuMsOf(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** MB that another process has held at most, from /proc. */
function peakOf(processId: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]) / 1024;
}

interface Marked {
  file: string;
  /** px of the upright original */
  faces: FaceBox[];
}

/**
 * In: a folder of photos with one CSV, `file,x,y,w,h`, a line for each face in px of the upright photo; a photo
 * without faces has a line with its name alone. Prints how many faces are found, one to one at a likeness
 * (intersection over union) of at least 0.4, by their height, and how many boxes lie on none.
 */
export async function benchFaceSet(
  folder: string,
  print: (line: string) => void = console.log,
): Promise<void> {
  const set = await readMarks(folder);
  const engine = await openPhotoEngine();
  const finder = await openFaceFinder();
  const heights = new Map(HEIGHTS.map((height) => [height, { found: 0, all: 0 }]));
  const besides = { sure: 0, possible: 0 };
  let refused = 0;
  try {
    for (const { file, faces } of set) {
      const found = await facesOf(engine, finder, await readFile(join(folder, file)));
      if (!found) refused++;
      const { missed, extra } = matched(faces, found ?? []);
      for (const face of faces) {
        const counts = heights.get(HEIGHTS.findLast((least) => face.height >= least) ?? 0);
        if (!counts) continue;
        counts.all++;
        if (!missed.includes(face)) counts.found++;
      }
      for (const { certainty } of extra) besides[certainty]++;
      if (missed.length > 0 || extra.length > 0)
        print(`  ${file}: ${faces.length} faces, ${missed.length} missed, ${extra.length} boxes on none`);
    }
  } finally {
    await Promise.all([engine.close(), finder.close()]);
  }
  const total = [...heights.values()].reduce(
    (sum, { found, all }) => ({ found: sum.found + found, all: sum.all + all }),
    { found: 0, all: 0 },
  );
  const share = ({ found, all }: typeof total): string =>
    `${found} of ${all}${all > 0 ? ` (${((100 * found) / all).toFixed(1)} %)` : ''}`;
  print(
    `${set.length} photos${refused > 0 ? `, ${refused} of them not looked at` : ''}: found ${share(total)}`,
  );
  for (const [least, counts] of heights)
    print(`  ${String(least).padStart(3)} px high or more: ${share(counts)}`);
  const each = (count: number): string => (count / set.length).toFixed(2);
  print(`  boxes on no face, per photo: ${each(besides.sure)} sure, ${each(besides.possible)} possible`);
}

const HEIGHTS = [0, 12, 16, 24, 48];

async function readMarks(folder: string): Promise<Marked[]> {
  const tables = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.csv'));
  if (tables.length !== 1) throw new Error(`${folder} must hold one CSV file, and holds ${tables.length}`);
  const lines = (await readFile(join(folder, tables[0] as string), 'utf8')).split(/\r?\n/);
  const marks = new Map<string, FaceBox[]>();
  for (const line of lines) {
    const [file = '', ...numbers] = line.split(',').map((word) => word.trim());
    if (file === '' || file === 'file') continue;
    const faces = marks.get(file) ?? [];
    marks.set(file, faces);
    const [x, y, width, height] = numbers.filter((word) => word !== '').map(Number);
    if (x === undefined) continue;
    if (![x, y, width, height].every(Number.isFinite)) throw new Error(`not a face: ${line}`);
    faces.push({ x, y: y as number, width: width as number, height: height as number });
  }
  if (marks.size === 0) throw new Error(`${tables[0]} names no photo`);
  return [...marks].map(([file, faces]) => ({ file, faces }));
}

/** Out: the faces found, in px of the upright original; undefined when the photo was refused or not looked at. */
async function facesOf(
  engine: PhotoEngine,
  finder: FaceFinder,
  original: Uint8Array,
): Promise<FoundFace[] | undefined> {
  const result = await engine.clean(original);
  if (!result.ok) return undefined;
  const { photo } = result;
  const seen = await finder.look(photo.bytes);
  if (seen.outcome !== 'looked') return undefined;
  const [byX, byY] = [photo.original.width / photo.width, photo.original.height / photo.height];
  return seen.faces.map((face) => ({
    ...face,
    box: {
      x: face.box.x * byX,
      y: face.box.y * byY,
      width: face.box.width * byX,
      height: face.box.height * byY,
    },
  }));
}

/** Pairs faces and boxes one to one, the most alike first. */
function matched(faces: readonly FaceBox[], found: readonly FoundFace[]) {
  const pairs = faces
    .flatMap((face) => found.map((one) => ({ face, one, alike: likeness(face, one.box) })))
    .filter(({ alike }) => alike >= 0.4)
    .sort((a, b) => b.alike - a.alike);
  const [met, used] = [new Set<FaceBox>(), new Set<FoundFace>()];
  for (const { face, one } of pairs) {
    if (met.has(face) || used.has(one)) continue;
    met.add(face);
    used.add(one);
  }
  return { missed: faces.filter((face) => !met.has(face)), extra: found.filter((one) => !used.has(one)) };
}

/** `--faces DIR` among the words of the command, or undefined. */
export function faceSetAsked(words: readonly string[]): string | undefined {
  const at = words.indexOf('--faces');
  if (at === -1) return undefined;
  const folder = words[at + 1];
  if (folder === undefined) throw new Error('--faces needs a folder');
  return folder;
}

if (argv.some((word) => /[\\/]faces\.[cm]?[jt]s$/.test(word))) {
  const folder = faceSetAsked(argv);
  await (folder ? benchFaceSet(folder) : benchFaces());
}
