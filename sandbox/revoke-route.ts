// POST /2/oauth2/revoke: an application gives a token of its own back (RFC 7009). A token that is not there is as good as given back.
import { fieldsOf, ok, type SandboxAnswer, type SandboxContext, type SandboxRequest } from './exchange.ts';
import { tokenHash } from './tokens.ts';

export async function revokeRoute(request: SandboxRequest, context: SandboxContext): Promise<SandboxAnswer> {
  const fields = fieldsOf(request);
  const text = (name: string): string => (typeof fields?.[name] === 'string' ? fields[name] : '');
  const hash = tokenHash(text('token'));
  const at = context.now();
  for (const kind of ['access', 'refresh'] as const) {
    const found = await context.store.findToken(hash, kind, at);
    if (found && found.clientId === text('client_id')) await context.store.useToken(hash, kind, at);
  }
  return ok({ revoked: true });
}
