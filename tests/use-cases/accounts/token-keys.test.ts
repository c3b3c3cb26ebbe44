// A new key for accounts' access: everything is sealed anew under the credential's lease, a try on its way goes on, somebody who is renewing is
// left alone, and an old key goes only when nothing needs it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KeySettings, loadKeys } from '#app/adapters/key-files.server.ts';
import { openingVault } from '#app/adapters/sodium-vault.server.ts';
import { renewAccess } from '#app/domain/accounts/renew-access.ts';
import { resealTokens } from '#app/domain/accounts/reseal-tokens.ts';
import { openCredential, openText } from '#app/domain/accounts/sealed-credential.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import type { Env } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import { keysRotate } from '#cli/keys-rotate.ts';
import { rotationGround } from '#cli/rotation-ground.ts';
import { takeLease } from '#db/queries/account-credentials.server.ts';
import { tokenKeysInUse } from '#db/queries/token-keys.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { auditEvents } from '#db/schema/audit.ts';
import {
  approvedAccount,
  connectedAccount,
  credentialOfAccount,
  realTrust,
  wentAndCame,
  workerCarriesOn,
} from '#tests/support/real-accounts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let root: string;
let settings: KeySettings;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-token-keys-'));
  settings = { mode: 'solo', dataDir: root, keysDir: join(root, 'keys'), keyTexts: {} };
  await loadKeys(settings);
  world = await openWorld();
  await realTrust(world);
  // Practice accounts of the seed are sealed with the tests' own vault; here the installation's keys are used throughout.
  const vault = await ringVault();
  for (const row of await world.db.select().from(accountCredentials)) {
    const token = await world.worker.tokens.open({ box: row.sealedToken, keyId: row.keyId });
    const { box, keyId } = await vault.seal(token);
    await world.db.update(accountCredentials).set({ sealedToken: box, keyId });
  }
  await useRing();
});
afterAll(async () => {
  await world.close();
  await rm(root, { recursive: true });
});

const ringVault = async (): Promise<OpeningVault> => openingVault((await loadKeys(settings)).tokens);
/** Both sides seal to the key in use, and the worker opens with every key held. */
async function useRing(): Promise<void> {
  const vault = await ringVault();
  world.worker.tokens = vault;
  world.web.tokenVault = { seal: vault.seal };
}
async function rotate(...options: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const ground = rotationGround(
    { ...settings } as Env,
    {
      ...world.worker,
      seal: world.worker.auditSeal,
      database: { db: world.db },
      close: async () => undefined,
    } as unknown as Ground,
    'tokens',
  );
  const code = await keysRotate(['tokens', ...options], { say, complain: say, open: async () => ground });
  return { code, said: said.join('\n') };
}

describe('keys rotate tokens', () => {
  test('seals everything anew; connections and a try on its way go on, and the old key can go', async () => {
    const account = await connectedAccount(world);
    const underWay = await approvedAccount(world);
    await wentAndCame(world, underWay);
    const before = await credentialOfAccount(world, account);
    const { code, said } = await rotate();
    expect(code).toBe(0);
    expect(said).toContain(`Nothing needs any more: ${before.keyId}`);
    await useRing();
    const after = await credentialOfAccount(world, account);
    expect(after).toMatchObject({ version: before.version, leaseUntil: null, status: 'connected' });
    expect(after.keyId).not.toBe(before.keyId);
    expect(await tokenKeysInUse(world.db)).toHaveLength(1);
    const credential = await openCredential(world.worker.tokens, after);
    expect(await world.connector.who(credential)).toMatchObject({ handle: account.handle });
    expect(await renewAccess(world.worker, account, after.version)).toBe('fresh');
    await workerCarriesOn(world);
    expect(await credentialOfAccount(world, underWay)).toMatchObject({ status: 'connected' });
    const log = (await world.db.select().from(auditEvents)).map(({ text }) => text).join();
    expect(log).toContain('"keys.rotated"');
    expect((await rotate('--retire')).said).toContain(`Removed: ${before.keyId}`);
    await useRing();
    const row = await credentialOfAccount(world, account);
    await openText(world.worker.tokens, { box: row.sealedRefresh ?? '', keyId: row.keyId });
  });

  test('leaves alone whoever is getting new access, and finds them again', async () => {
    const account = await connectedAccount(world);
    const row = await credentialOfAccount(world, account);
    const at = world.clock.now();
    const until = new Date(at.getTime() + 60_000);
    await takeLease(world.db, account, account.accountId, { version: row.version, at, until });
    await rotate();
    expect(await credentialOfAccount(world, account)).toMatchObject({ keyId: row.keyId, leaseUntil: until });
    expect((await rotate('--retire')).code).toBe(1);
    world.clock.advance(61_000);
    expect((await rotate()).said).toContain('Going on with the change');
    expect((await credentialOfAccount(world, account)).keyId).not.toBe(row.keyId);
    await useRing();
  });

  test('seals nothing anew that the log does not say, and goes on once it can be written', async () => {
    const account = await connectedAccount(world);
    const keyOf = async () => (await credentialOfAccount(world, account)).keyId;
    const before = await keyOf();
    await world.db.execute(
      sql`create function refuse_all() returns trigger language plpgsql as $$ begin raise 'no room'; end $$`,
    );
    await world.db.execute(
      sql`create trigger refuse_all before insert on audit_events for each row execute function refuse_all()`,
    );
    await expect(rotate()).rejects.toThrow();
    expect(await keyOf()).toBe(before);
    await world.db.execute(sql`drop trigger refuse_all on audit_events`);
    world.clock.advance(31_000);
    expect((await rotate()).code).toBe(0);
    expect(await keyOf()).not.toBe(before);
    await useRing();
  });

  test('changes nothing when a key is missing', async () => {
    const held = [...(await loadKeys(settings)).tokens.pairs.keys()];
    const none = resealTokens(world.worker, await ringVault(), held[0] ?? '', []);
    await expect(none).rejects.toThrow('Put them back from the backup of the keys');
  });
});
