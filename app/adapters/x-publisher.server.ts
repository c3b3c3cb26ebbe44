// Publishes to X, looks, and takes down, through the real client library. The rules about what an answer means
// are in x-outcomes and x-timeline; this file only makes the calls.
import { setTimeout as wait } from 'node:timers/promises';
import type { AccountRef, LivePost, Publisher, RemoveResult, Sent } from '#app/domain/ports/publisher.ts';
import { createXClient, type XClient, type XClientOptions } from './x-client.server.ts';
import { notesOf } from './x-notes.ts';
import { createOutcome, stopped, unclearWhy, X_ID } from './x-outcomes.ts';
import { saysNotThere } from './x-reply.ts';
import { isWanted, livePost, sinceId, timelinePage, type NoInformation } from './x-timeline.ts';
import { uploadPhoto } from './x-upload.server.ts';

export interface XPublisherOptions extends XClientOptions {
  /** how long handing over all the photos of a post may take, in ms; default 90,000 */
  prepareWithinMs?: number | undefined;
  /** waits for so many ms while X works on a photo; default: a timer */
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** X takes at most four photos in a post (API v2, `POST /2/tweets`). */
const MAX_PHOTOS = 4;

/** How long handing over all the photos may take, in ms: shorter than a worker may hold a post. */
const PREPARE_WITHIN_MS = 90_000;

/** For a reading that only asks whether the post is there. */
const NOTHING_SENT: Sent = { words: '', mediaIds: [], altTexts: [] };

/** X shows at most 3,200 posts of an account, 100 a page. */
const MAX_PAGES = 32;

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

  const read = async (
    account: AccountRef,
    platformId: string,
    sent: Sent,
  ): Promise<LivePost | null | NoInformation> => {
    if (!X_ID.test(platformId))
      return { outcome: 'no_information', why: 'that is not the id of a post on X' };
    const reply = await client(account.credential, (v2) =>
      v2.get(
        `tweets/${platformId}`,
        {
          'tweet.fields': 'attachments,entities,note_tweet',
          expansions: 'attachments.media_keys',
          'media.fields': 'alt_text,media_key',
        },
        { fullResponse: true },
      ),
    );
    return livePost(reply, platformId, sent);
  };

  return {
    // X knows no key of ours: the same call twice makes two posts.
    repeatsAreHarmless: false,

    async prepare(account, photos, hold) {
      if (photos.length > MAX_PHOTOS)
        return { outcome: 'refused', code: 'photos_refused', why: 'X takes at most four photos in a post' };
      const mediaIds: string[] = [];
      const expiries: number[] = [];
      const ends = performance.now() + (options.prepareWithinMs ?? PREPARE_WITHIN_MS);
      const bounded: XClient = async (credential, send) => {
        const deadlineMs = Math.floor(ends - performance.now());
        return deadlineMs > 0
          ? client(credential, send, { deadlineMs })
          : { kind: 'never_connected', code: null, tooLate: true };
      };
      for (const photo of photos) {
        if (mediaIds.length > 0 && hold && !(await hold.stillOurs()))
          return { outcome: 'not_sent', why: 'the post was taken from this worker meanwhile' };
        const uploaded = await uploadPhoto({ ...account, client: bounded, now, pause }, photo);
        if (uploaded.outcome !== 'uploaded') return uploaded;
        mediaIds.push(uploaded.mediaId);
        if (uploaded.expiresAt) expiries.push(uploaded.expiresAt.getTime());
      }
      const mediaExpireAt = expiries.length > 0 ? new Date(Math.min(...expiries)) : null;
      return { outcome: 'prepared', mediaIds, mediaExpireAt };
    },

    async create(account, post) {
      const media = post.mediaIds.length > 0 ? { media: { media_ids: [...post.mediaIds] } } : {};
      const reply = await client(
        account.credential,
        (v2) => v2.post('tweets', { text: post.words, ...media }, { fullResponse: true }),
        { notAfter: post.notAfter, clockTrusted: () => post.clockTrusted() },
      );
      return createOutcome(reply, now());
    },

    async look(account, wanted) {
      if (!X_ID.test(account.platformUserId))
        return { outcome: 'no_information', why: 'the account has no X id' };
      const since = sinceId(wanted.sentAt);
      const found: string[] = [];
      let postsShown = 0;
      let complete = true;
      let token: string | null = null;
      for (let count = 0; count < MAX_PAGES; count += 1) {
        const query = {
          max_results: 100,
          // Not `replies`: X counts a post that begins with somebody's name among them, and would never show it.
          exclude: 'retweets',
          'tweet.fields': 'created_at,attachments,entities,note_tweet',
          expansions: 'attachments.media_keys',
          'media.fields': 'alt_text,media_key',
          ...(since ? { since_id: since } : {}),
          ...(token ? { pagination_token: token } : {}),
        };
        const reply = await client(account.credential, (v2) =>
          v2.get(`users/${account.platformUserId}/tweets`, query, { fullResponse: true }),
        );
        const page = timelinePage(reply);
        if (page.outcome === 'no_information')
          return { ...(found.length > 0 ? foundPosts(found) : page), postsShown };
        postsShown += page.posts.length;
        found.push(...page.posts.filter((shown) => isWanted(shown, wanted)).map((shown) => shown.id));
        complete &&= page.complete;
        token = page.next;
        if (!token) break;
      }
      if (found.length > 0) return { ...foundPosts(found), postsShown };
      if (token || !complete)
        return { outcome: 'no_information', why: 'X showed only a part of the timeline', postsShown };
      return { outcome: 'absent', postsShown };
    },

    read,

    async remove(account, platformId): Promise<RemoveResult> {
      if (!X_ID.test(platformId))
        return { outcome: 'no_information', why: 'that is not the id of a post on X' };
      const reply = await client(account.credential, (v2) =>
        v2.delete(`tweets/${platformId}`, {}, { fullResponse: true }),
      );
      const notes = notesOf(reply);
      const stop = reply.kind === 'answered' ? stopped(reply, now()) : null;
      if (stop?.outcome === 'needs_reconnect' || stop?.outcome === 'busy') return { ...stop, notes };
      const left = await read(account, platformId, NOTHING_SENT);
      if (left === null) return { outcome: 'removed', notes };
      if ('outcome' in left) return saysNotThere(reply) ? { outcome: 'removed', notes } : { ...left, notes };
      return {
        outcome: 'still_there',
        why: `X still shows the post after being asked to delete it: ${unclearWhy(reply)}`,
        notes,
      };
    },
  };
}

/** Oldest first: ids of X grow with time. */
const foundPosts = (ids: string[]) => ({
  outcome: 'found' as const,
  platformIds: [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)),
});
