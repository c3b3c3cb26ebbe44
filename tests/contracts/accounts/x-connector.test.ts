// The connector for X through the real client library against the practice platform: the whole way through its own page, tokens that work once,
// giving them back, and what every fault on the way is taken for.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitSecrets } from '#app/adapters/visit-secrets.server.ts';
import { createXConnector } from '#app/adapters/x-connector.server.ts';
import { grantOf } from '#app/adapters/x-token-answers.ts';
import type { AccountConnector } from '#app/domain/ports/account-connector.ts';
import type { Credential } from '#app/domain/ports/publisher.ts';
import { AUTHORIZE_PATH } from '#sandbox/authorize-route.ts';
import { createFaults } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type Sandbox } from '#sandbox/start-sandbox.server.ts';
import { ALL_SCOPES } from '#sandbox/tokens.ts';

const REDIRECT = 'http://127.0.0.1:3000/connect/x/callback';
const AT = new Date('2026-05-04T09:00:00Z');
const store = createMemoryStore();
const faults = createFaults();
let at = AT;
let sandbox: Sandbox;
let closed: Sandbox;
let x: AccountConnector;
let userId: string;

beforeAll(async () => {
  const now = () => at;
  sandbox = await startSandbox({
    ...{ store, now, faults },
    applications: { gatepost: { redirectUris: [REDIRECT] } },
  });
  closed = await startSandbox({ store, now });
  userId = (await addPracticeAccount(store, { handle: 'elm_primary', name: 'Elm' }, now)).platformUserId;
  x = connector();
});
afterAll(async () => {
  await sandbox.close();
  await closed.close();
});

const connector = (baseUrl = sandbox.url, deadlineMs?: number): AccountConnector =>
  createXConnector({
    client: { id: 'gatepost', secret: 'a secret of the app' },
    baseUrl,
    deadlineMs,
    now: () => at,
  });

function address(
  secrets: { state: string; codeChallenge: string },
  changes: Record<string, string> = {},
): URL {
  const url = new URL(AUTHORIZE_PATH, sandbox.url);
  url.search = new URLSearchParams({
    ...{ response_type: 'code', client_id: 'gatepost', redirect_uri: REDIRECT, scope: ALL_SCOPES.join(' ') },
    ...{ state: secrets.state, code_challenge: secrets.codeChallenge, code_challenge_method: 'S256' },
    ...changes,
  }).toString();
  return url;
}

/** Says yes or no on the platform's page. Returns where it sends the browser. */
async function answerThere(url: URL, answer: 'allow' | 'refuse'): Promise<URL> {
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('@elm_primary');
  const body = new URLSearchParams({ answer, user: userId });
  const sent = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return new URL(sent.headers.get('location') ?? 'about:blank');
}

async function granted() {
  const secrets = visitSecrets.make();
  const back = await answerThere(address(secrets), 'allow');
  expect(back.searchParams.get('state')).toBe(secrets.state);
  const code = back.searchParams.get('code') ?? '';
  const { codeVerifier } = secrets;
  const answer = await x.exchange(
    JSON.stringify({ code, codeVerifier, redirectUri: REDIRECT, scopes: ALL_SCOPES }),
  );
  if (answer.outcome !== 'granted') throw new Error(answer.why);
  return { ...answer, secrets, code };
}

describe('the whole way', () => {
  test('page, code, tokens, whose it is, new tokens, given back', async () => {
    const grant = await granted();
    expect(grant).toMatchObject({ scopes: ALL_SCOPES, expiresAt: new Date(at.getTime() + 7_200_000) });
    const known = { outcome: 'known', platformUserId: userId, handle: 'elm_primary' };
    expect(await x.who(grant.credential)).toEqual(known);
    const next = await x.renew(grant.credential, grant.refresh ?? '');
    if (next.outcome !== 'granted') throw new Error(next.why);
    expect(await x.who(next.credential)).toEqual(known);
    expect(await x.renew(grant.credential, grant.refresh ?? '')).toEqual({
      outcome: 'refused',
      why: 'token_refused',
    });
    expect(await x.revoke(next.credential, next.refresh)).toBe('revoked');
    expect(await x.who(next.credential)).toMatchObject({ outcome: 'refused' });
    expect(await x.renew(next.credential, next.refresh ?? '')).toMatchObject({ outcome: 'refused' });
    expect(await x.revoke(next.credential, next.refresh)).toBe('revoked');
  });

  test('a code works once, for thirty seconds, for whoever holds the verifier', async () => {
    const { code, secrets } = await granted();
    const secret = (parts: object) =>
      JSON.stringify({
        code,
        codeVerifier: secrets.codeVerifier,
        redirectUri: REDIRECT,
        scopes: ALL_SCOPES,
        ...parts,
      });
    expect(await x.exchange(secret({}))).toMatchObject({ outcome: 'refused' });
    const fresh = async () => (await answerThere(address(secrets), 'allow')).searchParams.get('code');
    expect(await x.exchange(secret({ code: await fresh(), codeVerifier: 'another' }))).toMatchObject({
      outcome: 'refused',
    });
    const late = await fresh();
    at = new Date(at.getTime() + 31_000);
    expect(await x.exchange(secret({ code: late }))).toMatchObject({ outcome: 'refused' });
  });

  test('a no on the page comes back as one', async () => {
    const back = await answerThere(address(visitSecrets.make()), 'refuse');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('code')).toBeNull();
  });
});

describe('the page', () => {
  test('is not there unless somebody asked for it: practice cannot be walked into through it', async () => {
    const url = address(visitSecrets.make());
    url.port = new URL(closed.url).port;
    expect((await fetch(url)).status).toBe(404);
  });

  test.each([
    ['another application', { client_id: 'somebody' }],
    ['an address to come back to that is not its own', { redirect_uri: 'http://127.0.0.1:3000/elsewhere' }],
    ['no challenge', { code_challenge: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['no state', { state: '' }],
    ['rights that do not exist', { scope: 'everything' }],
  ])('sends nobody anywhere for %s', async (_what, changes) => {
    const url = address(visitSecrets.make(), changes);
    for (const init of [
      {},
      { method: 'POST', body: new URLSearchParams({ answer: 'allow', user: userId }) },
    ]) {
      const answer = await fetch(url, { ...init, redirect: 'manual' });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });
});

describe('what is no clear no', () => {
  const token = { method: 'POST', path: '/2/oauth2/token' };
  test.each([
    ['503', { at: 'before', effect: 'status', status: 503 }],
    ['500', { at: 'after', effect: 'status', status: 500 }],
    ['429', { at: 'before', effect: 'status', status: 429 }],
    ['a 401 of whatever stands between', { at: 'before', effect: 'status', status: 401 }],
    ['a reset', { at: 'before', effect: 'reset' }],
    ['a cut answer', { at: 'after', effect: 'cut', keepBytes: 12 }],
  ] as const)('%s: nothing is concluded', async (_what, fault) => {
    const { credential, refresh } = await granted();
    faults.add({ ...token, ...fault });
    expect(await x.renew(credential, refresh ?? '')).toMatchObject({ outcome: 'no_information' });
  });

  test('silence ends at the deadline', async () => {
    const { credential, refresh } = await granted();
    faults.add({ ...token, at: 'before', effect: 'hang' });
    expect(await connector(sandbox.url, 300).renew(credential, refresh ?? '')).toMatchObject({
      outcome: 'no_information',
    });
  });

  test('nobody at home', async () => {
    const gone = await startSandbox({ store });
    await gone.close();
    const away = connector(gone.url);
    const credential = { kind: 'oauth2_user', accessToken: 'x' } as const;
    expect(await away.renew(credential, 'y')).toMatchObject({ outcome: 'no_information' });
    expect(await away.who(credential)).toMatchObject({ outcome: 'no_information' });
    expect(await away.revoke(credential, 'y')).toBe('no_information');
  });

  test.each([
    [{ status: 401, body: { error: 'invalid_client' } }, 'registration_not_accepted'],
    [{ status: 400, body: { error: 'unauthorized_client' } }, 'registration_not_accepted'],
    [{ status: 400, body: '<html>' }, 'status_400'],
    [{ status: 200, body: {} }, 'answer_not_understood'],
    [{ status: null, late: true }, 'no_answer_in_time'],
  ] as const)('%j is %s', (reply, why) => {
    expect(grantOf(reply, AT, [])).toEqual({ outcome: 'no_information', why });
  });

  test('an answer without scopes has those asked for, and an empty refresh token is none', () => {
    const body = { access_token: 'a', refresh_token: '', expires_in: 60 };
    expect(grantOf({ status: 200, body }, AT, ['tweet.read'])).toMatchObject({
      ...{ outcome: 'granted', refresh: null, scopes: ['tweet.read'] },
      expiresAt: new Date(AT.getTime() + 60_000),
    });
  });
});

test('its own secret goes to the token endpoint alone, and nothing of a credential stands in what it says', async () => {
  const seen: { path: string; headers: http.IncomingHttpHeaders; body: string }[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_request"}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const other = connector(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const credential: Credential = { kind: 'oauth2_user', accessToken: 'S3CRET-ACCESS' };
    const said = [await other.renew(credential, 'S3CRET-REFRESH'), await other.who(credential)];
    expect(said.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    expect(JSON.stringify(said)).not.toContain('S3CRET');
    const [token, who] = seen;
    expect(token?.body).toContain('a secret of the app');
    expect(JSON.stringify(who)).not.toContain('a secret of the app');
    expect(who?.headers.authorization).toBe('Bearer S3CRET-ACCESS');
  } finally {
    server.close();
  }
});
