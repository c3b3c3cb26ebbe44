// Whether an IP address is one on the public internet: everything that may lead into this network, or to nobody, is not.
import ipaddr from 'ipaddr.js';

/** What of IPv6 is in use on the public internet, and parts of it that are not. */
const PUBLIC_V6 = ipaddr.IPv6.parseCIDR('2000::/3');
const NOT_PUBLIC_V6 = ['2001::/23', '3fff::/20'].map((range) => ipaddr.IPv6.parseCIDR(range));

/** Errors: none; what is no address is not public. An IPv4 address inside an IPv6 one is not, wherever it leads. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return ipaddr.IPv4.isValidFourPartDecimal(address);
  const v6 = parsed as ipaddr.IPv6;
  return !v6.zoneId && v6.match(PUBLIC_V6) && !NOT_PUBLIC_V6.some((range) => v6.match(range));
}
