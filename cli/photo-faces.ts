// `gatepost photo faces`: says where faces are in one file, or in every file of a list, as the worker would find them:
// cleaned first, then looked at. Where they are, never whose they are.
import { parseArgs } from 'node:util';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceFinder, FaceLook } from '#app/domain/ports/face-finder.ts';
import type { PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { BAD_INPUT, cleanFile, eachOfMany, NOT_POSSIBLE, OK, readList, Refused } from './photo-files.ts';

/** Where the command speaks, and how it gets its engine and its finder; it closes both itself. */
export interface PhotoFacesIo {
  say: (line: string) => void;
  complain: (line: string) => void;
  /** In: whether many photos are to come. */
  openEngine: (many: boolean) => PhotoEngine | Promise<PhotoEngine>;
  openFinder: (many: boolean) => FaceFinder | Promise<FaceFinder>;
}

/** px of the upright original */
export interface FacesReport {
  width: number;
  height: number;
  faces: { x: number; y: number; w: number; h: number; score: number }[];
  /** lower-case hex SHA-256 of the weights */
  model: string;
  /** wall ms of cleaning and looking */
  ms: number;
}

const USAGE =
  'usage: gatepost photo faces IN [--json], or gatepost photo faces --batch LIST.txt (one line of JSON for each file)';

/**
 * In: the words after `photo faces`. Out: 0; 2 after one line on what was wrong with the input, or with a list when
 * any file was refused; 1 when faces cannot be found on this machine, which is never told as "no faces".
 */
export async function photoFaces(args: string[], io: PhotoFacesIo): Promise<number> {
  try {
    const { from, list, asJson } = parse(args);
    const paths = list === undefined ? [] : await readList(list);
    const engine = await io.openEngine(list !== undefined);
    const finder = await io.openFinder(list !== undefined);
    const find = (path: string): Promise<FacesReport> => facesIn(path, engine, finder);
    try {
      if (from === undefined) return await eachOfMany(paths, find, io.say);
      const found = await find(from);
      for (const line of asJson ? [JSON.stringify(found)] : inWords(found)) io.say(line);
      return OK;
    } finally {
      await Promise.all([engine.close(), finder.close()]);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.complain(error.message);
    return error.code === 'unavailable' ? NOT_POSSIBLE : BAD_INPUT;
  }
}

function parse(args: string[]): { from?: string; list?: string; asJson: boolean } {
  const { values, positionals } = options(args);
  const { batch, json = false } = values;
  const [from, ...more] = positionals;
  if ((from === undefined) === (batch === undefined) || more.length > 0) throw new Refused(USAGE);
  return from === undefined ? { list: batch as string, asJson: true } : { from, asJson: json };
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, batch: { type: 'string' } },
    });
  } catch {
    throw new Refused(USAGE);
  }
}

async function facesIn(path: string, engine: PhotoEngine, finder: FaceFinder): Promise<FacesReport> {
  const photo = await cleanFile(path, engine);
  const look = await finder.look(photo.bytes);
  if (look.outcome === 'unavailable') throw new Refused(`${path}: ${WHY[look.why]}`, 'unavailable');
  const { width, height } = photo.original;
  const scale = { x: width / photo.width, y: height / photo.height };
  return {
    width,
    height,
    faces: look.faces.map(({ box, score }) => ({ ...scaled(box, scale), score: Number(score.toFixed(3)) })),
    model: look.model,
    ms: photo.ms + look.ms,
  };
}

function scaled({ x, y, width, height }: FaceBox, by: { x: number; y: number }) {
  const [left, top] = [Math.round(x * by.x), Math.round(y * by.y)];
  return {
    x: left,
    y: top,
    w: Math.round((x + width) * by.x) - left,
    h: Math.round((y + height) * by.y) - top,
  };
}

const WHY: Record<Extract<FaceLook, { outcome: 'unavailable' }>['why'], string> = {
  model_missing: 'faces cannot be found, because the face model is not installed (npm ci)',
  model_differs: 'faces cannot be found, because the face model is not the one that was tested (npm ci)',
  runtime_missing: 'faces cannot be found, because the face model cannot run on this machine',
  took_too_long: 'looking for faces took too long, so it was stopped',
  failed: 'looking for faces failed',
};

function inWords({ width, height, faces, ms }: FacesReport): string[] {
  const count = faces.length === 1 ? '1 face' : `${faces.length || 'no'} faces`;
  return [
    `${count} found in ${width} × ${height} px (${ms} ms)`,
    ...faces.map(
      ({ x, y, w, h, score }, i) =>
        `${String(i + 1).padStart(3)}  ${w} × ${h} px at ${x}, ${y}  score ${score}`,
    ),
  ];
}
