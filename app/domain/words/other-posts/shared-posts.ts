// Shared content (T-23, R-76, F-10): the address of a post in a text shows that post under ours. What we took down never comes back
// this way, nor does a pupil who may not be shown by the post that shares it, and whoever wrote it must be known. Nothing is fetched: of
// a post that is not ours only its address is known.
import type { SharedPosts } from './shared-ground.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import { addressesIn } from '#app/domain/words/links/web-addresses.ts';
import type { ReadPart, WordCheck } from '#app/domain/words/word-check.ts';

export interface PostAddress {
  /** lower case, without `@`; null where the address names none */
  handle: string | null;
  /** the platform's id of the post, digits */
  id: string;
  from: number;
  to: number;
}

const HOSTS = /^(?:www\.|m\.|mobile\.)?(?:x|twitter)\.com$/u;
const PATH = /^\/(?:i\/web|i|([a-z0-9_]{1,20}))\/status(?:es)?\/(\d{1,20})(?:\/|$)/iu;

/** Addresses of posts on X in a text. */
export function postAddressesIn(text: string): PostAddress[] {
  return addressesIn(text).flatMap(({ url, from, to }) => {
    const path = url && HOSTS.test(url.hostname) ? PATH.exec(url.pathname) : null;
    return path?.[2] ? [{ handle: path[1]?.toLowerCase() ?? null, id: path[2], from, to }] : [];
  });
}

export const sharedPostsCheck: WordCheck = {
  id: 'T-23',
  version: 2,
  inPart: (part, { ground }) => {
    const shared = postAddressesIn(part.text);
    if (shared.length === 0) return [];
    const partners = handlesOf(ground.lists.partners.entries);
    return shared.map((address) => findingAt(part, address, ground.shared, partners));
  },
};

/** X finds a post by its number alone and takes any name before it, so what went out from here counts before the name. */
function findingAt(
  { field }: ReadPart,
  { handle, id, from, to }: PostAddress,
  { ours, officialHandles }: SharedPosts,
  partners: ReadonlySet<string>,
): TextFinding {
  const where = { field, from, to };
  const shape = (code: string, clause: string) => ({ check: 'T-23', code, clause });
  const state = ours.get(id);
  if (state === 'removed') return stops(shape('shared_post_removed', 'F-10'), where, { fix: '' });
  if (state === 'not_agreed') return stops(shape('shared_post_not_agreed', 'R-76, R-62'), where, { fix: '' });
  if (state === 'of_another_school')
    return stops({ ...shape('shared_post_of_another_school', 'R-76, R-62'), opener: 'head' }, where);
  const known = ours.has(id) || (handle !== null && (officialHandles.has(handle) || partners.has(handle)));
  return known
    ? warns(shape('shared_post_known', 'R-76'), where)
    : stops({ ...shape('shared_post_of_stranger', 'R-76'), opener: 'head' }, where);
}

/** The handles in a trust's list of partners, which also holds names. */
const handlesOf = (entries: readonly string[]): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => (entry.startsWith('@') ? [entry.slice(1).toLowerCase()] : [])));
