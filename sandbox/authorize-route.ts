// The page on which a person says whether an application may use an account, as X has one: /i/oauth2/authorize. It takes anybody's word for
// which account they are signed in as, so it is there only where a test or a rehearsal asked for it, and never in the product's own practice.
import { fieldsOf, type SandboxAnswer, type SandboxContext, type SandboxRequest } from './exchange.ts';
import { ALL_SCOPES, issueCode } from './tokens.ts';

/** Applications that may send people here, and where each may have them sent back to. */
export type Applications = Readonly<Record<string, { redirectUris: readonly string[] }>>;

export const AUTHORIZE_PATH = '/i/oauth2/authorize';

interface Asked {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string;
  challenge: string;
}

/** Shows the page (GET) or takes the person's answer (POST). A request that is not in order is never sent back to the application. */
export async function authorizeRoute(
  request: SandboxRequest,
  context: SandboxContext,
  applications: Applications,
): Promise<SandboxAnswer> {
  const asked = askedOf(request.query, applications);
  if (!asked)
    return page(
      400,
      '<h1>Something went wrong</h1><p>This application asked in a way that is not right.</p>',
    );
  if (request.method === 'GET') return page(200, await question(asked, context));
  const fields = fieldsOf(request);
  const back = new URL(asked.redirectUri);
  back.searchParams.set('state', asked.state);
  const user = fields?.answer === 'allow' ? await context.store.findUser(String(fields.user ?? '')) : null;
  if (user) back.searchParams.set('code', await code(asked, user.id, context));
  else back.searchParams.set('error', 'access_denied');
  return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' }, body: '' };
}

function askedOf(query: URLSearchParams, applications: Applications): Asked | null {
  const get = (name: string): string => query.get(name) ?? '';
  const clientId = get('client_id');
  const scopes = get('scope').split(' ').filter(Boolean);
  const inOrder =
    get('response_type') === 'code' &&
    get('code_challenge_method').toUpperCase() === 'S256' &&
    /^[\w-]{43}$/.test(get('code_challenge')) &&
    get('state') !== '' &&
    scopes.length > 0 &&
    scopes.every((scope) => ALL_SCOPES.includes(scope)) &&
    applications[clientId]?.redirectUris.includes(get('redirect_uri'));
  if (!inOrder) return null;
  const challenge = get('code_challenge');
  return { clientId, redirectUri: get('redirect_uri'), scopes, state: get('state'), challenge };
}

const code = (asked: Asked, userId: string, context: SandboxContext): Promise<string> => {
  const { clientId, scopes, redirectUri, challenge } = asked;
  return issueCode(context.store, { userId, clientId, scopes, redirectUri, challenge }, context.now());
};

async function question(asked: Asked, context: SandboxContext): Promise<string> {
  const users = await context.store.listUsers();
  const choices = users.map(
    ({ id, handle }, index) =>
      `<label><input type="radio" name="user" value="${escaped(id)}"${index === 0 ? ' checked' : ''}> @${escaped(handle)}</label><br>`,
  );
  return [
    `<h1>${escaped(asked.clientId)} wants to use an account</h1>`,
    `<p>It asks for: ${escaped(asked.scopes.join(', '))}</p>`,
    '<form method="post"><fieldset><legend>You are signed in as</legend>',
    ...choices,
    '</fieldset><button name="answer" value="allow">Authorize app</button> <button name="answer" value="refuse">Cancel</button></form>',
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (status: number, body: string): SandboxAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Practice sign-in</title><body>${body}</body></html>`,
});
