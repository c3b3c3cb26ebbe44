// Posts on the practice platform: made, deleted, and read one by one, under X's rules.
import twitterText from 'twitter-text';
import { z } from 'zod';
import {
  forbidden,
  invalid,
  jsonBody,
  notFoundError,
  ok,
  problem,
  snowflakeId,
  type SandboxAnswer,
  type Visit,
} from './exchange.ts';
import { readFields, shownPosts } from './shown-posts.ts';

/** X takes 280 weighted characters (twitter-text's counting). */
const MAX_WEIGHT = 280;

/** How far back X compares words, in ms: about a day. */
const DUPLICATE_MS = 24 * 60 * 60 * 1000;

/** X's body allows nothing it does not know; what the product never sends is unknown here. */
const newPost = z.strictObject({
  text: z.string().default(''),
  media: z
    .strictObject({
      media_ids: z.array(snowflakeId).min(1).max(4),
      tagged_user_ids: z.array(snowflakeId).max(10).optional(),
    })
    .optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
});

/** POST /2/tweets */
export async function createPost(visit: Visit): Promise<SandboxAnswer> {
  const { store, now, rules, nextId, lagMs } = visit.context;
  const asked = newPost.safeParse(jsonBody(visit.request));
  if (!asked.success) return invalid('One or more parameters to your request was invalid.');
  const words = asked.data.text.normalize('NFC').trim();
  const mediaIds = asked.data.media?.media_ids ?? [];
  const createdAt = now();

  if (words === '' && mediaIds.length === 0) return invalid('A Tweet needs text or media.');
  if (words !== '') {
    const counted = twitterText.parseTweet(words);
    if (counted.weightedLength > MAX_WEIGHT) return invalid('Your Tweet text is too long.');
    if (!counted.valid) return invalid('Your Tweet text holds characters that are not allowed.');
  }
  const media = await store.findMedia([...new Set(mediaIds)]);
  const usable = media.filter(
    (one) => one.userId === visit.token.userId && one.sha256 !== null && one.expiresAt > createdAt,
  );
  if (usable.length !== mediaIds.length) return invalid('Your media IDs are invalid.');
  if (rules.altTextRequired && usable.some((one) => !one.altText)) return invalid('A photo has no alt text.');

  const post = {
    id: nextId(),
    userId: visit.token.userId,
    words,
    mediaIds,
    createdAt,
    visibleAt: new Date(createdAt.getTime() + lagMs),
  };
  const unlikeSince = rules.duplicates ? new Date(createdAt.getTime() - DUPLICATE_MS) : null;
  if ((await store.addPost(post, { unlikeSince })) === 'duplicate') {
    return forbidden('You are not allowed to create a Tweet with duplicate content.');
  }
  return ok({ data: { id: post.id, text: words, edit_history_tweet_ids: [post.id] } }, 201);
}

/** DELETE /2/tweets/:id */
export async function deletePost(visit: Visit): Promise<SandboxAnswer> {
  const postId = visit.part.id ?? '';
  const post = await visit.context.store.findPost(postId);
  if (!post)
    return problem(
      404,
      'Not Found Error',
      `Could not find tweet with id: [${postId}].`,
      'resource-not-found',
    );
  if (post.userId !== visit.token.userId) return forbidden('You may delete only your own Tweets.');
  return ok({ data: { deleted: await visit.context.store.removePost(postId) } });
}

/** GET /2/tweets/:id */
export async function readPost(visit: Visit): Promise<SandboxAnswer> {
  const fields = readFields(visit.request.query, []);
  if ('refusal' in fields) return invalid(fields.refusal);
  const postId = visit.part.id ?? '';
  const post = await visit.context.store.findPost(postId);
  if (!post) return ok({ errors: [notFoundError('tweet', postId)] });
  const { data, includes } = await shownPosts(visit.context.store, [post], fields);
  return ok({ data: data[0], ...(includes ? { includes } : {}) });
}
