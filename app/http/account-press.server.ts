// What was pressed on an account's page, and which use case it stands for.
import { z } from 'zod';
import { askForConnection } from '#app/domain/accounts/ask-for-connection.ts';
import { approveConnection, declineConnection } from '#app/domain/accounts/decide-connection.ts';
import { closeAccount, disconnectAccount } from '#app/domain/accounts/disconnect-account.ts';
import { giveSecret, startConnection } from '#app/domain/accounts/make-connection.ts';
import { accountHere } from '#app/domain/accounts/read-registered.ts';
import type { AtSchool } from './actor.server.ts';
import { readForm, requireFields } from './form.server.ts';
import { orRefused } from './respond.server.ts';

const connectionId = z.uuid();
const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), requestKey: z.uuid() }),
  z.object({
    intent: z.literal('approve'),
    connectionId,
    handle: z.string().max(300),
    scopes: z.string().max(300),
  }),
  z.object({ intent: z.literal('decline'), connectionId }),
  z.object({ intent: z.literal('start'), connectionId }),
  z.object({
    intent: z.literal('password'),
    connectionId,
    appPassword: z.string().max(200),
    service: z.string().max(300),
  }),
  z.object({ intent: z.literal('disconnect') }),
  z.object({ intent: z.literal('close') }),
]);

export type PressedOnAccount = { goTo: string } | { refused: { words: string; status: number } | null };

/** Does what was pressed. `goTo` holds a secret: it is shown once and never stored. Errors: as the use cases, as Responses. */
export async function pressedOnAccount(
  request: Request,
  here: AtSchool,
  accountId: string,
): Promise<PressedOnAccount> {
  const { person, school, services, sessionId } = here;
  const { deps } = services;
  const form = await readForm(request);
  const account = await accountHere(deps.db, { schoolId: school.id, accountId });
  const pressed = requireFields(form, Pressed);
  const of = { schoolId: school.id, accountId: account.id };
  const visitor = { person, sessionId };
  const done = await orRefused(async (): Promise<string | null> => {
    switch (pressed.intent) {
      case 'ask':
        await askForConnection(deps, person, { ...of, requestKey: pressed.requestKey });
        return null;
      case 'approve': {
        const seen = { handle: pressed.handle, scopes: pressed.scopes.split(' ').filter(Boolean) };
        await approveConnection(deps, person, { ...of, connectionId: pressed.connectionId, seen });
        return null;
      }
      case 'decline':
        await declineConnection(deps, person, { ...of, connectionId: pressed.connectionId });
        return null;
      case 'start': {
        const visit = await startConnection(deps, visitor, { ...of, connectionId: pressed.connectionId });
        return visit.goTo;
      }
      case 'password': {
        const secret = {
          service: pressed.service.trim() || 'https://bsky.social',
          identifier: account.handle,
          appPassword: pressed.appPassword.trim(),
        };
        await giveSecret(deps, visitor, { ...of, connectionId: pressed.connectionId, secret });
        return null;
      }
      case 'disconnect':
        await disconnectAccount(deps, person, of);
        return null;
      case 'close':
        await closeAccount(deps, person, of);
        return null;
    }
  });
  if (done.refused) {
    const { sentence, todo, status } = done.refused;
    return { refused: { words: `${sentence} ${todo}`, status } };
  }
  return done.value === null ? { refused: null } : { goTo: done.value };
}
