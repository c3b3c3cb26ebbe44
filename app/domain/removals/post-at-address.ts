// Which of the school's posts an address leads to: on its platform, on the practice timeline, or here.
import { findPost } from '#db/queries/posts.server.ts';
import { postByPlatformId } from '#db/queries/removal-requests.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { readPostLink } from '#app/domain/hand-overs/post-link.ts';

/** The id in the address of a post on X, on the practice timeline or on Bluesky. */
const THERE = /(?:\/status\/|#post-)(\d{1,25})|bsky\.app\/profile\/[^/\s]+\/post\/([2-7a-z]{13})/i;

/** Null for an address that leads to none of the school's. */
export async function postAtAddress(
  db: Database | Tx,
  { schoolId }: { schoolId: string },
  address: string,
): Promise<string | null> {
  const scope = { schoolId };
  if (address.trim() === '') return null;
  const here = /\/posts\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i.exec(address)?.[1];
  if (here) return (await findPost(db, scope, here))?.id ?? null;
  const there = THERE.exec(address)
    ?.slice(1)
    .find((id) => id !== undefined);
  if (there) return postByPlatformId(db, scope, there);
  // What somebody published by hand is known by its whole address.
  const byHand = readPostLink('other', address);
  return byHand.ok ? postByPlatformId(db, scope, byHand.link) : null;
}
