// Posts of the practice platform in the database.
import { and, asc, desc, eq, gt, gte, inArray, lt, lte } from 'drizzle-orm';
import { sandboxMedia, sandboxPostMedia, sandboxPosts, sandboxUsers } from '#db/schema/sandbox.ts';
import { unposted } from './database-media.server.ts';
import type { SandboxDatabase } from './database.ts';
import { sameWordsForm, type SandboxPhotos, type SandboxPost, type SandboxPosts } from './store.ts';

/** The part of the store that keeps posts; `findMedia` tells what their photos are. */
export function databasePosts(
  db: SandboxDatabase,
  { findMedia }: Pick<SandboxPhotos, 'findMedia'>,
): SandboxPosts {
  /** Rows of posts with the ids of their media, in order. */
  const withMedia = async (rows: (typeof sandboxPosts.$inferSelect)[]): Promise<SandboxPost[]> => {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const links = await db
      .select()
      .from(sandboxPostMedia)
      .where(inArray(sandboxPostMedia.postId, ids))
      .orderBy(asc(sandboxPostMedia.position));
    return rows.map(({ id, userId, words, createdAt, visibleAt }) => ({
      id: String(id),
      userId: String(userId),
      words,
      mediaIds: links.filter((link) => link.postId === id).map((link) => String(link.mediaId)),
      createdAt,
      visibleAt,
    }));
  };

  return {
    async addPost({ id, userId, words, mediaIds, createdAt, visibleAt }, { unlikeSince }) {
      const author = BigInt(userId);
      const comparedWords = sameWordsForm(words);
      return db.transaction(async (tx) => {
        // Two posts with the same words at once: the account's row lets one through after the other.
        await tx
          .select({ id: sandboxUsers.id })
          .from(sandboxUsers)
          .where(eq(sandboxUsers.id, author))
          .for('update');
        if (unlikeSince) {
          const [alike] = await tx
            .select({ id: sandboxPosts.id })
            .from(sandboxPosts)
            .where(
              and(
                eq(sandboxPosts.userId, author),
                eq(sandboxPosts.comparedWords, comparedWords),
                gte(sandboxPosts.createdAt, unlikeSince),
              ),
            )
            .limit(1);
          if (alike) return 'duplicate';
        }
        const post = { id: BigInt(id), userId: author, words, comparedWords, createdAt, visibleAt };
        await tx.insert(sandboxPosts).values(post);
        const links = mediaIds.map((mediaId, position) => ({
          postId: post.id,
          position,
          mediaId: BigInt(mediaId),
        }));
        if (links.length > 0) await tx.insert(sandboxPostMedia).values(links);
        return 'added';
      });
    },
    async findPost(id) {
      const rows = await db
        .select()
        .from(sandboxPosts)
        .where(eq(sandboxPosts.id, BigInt(id)));
      return (await withMedia(rows))[0] ?? null;
    },
    async removePost(id) {
      return db.transaction(async (tx) => {
        const postId = BigInt(id);
        const used = await tx.select().from(sandboxPostMedia).where(eq(sandboxPostMedia.postId, postId));
        const gone = await tx
          .delete(sandboxPosts)
          .where(eq(sandboxPosts.id, postId))
          .returning({ id: sandboxPosts.id });
        const mediaIds = used.map((link) => link.mediaId);
        if (mediaIds.length > 0) {
          await tx.delete(sandboxMedia).where(and(inArray(sandboxMedia.id, mediaIds), unposted(tx)));
        }
        return gone.length > 0;
      });
    },
    async pagePosts({ userId, sinceId, untilId, from, to, visibleAt, limit }) {
      const rows = await db
        .select()
        .from(sandboxPosts)
        .where(
          and(
            eq(sandboxPosts.userId, BigInt(userId)),
            lte(sandboxPosts.visibleAt, visibleAt),
            sinceId ? gt(sandboxPosts.id, BigInt(sinceId)) : undefined,
            untilId ? lt(sandboxPosts.id, BigInt(untilId)) : undefined,
            from ? gte(sandboxPosts.createdAt, from) : undefined,
            to ? lt(sandboxPosts.createdAt, to) : undefined,
          ),
        )
        .orderBy(desc(sandboxPosts.id))
        .limit(limit);
      return withMedia(rows);
    },
    async listTimeline(userId, limit = 50) {
      const rows = await db
        .select()
        .from(sandboxPosts)
        .where(eq(sandboxPosts.userId, BigInt(userId)))
        .orderBy(desc(sandboxPosts.id))
        .limit(limit);
      const posts = await withMedia(rows);
      const media = await findMedia([...new Set(posts.flatMap((post) => post.mediaIds))]);
      return posts.map((post) => ({
        ...post,
        photos: post.mediaIds.flatMap((mediaId) => {
          const photo = media.find((one) => one.id === mediaId);
          if (!photo) return [];
          const { mediaType, altText, sha256, totalBytes } = photo;
          return [{ mediaId, mediaType, altText, sha256, bytes: totalBytes }];
        }),
      }));
    },
  };
}
