// Reads the one setting that can send a school's tokens somewhere else than to the platform itself.
// Only this machine is accepted: any other address here would be a way to steal them.

const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

/**
 * Reads a base URL such as `http://127.0.0.1:4010`.
 * Takes: a bare origin, http or https, whose host is 127.0.0.0/8, `localhost` or `[::1]`. The URL parser
 * has already turned disguises such as `0x7f.1` or `127.1` into four numbers.
 * Returns: the origin as a URL.
 * Errors: throws when it is anything else; the message repeats no part of the value.
 */
export function loopbackOrigin(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const bare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
  if (
    !url ||
    !bare ||
    url.username !== '' ||
    url.password !== '' ||
    !['http:', 'https:'].includes(url.protocol) ||
    !LOOPBACK_HOST.test(url.hostname)
  ) {
    throw new Error(
      'The platform base URL must be a bare http(s) origin on this machine (127.0.0.1, localhost or [::1]).',
    );
  }
  return url;
}

/** Whether only this machine can reach a server listening on `host`. */
export const isLoopbackHost = (host: string): boolean => host === '::1' || LOOPBACK_HOST.test(host);
