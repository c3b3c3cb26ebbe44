// Photos of the practice platform in the database, bytes included.
import { and, asc, eq, inArray, lt, notExists, sql } from 'drizzle-orm';
import { sandboxMedia, sandboxMediaParts, sandboxPostMedia } from '#db/schema/sandbox.ts';
import type { SandboxDatabase } from './database.ts';
import type { SandboxMedia, SandboxPhotos } from './store.ts';

const mediaColumns = {
  id: sandboxMedia.id,
  userId: sandboxMedia.userId,
  mediaType: sandboxMedia.mediaType,
  totalBytes: sandboxMedia.totalBytes,
  sha256: sandboxMedia.sha256,
  altText: sandboxMedia.altText,
  expiresAt: sandboxMedia.expiresAt,
};

type MediaRow = Omit<SandboxMedia, 'id' | 'userId'> & { id: bigint; userId: bigint };
const asMedia = <Row extends MediaRow>(row: Row) => ({
  ...row,
  id: String(row.id),
  userId: String(row.userId),
});

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Media that no post uses, read through `db`. */
export const unposted = (db: SandboxDatabase) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(sandboxPostMedia)
      .where(eq(sandboxPostMedia.mediaId, sandboxMedia.id)),
  );

/** The part of the store that keeps photos. */
export function databasePhotos(db: SandboxDatabase): SandboxPhotos {
  return {
    async openMedia(media, at) {
      await db.delete(sandboxMedia).where(and(lt(sandboxMedia.expiresAt, at), unposted(db)));
      await db.insert(sandboxMedia).values({ ...media, id: BigInt(media.id), userId: BigInt(media.userId) });
    },
    async putPart(mediaId, part, bytes) {
      await db
        .insert(sandboxMediaParts)
        .values({ mediaId: BigInt(mediaId), part, bytes })
        .onConflictDoUpdate({ target: [sandboxMediaParts.mediaId, sandboxMediaParts.part], set: { bytes } });
    },
    async inspectParts(mediaId) {
      const rows = await db
        .select({
          index: sandboxMediaParts.part,
          size: sql<number>`octet_length(${sandboxMediaParts.bytes})`,
          beginning: sql<string>`encode(substring(${sandboxMediaParts.bytes} for 16), 'base64')`,
        })
        .from(sandboxMediaParts)
        .where(eq(sandboxMediaParts.mediaId, BigInt(mediaId)))
        .orderBy(asc(sandboxMediaParts.part));
      return {
        indexes: rows.map((row) => row.index),
        totalBytes: rows.reduce((total, row) => total + row.size, 0),
        beginning: fromBase64(rows[0]?.beginning ?? ''),
      };
    },
    async finishMedia(mediaId, expiresAt) {
      const id = BigInt(mediaId);
      const whole = sql`(select string_agg(${sandboxMediaParts.bytes}, ''::bytea order by ${sandboxMediaParts.part}) from ${sandboxMediaParts} where ${sandboxMediaParts.mediaId} = ${id})`;
      await db.transaction(async (tx) => {
        await tx
          .update(sandboxMedia)
          .set({ bytes: whole, sha256: sql`encode(sha256(${whole}), 'hex')`, expiresAt })
          .where(eq(sandboxMedia.id, id));
        await tx.delete(sandboxMediaParts).where(eq(sandboxMediaParts.mediaId, id));
      });
    },
    async setAltText(mediaId, altText) {
      await db
        .update(sandboxMedia)
        .set({ altText })
        .where(eq(sandboxMedia.id, BigInt(mediaId)));
    },
    async findMedia(ids) {
      if (ids.length === 0) return [];
      const wanted = inArray(sandboxMedia.id, ids.map(BigInt));
      return (await db.select(mediaColumns).from(sandboxMedia).where(wanted)).map(asMedia);
    },

    async readMedia(mediaId) {
      const [row] = await db
        .select({ ...mediaColumns, base64: sql<string | null>`encode(${sandboxMedia.bytes}, 'base64')` })
        .from(sandboxMedia)
        .where(eq(sandboxMedia.id, BigInt(mediaId)));
      if (!row || row.base64 === null) return null;
      const { base64, ...media } = row;
      return { ...asMedia(media), bytes: fromBase64(base64) };
    },
  };
}
