// The files of one pupil's archive, one after another: the photos first, each hidden and let go of before the next, then the records as
// a page and as data, which by then know what became of every photo.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { ArchivedFile } from '#app/domain/ports/file-archive.ts';
import type { GatheredRecords } from './gather-records.ts';
import type { PhotoToShow } from './gather-posts.ts';
import { hideOthers, type PhotoForExport } from './hide-others.ts';
import type { ExportedPhoto, ExportedPost, PupilRecords } from './pupil-records.ts';

/** How many photos are in the archive and how many are left out; counted while it is read. */
export interface PhotoCounts {
  photos: number;
  leftOut: number;
}

/** `stillHeld` is asked before each photo: it throws when the work is in other hands by now. */
export async function* archiveFiles(
  deps: WorkerDeps,
  pupil: { schoolId: string; id: string },
  { records, posts }: GatheredRecords,
  counts: PhotoCounts,
  stillHeld: () => Promise<void>,
): AsyncGenerator<ArchivedFile> {
  const told: ExportedPost[] = [];
  for (const { post, photos, restedOn } of posts) {
    const shown: ExportedPhoto[] = [];
    for (const photo of photos) {
      await stillHeld();
      const made = await hideOthers(deps, pupil, photo);
      if (made.ok) counts.photos += 1;
      else counts.leftOut += 1;
      const file = made.ok ? `photos/photo-${counts.photos}.jpg` : null;
      if (made.ok && file) yield { name: file, bytes: made.bytes, compress: false };
      shown.push(outcomeOf(photo, made, file));
    }
    told.push({ ...post, restedOn, photos: shown });
  }
  const whole: PupilRecords = { ...records, posts: told };
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  yield { name: 'records.json', bytes: bytesOf(`${JSON.stringify(whole, null, 2)}\n`), compress: true };
  yield { name: 'index.html', bytes: bytesOf(deps.recordsPage(whole)), compress: true };
}

const outcomeOf = ({ altText }: PhotoToShow, made: PhotoForExport, file: string | null): ExportedPhoto => ({
  file,
  leftOut: made.ok ? null : made.leftOut,
  hidden: made.ok ? made.hidden : null,
  altText,
});
