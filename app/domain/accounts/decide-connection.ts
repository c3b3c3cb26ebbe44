// The headteacher, or somebody for the trust, approves what another person asked for: that an account speaks for the school, and with which
// rights Gatepost may post on it. Nobody approves their own request.
import {
  changeConnection,
  type ConnectionRow,
  findConnection,
} from '#db/queries/account-connections.server.ts';
import { replaceCredential } from '#db/queries/account-credentials.server.ts';
import { changeAccount } from '#db/queries/trips.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { OpenedAccount, PracticePlatform } from '#app/domain/ports/practice-platform.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { AccountAt } from './access.ts';
import { type AccountGround, lockAccount } from './account-ground.ts';
import { APPROVED_LIVES_MS, sameHandle } from './connection-rules.ts';

export interface ConnectionAt extends AccountAt {
  connectionId: string;
}

/** Why this person may not decide this request; null when they may. The page's button and the server ask the same. */
export function decisionBar(
  request: Pick<ConnectionRow, 'state' | 'askedBy'>,
  person: Pick<Person, 'userId'>,
): 'not_in_this_state' | 'asked_it_yourself' | null {
  if (request.state !== 'asked') return 'not_in_this_state';
  return request.askedBy === person.userId ? 'asked_it_yourself' : null;
}

/**
 * Approves the request, and with it the account when nobody has yet. `seen` is what the page showed: handle and rights.
 * In a practice trust an account on X is opened on the practice platform at once: there is nothing else to connect it to.
 * Errors: AppError not_found, forbidden (`not_permitted`, `asked_it_yourself`), illegal_move, stale_revision (`account_changed`).
 */
export async function approveConnection(
  deps: WorkDeps & { practicePlatform: PracticePlatform },
  actor: Person,
  input: ConnectionAt & { seen: { handle: string; scopes: readonly string[] } },
): Promise<void> {
  const toOpen = await inOneTransaction(deps, actor, async (work) => {
    const ground = await decidable(work, actor, input);
    return ground.account.practice && ground.account.platform === 'x' && !ground.account.platformUserId
      ? ground.account
      : null;
  });
  // The platform is asked outside of any transaction, and again does no harm.
  const opened =
    toOpen && (await deps.practicePlatform.openAccount({ handle: toOpen.handle, name: toOpen.displayName }));
  await inOneTransaction(deps, actor, async (work) => {
    const { account, request } = await decidable(work, actor, input);
    const same =
      sameHandle(input.seen.handle, account.handle) &&
      input.seen.scopes.join(' ') === request.scopes.join(' ');
    if (!same) throw new AppError('stale_revision', 'account_changed');
    if (!account.approvedAt) {
      const open = { approvedBy: actor.userId, approvedAt: work.at, opensAt: work.at };
      await changeAccount(work.db, input, account.id, open);
      work.record({ type: 'account.approved', schoolId: input.schoolId, accountId: account.id });
    }
    await writeApproval(work, input, actor, request, opened);
    if (opened) await connectPractice(work, input, opened);
    tellAsker(work, input, request, 'approved');
  });
}

async function writeApproval(
  work: Work,
  input: ConnectionAt,
  actor: Person,
  request: ConnectionRow,
  opened: OpenedAccount | null,
): Promise<void> {
  const over = request.kind === 'by_hand' || opened !== null;
  const ended = { state: 'connected' as const, endedAt: work.at, expiresAt: null };
  const waiting = { state: 'approved' as const, expiresAt: new Date(work.at.getTime() + APPROVED_LIVES_MS) };
  const decided = { decidedBy: actor.userId, decidedAt: work.at };
  const change = { ...decided, ...(over ? ended : waiting) };
  if (!(await changeConnection(work.db, input, input.connectionId, ['asked'], change)))
    throw new AppError('illegal_move', 'not_in_this_state');
  work.record({ type: 'account.connection_approved', ...idsOf(input) });
}

async function connectPractice(work: Work, input: ConnectionAt, opened: OpenedAccount): Promise<void> {
  const { schoolId, accountId } = input;
  await changeAccount(work.db, input, accountId, { platformUserId: opened.platformUserId });
  await replaceCredential(work.db, {
    ...{ accountId, schoolId, sealedToken: opened.sealed.box, keyId: opened.sealed.keyId },
    ...{ scopes: [...opened.scopes], sealedAt: opened.sealedAt, status: 'connected', kind: 'oauth2_user' },
  });
  work.record({
    ...{ type: 'account.connected', ...idsOf(input) },
    ...{ kind: 'oauth2_user', scopes: [...opened.scopes] },
  });
}

/** Turns the request down. Errors: as {@link approveConnection}. */
export async function declineConnection(deps: WorkDeps, actor: Person, input: ConnectionAt): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { account, request } = await decidable(work, actor, input);
    const decided = { decidedBy: actor.userId, decidedAt: work.at };
    const ended = { state: 'declined' as const, endedAt: work.at, expiresAt: null, outcome: 'declined' };
    await changeConnection(work.db, input, input.connectionId, ['asked'], { ...decided, ...ended });
    if (!account.approvedAt)
      work.record({ type: 'account.declined', schoolId: input.schoolId, accountId: account.id });
    work.record({ type: 'account.connection_declined', ...idsOf(input) });
    tellAsker(work, input, request, 'declined');
  });
}

async function decidable(
  work: Work,
  actor: Person,
  input: ConnectionAt,
): Promise<AccountGround & { request: ConnectionRow }> {
  const ground = await lockAccount(work, input, 'account.approve');
  const request = found(await findConnection(work.db, input, input.connectionId), 'connection');
  if (request.accountId !== input.accountId) throw new AppError('not_found', 'connection');
  const bar = decisionBar(request, actor);
  if (bar) throw new AppError(bar === 'asked_it_yourself' ? 'forbidden' : 'illegal_move', bar);
  return { ...ground, request };
}

const idsOf = ({ schoolId, accountId, connectionId }: ConnectionAt) => ({
  schoolId,
  accountId,
  connectionId,
});

function tellAsker(work: Work, input: ConnectionAt, request: ConnectionRow, code: string): void {
  const { schoolId, accountId } = input;
  work.notify({ schoolId, userId: request.askedBy, kind: 'account_decided', aboutId: accountId, code });
}
