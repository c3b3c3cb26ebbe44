// A storm over Bluesky: its real server on this machine, behind a proxy whose faults are the weather's. The account is connected with an
// app password as people do it, and its access runs out and is renewed while the storm lasts.
import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { createBlueskyConnector } from '#app/adapters/bluesky-connector.server.ts';
import { credentialText, sealText } from '#app/domain/accounts/sealed-credential.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { type BlueskyPerson, type BlueskyServer, startBlueskyServer } from '#tests/support/bluesky-server.ts';
import { accountOnBluesky, yesEverywhere } from '#tests/support/cross-posts.ts';
import { type FaultProxy, type Spoiling, startFaultProxy } from '#tests/support/fault-proxy.ts';
import { pupils, type World } from '#tests/support/world.ts';
import type { OpenNetwork } from './network.ts';
import { type Kinds, KINDS, stormy, type Weather } from './weather.ts';
import { inStorm } from './worker-platform.ts';

/**
 * Beside what every platform's calls suffer: a create that is done only when the call has long been given up, by when a look may have
 * found nothing and a second call may be out; and a look that finds nothing although the post is there.
 */
export const BLUESKY_KINDS: Kinds<Spoiling> = {
  before: KINDS.before,
  after: [
    ...KINDS.after,
    { at: 'late', effect: 'hang', held: () => wait(4_000) },
    { at: 'late', effect: 'hang', held: () => wait(12_000) },
  ],
  blind: [
    ...KINDS.blind,
    {
      ...{ at: 'before', effect: 'status', status: 400 },
      body: { error: 'RecordNotFound', message: 'Could not locate record' },
    },
  ],
};

/** Calls that make a post, those that look for one, and those that hand over photos or renew access. */
const CREATE = /\.(?:put|create)Record$/;
const LOOK = /\.(?:getRecord|getRepoStatus)$/;
const BESIDE = /\.(?:uploadBlob|refreshSession)$/;

/** Bluesky's server behind bad weather. */
export interface StormyBluesky {
  server: BlueskyServer;
  proxy: FaultProxy;
  weather: Weather<Spoiling>;
  close(): Promise<void>;
}

/** Fine until it is told to begin. */
export async function stormyBluesky(draw: () => number): Promise<StormyBluesky & { begin(): void }> {
  const weather = stormy(draw, BLUESKY_KINDS);
  const beside = stormy(draw, KINDS);
  const server = await startBlueskyServer();
  const proxy = await startFaultProxy(server.url);
  return {
    ...{ server, proxy, weather },
    begin: () =>
      proxy.decide(({ path }) => {
        if (CREATE.test(path)) return weather.create();
        if (LOOK.test(path)) return weather.look();
        return BESIDE.test(path) ? beside.look() : null;
      }),
    async close() {
      await proxy.close();
      await server.close();
    },
  };
}

export const onBluesky: OpenNetwork = async ({ world, draw, now }) => {
  const { server, proxy, weather, begin, close } = await stormyBluesky(draw);
  try {
    const person = await server.addPerson();
    const accountId = await accountOnBluesky(world);
    await connect(world, accountId, { person, server, url: proxy.url, at: now() });
    await yesEverywhere(world, 2);
    begin();
    return {
      ...{ platform: 'bluesky', url: proxy.url, count: weather.count, close },
      draft: { accountId, tripId: null, photos: [pupils(world.pupil(2))] },
      async shown() {
        await proxy.quiet();
        return (await server.postsOf(person.did)).map(({ key, value }) => ({
          ...{ id: key, words: value.text },
          altTexts: (value.embed?.images ?? []).map(({ alt }) => alt),
        }));
      },
      async renewals() {
        const [row] = await world.db
          .select({ version: accountCredentials.version })
          .from(accountCredentials)
          .where(eq(accountCredentials.accountId, accountId));
        return row?.version ?? 0;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Gives the account what a connection with an app password leaves behind. */
async function connect(
  world: World,
  accountId: string,
  of: { person: BlueskyPerson; server: BlueskyServer; url: string; at: Date },
): Promise<void> {
  const { person, server, url, at } = of;
  const appPassword = await server.appPassword(person);
  const secret = JSON.stringify({ service: url, identifier: person.handle, appPassword });
  const grant = await createBlueskyConnector({ here: true }).exchange(secret);
  if (grant.outcome !== 'granted' || grant.refresh === null)
    throw new Error('The account was not connected.');
  const { credential, expiresAt } = inStorm(grant, url, at);
  const token = await sealText(world.web.tokenVault, credentialText(credential));
  const refresh = await sealText(world.web.tokenVault, grant.refresh);
  await world.db.update(accounts).set({ platformUserId: person.did }).where(eq(accounts.id, accountId));
  await world.db
    .update(accountCredentials)
    .set({
      ...{ sealedToken: token.box, sealedRefresh: refresh.box, keyId: token.keyId, sealedAt: at },
      ...{ accessExpiresAt: expiresAt, scopes: [...grant.scopes] },
    })
    .where(eq(accountCredentials.accountId, accountId));
}
