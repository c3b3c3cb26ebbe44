// How the platform shows posts to those who read them through the API: only the fields asked for, words escaped,
// links shortened, and a link for the photos at the end. A reader that compares words must cope with all of it.
import { createHash } from 'node:crypto';
import twitterText from 'twitter-text';
import type { SandboxMedia, SandboxPost, SandboxStore } from './store.ts';

const POST_FIELDS = [
  'attachments',
  'author_id',
  'created_at',
  'edit_history_tweet_ids',
  'entities',
  'id',
  'note_tweet',
  'text',
];
const MEDIA_FIELDS = ['alt_text', 'media_key', 'type'];
const EXPANSIONS = ['attachments.media_keys'];

export interface Fields {
  post: Set<string>;
  media: Set<string>;
  expandMedia: boolean;
}

/**
 * Reads which fields a reader asks for. `others` names the further parameters that the path knows.
 * Returns: the fields, or why the request is invalid: X refuses what it does not know.
 */
export function readFields(query: URLSearchParams, others: string[]): Fields | { refusal: string } {
  const known = ['tweet.fields', 'post.fields', 'media.fields', 'expansions', ...others];
  const strange = [...query.keys()].find((name) => !known.includes(name));
  if (strange) return { refusal: `The query parameter [${strange}] is not one of [${known.join(',')}]` };
  const asked = (names: string[]) => names.flatMap((name) => query.get(name)?.split(',') ?? []);
  const post = asked(['tweet.fields', 'post.fields']);
  const media = asked(['media.fields']);
  const expansions = asked(['expansions']);
  const wrong =
    post.find((field) => !POST_FIELDS.includes(field)) ??
    media.find((field) => !MEDIA_FIELDS.includes(field)) ??
    expansions.find((expansion) => !EXPANSIONS.includes(expansion));
  if (wrong) return { refusal: `[${wrong}] is not a field or expansion that can be asked for` };
  return {
    post: new Set([...post, 'id', 'text', 'edit_history_tweet_ids']),
    media: new Set([...media, 'media_key', 'type']),
    expandMedia: expansions.length > 0,
  };
}

/** The posts, and the media beside them, as JSON. */
export async function shownPosts(store: SandboxStore, posts: SandboxPost[], fields: Fields) {
  const data = posts.map((post) => pick(shownPost(post), fields.post));
  if (!fields.expandMedia) return { data };
  const media = await store.findMedia([...new Set(posts.flatMap((post) => post.mediaIds))]);
  return {
    data,
    ...(media.length > 0
      ? { includes: { media: media.map((one) => pick(shownMedia(one), fields.media)) } }
      : {}),
  };
}

const pick = (whole: Record<string, unknown>, names: Set<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(whole).filter(([name, value]) => names.has(name) && value !== undefined));

const shownMedia = (media: SandboxMedia) => ({
  media_key: `3_${media.id}`,
  type: 'photo',
  alt_text: media.altText ?? undefined,
});

function shownPost(post: SandboxPost) {
  const { text, urls } = shownWords(post);
  return {
    id: post.id,
    text,
    edit_history_tweet_ids: [post.id],
    author_id: post.userId,
    created_at: post.createdAt.toISOString(),
    attachments: post.mediaIds.length > 0 ? { media_keys: post.mediaIds.map((id) => `3_${id}`) } : undefined,
    entities: urls.length > 0 ? { urls } : undefined,
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const shortLink = (post: SandboxPost, name: string): string =>
  `https://t.co/${createHash('sha256').update(`${post.id} ${name}`).digest('base64url').replace(/[-_]/g, '0').slice(0, 10)}`;

function shownWords(post: SandboxPost) {
  const urls: { url: string; expanded_url: string; display_url: string; media_key?: string }[] = [];
  let text = '';
  let at = 0;
  for (const [position, found] of twitterText.extractUrlsWithIndices(post.words).entries()) {
    const [from, to] = found.indices;
    const url = shortLink(post, String(position));
    const expanded = /^https?:/i.test(found.url) ? found.url : `http://${found.url}`;
    urls.push({ url, expanded_url: expanded, display_url: found.url.replace(/^https?:\/\//i, '') });
    text += escaped(post.words.slice(at, from)) + url;
    at = to;
  }
  text += escaped(post.words.slice(at));
  if (post.mediaIds.length > 0) {
    const url = shortLink(post, 'photos');
    text = text === '' ? url : `${text} ${url}`;
    for (const mediaId of post.mediaIds) {
      const expanded = `https://x.com/i/status/${post.id}/photo/1`;
      urls.push({ url, expanded_url: expanded, display_url: 'pic.x.com', media_key: `3_${mediaId}` });
    }
  }
  return { text, urls };
}
