// Getting, renewing and ending a connection to X, through the client library's own requests. Each call is made once, over a connection of
// its own and with a deadline; whatever the library throws ends here, because its errors can hold the token.
import { ApiResponseError, TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import type { AccountConnector } from '#app/domain/ports/account-connector.ts';
import { createXClient } from './x-client.server.ts';
import { grantOf, type TokenReply } from './x-token-answers.ts';
import { XTransport, X_DEADLINE_MS } from './x-transport.server.ts';

export interface XConnectorOptions {
  /** how X knows this installation; the secret is absent for what X calls a public client */
  client: { id: string; secret: string | null };
  /** an origin on this machine that stands in for X; X itself when absent */
  baseUrl?: string | undefined;
  /** deadline of each call in ms; default 30,000 */
  deadlineMs?: number | undefined;
  now: () => Date;
}

const TOKEN_URL = 'https://api.x.com/2/oauth2/token';
const REVOKE_URL = 'https://api.x.com/2/oauth2/revoke';
/** How long after the deadline to wait for the library to notice it, in ms. */
const GRACE_MS = 500;

const secretParts = z.object({
  code: z.string().min(1),
  codeVerifier: z.string().min(1),
  redirectUri: z.string().min(1),
  scopes: z.array(z.string()),
});
const whoAnswer = z.object({
  data: z.object({ id: z.string().regex(/^[0-9]{1,19}$/), username: z.string().min(1) }),
});

/** Errors: throws here for a base URL that is not on this machine; no call ever rejects. */
export function createXConnector(options: XConnectorOptions): AccountConnector {
  const { client, baseUrl, now } = options;
  const deadlineMs = options.deadlineMs ?? X_DEADLINE_MS;
  const ask = createXClient({ baseUrl, deadlineMs, now });
  const application = {
    client_id: client.id,
    ...(client.secret === null ? {} : { client_secret: client.secret }),
  };

  /** One call to an endpoint that takes the application's own name instead of a token. */
  const post = async (url: string, fields: Record<string, string>): Promise<TokenReply> => {
    const transport = new XTransport({ baseUrl, deadlineMs, maxCalls: 1 });
    const api = new TwitterApi(
      { clientId: client.id, ...(client.secret === null ? {} : { clientSecret: client.secret }) },
      { plugins: [transport], httpAgent: transport.agent, compression: 'identity' },
    );
    try {
      const sent = api.post<unknown>(url, { ...fields, ...application }, { fullResponse: true });
      const { data } = await inTime(sent, deadlineMs + GRACE_MS);
      return { status: transport.calls[0]?.status ?? 200, body: data };
    } catch (error) {
      const call = transport.calls[0];
      if (error instanceof ApiResponseError && call && call.status !== null)
        return { status: call.status, body: error.data };
      return { status: null, late: call?.deadline.aborted ?? false };
    }
  };

  return {
    async exchange(secret) {
      const parts = secretParts.safeParse(JSON.parse(secret));
      if (!parts.success) return { outcome: 'refused', why: 'secret_not_whole' };
      const { code, codeVerifier, redirectUri, scopes } = parts.data;
      const at = now();
      const reply = await post(TOKEN_URL, {
        ...{ code, code_verifier: codeVerifier, redirect_uri: redirectUri },
        grant_type: 'authorization_code',
      });
      return grantOf(reply, at, scopes);
    },
    async renew(_credential, refresh) {
      const at = now();
      const reply = await post(TOKEN_URL, { refresh_token: refresh, grant_type: 'refresh_token' });
      return grantOf(reply, at, []);
    },
    async who(credential) {
      const reply = await ask(credential, (v2) => v2.get('users/me', {}, { fullResponse: true }));
      if (reply.kind !== 'answered') return { outcome: 'no_information', why: 'no_answer' };
      if (reply.status === 401) return { outcome: 'refused', why: 'token_refused' };
      const said = whoAnswer.safeParse(reply.body);
      if (reply.status !== 200 || !said.success)
        return { outcome: 'no_information', why: `status_${reply.status}` };
      return { outcome: 'known', platformUserId: said.data.data.id, handle: said.data.data.username };
    },
    async revoke(credential, refresh) {
      // OAuth 1.0a has no such call: that connection is ended on X, by whoever may.
      if (credential.kind !== 'oauth2_user') return 'revoked';
      const access = await post(REVOKE_URL, {
        token: credential.accessToken,
        token_type_hint: 'access_token',
      });
      const rest =
        refresh === null
          ? access
          : await post(REVOKE_URL, { token: refresh, token_type_hint: 'refresh_token' });
      // A token that X does not know any more is as good as revoked.
      const over = ({ status }: TokenReply): boolean => status !== null && (status < 300 || status === 400);
      return over(access) && over(rest) ? 'revoked' : 'no_information';
    },
  };
}

/** The promise, or a rejection after `ms`: the last guard should the library never settle. */
async function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('X did not answer in time')), ms);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}
