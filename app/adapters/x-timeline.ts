// Reads X's answers about posts that exist: a page of the account's own timeline, or one post. Pure. Its rule:
// only a whole 200 that has the shape of a look counts as a look; anything else is no information.
import { z } from 'zod';
import type { LivePost, Sent } from '#app/domain/ports/publisher.ts';
import { unclearWhy, X_ID } from './x-outcomes.ts';
import { problemOf, saysNotThere, type XReply } from './x-reply.ts';
import { comparableShown, comparableWords, type ShownWords } from './x-words.ts';

/** Milliseconds at which X's post ids (snowflakes) begin to count. */
const SNOWFLAKE_EPOCH_MS = 1_288_834_974_657n;

/** How far before the moment of sending a look begins, in ms: clocks differ. */
const LOOK_BACK_MS = 120_000;

/**
 * The `since_id` for a look: an id below every post made from 2 minutes before `sentAt` on.
 * Returns: null when that moment lies before the first snowflake.
 */
export function sinceId(sentAt: Date): string | null {
  const ms = BigInt(sentAt.getTime() - LOOK_BACK_MS) - SNOWFLAKE_EPOCH_MS;
  return ms > 0n ? String(ms << 22n) : null;
}

/** The media id inside a media key (`3_<media id>`). */
export const mediaIdOf = (mediaKey: string): string => mediaKey.slice(mediaKey.lastIndexOf('_') + 1);

const links = z
  .object({
    urls: z
      .array(
        z.object({ url: z.string(), expanded_url: z.string().optional(), media_key: z.string().optional() }),
      )
      .optional(),
  })
  .optional();

const longText = z.object({ text: z.string(), entities: links }).optional();

const post = z.object({
  id: z.string().regex(X_ID),
  text: z.string().optional(),
  entities: links,
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  // One field under its old and its new name: X renamed it in the description of its API, without a new version.
  note_tweet: longText,
  note_post: longText,
});

type ShownPost = z.infer<typeof post>;

const page = z.object({
  data: z.array(post).optional(),
  meta: z.object({ result_count: z.number().optional(), next_token: z.string().min(1).optional() }),
});

const single = z.object({
  data: post,
  includes: z
    .object({
      media: z.array(z.object({ media_key: z.string(), alt_text: z.string().optional() })).optional(),
    })
    .optional(),
});

export type NoInformation = { outcome: 'no_information'; why: string };

export type TimelinePage =
  /** `complete` is false when X reports problems beside the posts: then nothing may be called absent. */
  { outcome: 'page'; posts: ShownPost[]; next: string | null; complete: boolean } | NoInformation;

const noInformation = (reply: XReply): NoInformation => ({
  outcome: 'no_information',
  why: unclearWhy(reply),
});

/** Reads one page of `GET /2/users/:id/tweets`. */
export function timelinePage(reply: XReply): TimelinePage {
  if (reply.kind !== 'answered' || reply.status !== 200) return noInformation(reply);
  const read = page.safeParse(reply.body);
  if (!read.success) return { outcome: 'no_information', why: 'X answered without a timeline' };
  const posts = read.data.data ?? [];
  const promised = read.data.meta.result_count ?? posts.length;
  const complete = problemOf(reply.body) === null && posts.length >= promised;
  return { outcome: 'page', posts, next: read.data.meta.next_token ?? null, complete };
}

/** How long before the moment of sending a post without photos may have been made and still be ours, in ms: clocks differ a little. */
const WORDS_BACK_MS = 5_000;

/** When a post was made: its id says so, in ms since 1970. */
const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + SNOWFLAKE_EPOCH_MS);

/**
 * Whether a post on the timeline was made from these media ids or, when there are none, is one without photos, with these very words,
 * made from 5 s before `sentAt` on: equal words from before that are somebody's own.
 */
export function isWanted(
  shown: ShownPost,
  wanted: { mediaIds: readonly string[]; words: string; sentAt: Date },
): boolean {
  const ids = (shown.attachments?.media_keys ?? []).map(mediaIdOf);
  if (wanted.mediaIds.length > 0) return wanted.mediaIds.some((id) => ids.includes(id));
  if (madeAt(shown.id) < wanted.sentAt.getTime() - WORDS_BACK_MS) return false;
  return ids.length === 0 && comparableShown(shownWords(shown)) === comparableWords(wanted.words);
}

function shownWords(shown: ShownPost): ShownWords {
  const whole = shown.note_tweet ?? shown.note_post ?? { text: shown.text ?? '', entities: shown.entities };
  const links = (whole.entities?.urls ?? []).map((link) => ({
    url: link.url,
    expandedUrl: link.expanded_url ?? null,
    isMedia: link.media_key !== undefined,
  }));
  return { text: whole.text, links };
}

/** X may show an alt text escaped or as it was sent. */
const sameAltText = (shown: string, sent: string): boolean =>
  [comparableWords(shown), comparableShown({ text: shown, links: [] })].includes(comparableWords(sent));

/**
 * Reads `GET /2/tweets/:id` and holds the post against what was sent.
 * Takes: `sent.mediaIds`, those of every attempt; `sent.altTexts`, one for each photo in order.
 * Returns: three verdicts and nothing that X shows; null only when X says in so many words that it is not there; else no information.
 */
export function livePost(reply: XReply, platformId: string, sent: Sent): LivePost | null | NoInformation {
  if (saysNotThere(reply)) return null;
  if (reply.kind !== 'answered' || reply.status !== 200) return noInformation(reply);
  const read = single.safeParse(reply.body);
  if (!read.success || read.data.data.id !== platformId) {
    return { outcome: 'no_information', why: 'X answered without the post' };
  }
  const { data, includes } = read.data;
  const keys = data.attachments?.media_keys ?? [];
  const altOf = (key: string) => includes?.media?.find((media) => media.media_key === key)?.alt_text ?? '';
  const sameNumber = keys.length === sent.altTexts.length;
  return {
    platformId,
    wordsOurs: comparableShown(shownWords(data)) === comparableWords(sent.words),
    photosOurs: sameNumber && keys.every((key) => sent.mediaIds.includes(mediaIdOf(key))),
    altTextsOurs: sameNumber && keys.every((key, at) => sameAltText(altOf(key), sent.altTexts[at] ?? '')),
  };
}
