// The sweeps behind accounts' connections: tries that wait for the worker (a code lives thirty seconds), access that runs out, and
// connections that people ended.
import { revocable } from '#db/queries/account-credentials.server.ts';
import { carryOut, connectionsToWork } from '#app/domain/accounts/carry-out-connection.ts';
import { revokeEnded } from '#app/domain/accounts/disconnect-account.ts';
import { accessToTend, holdLeftBehind, tendAccess } from '#app/domain/accounts/tend-access.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const ACCOUNT_SWEEPS: readonly Sweep[] = [
  {
    name: 'account-connections',
    everyMs: 1_000,
    run: async (deps) => {
      const rows = await connectionsToWork(deps, BATCH);
      await each(deps, 'account-connections', rows, 4, (row) => carryOut(deps, row));
    },
  },
  {
    name: 'account-tokens',
    everyMs: 30_000,
    run: async (deps) => {
      const rows = await accessToTend(deps, BATCH);
      await each(deps, 'account-tokens', rows, 4, (row) => tendAccess(deps, row));
      await holdLeftBehind(deps, BATCH);
    },
  },
  {
    name: 'ended-connections',
    everyMs: 15_000,
    run: async (deps) => {
      const rows = await revocable(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'ended-connections', rows, 2, (row) => revokeEnded(deps, row));
    },
  },
];
