// What happened to an account, as the log has it, for those who connect, approve or answer for accounts.
import { eventsOfAccount } from '#db/queries/account-events.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { type AuditEvent, auditEventSchema } from '#app/domain/audit-events.ts';
import { may, type Permission } from '#app/domain/permissions.ts';

/** Every event that is about an account itself. */
export type AccountEvent = Extract<AuditEvent, { type: `account.${string}` }>;

export interface AccountEntry {
  /** its number in the school's log */
  seq: number;
  at: Date;
  /** null: the system did it */
  by: { id: string; name: string | null } | null;
  event: AccountEvent;
}

const READERS: readonly Permission[] = [
  'account.connect',
  'account.approve',
  'account.disconnect',
  'register.counts',
];
/** Renewals say the same many times a day; the newest says it all. */
const OFTEN = 'account.access_renewed';
const MOST = 60;

/** Oldest first, at most the newest sixty; null for those who only look accounts up. People of other trusts have no name here. */
export async function readAccountHistory(
  db: Database,
  person: Person,
  of: { schoolId: string; trustId: string; accountId: string },
  at: Date,
): Promise<AccountEntry[] | null> {
  if (!READERS.some((permission) => may(person, permission, of.schoolId, at))) return null;
  const stored = await eventsOfAccount(db, of, of.accountId, { but: OFTEN, limit: MOST });
  const isPerson = (actor: string): boolean => !actor.startsWith('system:');
  const names = await namesOf(db, of.trustId, stored.map(({ event }) => event.actor).filter(isPerson));
  return stored.reverse().flatMap(({ seq, at: when, event: { actor, ...rest } }) => {
    const known = auditEventSchema.safeParse(rest);
    if (!known.success || !isAccountEvent(known.data)) return [];
    const by = isPerson(actor) ? { id: actor, name: names.get(actor) ?? null } : null;
    return [{ seq, at: when, by, event: known.data }];
  });
}

const isAccountEvent = (event: AuditEvent): event is AccountEvent => event.type.startsWith('account.');
