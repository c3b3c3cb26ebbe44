// POST /2/oauth2/token: a code for tokens (with PKCE), or a refresh token for new ones. Both work once.
// Takes JSON as well as a form: the client library sends JSON where the standard asks for a form.
import { fieldsOf, type SandboxAnswer, type SandboxContext, type SandboxRequest } from './exchange.ts';
import type { SandboxToken } from './store.ts';
import { ACCESS_MS, issueAccess, issueRefresh, s256, tokenHash } from './tokens.ts';

const refused = (description: string): SandboxAnswer => ({
  status: 400,
  body: { error: 'invalid_request', error_description: description },
});

const BAD_TOKEN = 'Value passed for the token was invalid.';
const BAD_CODE = 'Value passed for the authorization code was invalid.';

/** Answers a token request. A wrong verifier uses the code up as well. */
export async function tokenRoute(request: SandboxRequest, context: SandboxContext): Promise<SandboxAnswer> {
  const fields = fieldsOf(request);
  if (!fields) return refused('Missing or unreadable body.');
  const field = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const at = context.now();
  const clientId = field('client_id') || basicUser(request.headers.authorization);

  if (field('grant_type') === 'authorization_code') {
    const code = await context.store.useToken(tokenHash(field('code')), 'code', at);
    const genuine =
      code !== null &&
      code.clientId === clientId &&
      code.redirectUri === field('redirect_uri') &&
      code.challenge === s256(field('code_verifier'));
    return genuine ? granted(context, code, at) : refused(BAD_CODE);
  }
  if (field('grant_type') === 'refresh_token') {
    const hash = tokenHash(field('refresh_token'));
    const owner = await context.store.findToken(hash, 'refresh', at);
    // Only its own application may use a token up.
    const used = owner?.clientId === clientId ? await context.store.useToken(hash, 'refresh', at) : null;
    return used ? granted(context, used, at) : refused(BAD_TOKEN);
  }
  return refused('Missing valid grant_type.');
}

async function granted(context: SandboxContext, from: SandboxToken, at: Date): Promise<SandboxAnswer> {
  const { userId, clientId, scopes } = from;
  const grant = { userId, clientId, scopes };
  const refresh = scopes.includes('offline.access')
    ? { refresh_token: await issueRefresh(context.store, grant, at) }
    : {};
  return {
    status: 200,
    body: {
      token_type: 'bearer',
      expires_in: ACCESS_MS / 1000,
      access_token: await issueAccess(context.store, grant, at),
      scope: scopes.join(' '),
      ...refresh,
    },
  };
}

function basicUser(authorization: string | string[] | undefined): string {
  const [scheme, value] = String(authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !value) return '';
  return decodeURIComponent(Buffer.from(value, 'base64').toString('latin1').split(':')[0] ?? '');
}
