// What kind of website a host is: by the lists that every school has and the trust's own list of allowed ones (T-18, R-55).
import {
  FORBIDDEN_ENDINGS,
  FORBIDDEN_SITES,
  LINK_LISTS,
  PLATFORM_SITES,
  SHORTENERS,
  TRUSTED_SITES,
} from './known-sites.ts';

/** `platform`: X itself, which other rules look at. `new`: on no list. */
export type SiteKind = 'forbidden' | 'shortener' | 'platform' | 'allowed' | 'link_list' | 'new';

const FORBIDDEN = new Set([...FORBIDDEN_ENDINGS, ...FORBIDDEN_SITES]);
const SHORT = new Set(SHORTENERS);
const LISTS = new Set(LINK_LISTS);
const PLATFORM = new Set(PLATFORM_SITES);
const TRUSTED = new Set(TRUSTED_SITES);

/**
 * Which kind a host is; the trust's own list opens neither what no school shows nor what hides where it leads.
 * `host`: lower case, punycode. `allowed`: the trust's list, hosts in the same form (see entry-forms).
 */
export function siteKind(host: string, allowed: ReadonlySet<string>): SiteKind {
  const names = namesOver(host);
  const isIn = (list: ReadonlySet<string>): boolean => names.some((name) => list.has(name));
  if (isIn(FORBIDDEN)) return 'forbidden';
  if (isIn(SHORT)) return 'shortener';
  if (isIn(PLATFORM)) return 'platform';
  if (isIn(allowed) || isIn(TRUSTED)) return 'allowed';
  return isIn(LISTS) ? 'link_list' : 'new';
}

/** `a.b.uk` → a.b.uk, b.uk, uk */
function namesOver(host: string): string[] {
  const labels = host.replace(/\.$/u, '').split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
