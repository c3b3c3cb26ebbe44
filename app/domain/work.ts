// One unit of work: everything a use case changes, records and tells, in one transaction; queue and mail only after it commits.
import { transact, type Tx } from '#db/client.server.ts';
import type { Actor } from './actor.ts';
import { appendAuditRecords, type AuditEvent, type AuditRecord } from './audit.ts';
import type { WorkDeps } from './deps.ts';
import { type NoticeDraft, writeNotices } from './notices.ts';

export interface Work {
  /** The transaction. Inside it nothing else may be asked of the database. */
  db: Tx;
  /** The moment of this work: the clock's, read once. */
  at: Date;
  actor: Actor;
  /** Buffers an event for the log; written last, just before the commit. */
  record(event: AuditEvent): void;
  /** Buffers an in-app notice; written in this transaction. */
  notify(notice: NoticeDraft): void;
  /** Runs after the commit. A failure is logged and loses nothing: a sweep finds the work again. */
  afterCommit(tell: () => Promise<void>): void;
  /**
   * The same unit of work under another name: what it records is recorded as done by `actor`. For what the system does
   * because of what a person did, where the person's name would tell more than others may know.
   */
  as(actor: Actor): Work;
}

/**
 * Runs `change` in one transaction as `actor`, then writes notices and audit events, commits, and only then tells the queue.
 * Errors: whatever `change` throws; then nothing of it remains.
 */
export async function inOneTransaction<T>(
  deps: WorkDeps,
  actor: Actor,
  change: (work: Work) => Promise<T>,
): Promise<T> {
  let tells: (() => Promise<void>)[] = [];
  const result = await transact(deps.db, async (db) => {
    const records: AuditRecord[] = [];
    const notices: NoticeDraft[] = [];
    tells = [];
    const at = deps.clock.now();
    const workOf = (by: Actor): Work => ({
      db,
      at,
      actor: by,
      record: (event) => void records.push({ actor: by, event }),
      notify: (notice) => void notices.push(notice),
      afterCommit: (tell) => void tells.push(tell),
      as: workOf,
    });
    const work = workOf(actor);
    const outcome = await change(work);
    await writeNotices(db, notices, at);
    await appendAuditRecords(db, deps.auditSeal, records, at);
    return outcome;
  });
  for (const tell of tells)
    await tell().catch((error: unknown) => deps.log.warn('told nobody after commit', error));
  return result;
}
