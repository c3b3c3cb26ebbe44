// Which server may be given an account's secrets: one on the public internet over TLS, at its usual door; or, where the tests say so,
// one on this machine.
import { loopbackOrigin } from './loopback-origin.ts';

/**
 * Reads the origin of a Bluesky server, such as `https://bsky.social`.
 * Takes: `here`, whether a server on this machine may stand in for one (tests only).
 * Returns: the origin; null when nothing may be sent there: another scheme or port, a path, a login, a bare IP address.
 */
export function serviceOrigin(service: string, here: boolean): URL | null {
  if (here) {
    try {
      return loopbackOrigin(service);
    } catch {
      return null;
    }
  }
  if (!URL.canParse(service)) return null;
  const url = new URL(service);
  const bare = url.origin === service.replace(/\/$/, '').toLowerCase() && url.port === '';
  // A name of at least two parts that ends in letters is no address and no machine of this network.
  return url.protocol === 'https:' &&
    bare &&
    /^(?:[a-z0-9-]+\.)+(?!local$|internal$|lan$|home$)[a-z][a-z0-9-]*$/.test(url.hostname)
    ? url
    : null;
}
