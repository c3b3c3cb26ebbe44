// Archives as ZIP, written while they are read, so that a pupil of many posts needs no more memory than one of few.
import { setImmediate } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { FileArchive } from '#app/domain/ports/file-archive.ts';

/** Readable by everyone who can open the archive; nobody's own rights are written into it. */
const MODE = 0o100644;

export const zipArchive: FileArchive = async function* (files, at) {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  for await (const { name, bytes, compress } of files) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime: at, mode: MODE, compress });
    await setImmediate();
    for (let chunk: Buffer | null = out.read(); chunk; chunk = out.read()) yield chunk;
  }
  zip.end();
  for await (const chunk of out) yield chunk as Buffer;
};
