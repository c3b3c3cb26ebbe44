// Which addresses of a post are worth a look from this machine: those that could go out as they stand. What is refused for what it
// is, and the platform itself, are never asked for anything.
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { hostFault } from './host-faults.ts';
import { plainAddress } from './links-led.ts';
import { siteKind } from './site-kinds.ts';
import { textPartsOf } from '#app/domain/words/text-part.ts';
import { addressesIn } from './web-addresses.ts';

/** More addresses than this in one post are not looked at; no post of X holds as many. */
const MOST_LOOKED_AT = 12;
/** Longest address that is kept, in characters. */
const LONGEST = 2_000;

/** Each address once, as looks are kept. */
export function linksToLookAt(content: Pick<PostContent, 'words' | 'photos'>): string[] {
  const addresses = textPartsOf(content).flatMap(({ text }) => addressesIn(text));
  const plain = addresses.flatMap((address) => {
    if (!address.url || (address.scheme !== null && address.scheme !== 'https')) return [];
    if (hostFault(address) !== null) return [];
    const kind = siteKind(address.url.hostname, new Set());
    return kind === 'allowed' || kind === 'new' || kind === 'link_list' ? [plainAddress(address.url)] : [];
  });
  return [...new Set(plain)].filter(({ length }) => length <= LONGEST).slice(0, MOST_LOOKED_AT);
}
