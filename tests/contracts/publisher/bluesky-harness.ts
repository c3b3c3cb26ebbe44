// The real Bluesky adapter with a real server at the other end, over real sockets, and a proxy between them that spoils calls.
import { createBlueskyPublisher } from '#app/adapters/bluesky-publisher.server.ts';
import type { AccountRef, Publisher } from '#app/domain/ports/publisher.ts';
import { type BlueskyServer, startBlueskyServer } from '#tests/support/bluesky-server.ts';
import { type FaultProxy, type Spoiling, startFaultProxy } from '#tests/support/fault-proxy.ts';
import { type Capabilities, type PublisherHarness, sha256, type Trouble } from './publisher-harness.ts';
import { closedPort } from './x-harness.ts';

/** The server of the tests still keeps to a million bytes a photo; the lexicon that came after it says two. */
export const LIKE_BLUESKY: Capabilities = {
  looks: 'by key',
  describesUploads: false,
  sameBytesSamePhoto: true,
  largestPhoto: 990_000,
};

const CREATE = 'com.atproto.repo.putRecord';
const UPLOAD = 'com.atproto.repo.uploadBlob';
const READ = 'com.atproto.repo.getRecord';
const DELETE = 'com.atproto.repo.deleteRecord';

const lost = (at: 'before' | 'after'): Spoiling => ({ at, effect: 'reset' });
const status = (code: number, error: string, headers: Record<string, string> = {}): Spoiling => ({
  ...{ at: 'before', effect: 'status', status: code, headers },
  body: { error, message: 'On purpose' },
});
const slower = (): Spoiling =>
  status(429, 'RateLimitExceeded', { 'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 600) });

const TROUBLES: Record<Exclude<Trouble, 'alt text refused'>, () => [string, Spoiling][]> = {
  'create done, answer lost': () => [[CREATE, lost('after')]],
  'create lost': () => [[CREATE, lost('before')]],
  'create told to wait': () => [[CREATE, slower()]],
  'create refused': () => [[CREATE, status(400, 'InvalidRequest')]],
  'create without a valid connection': () => [[CREATE, status(400, 'ExpiredToken')]],
  'create without credit': () => [[CREATE, status(402, 'PaymentRequired')]],
  'upload told to wait': () => [[UPLOAD, slower()]],
  'look blind': () => [[READ, status(404, 'NotFound')]],
  'read blind': () => [[READ, status(503, 'InternalServerError')]],
  'removal done, answer lost': () => [[DELETE, lost('after')]],
  'removal refused': () => [[DELETE, status(403, 'Forbidden')]],
  'removal told to wait': () => [[DELETE, slower()]],
  'removal blind': () => [
    [DELETE, lost('before')],
    [READ, lost('before')],
  ],
  'removal without a valid connection': () => [[DELETE, status(401, 'AuthenticationRequired')]],
};

/** An account as the worker opens it. */
export const blueskyAccount = (
  service: string,
  { did, accessToken }: { did: string; accessToken: string },
): AccountRef => ({
  accountId: did,
  platform: 'bluesky',
  practice: false,
  platformUserId: did,
  credential: { kind: 'bluesky_session', service, accessToken },
});

/** The same publisher, sent to another server than the account's own. */
export const sentTo = (service: string, publisher: Publisher): Publisher => {
  const moved = (account: AccountRef): AccountRef =>
    account.credential.kind === 'bluesky_session'
      ? { ...account, credential: { ...account.credential, service } }
      : account;
  return {
    repeatsAreHarmless: publisher.repeatsAreHarmless,
    prepare: (account, photos) => publisher.prepare(moved(account), photos),
    create: (account, post) => publisher.create(moved(account), post),
    look: (account, wanted) => publisher.look(moved(account), wanted),
    read: (account, id, sent) => publisher.read(moved(account), id, sent),
    remove: (account, id) => publisher.remove(moved(account), id),
  };
};

export interface Bluesky {
  server: BlueskyServer;
  proxy: FaultProxy;
  publisher: Publisher;
  addAccount(): Promise<AccountRef>;
  close(): Promise<void>;
}

export async function startBluesky(): Promise<Bluesky> {
  const server = await startBlueskyServer();
  const proxy = await startFaultProxy(server.url);
  return {
    server,
    proxy,
    publisher: createBlueskyPublisher({ here: true }),
    addAccount: async () => blueskyAccount(proxy.url, await server.addPerson()),
    async close() {
      await proxy.close();
      await server.close();
    },
  };
}

/** The harness of the contract suite for the real adapter. */
export async function blueskyHarness(): Promise<PublisherHarness> {
  const { server, proxy, publisher, addAccount, close } = await startBluesky();
  return {
    publisher,
    unreachable: sentTo(`http://127.0.0.1:${await closedPort()}`, publisher),
    addAccount,
    async timeline({ platformUserId }) {
      const posts = await server.postsOf(platformUserId);
      return Promise.all(
        posts.map(async ({ key, value }) => ({
          platformId: key,
          words: value.text,
          photos: await Promise.all(
            (value.embed?.images ?? []).map(async ({ alt, image }) => ({
              sha256: sha256(await server.photo(platformUserId, image.ref.$link)),
              altText: alt,
            })),
          ),
        })),
      );
    },
    trouble(kind) {
      if (kind === 'alt text refused') throw new Error('On Bluesky alt texts go with the post.');
      for (const [path, spoiling] of TROUBLES[kind]()) proxy.spoil(path, spoiling);
    },
    close,
  };
}
