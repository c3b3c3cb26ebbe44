// Puts files into one file that everybody can open.

export interface ArchivedFile {
  /** path inside the archive, with `/` between folders */
  name: string;
  bytes: Uint8Array;
  /** photos are small already */
  compress: boolean;
}

/**
 * A ZIP archive of the files in their order, in chunks, made as it is read: no more than a few files are in memory at a time.
 * `at` is the time that every file in it bears. Errors: whatever the files throw.
 */
export type FileArchive = (files: AsyncIterable<ArchivedFile>, at: Date) => AsyncIterable<Uint8Array>;
