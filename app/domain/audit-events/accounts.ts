// What happens to the school's accounts on platforms: registered, approved, connected, its access renewed, ended. Never a token.
import { z } from 'zod';
import { code, id } from './fields.ts';

const account = { schoolId: id, accountId: id };
const connection = { ...account, connectionId: id };

export const accountEvents = [
  z.strictObject({
    type: z.literal('account.registered'),
    ...account,
    platform: code,
    practice: z.boolean(),
  }),
  z.strictObject({ type: z.literal('account.approved'), ...account }),
  z.strictObject({ type: z.literal('account.declined'), ...account }),
  z.strictObject({ type: z.literal('account.closed'), ...account }),
  z.strictObject({
    type: z.literal('account.connection_asked'),
    ...connection,
    kind: code,
    scopes: z.array(code),
    /** an approval of the same rights that still stands, when nobody has to be asked again */
    standsOn: id.optional(),
  }),
  z.strictObject({ type: z.literal('account.connection_approved'), ...connection }),
  z.strictObject({ type: z.literal('account.connection_declined'), ...connection }),
  z.strictObject({ type: z.literal('account.connection_started'), ...connection }),
  z.strictObject({ type: z.literal('account.connection_returned'), ...connection }),
  z.strictObject({ type: z.literal('account.connected'), ...connection, kind: code, scopes: z.array(code) }),
  z.strictObject({ type: z.literal('account.connection_ended'), ...connection, outcome: code }),
  z.strictObject({ type: z.literal('account.access_renewed'), ...account, version: z.int() }),
  z.strictObject({ type: z.literal('account.reconnect_needed'), ...account, version: z.int(), cause: code }),
  z.strictObject({ type: z.literal('account.disconnected'), ...account }),
  z.strictObject({ type: z.literal('account.access_revoked'), ...account, outcome: code }),
] as const;
