// The practice platform's memory for tests: one process, gone when it ends. Keeps the same promises as the
// database store; one contract suite proves both.
import { createHash } from 'node:crypto';
import {
  sameWordsForm,
  type SandboxMedia,
  type SandboxPost,
  type SandboxStore,
  type SandboxToken,
  type SandboxUser,
} from './store.ts';

interface Upload {
  media: SandboxMedia;
  parts: Map<number, Uint8Array>;
  bytes: Uint8Array | null;
}

const newestFirst = (a: SandboxPost, b: SandboxPost): number => (BigInt(a.id) < BigInt(b.id) ? 1 : -1);

/** A store that keeps everything in this process. */
export function createMemoryStore(): SandboxStore {
  const users = new Map<string, SandboxUser>();
  const tokens = new Map<string, SandboxToken>();
  const uploads = new Map<string, Upload>();
  const posts = new Map<string, SandboxPost>();

  const isPosted = (mediaId: string) => [...posts.values()].some((post) => post.mediaIds.includes(mediaId));
  const upload = (mediaId: string): Upload => {
    const found = uploads.get(mediaId);
    if (!found) throw new Error('The practice platform does not know that upload.');
    return found;
  };
  const postsOf = (userId: string) =>
    [...posts.values()].filter((post) => post.userId === userId).sort(newestFirst);
  const findToken: SandboxStore['findToken'] = async (hash, kind, at) => {
    const token = tokens.get(hash);
    if (!token || token.kind !== kind) return null;
    return token.expiresAt === null || token.expiresAt > at ? token : null;
  };

  return {
    async addUser(user) {
      const known = [...users.values()].find((other) => other.handle === user.handle);
      const kept = known ? { ...known, name: user.name } : user;
      users.set(kept.id, kept);
      return kept;
    },
    async findUser(id) {
      return users.get(id) ?? null;
    },
    async listUsers() {
      return [...users.values()].sort((a, b) => (a.handle < b.handle ? -1 : 1));
    },

    async addToken(token) {
      tokens.set(token.hash, token);
    },
    findToken,
    async useToken(hash, kind, at) {
      const token = tokens.get(hash);
      if (!token || token.kind !== kind || !tokens.delete(hash)) return null;
      return token.expiresAt === null || token.expiresAt > at ? token : null;
    },

    async openMedia(media, at) {
      for (const [id, old] of uploads) {
        if (old.media.expiresAt < at && !isPosted(id)) uploads.delete(id);
      }
      uploads.set(media.id, { media, parts: new Map(), bytes: null });
    },
    async putPart(mediaId, index, bytes) {
      upload(mediaId).parts.set(index, new Uint8Array(bytes));
    },
    async inspectParts(mediaId) {
      const entries = [...upload(mediaId).parts].sort(([a], [b]) => a - b);
      return {
        indexes: entries.map(([index]) => index),
        totalBytes: entries.reduce((total, [, bytes]) => total + bytes.length, 0),
        beginning: new Uint8Array(entries[0]?.[1].subarray(0, 16) ?? []),
      };
    },
    async finishMedia(mediaId, expiresAt) {
      const found = upload(mediaId);
      const parts = [...found.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      const bytes = Buffer.concat(parts);
      found.bytes = bytes;
      found.media = { ...found.media, sha256: createHash('sha256').update(bytes).digest('hex'), expiresAt };
      found.parts.clear();
    },
    async setAltText(mediaId, text) {
      const found = upload(mediaId);
      found.media = { ...found.media, altText: text };
    },
    async findMedia(ids) {
      return ids.flatMap((id) => uploads.get(id)?.media ?? []);
    },
    async readMedia(mediaId) {
      const found = uploads.get(mediaId);
      return found?.bytes ? { ...found.media, bytes: new Uint8Array(found.bytes) } : null;
    },

    async addPost(post, { unlikeSince }) {
      const words = sameWordsForm(post.words);
      const alike = postsOf(post.userId).some(
        (other) =>
          unlikeSince !== null && other.createdAt >= unlikeSince && sameWordsForm(other.words) === words,
      );
      if (alike) return 'duplicate';
      posts.set(post.id, post);
      return 'added';
    },
    async findPost(id) {
      return posts.get(id) ?? null;
    },
    async removePost(id) {
      const post = posts.get(id);
      if (!post || !posts.delete(id)) return false;
      for (const mediaId of post.mediaIds) if (!isPosted(mediaId)) uploads.delete(mediaId);
      return true;
    },
    async pagePosts({ userId, sinceId, untilId, from, to, visibleAt, limit }) {
      const wanted = postsOf(userId).filter(
        (post) =>
          post.visibleAt <= visibleAt &&
          (!sinceId || BigInt(post.id) > BigInt(sinceId)) &&
          (!untilId || BigInt(post.id) < BigInt(untilId)) &&
          (!from || post.createdAt >= from) &&
          (!to || post.createdAt < to),
      );
      return wanted.slice(0, limit);
    },
    async listTimeline(userId, limit = 50) {
      return postsOf(userId)
        .slice(0, limit)
        .map((post) => ({
          ...post,
          photos: post.mediaIds.map((mediaId) => {
            const { media } = upload(mediaId);
            const { mediaType, altText, sha256, totalBytes } = media;
            return { mediaId, mediaType, altText, sha256, bytes: totalBytes };
          }),
        }));
    },
  };
}
