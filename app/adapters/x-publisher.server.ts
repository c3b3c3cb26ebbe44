// Publishes to X, looks, and takes down, through the real client library. The rules about what an answer means
// are in x-outcomes and x-timeline; this file only makes the calls.
import { setTimeout as wait } from 'node:timers/promises';
import type { AccountRef, LivePost, Publisher, RemoveResult } from '#app/domain/ports/publisher.ts';
import { createXClient, type XClientOptions, type XCredential } from './x-client.server.ts';
import { createOutcome, unclearWhy, X_ID } from './x-outcomes.ts';
import { saysNotThere } from './x-reply.ts';
import { isWanted, livePost, sinceId, timelinePage, type NoInformation } from './x-timeline.ts';
import { uploadPhoto } from './x-upload.server.ts';

export interface XPublisherOptions extends XClientOptions {
  /** the present moment, for answers that name a pause; default: the system's clock */
  now?: (() => Date) | undefined;
  /** waits for so many ms while X works on a photo; default: a timer */
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** X takes at most four photos in a post (API v2, `POST /2/tweets`). */
const MAX_PHOTOS = 4;

/** How long handing over the photos may take before the rest is not begun, in ms. */
const PREPARE_WITHIN_MS = 60_000;

/** X shows at most 3,200 posts of an account, 100 a page. */
const MAX_PAGES = 32;

const credentialOf = (account: AccountRef): XCredential => ({
  kind: 'oauth2-user',
  accessToken: account.accessToken,
});

/**
 * The publisher for X.
 * Takes: `baseUrl`, an origin on this machine that stands in for X (the practice platform, tests);
 * `deadlineMs` for each call, default 30,000.
 * Errors: throws here for a base URL elsewhere. Its methods never reject: a doubt is an outcome.
 */
export function createXPublisher(options: XPublisherOptions = {}): Publisher {
  const client = createXClient(options);
  const now = options.now ?? (() => new Date());
  const pause = options.pause ?? ((ms: number) => wait(ms));

  const read = async (account: AccountRef, platformId: string): Promise<LivePost | null | NoInformation> => {
    if (!X_ID.test(platformId))
      return { outcome: 'no_information', why: 'that is not the id of a post on X' };
    const reply = await client(credentialOf(account), (v2) =>
      v2.get(
        `tweets/${platformId}`,
        {
          'tweet.fields': 'attachments',
          expansions: 'attachments.media_keys',
          'media.fields': 'alt_text,media_key',
        },
        { fullResponse: true },
      ),
    );
    return livePost(reply, platformId);
  };

  return {
    async prepare(account, photos) {
      if (photos.length > MAX_PHOTOS)
        return { outcome: 'refused', why: 'X takes at most four photos in a post' };
      const mediaIds: string[] = [];
      const begun = now().getTime();
      for (const photo of photos) {
        // A worker holds a post for three minutes at most; what takes longer is begun again, with nothing sent.
        if (now().getTime() - begun > PREPARE_WITHIN_MS)
          return { outcome: 'not_sent', why: 'X took too long to take the photos' };
        const uploaded = await uploadPhoto({ client, credential: credentialOf(account), now, pause }, photo);
        if (uploaded.outcome !== 'uploaded') return uploaded;
        mediaIds.push(uploaded.mediaId);
      }
      return { outcome: 'prepared', mediaIds };
    },

    async create(account, post) {
      const media = post.mediaIds.length > 0 ? { media: { media_ids: post.mediaIds } } : {};
      const reply = await client(credentialOf(account), (v2) =>
        v2.post('tweets', { text: post.words, ...media }, { fullResponse: true }),
      );
      return createOutcome(reply, now());
    },

    async look(account, wanted) {
      if (!X_ID.test(account.platformUserId))
        return { outcome: 'no_information', why: 'the account has no X id' };
      const since = sinceId(wanted.sentAt);
      const found: string[] = [];
      let complete = true;
      let token: string | null = null;
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const query = {
          max_results: 100,
          exclude: 'replies,retweets',
          'tweet.fields': 'created_at,attachments,entities,note_tweet',
          expansions: 'attachments.media_keys',
          'media.fields': 'alt_text,media_key',
          ...(since ? { since_id: since } : {}),
          ...(token ? { pagination_token: token } : {}),
        };
        const reply = await client(credentialOf(account), (v2) =>
          v2.get(`users/${account.platformUserId}/tweets`, query, { fullResponse: true }),
        );
        const page = timelinePage(reply);
        if (page.outcome === 'no_information') return found.length > 0 ? foundPosts(found) : page;
        found.push(...page.posts.filter((shown) => isWanted(shown, wanted)).map((shown) => shown.id));
        complete &&= page.complete;
        token = page.next;
        if (!token) break;
      }
      if (found.length > 0) return foundPosts(found);
      if (token || !complete)
        return { outcome: 'no_information', why: 'X showed only a part of the timeline' };
      return { outcome: 'absent' };
    },

    read,

    async remove(account, platformId): Promise<RemoveResult> {
      if (!X_ID.test(platformId))
        return { outcome: 'no_information', why: 'that is not the id of a post on X' };
      const reply = await client(credentialOf(account), (v2) =>
        v2.delete(`tweets/${platformId}`, {}, { fullResponse: true }),
      );
      if (reply.kind === 'answered' && reply.status === 401) {
        return { outcome: 'needs_reconnect', why: 'X no longer accepts the connection to this account' };
      }
      const left = await read(account, platformId);
      if (left === null) return { outcome: 'removed' };
      if ('outcome' in left) return saysNotThere(reply) ? { outcome: 'removed' } : left;
      return {
        outcome: 'still_there',
        why: `X still shows the post after being asked to delete it: ${unclearWhy(reply)}`,
      };
    },
  };
}

/** Oldest first: ids of X grow with time. */
const foundPosts = (ids: string[]) => ({
  outcome: 'found' as const,
  platformIds: [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)),
});
