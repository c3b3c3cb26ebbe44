// Somebody asks that an account be connected again, or that one which was turned down be looked at once more. Where the platform alone ended a
// connection, an approval of the same rights still stands, and nobody has to be asked on a Friday afternoon.
import {
  connectionsOfAccount,
  type ConnectionRow,
  insertConnection,
  openConnection,
} from '#db/queries/account-connections.server.ts';
import { readCredential } from '#db/queries/account-credentials.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { AccountAt } from './access.ts';
import { lockAccount, tellThoseWhoMay } from './account-ground.ts';
import { APPROVED_LIVES_MS, ASKED_LIVES_MS, kindFor, scopesFor } from './connection-rules.ts';

/**
 * Asks for a connection. In: `requestKey`, made by the form once, becomes the request's id. Asking while a request is open changes nothing.
 * Errors: AppError not_found, forbidden without `account.connect`, illegal_move (`account_connected`) while it is connected.
 */
export async function askForConnection(
  deps: WorkDeps,
  actor: Person,
  input: AccountAt & { requestKey: string },
): Promise<void> {
  const of = { schoolId: input.schoolId, accountId: input.accountId };
  await inOneTransaction(deps, actor, async (work) => {
    const { account } = await lockAccount(work, of, 'account.connect');
    if (await openConnection(work.db, of, of.accountId)) return;
    const credential = await readCredential(work.db, of, of.accountId);
    if (credential?.status === 'connected') throw new AppError('illegal_move', 'account_connected');
    const kind = kindFor(account.platform);
    if (kind === 'by_hand' && account.approvedAt) throw new AppError('illegal_move', 'account_connected');
    const scopes = [...scopesFor(account.platform)];
    const earlier = credential?.status === 'reconnect_needed' ? await standing(work, of, kind, scopes) : null;
    const id = input.requestKey;
    const lives = earlier ? APPROVED_LIVES_MS : ASKED_LIVES_MS;
    const isNew = await insertConnection(work.db, {
      ...{ id, ...of, kind, scopes, askedBy: actor.userId, askedAt: work.at },
      state: earlier ? 'approved' : 'asked',
      ...(earlier ? { decidedBy: earlier.decidedBy, decidedAt: earlier.decidedAt } : {}),
      expiresAt: new Date(work.at.getTime() + lives),
    });
    if (!isNew) return;
    const asked = { type: 'account.connection_asked' as const, ...of, connectionId: id, kind, scopes };
    work.record({ ...asked, ...(earlier ? { standsOn: earlier.id } : {}) });
    if (!earlier) await tellThoseWhoMay(work, of, 'account.approve', { kind: 'account_asked' });
  });
}

/** The last connection that came about, when somebody else than the asker approved exactly these rights. */
async function standing(
  work: Work,
  of: AccountAt,
  kind: string,
  scopes: readonly string[],
): Promise<ConnectionRow | null> {
  const last = (await connectionsOfAccount(work.db, of, of.accountId)).find(
    ({ state }) => state === 'connected',
  );
  if (!last || last.kind !== kind || !last.decidedBy) return null;
  if (work.actor.kind === 'person' && last.decidedBy === work.actor.userId) return null;
  return scopes.every((scope) => last.scopes.includes(scope)) ? last : null;
}
