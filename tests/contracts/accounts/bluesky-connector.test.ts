// Connecting a Bluesky account, on a real server: with an app password and with nothing else, renewed once at a time, and ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBlueskyConnector } from '#app/adapters/bluesky-connector.server.ts';
import type { Grant } from '#app/domain/ports/account-connector.ts';
import type { Credential } from '#app/domain/ports/publisher.ts';
import { type BlueskyPerson, hasBlueskyServer } from '#tests/support/bluesky-server.ts';
import { type Bluesky, startBluesky } from '../publisher/bluesky-harness.ts';
import { newPost } from '../publisher/publisher-harness.ts';

describe.skipIf(!hasBlueskyServer())('connecting a Bluesky account', () => {
  let bluesky: Bluesky;
  let person: BlueskyPerson;
  let appPassword: string;
  const connector = createBlueskyConnector({ here: true });
  beforeAll(async () => {
    bluesky = await startBluesky();
    person = await bluesky.server.addPerson();
    appPassword = await bluesky.server.appPassword(person);
  });
  afterAll(() => bluesky.close());

  const secretOf = (password: string, service = bluesky.proxy.url): string =>
    JSON.stringify({ service, identifier: person.handle, appPassword: password });
  const connected = async (): Promise<Grant> => {
    const grant = await connector.exchange(secretOf(appPassword));
    if (grant.outcome !== 'granted') throw new Error(grant.outcome);
    return grant;
  };
  const renewed = async ({ credential, refresh }: Grant) => connector.renew(credential, refresh ?? '');
  const who = (credential: Credential) => connector.who(credential);

  it('grants access with an app password, for about two hours, and knows whose it is', async () => {
    const grant = await connected();
    expect(grant.scopes).toEqual(['com.atproto.appPass']);
    const lasts = (grant.expiresAt?.getTime() ?? 0) - Date.now();
    expect(lasts).toBeGreaterThan(60 * 60_000);
    expect(lasts).toBeLessThan(3 * 60 * 60_000);
    expect(await who(grant.credential)).toEqual({
      outcome: 'known',
      platformUserId: person.did,
      handle: person.handle,
    });
  });

  it('lets the account post with what was granted', async () => {
    const { credential } = await connected();
    const account = {
      ...{ accountId: 'a', platform: 'bluesky' as const, practice: false, platformUserId: person.did },
      credential,
    };
    expect(await bluesky.publisher.create(account, newPost('Connected'))).toMatchObject({
      outcome: 'published',
    });
  });

  it('refuses the password of the whole account, and leaves no session behind', async () => {
    const before = bluesky.proxy.calls.length;
    const refused = await connector.exchange(secretOf(person.password));
    expect(refused).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('app password') as string,
    });
    const calls = bluesky.proxy.calls.slice(before).map(({ path }) => path.split('.').at(-1));
    expect(calls).toEqual(['createSession', 'deleteSession']);
  });

  it('says no to a wrong password, a wrong server, and what is no secret at all', async () => {
    const secrets = [
      secretOf('aaaa-bbbb-cccc-dddd'),
      secretOf(appPassword, 'http://10.0.0.8'),
      '{}',
      'nonsense',
    ];
    for (const secret of secrets) {
      const answer = await connector.exchange(secret);
      expect(answer.outcome).toBe('refused');
      expect(JSON.stringify(answer)).not.toContain(appPassword);
    }
  });

  it('renews, keeping the account’s own server, and ends for good', async () => {
    const first = await connected();
    const second = await renewed(first);
    if (second.outcome !== 'granted') throw new Error(second.outcome);
    expect(second.credential).toMatchObject({ kind: 'bluesky_session' });
    expect(second.refresh).not.toBe(first.refresh);
    expect(await who(second.credential)).toMatchObject({ outcome: 'known' });
    expect(await connector.revoke(second.credential, second.refresh)).toBe('revoked');
    expect(await renewed(second)).toMatchObject({ outcome: 'refused' });
    expect(await connector.revoke(second.credential, second.refresh)).toBe('revoked');
  });

  it('concludes nothing from an outage, and asks once only', async () => {
    const grant = await connected();
    for (const [path, ask] of [
      ['createSession', () => connector.exchange(secretOf(appPassword))],
      ['refreshSession', () => renewed(grant)],
    ] as const) {
      for (const effect of ['reset', 'status'] as const) {
        const before = bluesky.proxy.calls.length;
        bluesky.proxy.spoil(
          path,
          effect === 'status' ? { at: 'before', effect, status: 502 } : { at: 'before', effect },
        );
        expect(await ask()).toMatchObject({ outcome: 'no_information' });
        expect(bluesky.proxy.calls.slice(before)).toHaveLength(1);
      }
    }
    bluesky.proxy.spoil('deleteSession', { at: 'before', effect: 'reset' });
    expect(await connector.revoke(grant.credential, grant.refresh)).toBe('no_information');
    expect(await renewed(grant)).toMatchObject({ outcome: 'granted' });
  });

  it('has nothing to do with connections of other platforms', async () => {
    const other: Credential = { kind: 'oauth2_user', accessToken: 'x' };
    expect(await who(other)).toMatchObject({ outcome: 'refused' });
    expect(await connector.renew(other, '{}')).toMatchObject({ outcome: 'refused' });
  });
});
