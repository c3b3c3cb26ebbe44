// A day before the time to decide about a breach is over, whoever keeps the record is reminded once, at any hour.
import { changeBreach, lockBreach } from '#db/queries/breaches.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import type { BreachRef } from './keep-breach.ts';

const KEEPER: SystemActor = { kind: 'system', name: 'system:breach-clock' };

/** How long before the time is over somebody is reminded, in ms. */
export const REMIND_BEFORE_MS = 24 * 3_600_000;

/** @returns whether it was said now */
export async function remindOfBreach(deps: Deps, { schoolId, breachId }: BreachRef): Promise<boolean> {
  return inOneTransaction(deps, KEEPER, async (work) => {
    const breach = await lockBreach(work.db, { schoolId }, breachId);
    const from = new Date(work.at.getTime() + REMIND_BEFORE_MS);
    if (!breach || breach.decision || breach.remindedAt || breach.decideBy > from) return false;
    const told = await peopleWithRole(work.db, { schoolId }, ['data_lead', 'dsl', 'deputy_dsl'], work.at);
    for (const userId of told) work.notify({ schoolId, userId, kind: 'breach_due', aboutId: breachId });
    await changeBreach(work.db, { schoolId }, breachId, { remindedAt: work.at });
    return true;
  });
}
