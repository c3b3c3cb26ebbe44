// What the photo commands share: originals read whole, results written whole or not at all, a list of files worked
// through in its order, and the one line that says why not.
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { CleanOptions, CleanPhoto, PhotoEngine } from '#app/domain/ports/photo-engine.ts';

export const OK = 0;
export const NOT_POSSIBLE = 1;
export const BAD_INPUT = 2;

/** What stops a command, or one file of many, as the one line that is shown. */
export class Refused extends Error {
  constructor(
    message: string,
    /** for programs: a refusal's code, `unreadable`, `unwritable` or `unavailable` */
    readonly code = 'usage',
  ) {
    super(message);
  }
}

/** Out: the bytes. Errors: Refused when the file is missing, unreadable, no file or too large. */
export async function readOriginal(path: string): Promise<Uint8Array> {
  try {
    const about = await stat(path);
    if (!about.isFile()) throw new Refused(`${path}: not a file`, 'unreadable');
    if (about.size > MAX_UPLOAD_BYTES)
      throw new Refused(`${path}: ${photoRefusalSentence('too_many_bytes')}`, 'too_many_bytes');
    return await readFile(path);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`${path}: cannot be read (${reason(error)})`, 'unreadable');
  }
}

/** In: where an original lies. Out: the clean photo. Errors: Refused when it cannot be read or used. */
export async function cleanFile(
  path: string,
  engine: PhotoEngine,
  options?: CleanOptions,
): Promise<CleanPhoto> {
  const result = await engine.clean(await readOriginal(path), options);
  if (result.ok) return result.photo;
  const { code, detail } = result;
  throw new Refused(`${path}: ${photoRefusalSentence(code)} [${code}: ${detail}]`, code);
}

/** Puts the bytes under their name at once and whole, in place of what was there. Errors: Refused when it cannot. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
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
    throw new Refused(`${path}: cannot be written (${reason(error)})`, 'unwritable');
  }
}

/** Out: the files that a list names, one on each line. Errors: Refused when it cannot be read or names none. */
export async function readList(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Refused(`${path}: cannot be read (${reason(error)})`, 'unreadable');
  });
  const paths = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (paths.length === 0) throw new Refused(`${path}: names no file`);
  return paths;
}

/** Enough to keep every process busy while the next originals are read, few enough to hold in memory. */
const AT_ONCE = 8;

/**
 * Works through many files with one pool: one line of JSON for each, in the order of the list, as soon as it and all
 * before it are done. A file that is refused says so in its line and stops no other.
 * Out: OK, or BAD_INPUT when any was refused.
 */
export async function eachOfMany(
  paths: readonly string[],
  work: (path: string, index: number) => Promise<object>,
  say: (line: string) => void,
): Promise<number> {
  let allOk = true;
  const lineOf = async (path: string, index: number): Promise<string> => {
    try {
      return JSON.stringify({ input: path, ok: true, ...(await work(path, index)) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      allOk = false;
      return JSON.stringify({ input: path, ok: false, code: error.code, message: error.message });
    }
  };
  const waiting: Promise<string>[] = [];
  for (const [index, path] of paths.entries()) {
    if (waiting.length === AT_ONCE) say(await (waiting.shift() as Promise<string>));
    const line = lineOf(path, index);
    line.catch(() => {}); // heard below, when its turn comes
    waiting.push(line);
  }
  for (const line of waiting) say(await line);
  return allOk ? OK : BAD_INPUT;
}

/** In: what a file system complained of. Out: its code (`ENOENT`). */
export function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
