// Gathers what is known of the posts that a text shares by their address.
import type { Database, Tx } from '#db/client.server.ts';
import { officialAmong, ownPosts } from '#db/queries/shared-posts.server.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { NO_SHARED, type SharedPosts } from './shared-ground.ts';
import { postAddressesIn } from './shared-posts.ts';

export async function loadShared(
  db: Database | Tx,
  { trustId, parts }: Pick<GroundOf, 'trustId' | 'parts'>,
): Promise<SharedPosts> {
  const shared = parts.flatMap(({ text }) => postAddressesIn(text));
  if (shared.length === 0) return NO_SHARED;
  const ours = await ownPosts(
    db,
    { trustId },
    shared.map(({ id }) => id),
  );
  const handles = await officialAmong(
    db,
    { trustId },
    shared.flatMap(({ handle }) => handle ?? []),
  );
  const removed = ours.filter((post) => post.removed);
  return {
    ours: new Map([
      ...ours.map(({ platformId }) => [platformId, 'live'] as const),
      ...removed.map(({ platformId }) => [platformId, 'removed'] as const),
    ]),
    officialHandles: new Set(handles),
  };
}
