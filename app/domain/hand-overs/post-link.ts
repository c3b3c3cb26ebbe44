// The address of a post that somebody published by hand: read from what they pasted, held against the platform it should be on, and kept
// without whatever an app adds to it to follow people about. Pure.
import type { Platform } from '#app/domain/accounts/platforms.ts';

/** Where the posts of a platform have their addresses; each also with anything before it (`www.`, `m.`). */
const HOSTS: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  x: ['x.com', 'twitter.com'],
  bluesky: ['bsky.app'],
  facebook: ['facebook.com', 'fb.com', 'fb.watch'],
  instagram: ['instagram.com', 'instagr.am'],
  threads: ['threads.net', 'threads.com'],
  linkedin: ['linkedin.com', 'lnkd.in'],
};

/** Parts behind the question mark by which some platforms name a post; all others are dropped. */
const NAMES_A_POST = ['story_fbid', 'id', 'fbid', 'v', 'set'];

/** Longest address, in UTF-16 units. */
export const MAX_LINK = 500;

export type PostLink =
  { ok: true; link: string } | { ok: false; code: 'link_missing' | 'link_wrong' | 'link_elsewhere' };

/** The post's address, `https` and tidy; or what is wrong with it. The account's front page is no post. */
export function readPostLink(platform: Platform, typed: string): PostLink {
  const text = typed.trim();
  if (text === '') return { ok: false, code: 'link_missing' };
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  const plain = url && text.length <= MAX_LINK && !url.username && !url.password && !url.port;
  if (!plain || !/^https?:$/.test(url.protocol) || !isName(url.hostname))
    return { ok: false, code: 'link_wrong' };
  const hosts = HOSTS[platform];
  const host = url.hostname.toLowerCase();
  if (hosts && !hosts.some((known) => host === known || host.endsWith(`.${known}`)))
    return { ok: false, code: 'link_elsewhere' };
  const named = NAMES_A_POST.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value] as [string, string]] : [];
  });
  if (url.pathname === '/' && named.length === 0) return { ok: false, code: 'link_wrong' };
  const query = named.length > 0 ? `?${new URLSearchParams(named).toString()}` : '';
  return { ok: true, link: `https://${host}${url.pathname}${query}` };
}

/** A name with a dot in it, and no number in place of one. */
const isName = (host: string): boolean => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/i.test(host);
