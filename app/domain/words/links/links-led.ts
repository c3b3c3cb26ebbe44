// What a link was found to lead to: somewhere else than it says, somewhere else than when it was approved, or nowhere (T-18, R-55).
import type { AddressLook, LinkLooks, LooksAtAddress } from './links-ground.ts';
import { siteKind, type SiteKind } from './site-kinds.ts';
import { type Opener, stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import { placeOfHost } from './web-addresses.ts';

type Where = Pick<TextFinding, 'field' | 'from' | 'to'>;

/** The form under which looks at an address are kept: as a browser would ask for it, without the part after `#`. */
export function plainAddress(url: URL): string {
  const plain = new URL(url);
  plain.hash = '';
  return plain.href;
}

/** Findings from the looks at one address, worst first; none where nobody has looked. `allowed`: hosts of the trust's own list. */
export function ledElsewhere(
  where: Where,
  url: URL,
  { looks }: LinkLooks,
  allowed: ReadonlySet<string>,
): TextFinding[] {
  const seen = looks.get(plainAddress(url));
  if (!seen) return [];
  const stop = (code: string, opener: Opener = 'nobody', context = {}) => [
    stops({ check: 'T-18', code, clause: 'R-55', opener }, where, { context }),
  ];
  const { last, approved } = seen;
  if (last.outcome === 'refused')
    return stop('link_refused', REFUSED_FOR[last.why ?? ''] ?? 'nobody', { why: last.why ?? '' });
  if (last.outcome === 'unreachable')
    return isKnownGood(seen) ? warned(where) : stop('link_never_reached', 'head');
  if (approved?.outcome === 'reached' && endOf(approved) !== endOf(last)) return stop('link_changed');
  const passed = last.hosts.map((host) => siteKind(host, allowed));
  if (passed.includes('forbidden')) return stop('link_leads_to_forbidden_site');
  return leadsToStranger(url, last, passed.at(-1)) ? stop('link_leads_to_new_site', 'head') : [];
}

/** What may be a website’s own clumsiness the headteacher can look at; what honest websites never do, nobody lets stand. */
const REFUSED_FOR: Readonly<Record<string, Opener>> = { too_many_redirects: 'head', bad_certificate: 'head' };

/** A site that is down for an hour is not held against a post that was approved when it could be reached. */
const isKnownGood = ({ approved, reached }: LooksAtAddress): boolean =>
  (approved ?? reached)?.outcome === 'reached';

const warned = (where: Where): TextFinding[] => [
  warns({ check: 'T-18', code: 'link_not_reached', clause: 'R-55' }, where),
];

/** The website on which a look ended. */
const endOf = ({ hosts }: AddressLook): string => placeOfHost(hosts.at(-1) ?? '');

const leadsToStranger = (url: URL, last: AddressLook, end: SiteKind | undefined): boolean =>
  endOf(last) !== placeOfHost(url.hostname) && end !== 'allowed' && end !== 'platform';
