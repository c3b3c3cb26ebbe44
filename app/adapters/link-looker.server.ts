// Follows an address to where it leads, as a stranger on the public web would: https on its usual door only, to exactly the address
// that was checked, a few redirects, no body, no cookies, no word of who asks, and never for long. Only the worker holds one.
import { Resolver } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import type { LinkLook, LinkLooker, LookFailure, LookRefusal } from '#app/domain/ports/link-looker.ts';
import { isMachine } from '#app/domain/words/links/host-faults.ts';
import { isPublicAddress } from './public-address.ts';

export interface LinkLookerOptions {
  /** all IP addresses of a host name; the system's DNS servers are asked when absent */
  resolve?: (host: string) => Promise<string[]>;
  /** opens a connection to an address that was found to be public; always to its port 443 when absent */
  connect?: (address: string) => net.Socket;
  /** certificates to trust in place of the usual ones, PEM */
  ca?: string;
  /** how long one look may take in all, in ms */
  withinMs?: number;
}

const WITHIN_MS = 5_000;
const MOST_REDIRECTS = 5;
/** Most bytes of an answer's head; its body is never read. */
const MOST_HEAD_BYTES = 16_384;
const HEADERS = {
  'user-agent': 'Mozilla/5.0 (compatible)',
  accept: 'text/html,*/*;q=0.5',
  'accept-encoding': 'identity',
  connection: 'close',
};

export function createLinkLooker(options: LinkLookerOptions = {}): LinkLooker {
  return { look: (url) => look(url, { ...DEFAULTS, ...options }) };
}

type Settings = Required<Omit<LinkLookerOptions, 'ca'>> & Pick<LinkLookerOptions, 'ca'>;

const DEFAULTS: Settings = {
  resolve: addressesOf,
  connect: (address) => net.connect({ host: address, port: 443 }),
  withinMs: WITHIN_MS,
};

/** Ends a look with its outcome, from however deep it is noticed. */
class Ended extends Error {
  readonly end: { outcome: 'refused'; why: LookRefusal } | { outcome: 'unreachable'; why: LookFailure };

  constructor(end: Ended['end']) {
    super(end.why);
    this.end = end;
  }
}
const refused = (why: LookRefusal) => new Ended({ outcome: 'refused', why });
const unreachable = (why: LookFailure) => new Ended({ outcome: 'unreachable', why });

async function look(first: string, settings: Settings): Promise<LinkLook> {
  const hops: string[] = [];
  const deadline = AbortSignal.timeout(settings.withinMs);
  try {
    let next: URL | null = new URL(first);
    while (next) {
      if (hops.length > MOST_REDIRECTS) throw refused('too_many_redirects');
      hops.push(next.href);
      next = await before(deadline, follow(next, settings, deadline));
    }
    return { outcome: 'reached', why: null, hops };
  } catch (error) {
    if (error instanceof Ended) return { ...error.end, hops };
    return { outcome: 'unreachable', why: deadline.aborted ? 'too_slow' : 'no_answer', hops };
  }
}

/** Asks for one address; where it sends on to, or null where it ends. */
async function follow(url: URL, settings: Settings, deadline: AbortSignal): Promise<URL | null> {
  if (url.protocol !== 'https:') throw refused('not_https');
  if (url.username || url.password || url.port) throw refused('odd_address');
  if (isMachine(url.hostname)) throw refused('private_address');
  const addresses = await before(deadline, settings.resolve(url.hostname));
  const [address] = addresses;
  if (address === undefined) throw unreachable('no_such_site');
  if (!addresses.every(isPublicAddress)) throw refused('private_address');
  const asked = await ask('HEAD', url, address, settings, deadline);
  const { statusCode = 0, headers } =
    (asked.statusCode ?? 0) >= 400 ? await ask('GET', url, address, settings, deadline) : asked;
  if (statusCode === 404 || statusCode === 410) throw unreachable('not_found');
  if (statusCode >= 500) throw unreachable('site_failed');
  const to = statusCode >= 300 && statusCode < 400 ? headers.location : undefined;
  return to !== undefined && URL.canParse(to, url.href) ? new URL(to, url) : null;
}

/** The head of one answer. The name is resolved no second time: the connection goes to `address`, and the site must prove the name. */
async function ask(
  method: 'HEAD' | 'GET',
  url: URL,
  address: string,
  { connect, ca }: Settings,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const socket = connect(address);
  const trust = ca === undefined ? {} : { ca };
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const request = https.request({
        method,
        host: url.hostname,
        defaultPort: 443,
        path: `${url.pathname}${url.search}`,
        headers: HEADERS,
        maxHeaderSize: MOST_HEAD_BYTES,
        signal,
        createConnection: () =>
          tls.connect({ socket, servername: url.hostname, ALPNProtocols: ['http/1.1'], ...trust }),
      });
      socket.once('error', reject);
      request.once('response', (response) => {
        resolve(response);
        response.once('error', () => undefined);
        response.destroy();
      });
      request.on('error', reject);
      // An answer that changes to another protocol is no response and no error: only the end of it is told.
      request.once('close', () => reject(new Error('ended without an answer')));
      request.end();
    });
  } catch (error) {
    throw signal.aborted ? unreachable('too_slow') : reasonOf(error as NodeJS.ErrnoException);
  } finally {
    socket.destroy();
  }
}

function reasonOf({ code = '' }: NodeJS.ErrnoException): Ended {
  return /CERT|UNABLE_TO_/u.test(code) ? refused('bad_certificate') : unreachable('no_answer');
}

/** Errors: Ended as too slow when the deadline comes first. */
async function before<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    const end = (): void => reject(unreachable('too_slow'));
    if (deadline.aborted) end();
    deadline.addEventListener('abort', end, { once: true });
  });
  return Promise.race([work, over]);
}

/** Every address of a name, IPv4 first, from the system's DNS servers; none where there is no such name. */
async function addressesOf(host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const silent = answers.some(
    (answer) =>
      answer.status === 'rejected' &&
      !['ENOTFOUND', 'ENODATA'].includes((answer.reason as { code?: string }).code ?? ''),
  );
  if (found.length === 0 && silent) throw unreachable('no_answer');
  return found;
}
