// Somebody was live who should not have been: a record is opened in the transaction that says so, and the clock for deciding whether to
// report it runs from the moment the school came to know of it (UK GDPR Article 33).
import { changeBreach, insertBreach, lockBreach } from '#db/queries/breaches.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { breachOfPress } from '#db/queries/same-press.server.ts';
import type { TakedownRow } from '#db/queries/takedowns.server.ts';
import type { Work } from '#app/domain/work.ts';

/** Within which a reportable breach has to be reported, in ms: 72 hours. */
export const DECIDE_WITHIN_MS = 72 * 3_600_000;

/**
 * When the school came to know, of a takedown that is called a breach at `at`: whoever pressed without a word knew then; whoever gave
 * another reason first did not.
 */
export const noticedAt = (
  { cause, requestedAt }: Pick<TakedownRow, 'cause' | 'requestedAt'>,
  at: Date,
): Date => (cause === 'not_said' ? requestedAt : at);

/**
 * Opens it once for each takedown of a post that was out, and tells the data lead and the safeguarding leads. What never went out is no
 * breach; what turns out to have gone out is one from then on. The post is locked.
 */
export async function openBreach(
  work: Work,
  {
    id: takedownId,
    schoolId,
    postId,
    deliveryId,
  }: Pick<TakedownRow, 'id' | 'schoolId' | 'postId' | 'deliveryId'>,
  noticed: Date = work.at,
): Promise<void> {
  if (!(await findDelivery(work.db, { schoolId }, deliveryId))?.publishedAt) return;
  // One press on several accounts is one breach, with one clock.
  if (await breachOfPress(work.db, { schoolId }, takedownId)) return;
  const breach = await insertBreach(work.db, {
    schoolId,
    takedownId,
    postId,
    noticedAt: noticed,
    decideBy: new Date(noticed.getTime() + DECIDE_WITHIN_MS),
  });
  if (!breach) return;
  work.record({ type: 'breach.opened', schoolId, breachId: breach.id, takedownId });
  await tellKeepers(work, schoolId, breach.id);
}

/**
 * A post was found again after it was said to be gone, and comes down by `anew`: the record of its breach, if there is one, is open until
 * that has ended too, and its keepers are told. What was decided stands, and may be decided anew. The post is locked.
 */
export async function goOnWithBreach(
  work: Work,
  { id: takedownId, schoolId }: Pick<TakedownRow, 'id' | 'schoolId'>,
): Promise<void> {
  const breachId = await breachOfPress(work.db, { schoolId }, takedownId);
  const breach = breachId && (await lockBreach(work.db, { schoolId }, breachId));
  if (!breach || breach.takedownId === takedownId) return;
  if (breach.closedAt) {
    await changeBreach(work.db, { schoolId }, breach.id, { closedAt: null, closedBy: null });
    work.record({ type: 'breach.reopened', schoolId, breachId: breach.id, takedownId });
  }
  await tellKeepers(work, schoolId, breach.id, 'found_again');
}

async function tellKeepers(work: Work, schoolId: string, aboutId: string, code?: string): Promise<void> {
  const told = await peopleWithRole(work.db, { schoolId }, ['data_lead', 'dsl', 'deputy_dsl'], work.at);
  for (const userId of told)
    work.notify({ schoolId, userId, kind: 'breach_opened', aboutId, ...(code ? { code } : {}) });
}
