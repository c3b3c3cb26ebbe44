// Somebody was live who should not have been: a record is opened in the transaction that says so, and the clock for deciding whether to
// report it runs from the moment the school was asked to take it down (UK GDPR Article 33).
import { insertBreach } from '#db/queries/breaches.server.ts';
import type { TakedownRow } from '#db/queries/deliveries.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Work } from '#app/domain/work.ts';

/** Within which a reportable breach has to be reported, in ms: 72 hours. */
export const DECIDE_WITHIN_MS = 72 * 3_600_000;

/** Opens it once for each takedown, and tells the data lead and the safeguarding leads. The post is locked. */
export async function openBreach(
  work: Work,
  {
    id: takedownId,
    schoolId,
    postId,
    requestedAt,
  }: Pick<TakedownRow, 'id' | 'schoolId' | 'postId' | 'requestedAt'>,
): Promise<void> {
  const breach = await insertBreach(work.db, {
    schoolId,
    takedownId,
    postId,
    noticedAt: requestedAt,
    decideBy: new Date(requestedAt.getTime() + DECIDE_WITHIN_MS),
  });
  if (!breach) return;
  work.record({ type: 'breach.opened', schoolId, breachId: breach.id, takedownId });
  const told = await peopleWithRole(work.db, { schoolId }, ['data_lead', 'dsl', 'deputy_dsl'], work.at);
  for (const userId of told) work.notify({ schoolId, userId, kind: 'breach_opened', aboutId: breach.id });
}
