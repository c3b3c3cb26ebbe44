// The web side of one try to connect an account: leaving for the platform, coming back with a code, or typing an app password. It seals what
// it gets to the worker's key and can never open it; of `state` only a digest is kept.
import {
  changeConnection,
  connectionByState,
  type ConnectionRow,
  findConnection,
} from '#db/queries/account-connections.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { SealingVault } from '#app/domain/ports/token-vault.ts';
import type { VisitKeeper } from '#app/domain/ports/visit-secrets.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { lockAccount } from './account-ground.ts';
import { connectBarrier, type ConnectSettings, TRY_LIVES_MS, type TryOutcome } from './connection-rules.ts';
import type { ConnectionAt } from './decide-connection.ts';
import { sealText } from './sealed-credential.ts';
import { endTry } from './end-try.ts';

export type ConnectDeps = WorkDeps & {
  tokenVault: SealingVault;
  visits: VisitKeeper;
  connecting: ConnectSettings;
};

/** The signed-in person, and the session in which they do it. */
export interface Visitor {
  person: Person;
  sessionId: string;
}

/** Why this person may not begin a try of this request; null when they may. */
export function startBar(
  request: Pick<ConnectionRow, 'state' | 'decidedBy'>,
  person: Pick<Person, 'userId'>,
): 'not_in_this_state' | 'approved_it_yourself' | null {
  if (request.state !== 'approved' && request.state !== 'started') return 'not_in_this_state';
  return request.decidedBy === person.userId ? 'approved_it_yourself' : null;
}

/**
 * Begins a try. Returns the platform's address to go to, which holds `state` and is shown once. Beginning again makes the earlier visit void.
 * Errors: AppError not_found, forbidden (`not_permitted`, `approved_it_yourself`, or what stands in the way), illegal_move.
 */
export async function startConnection(
  deps: ConnectDeps,
  { person, sessionId }: Visitor,
  input: ConnectionAt,
): Promise<{ goTo: string }> {
  const secrets = deps.visits.make();
  const { xClientId, xAuthorizeUrl, xRedirectUri: redirectUri } = deps.connecting;
  const { codeVerifier } = secrets;
  return inOneTransaction(deps, person, async (work) => {
    const { request } = await startable(deps, work, person, input);
    const sealed = await sealText(
      deps.tokenVault,
      JSON.stringify({ codeVerifier, redirectUri, scopes: request.scopes }),
    );
    await takeTry(work, input, {
      stateDigest: deps.visits.digest(secrets.state, sessionId),
      ...{
        startedBy: person.userId,
        sealedSecret: sealed.box,
        keyId: sealed.keyId,
        state: 'started' as const,
      },
    });
    work.record({ type: 'account.connection_started', ...input });
    const address = new URL(xAuthorizeUrl);
    address.search = new URLSearchParams({
      ...{ response_type: 'code', client_id: xClientId ?? '', redirect_uri: redirectUri },
      ...{ scope: request.scopes.join(' '), state: secrets.state },
      ...{ code_challenge: secrets.codeChallenge, code_challenge_method: 'S256' },
    }).toString();
    return { goTo: address.href };
  });
}

/** What the platform handed back in the address. */
export interface HandedBack {
  state: string;
  code: string;
  /** X sends this in place of a code when the person said no there */
  error: string;
}

/**
 * The person is back. Their code is sealed at once beside the verifier; the worker has half a minute to use it.
 * Returns where the account's page is; null when this visit is not theirs, not in this session, over, or was never begun.
 */
export async function returnFromPlatform(
  deps: ConnectDeps,
  { person, sessionId }: Visitor,
  back: HandedBack,
): Promise<{ schoolId: string; accountId: string } | null> {
  const at = deps.clock.now();
  const begun = await connectionByState(deps.db, deps.visits.digest(back.state, sessionId));
  if (!begun || begun.state !== 'started' || begun.startedBy !== person.userId) return null;
  if (!may(person, 'account.connect', begun.schoolId, at)) return null;
  const of = { schoolId: begun.schoolId, accountId: begun.accountId, connectionId: begun.id };
  return inOneTransaction(deps, person, async (work) => {
    const late = begun.expiresAt !== null && begun.expiresAt <= work.at;
    const code = await sealText(deps.tokenVault, JSON.stringify({ code: back.code }));
    const failed: TryOutcome | null = late
      ? 'took_too_long'
      : back.code === ''
        ? 'refused_there'
        : code.keyId === begun.keyId
          ? null
          : 'keys_changed';
    if (failed) await endTry(work, begun, failed);
    else {
      const sealedSecret = `${begun.sealedSecret}.${code.box}`;
      const change = { state: 'returned' as const, stateDigest: null, sealedSecret };
      if (!(await changeConnection(work.db, of, of.connectionId, ['started'], change))) return null;
      work.record({ type: 'account.connection_returned', ...of });
    }
    return { schoolId: of.schoolId, accountId: of.accountId };
  });
}

/**
 * For platforms without a visit: what the person typed is sealed and handed to the worker. In: `secret`, of the connector's own shape.
 * Errors: as {@link startConnection}.
 */
export async function giveSecret(
  deps: ConnectDeps,
  { person }: Visitor,
  input: ConnectionAt & { secret: Record<string, string> },
): Promise<void> {
  const { secret, ...of } = input;
  const sealed = await sealText(deps.tokenVault, JSON.stringify(secret));
  await inOneTransaction(deps, person, async (work) => {
    await startable(deps, work, person, of);
    await takeTry(work, of, {
      ...{
        startedBy: person.userId,
        sealedSecret: sealed.box,
        keyId: sealed.keyId,
        state: 'returned' as const,
      },
    });
    work.record({ type: 'account.connection_started', ...of });
    work.record({ type: 'account.connection_returned', ...of });
  });
}

async function startable(deps: ConnectDeps, work: Work, person: Person, input: ConnectionAt) {
  const { account } = await lockAccount(work, input, 'account.connect');
  const school = found(await findSchool(work.db, input), 'school');
  const trust = found(await findTrust(work.db, school.trustId), 'trust');
  const request = found(await findConnection(work.db, input, input.connectionId), 'connection');
  if (request.accountId !== account.id) throw new AppError('not_found', 'connection');
  const barrier = connectBarrier(account, trust, deps.connecting, work.at);
  if (barrier) throw new AppError('forbidden', barrier);
  const bar = startBar(request, person);
  if (bar) throw new AppError(bar === 'not_in_this_state' ? 'illegal_move' : 'forbidden', bar);
  return { account, request };
}

async function takeTry(
  work: Work,
  input: ConnectionAt,
  change: Parameters<typeof changeConnection>[4],
): Promise<void> {
  const expiresAt = new Date(work.at.getTime() + TRY_LIVES_MS);
  const begun = { stateDigest: null, outcome: null, ...change, expiresAt };
  if (!(await changeConnection(work.db, input, input.connectionId, ['approved', 'started'], begun)))
    throw new AppError('illegal_move', 'not_in_this_state');
}
