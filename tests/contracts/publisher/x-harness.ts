// The real X adapter with the practice platform at the other end, over real sockets.
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { createFaults, type Fault, type FaultEffect } from '#sandbox/faults.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type SandboxOptions } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import type { PublisherHarness, Trouble } from './publisher-harness.ts';

export interface Seen {
  method: string;
  path: string;
  clientPort: number;
}

/** For calls that meet silence: long enough to be reached on a busy machine, short enough to wait for. In ms. */
export const IMPATIENT_MS = 1_500;

/**
 * A practice platform with a publisher pointed at it, an impatient one for calls that meet silence, and a list
 * of the requests that reached it.
 */
export async function startX(store: SandboxStore, options: Partial<SandboxOptions> = {}) {
  const seen: Seen[] = [];
  const failures: unknown[] = [];
  const faults = createFaults();
  const sandbox = await startSandbox({
    store,
    faults,
    onRequest: (request) => seen.push(request),
    onError: (error) => failures.push(error),
    ...options,
  });
  const at = { baseUrl: sandbox.url, now: options.now };
  const patient = createXPublisher(at);
  const impatient = createXPublisher({ ...at, deadlineMs: IMPATIENT_MS });
  /** The publisher to meet a fault with. */
  const meeting = (fault: FaultEffect | null) => (fault?.effect === 'hang' ? impatient : patient);
  const addAccount = async (): Promise<AccountRef> => {
    const handle = `t${randomBytes(7).toString('hex')}`;
    const { platformUserId, accessToken } = await addPracticeAccount(store, { handle, name: 'Elm Primary' });
    return practiceAccount(handle, platformUserId, accessToken);
  };
  const creates = () => seen.filter(({ method, path }) => method === 'POST' && path === '/2/tweets');
  return { store, sandbox, publisher: patient, meeting, faults, seen, failures, creates, addAccount };
}

/** A port on this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An account of the practice platform, as the worker opens it. */
export const practiceAccount = (
  accountId: string,
  platformUserId: string,
  accessToken: string,
): AccountRef => ({
  accountId,
  platform: 'x',
  practice: true,
  platformUserId,
  credential: { kind: 'oauth2_user', accessToken },
});

/** The token that an account's calls carry. */
export const tokenOf = ({ credential }: AccountRef): string =>
  credential.kind === 'oauth2_user' ? credential.accessToken : '';

const CREATE = { method: 'POST', path: '/2/tweets' };
const ONE_POST = /^\/2\/tweets\/\d+$/;
const DELETE = { method: 'DELETE', path: ONE_POST };
const READ = { method: 'GET', path: ONE_POST };
const status = (code: number, headers: Record<string, string> = {}) =>
  ({ effect: 'status', at: 'before', status: code, headers }) as const;
const slower = () => ({
  'x-rate-limit-limit': '100',
  'x-rate-limit-remaining': '0',
  'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + 600),
});

const TROUBLES: Record<Trouble, () => Fault[]> = {
  'create done, answer lost': () => [{ ...CREATE, effect: 'reset', at: 'after' }],
  'create lost': () => [{ ...CREATE, effect: 'reset', at: 'before' }],
  'create told to wait': () => [{ ...CREATE, ...status(429, slower()) }],
  'create refused': () => [{ ...CREATE, ...status(403) }],
  'create without a valid connection': () => [{ ...CREATE, ...status(401) }],
  'create without credit': () => [{ ...CREATE, ...status(402) }],
  'alt text refused': () => [{ method: 'POST', path: '/2/media/metadata', ...status(503) }],
  'upload told to wait': () => [
    { method: 'POST', path: '/2/media/upload/initialize', ...status(429, slower()) },
  ],
  'look blind': () => [{ method: 'GET', path: /\/tweets$/, ...status(404) }],
  'read blind': () => [{ ...READ, ...status(503) }],
  'removal done, answer lost': () => [{ ...DELETE, effect: 'reset', at: 'after' }],
  'removal refused': () => [{ ...DELETE, ...status(403) }],
  'removal blind': () => [
    { ...DELETE, effect: 'reset', at: 'before' },
    { ...READ, effect: 'reset', at: 'before' },
  ],
  'removal without a valid connection': () => [{ ...DELETE, ...status(401) }],
  'removal told to wait': () => [{ ...DELETE, ...status(429, slower()) }],
};

/** The harness of the contract suite for the real adapter. Takes: a store, and how to end it. */
export async function xHarness(store: SandboxStore, end: () => Promise<void>): Promise<PublisherHarness> {
  const x = await startX(store, { rules: { duplicates: false } });
  return {
    publisher: x.publisher,
    unreachable: createXPublisher({ baseUrl: `http://127.0.0.1:${await closedPort()}` }),
    addAccount: x.addAccount,
    async timeline(account) {
      const posts = await store.listTimeline(account.platformUserId);
      return posts.toReversed().map(({ id, words, photos }) => ({
        platformId: id,
        words,
        photos: photos.map(({ sha256, altText }) => ({ sha256: sha256 ?? '', altText })),
      }));
    },
    trouble: (kind) => TROUBLES[kind]().forEach((fault) => x.faults.add(fault)),
    async close() {
      await x.sandbox.close();
      await end();
      if (x.failures.length > 0) throw new AggregateError(x.failures, 'the practice platform itself failed');
    },
  };
}
