// Many workers want new access for one account at the same moment, on a real PostgreSQL, from a platform whose refresh tokens work once: one asks,
// the others find what it brought, and nobody disconnects a healthy account (docs/decisions/0020).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountConnectors } from '#app/adapters/account-connectors.server.ts';
import { renewAccess } from '#app/domain/accounts/renew-access.ts';
import { openCredential, sealText } from '#app/domain/accounts/sealed-credential.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { openDatabase } from '#db/client.server.ts';
import { replaceCredential } from '#db/queries/account-credentials.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { createFaults } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { startSandbox, type Sandbox } from '#sandbox/start-sandbox.server.ts';
import { snowflakeAt } from '#sandbox/snowflakes.ts';
import { ALL_SCOPES, issueAccess, issueRefresh } from '#sandbox/tokens.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import {
  askedAccount,
  credentialOfAccount,
  newOnX,
  type RealAccount,
  realTrust,
} from '#tests/support/real-accounts.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const WORKERS = 8;
const CLIENT = 'gatepost';

describe.runIf(server)('renewals that race on a real server', () => {
  let world: World;
  let platform: Sandbox;
  let drop: () => Promise<void>;
  let worker: WorkerDeps;
  const store = createMemoryStore();
  const faults = createFaults();
  const calls: string[] = [];

  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const database = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(database);
    world = await openWorld('ashwick', { db: database.db, close: database.close });
    await realTrust(world);
    platform = await startSandbox({
      ...{ store, faults, now: world.clock.now },
      onRequest: ({ method, path }) => void calls.push(`${method} ${path}`),
    });
    const connectors = accountConnectors({
      practiceUrl: platform.url,
      xApiBaseUrl: platform.url,
      x: { id: CLIENT, secret: null },
      now: world.clock.now,
    });
    worker = { ...world.worker, connectors };
  }, 120_000);
  afterAll(async () => {
    await platform?.close();
    await world?.close();
    await drop?.();
  });

  /** A real account with tokens of the platform's own, sealed. */
  async function connected(): Promise<RealAccount> {
    const on = newOnX();
    const at = world.clock.now();
    const user = { id: snowflakeAt(at), handle: on.handle, name: 'Elm', createdAt: at };
    const { id: userId } = await store.addUser(user);
    const account = await askedAccount(world, { ...on, platformUserId: userId });
    const grant = { userId, clientId: CLIENT, scopes: ALL_SCOPES };
    const token = await sealText(world.worker.tokens, await issueAccess(store, grant, at));
    const refresh = await sealText(world.worker.tokens, await issueRefresh(store, grant, at));
    await world.db.update(accounts).set({ platformUserId: userId }).where(eq(accounts.id, account.accountId));
    await world.db.transaction((tx) =>
      replaceCredential(tx, {
        ...{ schoolId: account.schoolId, accountId: account.accountId, scopes: ALL_SCOPES, sealedAt: at },
        ...{ sealedToken: token.box, keyId: token.keyId, sealedRefresh: refresh.box },
      }),
    );
    return account;
  }
  const tokenCalls = () => calls.filter((call) => call === 'POST /2/oauth2/token').length;
  const rush = async (account: RealAccount, seen: number) =>
    Promise.all(Array.from({ length: WORKERS }, () => renewAccess(worker, account, seen)));

  test('eight workers, one call, one new pair of tokens that works', async () => {
    const account = await connected();
    for (let round = 0; round < 5; round += 1) {
      const { version } = await credentialOfAccount(world, account);
      const before = tokenCalls();
      const outcomes = await rush(account, version);
      expect(outcomes.filter((outcome) => outcome !== 'fresh' && outcome !== 'in_other_hands')).toEqual([]);
      expect(outcomes).toContain('fresh');
      expect(tokenCalls()).toBe(before + 1);
      const row = await credentialOfAccount(world, account);
      expect(row).toMatchObject({ version: version + 1, status: 'connected', leaseUntil: null });
      const known = await worker.connectors
        .for({ platform: 'x', practice: false })
        ?.who(await openCredential(worker.tokens, row));
      expect(known).toMatchObject({ outcome: 'known', platformUserId: account.platformUserId });
    }
  });

  test('an outage in the middle of the rush disconnects nobody', async () => {
    const account = await connected();
    faults.add({ path: '/2/oauth2/token', at: 'before', effect: 'status', status: 503 });
    const { version } = await credentialOfAccount(world, account);
    const outcomes = await rush(account, version);
    expect(outcomes).not.toContain('reconnect_needed');
    await renewAccess(worker, account, version);
    expect(await credentialOfAccount(world, account)).toMatchObject({
      status: 'connected',
      version: version + 1,
    });
  });

  test('an answer lost after the platform changed the token ends in one alert, whoever asks', async () => {
    const account = await connected();
    faults.add({ path: '/2/oauth2/token', at: 'after', effect: 'reset' });
    const { version } = await credentialOfAccount(world, account);
    const first = await rush(account, version);
    const second = await rush(account, version);
    expect([...first, ...second]).toContain('reconnect_needed');
    expect(await credentialOfAccount(world, account)).toMatchObject({ status: 'reconnect_needed', version });
    const alerts = world.lines.filter(
      ({ message, details }) =>
        message === 'an account has to be connected again' &&
        (details as { accountId: string }).accountId === account.accountId,
    );
    expect(alerts).toHaveLength(1);
  });
});
