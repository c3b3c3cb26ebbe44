// Made-up websites on this machine for links to lead to: real TLS, real HTTP, with names and addresses that the test gives out.
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { LinkLookerOptions } from '#app/adapters/link-looker.server.ts';
import { WEBSITE_CERTIFICATE, WEBSITE_KEY } from './website-certificate.ts';

/** A public address that every site has unless a test says otherwise; nobody is asked there. */
export const PUBLIC_ADDRESS = '93.184.215.14';

export interface Websites {
  /** answers a request, by its host and path */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** `HEAD farm.example/visit`, in order, with the headers that came */
  asked: { line: string; headers: IncomingMessage['headers'] }[];
  /** host names that were resolved, and addresses that were connected to, in order */
  resolved: string[];
  connected: string[];
  /** addresses by host */
  addresses: Map<string, string[] | (() => Promise<string[]>)>;
  /** resolves when the other side has hung up on every connection */
  allHungUp(): Promise<void>;
  /** for a looker that meets these sites */
  options: LinkLookerOptions;
  close(): Promise<void>;
}

export async function openWebsites(): Promise<Websites> {
  const open = new Set<net.Socket>();
  let quiet: (() => void)[] = [];
  const server = https.createServer({ cert: WEBSITE_CERTIFICATE, key: WEBSITE_KEY }, (request, response) => {
    sites.asked.push({
      line: `${request.method} ${request.headers.host}${request.url}`,
      headers: request.headers,
    });
    sites.answer(request, response);
  });
  server.on('connection', (socket: net.Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open.delete(socket);
      if (open.size > 0) return;
      for (const tell of quiet) tell();
      quiet = [];
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sites: Websites = {
    answer: (_, response) => response.end(),
    asked: [],
    resolved: [],
    connected: [],
    addresses: new Map(),
    allHungUp: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => quiet.push(resolve))),
    options: {
      ca: WEBSITE_CERTIFICATE,
      resolve: async (host) => {
        sites.resolved.push(host);
        const given = sites.addresses.get(host) ?? [PUBLIC_ADDRESS];
        return typeof given === 'function' ? given() : given;
      },
      connect: (address) => {
        sites.connected.push(address);
        return net.connect({ host: '127.0.0.1', port });
      },
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return sites;
}
