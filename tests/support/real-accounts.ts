// A school that is no practice, with a real account asked for, approved and connected the way people and the worker do it. The platform is the
// world's scripted one.
import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { carryOut, connectionsToWork } from '#app/domain/accounts/carry-out-connection.ts';
import { approveConnection } from '#app/domain/accounts/decide-connection.ts';
import { returnFromPlatform, startConnection } from '#app/domain/accounts/make-connection.ts';
import { registerAccount } from '#app/domain/accounts/register-account.ts';
import { openConnection } from '#db/queries/account-connections.server.ts';
import { readCredential, type CredentialRow } from '#db/queries/account-credentials.server.ts';
import { schools, trusts } from '#db/schema/school.ts';
import type { World } from './world.ts';

/** Makes the world's trust a real one. Nothing in the product can: it has to be made so from the start. */
export async function realTrust(world: World): Promise<void> {
  const ofSchool = world.db
    .select({ id: schools.trustId })
    .from(schools)
    .where(eq(schools.id, world.schoolId));
  await world.db.update(trusts).set({ practice: false }).where(inArray(trusts.id, ofSchool));
}

export interface RealAccount {
  schoolId: string;
  accountId: string;
  handle: string;
  platformUserId: string;
}

/** A handle and a number like no other. */
export function newOnX(): { handle: string; platformUserId: string } {
  const id = randomUUID().replaceAll('-', '');
  return { handle: `gp_${id.slice(0, 12)}`, platformUserId: String(BigInt(`0x${id.slice(0, 15)}`)) };
}

/** An account on X in the register that the comms lead asked for and nobody has decided on. */
export async function askedAccount(world: World, on = newOnX()): Promise<RealAccount> {
  const comms = await world.staff('comms');
  const done = await registerAccount(world.web, comms, {
    ...{ schoolId: world.schoolId, platform: 'x', handle: `@${on.handle}`, displayName: 'Our school' },
    ...{ purpose: 'News of the school', audience: 'Families and neighbours', ownerId: comms.userId },
    requestKey: randomUUID(),
  });
  if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
  return { schoolId: world.schoolId, accountId: done.accountId, ...on };
}

/** The account's open request, as the forms name it. */
export async function requestOf(world: World, account: RealAccount) {
  const open = await openConnection(world.db, account, account.accountId);
  if (!open) throw new Error('the account has no open request');
  return { schoolId: account.schoolId, accountId: account.accountId, connectionId: open.id };
}

export async function approvedAccount(world: World, on = newOnX()): Promise<RealAccount> {
  const account = await askedAccount(world, on);
  const open = await openConnection(world.db, account, account.accountId);
  await approveConnection(world.web, await world.staff('head'), {
    ...(await requestOf(world, account)),
    seen: { handle: on.handle, scopes: open?.scopes ?? [] },
  });
  return account;
}

export const SESSION = 'a session of the comms lead';

/** The comms lead goes to the platform, says yes there as `user`, and comes back. Returns the address they went to. */
export async function wentAndCame(
  world: World,
  account: RealAccount,
  user: { handle: string; platformUserId: string } = account,
  scopes?: readonly string[],
): Promise<URL> {
  const visitor = { person: await world.staff('comms'), sessionId: SESSION };
  const { goTo } = await startConnection(world.web, visitor, await requestOf(world, account));
  const address = new URL(goTo);
  const code = world.connector.allow(user, scopes);
  const state = address.searchParams.get('state') ?? '';
  await returnFromPlatform(world.web, visitor, { state, code, error: '' });
  return address;
}

/** One run of the worker's sweep. Returns the outcome of each row. */
export async function workerCarriesOn(world: World): Promise<string[]> {
  const outcomes: string[] = [];
  for (const row of await connectionsToWork(world.worker, 100))
    outcomes.push(await carryOut(world.worker, row));
  return outcomes;
}

export async function connectedAccount(world: World): Promise<RealAccount> {
  const account = await approvedAccount(world);
  await wentAndCame(world, account);
  const outcomes = await workerCarriesOn(world);
  if (!outcomes.includes('connected')) throw new Error(outcomes.join());
  return account;
}

export async function credentialOfAccount(
  world: Pick<World, 'db'>,
  account: { schoolId: string; accountId: string },
): Promise<CredentialRow> {
  const row = await readCredential(world.db, account, account.accountId);
  if (!row) throw new Error('the account has no credential');
  return row;
}
