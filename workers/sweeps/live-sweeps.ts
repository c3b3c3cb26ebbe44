// The sweep over live posts: those that are to be read back by now, account by account. An account that says nothing is left at its
// first silence, so that the others are read all the same (PF5).
import { postsToRead, type PostToRead } from '#db/queries/live-reads.server.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { BATCH, each, type Sweep, type SweepDeps } from './sweep.ts';

export const LIVE_SWEEPS: readonly Sweep[] = [
  {
    name: 'live-posts',
    everyMs: 15_000,
    run: async (deps) => {
      const rows = await postsToRead(deps.db, deps.clock.now(), BATCH);
      const byAccount = new Map<string, PostToRead[]>();
      for (const row of rows) byAccount.set(row.accountId, [...(byAccount.get(row.accountId) ?? []), row]);
      await each(deps, 'live-posts', [...byAccount.values()], 2, (posts) => readInTurn(deps, posts));
    },
  },
];

/** Reads posts of one account one after the other, until one reading tells nothing. */
async function readInTurn(deps: SweepDeps, posts: readonly PostToRead[]): Promise<void> {
  for (const { schoolId, id } of posts) {
    if (deps.stopping?.aborted) return;
    if ((await verifyPost(deps, { schoolId, deliveryId: id })) === 'no_information') return;
  }
}
