// A photo's row the moment its last byte is here, and the call that has it cleaned: one way in, whoever sent it.
import { insertPhoto } from '#db/queries/photos.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';

export interface ArrivedPhoto {
  schoolId: string;
  photoId: string;
  /** size of the whole original in bytes */
  bytes: number;
  uploadedBy: string;
  /** the one-event code it came in by; `uploadedBy` is then who gave the code out */
  uploadCodeId?: string;
}

/** Writes the photo as waiting; cleaning starts after the commit. False when it was there before. */
export async function quarantinePhoto(
  deps: Pick<Deps, 'queue'>,
  work: Work,
  { schoolId, photoId, bytes, uploadedBy, uploadCodeId }: ArrivedPhoto,
): Promise<boolean> {
  const isNew = await insertPhoto(work.db, {
    id: photoId,
    schoolId,
    uploadedBy,
    ...(uploadCodeId === undefined ? {} : { uploadCodeId }),
    uploadedAt: work.at,
    state: 'quarantined',
    originalBytes: bytes,
  });
  if (isNew)
    work.afterCommit(() =>
      deps.queue.enqueue('clean-photo', { schoolId, photoId }, { jobId: `clean-${photoId}-1` }),
    );
  return isNew;
}
