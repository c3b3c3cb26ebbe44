// An account whose access is of the older kind (OAuth 1.0a): stored in four parts, opened by the worker, and every call signed by the client
// library as RFC 5849 says, checked here by making the signature once more. Nothing else in the product knows the difference.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createXConnector } from '#app/adapters/x-connector.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { connectionFault } from '#app/domain/accounts/connection-faults.ts';
import {
  credentialOf,
  credentialText,
  openCredential,
  sealText,
} from '#app/domain/accounts/sealed-credential.ts';
import type { AccountRef, Credential } from '#app/domain/ports/publisher.ts';
import { testVault } from '#tests/support/test-seals.ts';

const credential: Extract<Credential, { kind: 'oauth1_user' }> = {
  kind: 'oauth1_user',
  ...{ appKey: 'app-key', appSecret: 'APP-S3CRET', accessToken: 'token-1', accessSecret: 'TOKEN-S3CRET' },
};
const seen: { method: string; path: string; authorization: string }[] = [];
let server: http.Server;
let baseUrl: string;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, path: url, authorization: headers.authorization ?? '' });
    request.resume().on('end', () => {
      const body = url.startsWith('/2/users/me')
        ? { data: { id: '12', name: 'Elm', username: 'elm_primary' } }
        : { data: { id: '99', text: 'x' } };
      const status = method === 'POST' ? 201 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const percent = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The signature that belongs to a call (RFC 5849 §3.4), over the address at X that it was made for. */
function signatureOf(call: (typeof seen)[number]): { given: string; right: string } {
  const fields = Object.fromEntries(
    [...call.authorization.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  );
  const { oauth_signature: given = '', ...signed } = fields;
  const url = new URL(call.path, 'https://api.x.com');
  const parameters = [...Object.entries(signed), ...url.searchParams]
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort();
  const base = [call.method, `${url.origin}${url.pathname}`, parameters.join('&')].map(percent).join('&');
  const key = `${percent(credential.appSecret)}&${percent(credential.accessSecret)}`;
  return { given, right: createHmac('sha1', key).update(base).digest('base64') };
}

describe('access of the older kind', () => {
  test('is stored in four parts, sealed, and comes back whole', async () => {
    const sealed = await sealText(testVault, credentialText(credential));
    const row = { kind: 'oauth1_user' as const, sealedToken: sealed.box, keyId: sealed.keyId };
    expect(await openCredential(testVault, row)).toEqual(credential);
    expect(() => credentialOf('oauth1_user', 'S3CRET')).toThrow(
      /^A sealed credential is not of the kind oauth1_user\.$/,
    );
  });

  test('signs what asks whose it is, and what posts, with both secrets and neither of them sent', async () => {
    seen.length = 0;
    const connector = createXConnector({ client: { id: 'x', secret: null }, baseUrl, now: () => new Date() });
    expect(await connector.who(credential)).toEqual({
      outcome: 'known',
      platformUserId: '12',
      handle: 'elm_primary',
    });
    const account: AccountRef = {
      ...{ accountId: 'a', platform: 'x', practice: false, platformUserId: '12', credential },
    };
    const at = new Date();
    const created = await createXPublisher({ baseUrl }).create(account, {
      ...{ words: 'A day out', mediaIds: [], altTexts: [], recordKey: 'k', recordAt: at },
      notAfter: new Date(at.getTime() + 60_000),
      clockTrusted: () => true,
    });
    expect(created).toMatchObject({ outcome: 'published', platformId: '99' });
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /2/users/me',
      'POST /2/tweets',
    ]);
    for (const call of seen) {
      expect(call.authorization).toMatch(/^OAuth /);
      const { given, right } = signatureOf(call);
      expect(given).toBe(right);
      expect(JSON.stringify(call)).not.toContain('S3CRET');
    }
  });

  test('has every right that posting needs, and is not renewed', async () => {
    const connection = { status: 'connected' as const, kind: 'oauth1_user' as const, scopes: [] };
    expect(connectionFault({ platform: 'x', connection }, 4)).toBeNull();
    const connector = createXConnector({ client: { id: 'x', secret: null }, baseUrl, now: () => new Date() });
    expect(await connector.revoke(credential, null)).toBe('revoked');
  });
});

test.each([
  [{ status: 'connected', scopes: ['tweet.write'] }, 1, 'photos_need_right'],
  [{ status: 'connected', scopes: ['tweet.write'] }, 0, null],
  [{ status: 'connected', scopes: ['media.write'] }, 4, null],
  [{ status: 'reconnect_needed', scopes: ['media.write'] }, 0, 'account_not_connected'],
  [{ status: 'disconnected', scopes: ['media.write'] }, 0, 'account_not_connected'],
] as const)('a connection %j with %i photos: %s', (of, photos, fault) => {
  const connection = { ...of, kind: 'oauth2_user' as const };
  expect(connectionFault({ platform: 'x', connection }, photos)).toBe(fault);
  expect(connectionFault({ platform: 'facebook', connection: null }, photos)).toBeNull();
});
