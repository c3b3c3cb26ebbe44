// Tokens of the practice platform through the real client library: a code with PKCE, a refresh token that works
// once, and what is refused. Every token call is carried to this machine by the transport.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TwitterApi } from 'twitter-api-v2';
import { XTransport } from '#app/adapters/x-transport.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type Sandbox } from '#sandbox/start-sandbox.server.ts';
import { ALL_SCOPES, issueCode, s256 } from '#sandbox/tokens.ts';

const START = new Date('2026-05-04T09:00:00Z');
const REDIRECT = 'http://127.0.0.1:3000/accounts/connected';

describe("the practice platform's tokens", () => {
  const store = createMemoryStore();
  let sandbox: Sandbox;
  let at: Date;
  let userId: string;
  const seen: string[] = [];

  beforeAll(async () => {
    const onRequest = ({ method, path }: { method: string; path: string }) => seen.push(`${method} ${path}`);
    sandbox = await startSandbox({ store, now: () => at, onRequest });
    at = START;
    userId = (await addPracticeAccount(store, { handle: 'elm_primary', name: 'Elm' }, () => at))
      .platformUserId;
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    at = START;
    seen.length = 0;
  });

  const application = (init: { clientId: string; clientSecret?: string }) => {
    const transport = new XTransport({ baseUrl: sandbox.url });
    return new TwitterApi(init, { plugins: [transport], httpAgent: transport.agent });
  };
  const app = () => application({ clientId: 'gatepost' });
  /** What the platform's own page would send back after a yes. */
  const code = (challenge: string, scopes = ALL_SCOPES) =>
    issueCode(store, { userId, clientId: 'gatepost', scopes, redirectUri: REDIRECT, challenge }, at);
  const login = async (scopes?: string[]) => {
    const { codeVerifier, codeChallenge } = app().generateOAuth2AuthLink(REDIRECT);
    return app().loginWithOAuth2({
      code: await code(codeChallenge, scopes),
      codeVerifier,
      redirectUri: REDIRECT,
    });
  };
  const form = async (fields: Record<string, string>) => {
    const response = await fetch(`${sandbox.url}/2/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('connects an account with the library: link, code, tokens, who it is', async () => {
    const { client, accessToken, refreshToken, expiresIn, scope } = await login();
    expect(expiresIn).toBe(7_200);
    expect(scope).toEqual(ALL_SCOPES);
    expect((await client.v2.me()).data).toEqual({ id: userId, name: 'Elm', username: 'elm_primary' });
    expect(accessToken).not.toBe(refreshToken);
    expect(seen).toEqual(['POST /2/oauth2/token', 'GET /2/users/me']);
  });

  it('gives no refresh token without offline.access', async () => {
    expect((await login(['tweet.read', 'users.read'])).refreshToken).toBeUndefined();
  });

  it('refuses a wrong verifier, and the code is used up by it', async () => {
    const { codeVerifier, codeChallenge } = app().generateOAuth2AuthLink(REDIRECT);
    const given = await code(codeChallenge);
    const exchange = (verifier: string) =>
      app().loginWithOAuth2({ code: given, codeVerifier: verifier, redirectUri: REDIRECT });
    await expect(exchange('guess')).rejects.toMatchObject({ code: 400, data: { error: 'invalid_request' } });
    await expect(exchange(codeVerifier)).rejects.toMatchObject({ code: 400 });
  });

  it('refuses a code after 30 seconds, from elsewhere, or twice', async () => {
    const fields = async () => ({
      grant_type: 'authorization_code',
      code: await code(s256('verifier')),
      code_verifier: 'verifier',
      redirect_uri: REDIRECT,
      client_id: 'gatepost',
    });
    const late = await fields();
    at = new Date(START.getTime() + 30_000);
    expect((await form(late)).status).toBe(400);
    expect((await form({ ...(await fields()), redirect_uri: 'http://127.0.0.1/other' })).status).toBe(400);
    expect((await form({ ...(await fields()), client_id: 'other' })).status).toBe(400);
    const twice = await fields();
    expect((await form(twice)).body).toMatchObject({ token_type: 'bearer', scope: ALL_SCOPES.join(' ') });
    expect((await form(twice)).status).toBe(400);
  });

  it('refreshes once: the old refresh token is worth nothing afterwards', async () => {
    const { refreshToken = '' } = await login();
    const { client, refreshToken: next = '' } = await app().refreshOAuth2Token(refreshToken);
    expect((await client.v2.me()).data.id).toBe(userId);
    await expect(app().refreshOAuth2Token(refreshToken)).rejects.toMatchObject({ code: 400 });
    await expect(app().refreshOAuth2Token(next)).resolves.toMatchObject({ expiresIn: 7_200 });
  });

  it('lets one of two refreshes at once through, as X does', async () => {
    const { refreshToken = '' } = await login();
    const results = await Promise.allSettled([0, 1].map(() => app().refreshOAuth2Token(refreshToken)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lets no other application use a refresh token, or use it up', async () => {
    const { refreshToken = '' } = await login();
    await expect(application({ clientId: 'other' }).refreshOAuth2Token(refreshToken)).rejects.toMatchObject({
      code: 400,
    });
    const withSecret = application({ clientId: 'gatepost', clientSecret: 'kept' });
    await expect(withSecret.refreshOAuth2Token(refreshToken)).resolves.toBeDefined();
  });

  it('knows the application by its Basic header as well', async () => {
    const { refreshToken = '' } = await login();
    const response = await fetch(`${sandbox.url}/2/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('gatepost:kept').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    });
    expect(response.status).toBe(200);
  });

  it('ends an access token after 2 hours, and refuses other grants', async () => {
    const { client } = await login();
    at = new Date(START.getTime() + 7_200_000);
    await expect(client.v2.me()).rejects.toMatchObject({ code: 401 });
    expect((await form({ grant_type: 'password', client_id: 'gatepost' })).status).toBe(400);
    const plain = await fetch(`${sandbox.url}/2/oauth2/token`, {
      method: 'POST',
      body: 'grant_type=refresh_token',
    });
    expect(plain.status).toBe(400);
  });
});
