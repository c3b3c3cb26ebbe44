// Words that everything about an account's access shares: whose, who keeps it, and what trying to renew it may come to.
import type { SystemActor } from '#app/domain/actor.ts';

export interface AccountAt {
  schoolId: string;
  accountId: string;
}

/** The part of the system that keeps access alive. */
export const ACCOUNT_KEEPER: SystemActor = { kind: 'system', name: 'system:account-access' };

/**
 * `fresh`: the stored access is newer than the one seen, or proved good: open it again and go on. `in_other_hands`: somebody else is
 * asking right now. `no_information`: the platform did not say; nothing changed. `reconnect_needed`, `not_connected`: a person has to act.
 */
export type Renewal = 'fresh' | 'in_other_hands' | 'no_information' | 'reconnect_needed' | 'not_connected';

/** The account's ids alone, of whatever else came with them: what an event of the log may hold. */
export const accountOf = ({ schoolId, accountId }: AccountAt): AccountAt => ({ schoolId, accountId });
