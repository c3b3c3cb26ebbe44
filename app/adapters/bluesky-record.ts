// A post as a record of Bluesky's own form: words, what in them is a link or a hashtag, and the photos with their descriptions.
// The same post always gives the same record, to the byte: that is what makes a repeated call harmless.
import twitterText from 'twitter-text';
import type { NewPost } from '#app/domain/ports/publisher.ts';
import { addressesIn } from '#app/domain/words/links/web-addresses.ts';
import { POSTS } from './bluesky-outcomes.ts';
import { type KeptPhoto, photoOf } from './bluesky-photos.ts';

export interface BlueskyRecord extends Record<string, unknown> {
  $type: typeof POSTS;
  text: string;
  createdAt: string;
}

/** Longest hashtag that the lexicon takes, in graphemes and in bytes (`app.bsky.richtext.facet#tag`). */
const TAG_GRAPHEMES = 64;
const TAG_BYTES = 640;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: Record<string, string>[];
}

/** From and to are UTF-16 offsets; a facet counts bytes of UTF-8 (`app.bsky.richtext.facet#byteSlice`: start in, end out). */
function facet(words: string, from: number, to: number, feature: Record<string, string>): Facet {
  const byteStart = bytesOf(words.slice(0, from));
  return {
    index: { byteStart, byteEnd: byteStart + bytesOf(words.slice(from, to)) },
    features: [feature],
  };
}

const isTag = (tag: string): boolean =>
  bytesOf(tag) <= TAG_BYTES && [...new Intl.Segmenter('en').segment(tag)].length <= TAG_GRAPHEMES;

/**
 * Links and hashtags of the words, in order. Links are those that the checks before publishing read, and no others. An @name stays
 * plain text: to link it, Bluesky would have to be asked whose name it is at the moment.
 */
export function facetsOf(words: string): Facet[] {
  const addresses = addressesIn(words);
  const links = addresses.flatMap(({ from, to, scheme, url }) =>
    url && [null, 'http', 'https'].includes(scheme)
      ? [facet(words, from, to, { $type: 'app.bsky.richtext.facet#link', uri: url.href })]
      : [],
  );
  const tags = twitterText
    .extractHashtagsWithIndices(words)
    .flatMap(({ hashtag, indices: [from, to] }) =>
      isTag(hashtag) && !addresses.some((address) => from < address.to && address.from < to)
        ? [facet(words, from, to, { $type: 'app.bsky.richtext.facet#tag', tag: hashtag })]
        : [],
    );
  return [...links, ...tags].sort((a, b) => a.index.byteStart - b.index.byteStart);
}

const imageOf = (photo: KeptPhoto, alt: string) => ({
  image: { $type: 'blob', ref: { $link: photo.cid }, mimeType: photo.mime, size: photo.size },
  alt,
  aspectRatio: { width: photo.w, height: photo.h },
});

/**
 * The record of a post.
 * Returns: null when a photo is not one that was uploaded to Bluesky, or has no description to go with it.
 */
export function recordOf(
  post: Pick<NewPost, 'words' | 'mediaIds' | 'altTexts' | 'recordAt'>,
): BlueskyRecord | null {
  const photos = post.mediaIds.map(photoOf);
  if (post.altTexts.length !== photos.length) return null;
  const images = photos.flatMap((photo, index) =>
    photo ? [imageOf(photo, post.altTexts[index] ?? '')] : [],
  );
  if (images.length !== photos.length) return null;
  const facets = facetsOf(post.words);
  return {
    $type: POSTS,
    text: post.words,
    ...(facets.length > 0 ? { facets } : {}),
    ...(images.length > 0 ? { embed: { $type: 'app.bsky.embed.images', images } } : {}),
    langs: ['en'],
    createdAt: post.recordAt.toISOString(),
  };
}
