// Links (T-18, R-55): each address in a text by what it is, by whose website it names, and by where it led when we looked.
import { type HostFault, hostFault } from './host-faults.ts';
import { ledElsewhere } from './links-led.ts';
import { siteKind, type SiteKind } from './site-kinds.ts';
import { type Opener, stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import { addressesIn, type WebAddress } from './web-addresses.ts';
import type { ReadPart, WordCheck, WordView } from '#app/domain/words/word-check.ts';

export const linksCheck: WordCheck = {
  id: 'T-18',
  version: 1,
  inPart(part, view) {
    const addresses = addressesIn(part.text);
    if (addresses.length === 0) return [];
    const allowed = new Set(view.ground.lists.allowed_domains.entries);
    return addresses.flatMap((address) => findingsAt(part, address, allowed, view));
  },
};

function findingsAt(
  part: ReadPart,
  address: WebAddress,
  allowed: ReadonlySet<string>,
  { ground }: WordView,
): TextFinding[] {
  const { from, to, written, scheme, url } = address;
  const where = { field: part.field, from, to };
  const stop = (code: string, fix: string | null = null, opener: Opener = 'nobody') => [
    stops({ check: 'T-18', code, clause: 'R-55', opener }, where, { fix }),
  ];
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') return stop('link_scheme', '');
  const fault: HostFault | null = hostFault(address);
  if (fault !== null || url === null) return stop(fault ?? 'link_unreadable');
  const kind = siteKind(url.hostname, allowed);
  if (kind === 'forbidden') return stop('link_forbidden_site', '');
  if (kind === 'shortener') return stop('link_shortener');
  if (runOn(address, kind)) return stop('link_by_accident', written.replace('.', '. '));
  return [
    ...(scheme === 'http' ? stop('link_not_https', `https${written.slice('http'.length)}`) : []),
    ...(kind === 'new' || kind === 'link_list' ? stop('link_new_site', null, 'head') : []),
    ...(kind === 'link_list'
      ? [warns({ check: 'T-18', code: 'link_list_page', clause: 'R-55' }, where)]
      : []),
    ...ledElsewhere(where, url, ground.links, allowed),
  ];
}

/** `It was fun.Is it over`: two sentences without a space between, of which X would make a link to a stranger. */
function runOn({ scheme, written, url }: WebAddress, kind: SiteKind): boolean {
  if (scheme !== null || kind !== 'new' || url?.pathname !== '/') return false;
  const [before = '', after = '', ...more] = written.split('.');
  return (
    more.length === 0 && !written.includes('/') && /\p{Ll}/u.test(before) && /^\p{Lu}\p{Ll}*$/u.test(after)
  );
}
