// `gatepost photo clean`: cleans one file, or every file of a list, with the engine that the worker uses, and says what
// was hidden in it. Each result appears whole under its name or not at all.
import { mkdir } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_EDGE } from '#app/domain/photos/picture-bounds.ts';
import type { CleanPhoto, PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import {
  BAD_INPUT,
  cleanFile,
  eachOfMany,
  OK,
  readList,
  reason,
  Refused,
  writeWhole,
} from './photo-files.ts';

/** Where the command speaks, and how it gets its engine; it closes the engine itself. */
export interface PhotoCleanIo {
  /** one line of the answer (standard output) */
  say: (line: string) => void;
  /** the one line of a refusal (standard error) */
  complain: (line: string) => void;
  /** In: whether many photos are to come. */
  openEngine: (many: boolean) => PhotoEngine | Promise<PhotoEngine>;
}

const USAGE =
  'usage: gatepost photo clean IN OUT [--json] [--max-edge PX], or gatepost photo clean --batch LIST.txt --out DIR [--max-edge PX]';

type Wish = { maxEdge?: number } & (
  { kind: 'one'; from: string; to: string; asJson: boolean } | { kind: 'many'; list: string; folder: string }
);

/**
 * In: the words after `photo clean`. Out: 0, or 2 after one line on what was wrong with the input: a file that is
 * missing or unreadable, an OUT that cannot be written, a photo that is refused. A file already at OUT is
 * replaced only by a whole clean one. With a list: one line of JSON for each file, and 2 when any was refused.
 */
export async function photoClean(args: string[], io: PhotoCleanIo): Promise<number> {
  try {
    const wish = parse(args);
    const paths = wish.kind === 'many' ? await readList(wish.list) : [];
    if (wish.kind === 'many') await makeFolder(wish.folder);
    const engine = await io.openEngine(wish.kind === 'many');
    const options = wish.maxEdge === undefined ? {} : { maxEdge: wish.maxEdge };
    try {
      if (wish.kind === 'many') return await cleanMany(paths, wish.folder, engine, options, io.say);
      const photo = await cleanFile(wish.from, engine, options);
      await writeWhole(wish.to, photo.bytes);
      for (const line of wish.asJson ? [JSON.stringify(report(photo))] : inWords(photo)) io.say(line);
      return OK;
    } finally {
      await engine.close();
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.complain(error.message);
    return BAD_INPUT;
  }
}

function parse(args: string[]): Wish {
  const { values, positionals } = options(args);
  const { batch, out, json = false } = values;
  const [from, to, ...more] = positionals;
  const edge = values['max-edge'];
  const size = edge === undefined ? {} : { maxEdge: pixels(edge) };
  if (batch !== undefined && out !== undefined && positionals.length === 0)
    return { kind: 'many', list: batch, folder: out, ...size };
  if (batch !== undefined || out !== undefined || from === undefined || to === undefined || more.length > 0)
    throw new Refused(USAGE);
  if (resolve(from) === resolve(to))
    throw new Refused('OUT must be another file than IN, which stays as it is');
  return { kind: 'one', from, to, asJson: json, ...size };
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        'max-edge': { type: 'string' },
        batch: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch {
    const known = ['--json', '--max-edge', '--batch', '--out'];
    const unknown = args.find((arg) => arg.startsWith('--') && !known.includes(arg.split('=')[0] ?? ''));
    throw new Refused(unknown ? `${unknown} is not an option; ${USAGE}` : USAGE);
  }
}

function pixels(word: string): number {
  const edge = /^\d+$/.test(word) ? Number(word) : 0;
  if (edge < 1 || edge > MOST_EDGE)
    throw new Refused(`--max-edge is a whole number of pixels from 1 to ${MOST_EDGE}, not ${word}`);
  return edge;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new Refused(`${folder}: cannot be made (${reason(error)})`, 'unwritable');
  });
}

function cleanMany(
  paths: readonly string[],
  folder: string,
  engine: PhotoEngine,
  options: { maxEdge?: number },
  say: (line: string) => void,
): Promise<number> {
  const names = distinctNames(paths);
  const inputs = new Set(paths.map((path) => resolve(path)));
  return eachOfMany(
    paths,
    async (path, index) => {
      const photo = await cleanFile(path, engine, options);
      const output = join(folder, `${names[index]}.${photo.format === 'jpeg' ? 'jpg' : photo.format}`);
      if (inputs.has(resolve(output)))
        throw new Refused(`${output}: is one of the files to clean, which stay as they are`, 'unwritable');
      await writeWhole(output, photo.bytes);
      return { output, ...report(photo) };
    },
    say,
  );
}

/** Out: for each path its name without the ending, numbered where two files are called the same. */
function distinctNames(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const plain = basename(path, extname(path));
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function inWords(photo: CleanPhoto): string[] {
  return [
    `format   ${photo.format}`,
    `size     ${photo.width} × ${photo.height} px`,
    `bytes    ${photo.bytes.length}`,
    `sha256   ${photo.sha256}`,
    `removed  ${photo.removed.join(', ') || 'nothing was hidden in it'}`,
  ];
}

const report = ({ format, width, height, bytes, sha256, removed }: CleanPhoto) => ({
  format,
  width,
  height,
  bytes: bytes.length,
  sha256,
  removed,
});
