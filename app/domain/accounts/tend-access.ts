// Keeps every connection alive ahead of need: access is renewed before it runs out under a post, each connection is tried a day and an hour
// before a post is due, and idle ones every three weeks. So a dead connection is found while somebody can still do something about it.
import { accountsLeftBehind } from '#db/queries/account-posts.server.ts';
import {
  type CredentialToTend,
  credentialsToTend,
  readCredential,
} from '#db/queries/account-credentials.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import { hasNoticeSince } from '#db/queries/account-notices.server.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER, type Renewal } from './access.ts';
import {
  holdItsPosts,
  HOLD_AHEAD_MS,
  needReconnect,
  noteFailure,
  noteProof,
  tellOfAccount,
} from './credential-state.ts';
import { isConnected } from './platforms.ts';
import { type AccessDeps, renewAccess } from './renew-access.ts';
import { openCredential } from './sealed-credential.ts';

const MINUTE_MS = 60_000;
/** Access with less left than this when a post goes out is renewed first, in ms. */
const ENOUGH_MS = 15 * MINUTE_MS;
/** From when before a post its access is renewed, in ms. */
const AHEAD_MS = 30 * MINUTE_MS;
/** How long before a post its connection is tried, in ms: while somebody can still connect it again. */
const TRY_BEFORE_MS = [24 * 60 * MINUTE_MS, 60 * MINUTE_MS] as const;
/** A connection that nobody needed for so long is used, lest the platform forget it, in ms. */
export const IDLE_MS = 21 * 24 * 60 * MINUTE_MS;
/** After a try that brought no answer, the next one waits, in ms. */
const AGAIN_MS = 5 * MINUTE_MS;

export type Need = 'renew' | 'try' | null;

/** What this connection needs at `at`. Pure; `lastFailedAt` holds the next try back. */
export function needOf(row: Omit<CredentialToTend, 'schoolId' | 'accountId' | 'version'>, at: Date): Need {
  if (row.lastFailedAt && at.getTime() - row.lastFailedAt.getTime() < AGAIN_MS) return null;
  const proved = (row.lastOkAt ?? row.sealedAt).getTime();
  const idle = at.getTime() - proved >= IDLE_MS;
  const due = row.nextDueAt?.getTime();
  if (due !== undefined) {
    const goesOut = Math.max(due, at.getTime());
    const runsOut = row.accessExpiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    if (row.hasRefresh && goesOut - at.getTime() <= AHEAD_MS && runsOut < goesOut + ENOUGH_MS) return 'renew';
    const missed = TRY_BEFORE_MS.some((before) => due - before <= at.getTime() && proved < due - before);
    if (missed) return row.hasRefresh && runsOut <= at.getTime() + MINUTE_MS ? 'renew' : 'try';
  }
  if (!idle) return null;
  return row.hasRefresh ? 'renew' : 'try';
}

export type NeedingAccess = CredentialToTend & { need: 'renew' | 'try' };

/** Connections that need something now, those whose access runs out first at the front. */
export async function accessToTend(deps: AccessDeps, limit: number): Promise<NeedingAccess[]> {
  const at = deps.clock.now();
  const until = new Date(at.getTime() + TRY_BEFORE_MS[0]);
  const idleSince = new Date(at.getTime() - IDLE_MS);
  const rows = await credentialsToTend(deps.db, { at, until, idleSince, limit });
  return rows.flatMap((row) => {
    const need = needOf(row, at);
    return need ? [{ ...row, need }] : [];
  });
}

/** Gives one connection what it needs. Returns what became of it. Errors: as `renewAccess`. */
export async function tendAccess(deps: AccessDeps, row: NeedingAccess): Promise<Renewal> {
  const outcome = await meet(deps, row);
  if (outcome === 'no_information') await warnWhenNear(deps, row, deps.clock.now());
  return outcome;
}

/** Holds posts that have come near on accounts that are not connected any more. */
export async function holdLeftBehind(deps: AccessDeps, limit: number): Promise<void> {
  const until = new Date(deps.clock.now().getTime() + HOLD_AHEAD_MS);
  for (const of of await accountsLeftBehind(deps.db, until, limit)) await holdItsPosts(deps, of, until);
}

async function meet(deps: AccessDeps, row: NeedingAccess): Promise<Renewal> {
  if (row.need === 'renew') return renewAccess(deps, row, row.version);
  const [account, now] = [
    await findAccount(deps.db, row, row.accountId),
    await readCredential(deps.db, row, row.accountId),
  ];
  if (!account || !now || !isConnected(account.platform) || now.version !== row.version)
    return 'in_other_hands';
  const connector = deps.connectors.for({ platform: account.platform, practice: account.practice });
  if (!connector) return 'no_information';
  const answer = await connector.who(await openCredential(deps.tokens, now));
  if (answer.outcome === 'known' && answer.platformUserId === account.platformUserId) {
    await noteProof(deps, row, row.version);
    return 'fresh';
  }
  if (answer.outcome === 'known') return needReconnect(deps, row, row.version, 'another_account');
  // One no may be an outage of the platform's own sign-in: new access is what settles it.
  if (answer.outcome === 'refused') return renewAccess(deps, row, row.version);
  await noteFailure(deps, row, row.version, 'no_answer');
  return 'no_information';
}

/** An hour before a post and no answer: people hear of it once, while they can still ask what is wrong. Nothing is disconnected. */
async function warnWhenNear(deps: AccessDeps, row: CredentialToTend, at: Date): Promise<void> {
  const due = row.nextDueAt?.getTime();
  if (due === undefined || due - at.getTime() > TRY_BEFORE_MS[1]) return;
  const of = { schoolId: row.schoolId, accountId: row.accountId };
  await inOneTransaction(deps, ACCOUNT_KEEPER, async (work) => {
    const since = new Date(due - TRY_BEFORE_MS[1]);
    if (await hasNoticeSince(work.db, of, { kind: 'account_dead_soon', aboutId: of.accountId, since }))
      return;
    await tellOfAccount(work, of, 'account_dead_soon');
  });
}
