// Connecting a real account: asked by one person, approved by another, carried out within minutes by the worker, and never another account,
// other rights, somebody else's visit, or a practice school.
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForConnection } from '#app/domain/accounts/ask-for-connection.ts';
import { approveConnection, declineConnection } from '#app/domain/accounts/decide-connection.ts';
import { closeAccount, disconnectAccount, revokeEnded } from '#app/domain/accounts/disconnect-account.ts';
import { returnFromPlatform, startConnection } from '#app/domain/accounts/make-connection.ts';
import { registerAccount } from '#app/domain/accounts/register-account.ts';
import { X_SCOPES } from '#app/domain/accounts/connection-rules.ts';
import { needReconnect } from '#app/domain/accounts/credential-state.ts';
import { openCredential, openText } from '#app/domain/accounts/sealed-credential.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { connectionsOfAccount } from '#db/queries/account-connections.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import { accountConnections } from '#db/schema/account-connections.ts';
import { notices } from '#db/schema/notices.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  approvedAccount,
  askedAccount,
  connectedAccount,
  credentialOfAccount,
  newOnX,
  realTrust,
  requestOf,
  SESSION,
  wentAndCame,
  workerCarriesOn,
} from '#tests/support/real-accounts.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await realTrust(world);
});
afterAll(() => world.close());

const lastTry = async (of: { schoolId: string; accountId: string }) => {
  const [last] = await connectionsOfAccount(world.db, of, of.accountId);
  if (!last) throw new Error('no request');
  return last;
};
const told = (who: string, kind: (typeof notices.$inferSelect)['kind'], aboutId: string) =>
  world.db
    .select({ code: notices.code })
    .from(notices)
    .where(and(eq(notices.userId, userId(who)), eq(notices.kind, kind), eq(notices.aboutId, aboutId)));

describe('the whole way', () => {
  test('ends with both tokens sealed, the platform’s number known, and people told', async () => {
    const account = await askedAccount(world);
    expect(await told('ashwick/head', 'account_asked', account.accountId)).toHaveLength(1);
    const before = await findAccount(world.db, account, account.accountId);
    expect(before).toMatchObject({ approvedAt: null, practice: false, platformUserId: null });

    const seen = { handle: account.handle, scopes: [...X_SCOPES] };
    await approveConnection(world.web, await world.staff('head'), {
      ...(await requestOf(world, account)),
      seen,
    });
    expect(await told('ashwick/comms', 'account_decided', account.accountId)).toEqual([{ code: 'approved' }]);

    const address = await wentAndCame(world, account);
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    expect(address.searchParams.get('scope')).toBe(X_SCOPES.join(' '));
    expect(address.searchParams.get('redirect_uri')).toBe('https://posts.school.example/connect/x/callback');
    expect(await workerCarriesOn(world)).toContain('connected');

    const row = await credentialOfAccount(world, account);
    expect(row).toMatchObject({ status: 'connected', kind: 'oauth2_user', scopes: [...X_SCOPES] });
    const credential = await openCredential(world.worker.tokens, row);
    const refresh = await openText(world.worker.tokens, { box: row.sealedRefresh ?? '', keyId: row.keyId });
    expect(await world.connector.who(credential)).toMatchObject({ outcome: 'known', handle: account.handle });
    expect(await world.connector.renew(credential, refresh)).toMatchObject({ outcome: 'granted' });
    expect(await findAccount(world.db, account, account.accountId)).toMatchObject({
      platformUserId: account.platformUserId,
      approvedBy: userId('ashwick/head'),
    });
    expect(await told('ashwick/head', 'account_connected', account.accountId)).toHaveLength(1);
    const request = await lastTry(account);
    expect(request).toMatchObject({ state: 'connected', sealedSecret: null, stateDigest: null });
    expect((await verifyAudit(world.db, testAuditSeal, [])).ok).toBe(true);
  });

  test('keeps neither state nor verifier nor code nor token in the clear, anywhere', async () => {
    const account = await approvedAccount(world);
    const visitor = { person: await world.staff('comms'), sessionId: SESSION };
    const { goTo } = await startConnection(world.web, visitor, await requestOf(world, account));
    const state = new URL(goTo).searchParams.get('state') ?? '';
    const code = world.connector.allow(account);
    const rows = async () => JSON.stringify(await world.db.select().from(accountConnections));
    expect(await rows()).not.toContain(state);
    await returnFromPlatform(world.web, visitor, { state, code, error: '' });
    expect(await rows()).not.toContain(code);
    await workerCarriesOn(world);
    const row = await credentialOfAccount(world, account);
    const { accessToken } = await openCredential(world.worker.tokens, row);
    for (const secret of [state, code, accessToken])
      for (const place of [await rows(), JSON.stringify(row), JSON.stringify(world.lines)])
        expect(place).not.toContain(secret);
  });
});

describe('nobody approves what they asked for', () => {
  test('a headteacher who asked waits for the trust, and may not connect what they approved', async () => {
    const head = await world.staff('head');
    const on = newOnX();
    const done = await registerAccount(world.web, head, {
      ...{ schoolId: world.schoolId, platform: 'x', handle: on.handle, displayName: 'Head’s own' },
      ...{ purpose: 'News', audience: 'Families', ownerId: head.userId, requestKey: randomUUID() },
    });
    if (!done.ok) throw new Error('not registered');
    const account = { schoolId: world.schoolId, accountId: done.accountId, ...on };
    const decision = {
      ...(await requestOf(world, account)),
      seen: { handle: on.handle, scopes: [...X_SCOPES] },
    };
    await expect(approveConnection(world.web, head, decision)).rejects.toMatchObject({
      reason: 'asked_it_yourself',
    });
    await approveConnection(world.web, await world.staff('trust/admin'), decision);
    const other = await approvedAccount(world);
    const visitor = { person: head, sessionId: 'x' };
    const start = startConnection(world.web, visitor, await requestOf(world, other));
    await expect(start).rejects.toMatchObject({ reason: 'approved_it_yourself' });
  });

  test('what was approved is what the page showed', async () => {
    const account = await askedAccount(world);
    const head = await world.staff('head');
    const decide = async (seen: { handle: string; scopes: readonly string[] }) =>
      approveConnection(world.web, head, { ...(await requestOf(world, account)), seen });
    await expect(decide({ handle: 'another', scopes: X_SCOPES })).rejects.toMatchObject({
      reason: 'account_changed',
    });
    await expect(decide({ handle: account.handle, scopes: ['tweet.read'] })).rejects.toMatchObject({
      reason: 'account_changed',
    });
    expect(await lastTry(account)).toMatchObject({ state: 'asked', decidedBy: null });
  });

  test.each(['teacher', 'dsl', 'office', 'governor'])(
    '%s may neither ask, approve nor connect',
    async (who) => {
      const account = await askedAccount(world);
      const person = await world.staff(who);
      const request = await requestOf(world, account);
      const ask = askForConnection(world.web, person, { ...account, requestKey: randomUUID() });
      await expect(ask).rejects.toMatchObject({ reason: 'not_permitted' });
      await expect(declineConnection(world.web, person, request)).rejects.toMatchObject({
        reason: 'not_permitted',
      });
      const start = startConnection(world.web, { person, sessionId: 'x' }, request);
      await expect(start).rejects.toMatchObject({ reason: 'not_permitted' });
    },
  );

  test('a declined account stays closed, and can be asked for again', async () => {
    const account = await askedAccount(world);
    await declineConnection(world.web, await world.staff('head'), await requestOf(world, account));
    expect(await findAccount(world.db, account, account.accountId)).toMatchObject({ approvedAt: null });
    await askForConnection(world.web, await world.staff('comms'), { ...account, requestKey: randomUUID() });
    expect(await lastTry(account)).toMatchObject({ state: 'asked' });
  });
});

describe('a try that ends short of a connection', () => {
  const ending = async (account: Awaited<ReturnType<typeof approvedAccount>>) => {
    await workerCarriesOn(world);
    const { state, outcome, sealedSecret } = await lastTry(account);
    return { state, outcome, sealedSecret };
  };
  const again = (outcome: string) => ({ state: 'approved', outcome, sealedSecret: null });

  test('as another account: its access is handed back at once, and the approval can be used again', async () => {
    const account = await approvedAccount(world);
    const before = world.connector.revoked.length;
    await wentAndCame(world, account, newOnX());
    expect(await ending(account)).toEqual(again('other_account'));
    expect(world.connector.revoked.length).toBe(before + 1);
    expect(await told('ashwick/comms', 'account_not_connected', account.accountId)).toEqual([
      { code: 'other_account' },
    ]);
    await wentAndCame(world, account);
    expect(await ending(account)).toMatchObject({ state: 'connected' });
  });

  test('with fewer rights than were approved', async () => {
    const account = await approvedAccount(world);
    await wentAndCame(world, account, account, ['tweet.read', 'tweet.write', 'users.read', 'offline.access']);
    expect(await ending(account)).toEqual(again('rights_missing'));
  });

  test('with access that nothing could renew: what the account had before stays', async () => {
    const account = await connectedAccount(world);
    const { version } = await credentialOfAccount(world, account);
    await needReconnect(world.worker, account, version, 'token_refused');
    const before = await credentialOfAccount(world, account);
    expect(before.sealedRefresh).not.toBeNull();
    const comms = await world.staff('comms');
    await askForConnection(world.web, comms, { ...account, requestKey: randomUUID() });
    const handedBack = world.connector.revoked.length;
    world.connector.withholdsRefresh = true;
    await wentAndCame(world, account);
    expect(await ending(account)).toEqual(again('rights_missing'));
    world.connector.withholdsRefresh = false;
    expect(world.connector.revoked.length).toBe(handedBack + 1);
    expect(await credentialOfAccount(world, account)).toEqual(before);
    await wentAndCame(world, account);
    expect(await ending(account)).toMatchObject({ state: 'connected' });
  });

  test('when an account of that number is in the register already', async () => {
    const first = await connectedAccount(world);
    const second = await approvedAccount(world, { ...newOnX(), platformUserId: first.platformUserId });
    await wentAndCame(world, second);
    expect(await ending(second)).toMatchObject({ state: 'failed', outcome: 'connected_elsewhere' });
  });

  test('when the platform does not take the code, or somebody said no there', async () => {
    const account = await approvedAccount(world);
    const visitor = { person: await world.staff('comms'), sessionId: SESSION };
    const visit = async (code: string) => {
      const { goTo } = await startConnection(world.web, visitor, await requestOf(world, account));
      const state = new URL(goTo).searchParams.get('state') ?? '';
      await returnFromPlatform(world.web, visitor, { state, code, error: code ? '' : 'access_denied' });
    };
    await visit('made-up');
    expect(await ending(account)).toEqual(again('not_granted'));
    await visit('');
    expect(await lastTry(account)).toMatchObject({ state: 'approved', outcome: 'refused_there' });
  });

  test('when it takes longer than ten minutes', async () => {
    const account = await approvedAccount(world);
    const visitor = { person: await world.staff('comms'), sessionId: SESSION };
    await startConnection(world.web, visitor, await requestOf(world, account));
    world.clock.advance(10 * 60_000);
    expect(await ending(account)).toEqual(again('took_too_long'));
  });

  test('an approval that nobody uses lapses after two weeks, a question after a month', async () => {
    const approved = await approvedAccount(world);
    const asked = await askedAccount(world);
    world.clock.advance(14 * 86_400_000);
    await workerCarriesOn(world);
    expect(await lastTry(approved)).toMatchObject({ state: 'lapsed' });
    expect(await lastTry(asked)).toMatchObject({ state: 'asked' });
    world.clock.advance(16 * 86_400_000);
    await workerCarriesOn(world);
    expect(await lastTry(asked)).toMatchObject({ state: 'lapsed' });
  });

  test('when the platform is silent after it gave access: tried again with the same access, then handed back', async () => {
    const account = await approvedAccount(world);
    await wentAndCame(world, account);
    const who = world.connector.who;
    world.connector.who = async () => ({ outcome: 'no_information', why: 'status_503' });
    expect(await workerCarriesOn(world)).toContain('waiting');
    expect(await lastTry(account)).toMatchObject({ state: 'granted' });
    world.connector.who = who;
    expect(await ending(account)).toMatchObject({ state: 'connected' });
  });

  test('two workers at once use the code once', async () => {
    // What other tests left to be carried on is carried on first.
    await workerCarriesOn(world);
    const account = await approvedAccount(world);
    await wentAndCame(world, account);
    const before = world.connector.calls.filter((call) => call === 'exchange').length;
    const both = await Promise.all([workerCarriesOn(world), workerCarriesOn(world)]);
    expect(both.flat()).toContain('connected');
    expect(world.connector.calls.filter((call) => call === 'exchange').length).toBe(before + 1);
  });
});

describe('a visit belongs to one person in one session', () => {
  test('nobody else can bring the code, and no other session', async () => {
    const account = await approvedAccount(world);
    const comms = await world.staff('comms');
    const { goTo } = await startConnection(
      world.web,
      { person: comms, sessionId: SESSION },
      await requestOf(world, account),
    );
    const back = {
      state: new URL(goTo).searchParams.get('state') ?? '',
      code: world.connector.allow(account),
      error: '',
    };
    const bring = (person: typeof comms, sessionId: string, state = back.state) =>
      returnFromPlatform(world.web, { person, sessionId }, { ...back, state });
    expect(await bring(await world.staff('head'), SESSION)).toBeNull();
    expect(await bring(comms, 'another session')).toBeNull();
    expect(await bring(comms, SESSION, 'made up')).toBeNull();
    expect(await lastTry(account)).toMatchObject({ state: 'started' });
    expect(await bring(comms, SESSION)).not.toBeNull();
    expect(await bring(comms, SESSION)).toBeNull();
  });

  test('beginning again makes the earlier visit void', async () => {
    const account = await approvedAccount(world);
    const visitor = { person: await world.staff('comms'), sessionId: SESSION };
    const first = await startConnection(world.web, visitor, await requestOf(world, account));
    await startConnection(world.web, visitor, await requestOf(world, account));
    const state = new URL(first.goTo).searchParams.get('state') ?? '';
    const code = world.connector.allow(account);
    expect(await returnFromPlatform(world.web, visitor, { state, code, error: '' })).toBeNull();
  });
});

describe('where no real account may be connected', () => {
  test.each(['second_factor_unconfirmed', 'backups_unconfirmed', 'public_address_missing'] as const)(
    'an installation with %s: refused on the page and again by the worker',
    async (barrier) => {
      const account = await approvedAccount(world);
      const visitor = { person: await world.staff('comms'), sessionId: SESSION };
      const lacking = { ...world.web.connecting, barriers: [barrier] };
      const start = startConnection(
        { ...world.web, connecting: lacking },
        visitor,
        await requestOf(world, account),
      );
      await expect(start).rejects.toMatchObject({ reason: barrier });
      await wentAndCame(world, account);
      const calls = world.connector.calls.length;
      const [row] = (await connectionsOfAccount(world.db, account, account.accountId)).slice(0, 1);
      const { carryOut } = await import('#app/domain/accounts/carry-out-connection.ts');
      if (!row) throw new Error('no request');
      expect(await carryOut({ ...world.worker, connecting: lacking }, row)).toBe('not_allowed_here');
      expect(world.connector.calls.length).toBe(calls);
    },
  );

  test('a practice school: its account is opened on the practice platform and has nothing to connect', async () => {
    const practice = await openWorld();
    try {
      const account = await approvedAccount(practice);
      expect(await findAccount(practice.db, account, account.accountId)).toMatchObject({ practice: true });
      expect(await credentialOfAccount(practice, account)).toMatchObject({ status: 'connected' });
      const request = (await connectionsOfAccount(practice.db, account, account.accountId))[0];
      const start = startConnection(
        practice.web,
        { person: await practice.staff('comms'), sessionId: SESSION },
        { schoolId: account.schoolId, accountId: account.accountId, connectionId: request?.id ?? '' },
      );
      await expect(start).rejects.toMatchObject({ reason: 'practice' });
      await expect(
        disconnectAccount(practice.web, await practice.staff('comms'), account),
      ).rejects.toMatchObject({
        reason: 'account_practice',
      });
      expect(practice.connector.calls).toEqual([]);
    } finally {
      await practice.close();
    }
  });
});

describe('closing an account', () => {
  test('is for those who approve, is for good, and leaves it in the register', async () => {
    const account = await connectedAccount(world);
    await expect(closeAccount(world.web, await world.staff('comms'), account)).rejects.toMatchObject({
      reason: 'not_permitted',
    });
    await closeAccount(world.web, await world.staff('head'), account);
    const row = await findAccount(world.db, account, account.accountId);
    expect(row).toMatchObject({ closesAt: world.clock.now(), handle: account.handle });
    await disconnectAccount(world.web, await world.staff('comms'), account);
    await askForConnection(world.web, await world.staff('comms'), { ...account, requestKey: randomUUID() });
    const visitor = { person: await world.staff('comms'), sessionId: SESSION };
    const start = startConnection(world.web, visitor, await requestOf(world, account));
    await expect(start).rejects.toMatchObject({ reason: 'account_closed' });
  });
});

describe('ending a connection', () => {
  test('ends here at once, and the platform is told until it has heard', async () => {
    const account = await connectedAccount(world);
    const { accessToken } = await openCredential(
      world.worker.tokens,
      await credentialOfAccount(world, account),
    );
    await disconnectAccount(world.web, await world.staff('dsl'), account);
    await disconnectAccount(world.web, await world.staff('dsl'), account);
    expect(await credentialOfAccount(world, account)).toMatchObject({ status: 'disconnected' });
    world.connector.outage = 'status_503';
    expect(await revokeEnded(world.worker, await credentialOfAccount(world, account))).toBe(false);
    world.connector.outage = null;
    expect(await revokeEnded(world.worker, await credentialOfAccount(world, account))).toBe(true);
    expect(world.connector.revoked).toContain(accessToken);
    expect(await credentialOfAccount(world, account)).toMatchObject({ sealedToken: '', sealedRefresh: null });
  });

  test('a person who ended it asks the headteacher anew; what the platform ended rests on the approval that stands', async () => {
    const comms = await world.staff('comms');
    const ended = await connectedAccount(world);
    await disconnectAccount(world.web, comms, ended);
    await askForConnection(world.web, comms, { ...ended, requestKey: randomUUID() });
    expect(await lastTry(ended)).toMatchObject({ state: 'asked' });

    const lost = await connectedAccount(world);
    const { version } = await credentialOfAccount(world, lost);
    expect(await needReconnect(world.worker, lost, version, 'token_refused')).toBe('reconnect_needed');
    await askForConnection(world.web, comms, { ...lost, requestKey: randomUUID() });
    expect(await lastTry(lost)).toMatchObject({ state: 'approved', decidedBy: userId('ashwick/head') });
    await wentAndCame(world, lost);
    await workerCarriesOn(world);
    expect(await credentialOfAccount(world, lost)).toMatchObject({ status: 'connected' });
  });
});
