// One pupil's file in tests: asked for, made, fetched as a data lead would fetch it, and opened.
import { randomUUID } from 'node:crypto';
import yauzl from 'yauzl';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { answerFetch } from '#app/domain/exports/answer-fetch.ts';
import { askExport } from '#app/domain/exports/ask-export.ts';
import type { ExportRef } from '#app/domain/exports/export-steps.ts';
import { type FetchedFile, fetchExport } from '#app/domain/exports/fetch-export.ts';
import type { PupilRecords } from '#app/domain/exports/pupil-records.ts';
import { workExport } from '#app/domain/exports/work-export.ts';
import { openDatabase } from '#db/client.server.ts';
import { seededDatabase } from './database.ts';
import { openWorld, type World } from './world.ts';

export async function askedExport(world: World, pupilId: string, by = 'data'): Promise<ExportRef> {
  const input = { schoolId: world.schoolId, pupilId, reference: 'R 17', requestKey: randomUUID() };
  const asked = await askExport(world.web, await world.staff(by), input);
  if (!asked.ok) throw new Error('not asked');
  return { schoolId: world.schoolId, exportId: asked.exportId };
}

/** The web side of a world whose worker answers while the page waits. */
export const answered = (world: World): WebDeps => ({
  ...world.web,
  pause: async () => {
    const job = world.jobs.findLast(({ name }) => name === 'answer-fetch');
    if (job) await answerFetch(world.worker, job.payload as { schoolId: string; fetchId: string });
  },
});

export const fetched = async (world: World, ref: ExportRef, by?: Person): Promise<FetchedFile> =>
  fetchExport(answered(world), by ?? (await world.staff('data')), ref);

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** The files of an archive by name. */
export function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (fault, stream) => {
          if (fault || !stream) return reject(fault);
          void bytesOf(stream).then((bytes) => {
            files.set(entry.fileName, bytes);
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });
}

export interface OpenedFile {
  name: string;
  files: Map<string, Buffer>;
  records: PupilRecords;
  page: string;
}

/** Asks, makes, fetches and opens. */
export async function exportOf(world: World, pupilId: string): Promise<OpenedFile> {
  const ref = await askedExport(world, pupilId);
  const outcome = await workExport(world.worker, ref);
  if (outcome !== 'ready') throw new Error(outcome);
  return openedFile(await fetched(world, ref));
}

export async function openedFile({ name, chunks }: FetchedFile): Promise<OpenedFile> {
  const files = await unzipped(await bytesOf(chunks));
  const text = (file: string): string => files.get(file)?.toString('utf8') ?? '';
  return { name, files, records: JSON.parse(text('records.json')) as PupilRecords, page: text('index.html') };
}

/** The same school several times over, as one afternoon made it. */
export async function twins(make: (world: World) => Promise<unknown>): Promise<{
  copy(): Promise<World>;
  close(): Promise<void>;
}> {
  const open = await seededDatabase();
  if (open.kind !== 'embedded') throw new Error('twins are of an embedded database');
  const world = await openWorld('ashwick', { db: open.db, close: open.close });
  await make(world);
  const at = world.clock.now();
  const dump = await open.raw.dumpDataDir('none');
  return {
    copy: async () => {
      const copied = await openDatabase({ mode: 'memory', loadDataDir: dump });
      const twin = await openWorld('ashwick', { db: copied.db, close: copied.close });
      twin.clock.set(at);
      for (const [key, bytes] of world.cleanFiles) twin.cleanFiles.set(key, bytes);
      return twin;
    },
    close: world.close,
  };
}
