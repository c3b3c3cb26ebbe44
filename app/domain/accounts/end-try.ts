// How a try to connect ends short of a connection: its secrets are wiped, and whoever tried is told. The approval may be used again while it
// lasts, unless nothing that a person does could help.
import { changeConnection, type ConnectionRow } from '#db/queries/account-connections.server.ts';
import type { Work } from '#app/domain/work.ts';
import { APPROVED_LIVES_MS, isFinal, type TryOutcome } from './connection-rules.ts';

const WIPED = { sealedSecret: null, keyId: null, stateDigest: null, startedBy: null };

/** Ends the try that `row` was read with; nothing happens when it has moved on since. Returns: whether it was ended. */
export async function endTry(work: Work, row: ConnectionRow, outcome: TryOutcome): Promise<boolean> {
  const of = { schoolId: row.schoolId, accountId: row.accountId };
  const approvalEnds = new Date((row.decidedAt ?? row.askedAt).getTime() + APPROVED_LIVES_MS);
  // A standing approval of an earlier connection counts from the moment it was asked on.
  const until = new Date(Math.max(approvalEnds.getTime(), row.askedAt.getTime() + APPROVED_LIVES_MS));
  const over = isFinal(outcome) || until <= work.at;
  const change = over
    ? { ...WIPED, state: 'failed' as const, endedAt: work.at, expiresAt: null, outcome }
    : { ...WIPED, state: 'approved' as const, expiresAt: until, outcome };
  if (!(await changeConnection(work.db, of, row.id, [row.state], change))) return false;
  work.record({ type: 'account.connection_ended', ...of, connectionId: row.id, outcome });
  const told = row.startedBy ?? row.askedBy;
  if (work.actor.kind !== 'person' || work.actor.userId !== told)
    work.notify({
      ...{ schoolId: row.schoolId, userId: told, kind: 'account_not_connected' },
      ...{ aboutId: row.accountId, code: outcome },
    });
  return true;
}

/** A request whose time is over: one that was being tried goes back, one that nobody answered or used lapses. */
export async function lapse(work: Work, row: ConnectionRow): Promise<void> {
  if (row.state !== 'asked' && row.state !== 'approved')
    return void (await endTry(work, row, 'took_too_long'));
  const of = { schoolId: row.schoolId, accountId: row.accountId };
  const ended = { ...WIPED, state: 'lapsed' as const, endedAt: work.at, outcome: 'lapsed' };
  if (await changeConnection(work.db, of, row.id, [row.state], ended))
    work.record({ type: 'account.connection_ended', ...of, connectionId: row.id, outcome: 'lapsed' });
}
