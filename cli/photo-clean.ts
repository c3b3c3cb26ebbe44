// `gatepost photo clean IN OUT [--json]`: cleans one file with the engine that the worker uses, and says what was
// hidden in it. The result appears whole under its name or not at all.
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { CleanPhoto, PhotoEngine } from '#app/domain/ports/photo-engine.ts';

/** Where the command speaks, and how it gets its engine; it closes the engine itself. */
export interface PhotoCleanIo {
  /** one line of the answer (standard output) */
  say: (line: string) => void;
  /** the one line of a refusal (standard error) */
  complain: (line: string) => void;
  openEngine: () => PhotoEngine | Promise<PhotoEngine>;
}

const USAGE = 'usage: gatepost photo clean IN OUT [--json]';
const OK = 0;
const BAD_INPUT = 2;

/** What stops the command, as the one line that is shown. */
class Refused extends Error {}

/**
 * In: the words after `photo clean`. Out: 0, or 2 after one line on what was wrong with the input: a file that is
 * missing or unreadable, an OUT that cannot be written, a photo that is refused. A file already at OUT is
 * replaced only by a whole clean one.
 */
export async function photoClean(args: string[], io: PhotoCleanIo): Promise<number> {
  try {
    const { from, to, asJson } = parse(args);
    const original = await readOriginal(from);
    const photo = await clean(original, from, io);
    await writeWhole(to, photo.bytes);
    for (const line of asJson ? [inJson(photo)] : inWords(photo)) io.say(line);
    return OK;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.complain(error.message);
    return BAD_INPUT;
  }
}

function parse(args: string[]): { from: string; to: string; asJson: boolean } {
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (unknown) throw new Refused(`${unknown} is not an option; ${USAGE}`);
  const [from, to, ...more] = args.filter((arg) => arg !== '--json');
  if (from === undefined || to === undefined || more.length > 0) throw new Refused(USAGE);
  if (resolve(from) === resolve(to))
    throw new Refused('OUT must be another file than IN, which stays as it is');
  return { from, to, asJson: args.includes('--json') };
}

async function readOriginal(path: string): Promise<Uint8Array> {
  try {
    const about = await stat(path);
    if (!about.isFile()) throw new Refused(`${path}: not a file`);
    if (about.size > MAX_UPLOAD_BYTES)
      throw new Refused(`${path}: ${photoRefusalSentence('too_many_bytes')}`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${path}: cannot be read (${reason(error)})`);
  }
}

async function clean(original: Uint8Array, path: string, io: PhotoCleanIo): Promise<CleanPhoto> {
  const engine = await io.openEngine();
  try {
    const result = await engine.clean(original);
    if (!result.ok)
      throw new Refused(`${path}: ${photoRefusalSentence(result.code)} [${result.code}: ${result.detail}]`);
    return result.photo;
  } finally {
    await engine.close();
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.unfinished`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Refused(`${path}: cannot be written (${reason(error)})`);
  }
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

function inJson({ format, width, height, bytes, sha256, removed }: CleanPhoto): string {
  return JSON.stringify({ format, width, height, bytes: bytes.length, sha256, removed });
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
