// New access for old: one process at a time, both tokens sealed before either is used, and nothing but a clear no ever disconnects an account
// (docs/decisions/0020).
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForConnection } from '#app/domain/accounts/ask-for-connection.ts';
import { disconnectAccount } from '#app/domain/accounts/disconnect-account.ts';
import { ACCESS_LEASE_MS, renewAccess } from '#app/domain/accounts/renew-access.ts';
import { openCredential, openText } from '#app/domain/accounts/sealed-credential.ts';
import { accessToTend, holdLeftBehind, tendAccess } from '#app/domain/accounts/tend-access.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { changeCredential } from '#db/queries/account-credentials.server.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  connectedAccount,
  credentialOfAccount,
  type RealAccount,
  realTrust,
} from '#tests/support/real-accounts.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
let account: RealAccount;
beforeAll(async () => {
  world = await openWorld();
  await realTrust(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  Object.assign(world.connector, {
    outage: null,
    meanwhile: null,
    keepsRefresh: false,
    loseNextAnswer: false,
  });
  account = await connectedAccount(world);
});

const stored = () => credentialOfAccount(world, account);
const renew = async (seen?: number) => renewAccess(world.worker, account, seen ?? (await stored()).version);
const refreshOf = async () => {
  const row = await stored();
  return openText(world.worker.tokens, { box: row.sealedRefresh ?? '', keyId: row.keyId });
};
const notice = (kind: (typeof notices.$inferSelect)['kind']) =>
  world.db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.kind, kind),
        eq(notices.aboutId, account.accountId),
        eq(notices.userId, userId('ashwick/comms')),
      ),
    );
/** A post of the account with a time, `minutes` from now. */
async function postIn(minutes: number) {
  const ref = await scheduledPost(world, { minutes: 30 });
  const dueAt = new Date(world.clock.now().getTime() + minutes * 60_000);
  await world.db.update(posts).set({ accountId: account.accountId, dueAt }).where(eq(posts.id, ref.postId));
  return ref;
}
const tend = async () => {
  const rows = await accessToTend(world.worker, 500);
  const mine = rows.filter(({ accountId }) => accountId === account.accountId);
  return Promise.all(mine.map((row) => tendAccess(world.worker, row)));
};

describe('renewing', () => {
  test('puts both new tokens in place of the old ones, which the platform no longer takes', async () => {
    const before = await stored();
    expect(await renew()).toBe('fresh');
    const after = await stored();
    expect(after).toMatchObject({ version: before.version + 1, status: 'connected', leaseUntil: null });
    expect(after.sealedToken).not.toBe(before.sealedToken);
    expect(after.sealedRefresh).not.toBe(before.sealedRefresh);
    const known = await world.connector.who(await openCredential(world.worker.tokens, after));
    expect(known).toMatchObject({ outcome: 'known', platformUserId: account.platformUserId });
    expect(await renew()).toBe('fresh');
  });

  test('an answer without a new refresh token keeps the old one', async () => {
    const refresh = await refreshOf();
    world.connector.keepsRefresh = true;
    expect(await renew()).toBe('fresh');
    expect(await refreshOf()).toBe(refresh);
  });

  test('whoever saw an older version has nothing left to do', async () => {
    const { version } = await stored();
    await renew(version);
    const calls = world.connector.calls.length;
    expect(await renew(version)).toBe('fresh');
    expect(world.connector.calls.length).toBe(calls);
  });

  test('two at once ask once', async () => {
    const { version } = await stored();
    const before = world.connector.calls.filter((call) => call === 'renew').length;
    const both = await Promise.all([renew(version), renew(version)]);
    expect(both.sort()).toEqual(['fresh', 'in_other_hands']);
    expect(world.connector.calls.filter((call) => call === 'renew').length).toBe(before + 1);
  });

  test('what the platform gives is committed before it is used: the tokens of a lost connection are in the database', async () => {
    let during = '';
    world.connector.meanwhile = async () => void (during = (await stored()).sealedToken);
    const before = (await stored()).sealedToken;
    await renew();
    expect(during).toBe(before);
    expect(world.connector.calls.at(-1)).toBe('renew');
  });
});

describe('what is no clear no', () => {
  test.each(['status_503', 'no_answer_in_time', 'registration_not_accepted'])(
    '%s changes nothing',
    async (why) => {
      const before = await stored();
      world.connector.outage = why;
      for (let tries = 0; tries < 5; tries += 1) expect(await renew()).toBe('no_information');
      expect(await stored()).toMatchObject({
        version: before.version,
        status: 'connected',
        leaseUntil: null,
      });
      expect(await notice('account_reconnect_needed')).toEqual([]);
      world.connector.outage = null;
      expect(await renew()).toBe('fresh');
    },
  );

  test('one 401 to access that does not run out waits for a second, minutes later', async () => {
    const { version } = await stored();
    await changeCredential(world.db, account, account.accountId, version, { sealedRefresh: null });
    expect(await renew()).toBe('fresh');
    world.connector.forget(account.platformUserId);
    expect(await renew()).toBe('no_information');
    expect(await stored()).toMatchObject({ status: 'connected', failCode: 'refused' });
    expect(await renew()).toBe('reconnect_needed');
  });
});

describe('a clear no', () => {
  test('asks the account’s people to connect it again, holds what is due soon, and is said once', async () => {
    const soon = await postIn(120);
    const later = await postIn(60 * 24 * 5);
    world.connector.forget(account.platformUserId);
    expect(await renew()).toBe('reconnect_needed');
    expect(await renew()).toBe('reconnect_needed');
    expect(await notice('account_reconnect_needed')).toHaveLength(1);
    const holdOf = async (ref: typeof soon) => {
      const facts = await readPostFacts(world.db, ref, world.clock.now());
      return [facts.post.status, ...facts.openHolds.map(({ cause }) => cause)];
    };
    expect(await holdOf(soon)).toEqual(['held', 'account_disconnected']);
    expect(await holdOf(later)).toEqual(['scheduled']);
    world.clock.advance(4 * 86_400_000 + 3_600_000);
    await holdLeftBehind(world.worker, 500);
    expect(await holdOf(later)).toEqual(['held', 'account_disconnected']);
  });

  test('after a crash between the platform’s change and our commit it ends here, with an alert and never in silence', async () => {
    world.connector.loseNextAnswer = true;
    expect(await renew()).toBe('no_information');
    expect(await renew()).toBe('reconnect_needed');
    expect(await notice('account_reconnect_needed')).toHaveLength(1);
    expect(world.lines.some(({ message }) => message === 'an account has to be connected again')).toBe(true);
  });

  test('is not believed when somebody brought new access meanwhile', async () => {
    const row = await stored();
    world.connector.forget(account.platformUserId);
    world.connector.meanwhile = async () => {
      const moved = { version: row.version + 1, leaseUntil: null };
      await changeCredential(world.db, account, account.accountId, row.version, moved);
    };
    expect(await renew()).toBe('fresh');
    expect(await stored()).toMatchObject({ status: 'connected', version: row.version + 1 });
  });
});

describe('a process that stands still', () => {
  test('loses its lease to another; what the later one cannot get, the first may still bring', async () => {
    const { version } = await stored();
    let other = '';
    world.connector.meanwhile = async () => {
      world.connector.meanwhile = null;
      world.clock.advance(ACCESS_LEASE_MS + 1);
      // The platform has not answered the first yet, and refuses the second.
      const { renew: real } = world.connector;
      world.connector.renew = async () => ({ outcome: 'refused', why: 'token_refused' });
      other = await renew(version);
      world.connector.renew = real;
    };
    expect(await renew(version)).toBe('fresh');
    expect(other).toBe('reconnect_needed');
    expect(await stored()).toMatchObject({ status: 'connected', version: version + 1 });
  });

  test('cannot bring back what a person ended meanwhile, and hands the new access back', async () => {
    const revoked = world.connector.revoked.length;
    world.connector.meanwhile = async () => {
      world.connector.meanwhile = null;
      await disconnectAccount(world.web, await world.staff('comms'), account);
    };
    expect(await renew()).toBe('not_connected');
    expect(await stored()).toMatchObject({ status: 'disconnected' });
    expect(world.connector.revoked.length).toBe(revoked + 1);
  });
});

test('a person who ends the connection holds every post that has a time on it, however far away', async () => {
  const refs = [await postIn(120), await postIn(60 * 24 * 20)];
  await disconnectAccount(world.web, await world.staff('comms'), account);
  for (const ref of refs) {
    const { post, openHolds } = await readPostFacts(world.db, ref, world.clock.now());
    expect([post.status, ...openHolds.map(({ cause }) => cause)]).toEqual(['held', 'account_disconnected']);
  }
});

describe('ahead of need', () => {
  test('access that would not outlast a post is renewed half an hour before it, and not before', async () => {
    await postIn(45);
    const { version } = await stored();
    await changeCredential(world.db, account, account.accountId, version, {
      accessExpiresAt: new Date(world.clock.now().getTime() + 50 * 60_000),
      lastOkAt: world.clock.now(),
    });
    expect(await tend()).toEqual([]);
    world.clock.advance(16 * 60_000);
    expect(await tend()).toEqual(['fresh']);
    expect((await stored()).version).toBe(version + 1);
    expect(await tend()).toEqual([]);
  });

  test('a dead connection is found a day before the post', async () => {
    await postIn(60 * 30);
    expect(await tend()).toEqual([]);
    world.connector.forget(account.platformUserId);
    world.clock.advance(6 * 3_600_000 + 60_000);
    expect(await tend()).toEqual(['reconnect_needed']);
    expect(await notice('account_reconnect_needed')).toHaveLength(1);
  });

  test('silence in the last hour is told once and disconnects nothing', async () => {
    await postIn(61);
    world.clock.advance(2 * 60_000);
    world.connector.outage = 'status_503';
    expect(await tend()).toEqual(['no_information']);
    expect(await tend()).toEqual([]);
    world.clock.advance(6 * 60_000);
    expect(await tend()).toEqual(['no_information']);
    expect(await notice('account_dead_soon')).toHaveLength(1);
    expect(await stored()).toMatchObject({ status: 'connected' });
  });

  test('an idle connection is used every three weeks', async () => {
    world.clock.advance(20 * 86_400_000);
    expect(await tend()).toEqual([]);
    world.clock.advance(86_400_000);
    expect(await tend()).toEqual(['fresh']);
    expect(await tend()).toEqual([]);
  });
});

test('asking again while it is connected changes nothing', async () => {
  const again = askForConnection(world.web, await world.staff('comms'), {
    ...account,
    requestKey: account.accountId,
  });
  await expect(again).rejects.toMatchObject({ reason: 'account_connected' });
});

test('no token stands in the log of what happened', async () => {
  await renew();
  const { accessToken } = await openCredential(world.worker.tokens, await stored());
  const events = JSON.stringify(await world.db.select().from(auditEvents));
  expect(events).toContain('account.access_renewed');
  for (const secret of [accessToken, await refreshOf()]) expect(events).not.toContain(secret);
});
