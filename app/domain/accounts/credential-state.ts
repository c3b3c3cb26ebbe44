// What is written down of a connection: that it is alive, that it could not be reached, or that a person has to connect it again.
import { changeCredential, readCredential } from '#db/queries/account-credentials.server.ts';
import { postsWithATime } from '#db/queries/account-posts.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Deps, WorkDeps } from '#app/domain/deps.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER, type AccountAt, accountOf, type Renewal } from './access.ts';

/** How far ahead a post is held when its account is found dead, in ms; later ones wait, and go out if it is connected again in time. */
export const HOLD_AHEAD_MS = 24 * 3_600_000;

/** The platform answered as it should. */
export async function noteProof(deps: WorkDeps, of: AccountAt, version: number): Promise<void> {
  const lastOkAt = deps.clock.now();
  await changeCredential(deps.db, of, of.accountId, version, { lastOkAt, failCode: null, leaseUntil: null });
}

/** It did not, or not clearly: nothing may be concluded, and whoever asks next may try. */
export async function noteFailure(
  deps: WorkDeps,
  of: AccountAt,
  version: number,
  failCode: 'refused' | 'no_answer',
): Promise<void> {
  const lastFailedAt = deps.clock.now();
  await changeCredential(deps.db, of, of.accountId, version, { lastFailedAt, failCode, leaseUntil: null });
}

/**
 * The platform said a clear no. The row is read once more, in case somebody brought better news meanwhile; else a person has to
 * connect the account again: the comms lead and the headteacher are told, and posts that are due soon are held.
 */
export async function needReconnect(
  deps: Deps,
  account: AccountAt,
  version: number,
  why: string,
): Promise<Renewal> {
  const of = accountOf(account);
  const marked = await inOneTransaction(deps, ACCOUNT_KEEPER, async (work) => {
    const now = await readCredential(work.db, of, of.accountId);
    if (!now || now.version !== version || now.status !== 'connected') return false;
    const change = { lastFailedAt: work.at, failCode: 'refused', leaseUntil: null };
    const ended = { ...change, status: 'reconnect_needed' as const };
    if (!(await changeCredential(work.db, of, of.accountId, version, ended))) return false;
    work.record({ type: 'account.reconnect_needed', ...of, version, cause: 'refused' });
    await tellOfAccount(work, of, 'account_reconnect_needed');
    return true;
  });
  if (!marked) {
    const now = await readCredential(deps.db, of, of.accountId);
    if (!now || now.status === 'disconnected') return 'not_connected';
    return now.status === 'connected' ? 'fresh' : 'reconnect_needed';
  }
  deps.log.error('an account has to be connected again', { ...of, why });
  await holdItsPosts(deps, of, new Date(deps.clock.now().getTime() + HOLD_AHEAD_MS));
  return 'reconnect_needed';
}

/** Tells the comms leads and headteachers of the school of something about an account; whoever did it is not told. */
export async function tellOfAccount(
  work: Work,
  of: AccountAt,
  kind: NoticeKind,
  code?: string,
): Promise<void> {
  const people = await peopleWithRole(work.db, of, ['comms_lead', 'headteacher'], work.at);
  for (const userId of people)
    if (work.actor.kind !== 'person' || work.actor.userId !== userId)
      work.notify({ schoolId: of.schoolId, userId, kind, aboutId: of.accountId, ...(code ? { code } : {}) });
}

/** Holds every post that has a time up to `until` on the account: each in a transaction of its own, so that none waits for all. */
export async function holdItsPosts(deps: Deps, of: AccountAt, until: Date | null): Promise<number> {
  const postIds = await postsWithATime(deps.db, of, of.accountId, until);
  let held = 0;
  for (const postId of postIds)
    held += await withLockedPost(
      deps,
      ACCOUNT_KEEPER,
      { schoolId: of.schoolId, postId },
      async (work, facts) => {
        if (facts.post.status !== 'scheduled') return 0;
        await openHold(work, facts, 'account_disconnected');
        return 1;
      },
    );
  return held;
}
