// Which files the rows of photos name, held against what the store really has: the questions of the sweep for orphans.
import { and, count, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPieces, photos, photoVersions } from '#db/schema/photos.ts';
import type { PhotoArea } from '#app/domain/ports/photo-store.ts';

type Db = Database | Tx;

/** A file that a row names. */
export interface NamedFile {
  area: PhotoArea;
  key: string;
  schoolId: string;
  photoId: string;
  storedAt: Date;
  missingSince: Date | null;
}

/** Keys between two keys as the store orders them: byte by byte, whatever the database's own order is. */
const between = (key: AnyPgColumn, after: string | null, upTo: string | null) =>
  and(
    after === null ? undefined : gt(sql`${key} collate "C"`, after),
    upTo === null ? undefined : lte(sql`${key} collate "C"`, upTo),
  );

/**
 * The files of an area that rows name, with keys after `after` and up to `upTo` (null: without end).
 * A piece that is being destroyed counts too: who destroys it removes its file.
 */
export async function namedFiles(
  db: Db,
  area: PhotoArea,
  after: string | null,
  upTo: string | null,
): Promise<NamedFile[]> {
  const rows =
    area === 'quarantine'
      ? await db
          .select({
            key: photoPieces.key,
            schoolId: photoPieces.schoolId,
            photoId: photoPieces.photoId,
            storedAt: photoPieces.storedAt,
            missingSince: photoPieces.missingSince,
          })
          .from(photoPieces)
          .where(between(photoPieces.key, after, upTo))
      : await db
          .select({
            key: photoVersions.key,
            schoolId: photoVersions.schoolId,
            photoId: photoVersions.photoId,
            storedAt: photoVersions.createdAt,
            missingSince: photoVersions.missingSince,
          })
          .from(photoVersions)
          .where(and(between(photoVersions.key, after, upTo), isNull(photoVersions.destroyedAt)));
  return rows.map((row) => ({ area, ...row }));
}

/** Which of these keys a row names by now. */
export async function namedAmong(db: Db, area: PhotoArea, keys: readonly string[]): Promise<Set<string>> {
  const rows =
    area === 'quarantine'
      ? await db
          .select({ key: photoPieces.key })
          .from(photoPieces)
          .where(inArray(photoPieces.key, [...keys]))
      : await db
          .select({ key: photoVersions.key })
          .from(photoVersions)
          .where(and(inArray(photoVersions.key, [...keys]), isNull(photoVersions.destroyedAt)));
  return new Set(rows.map((row) => row.key));
}

/** Notes that a file is not there, once; false when that is noted, or the file has been given up meanwhile. */
export async function markMissing(db: Tx, file: NamedFile, at: Date): Promise<boolean> {
  const rows =
    file.area === 'quarantine'
      ? await db
          .update(photoPieces)
          .set({ missingSince: at })
          .where(
            and(
              eq(photoPieces.schoolId, file.schoolId),
              eq(photoPieces.key, file.key),
              isNull(photoPieces.missingSince),
              isNotNull(photoPieces.sealedKey),
            ),
          )
          .returning({ key: photoPieces.key })
      : await db
          .update(photoVersions)
          .set({ missingSince: at })
          .where(
            and(
              eq(photoVersions.schoolId, file.schoolId),
              eq(photoVersions.key, file.key),
              isNull(photoVersions.missingSince),
              isNull(photoVersions.destroyedAt),
            ),
          )
          .returning({ key: photoVersions.key });
  return rows.length === 1;
}

/** The file is there again, out of a backup. */
export async function markFound(db: Tx, file: NamedFile): Promise<void> {
  const table = file.area === 'quarantine' ? photoPieces : photoVersions;
  await db
    .update(table)
    .set({ missingSince: null })
    .where(and(eq(table.schoolId, file.schoolId), eq(table.key, file.key)));
}

/** Refuses a photo that still waits for cleaning; null when it does not. */
export async function refuseWaiting(
  db: Tx,
  file: NamedFile,
  refusalCode: string,
): Promise<{ uploadedBy: string } | null> {
  const [row] = await db
    .update(photos)
    .set({ state: 'refused', refusalCode, leaseUntil: null })
    .where(
      and(
        eq(photos.schoolId, file.schoolId),
        eq(photos.id, file.photoId),
        inArray(photos.state, ['quarantined', 'cleaning']),
      ),
    )
    .returning({ uploadedBy: photos.uploadedBy });
  return row ?? null;
}

/** How many files the rows name that the store was found without. */
export async function countMissingFiles(db: Db): Promise<number> {
  const [pieces] = await db
    .select({ n: count() })
    .from(photoPieces)
    .where(and(isNotNull(photoPieces.missingSince), isNotNull(photoPieces.sealedKey)));
  const [versions] = await db
    .select({ n: count() })
    .from(photoVersions)
    .where(and(isNotNull(photoVersions.missingSince), isNull(photoVersions.destroyedAt)));
  return (pieces?.n ?? 0) + (versions?.n ?? 0);
}
