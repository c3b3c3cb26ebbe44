// Gathers where the addresses in a post's texts led, beside when the post was approved.
import type { Database, Tx } from '#db/client.server.ts';
import { lastLooks, type LinkLookRow, looksThatStood } from '#db/queries/link-looks.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import { reviewsOf } from '#db/queries/revisions.server.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { plainAddress } from './links-led.ts';
import { type AddressLook, type LinkLooks, NO_LINKS } from './links-ground.ts';
import { addressesIn } from './web-addresses.ts';

/** Looks at every address in these texts; none is made here. */
export async function loadLinks(
  db: Database | Tx,
  { schoolId, postId, parts }: Pick<GroundOf, 'schoolId' | 'postId' | 'parts'>,
): Promise<LinkLooks> {
  const scope = { schoolId };
  const urls = new Set(
    parts.flatMap(({ text }) => addressesIn(text)).flatMap(({ url }) => (url ? [plainAddress(url)] : [])),
  );
  const { last, reached } = await lastLooks(db, scope, [...urls]);
  if (last.length === 0) return NO_LINKS;
  const approvedAt = await approvalOf(db, scope, postId);
  const stood = approvedAt ? byAddress(await looksThatStood(db, scope, [...urls], approvedAt)) : new Map();
  const good = byAddress(reached);
  return {
    looks: new Map(
      last.map((row) => [
        row.url,
        { last: lookOf(row), reached: good.get(row.url) ?? null, approved: stood.get(row.url) ?? null },
      ]),
    ),
  };
}

/** When the approval that stands was given; null while none does. */
async function approvalOf(
  db: Database | Tx,
  scope: { schoolId: string },
  postId: string,
): Promise<Date | null> {
  const post = await findPost(db, scope, postId);
  if (!post?.revisionId) return null;
  const [newest] = (await reviewsOf(db, scope, postId)).filter(
    ({ revisionId, voidedAt }) => revisionId === post.revisionId && !voidedAt,
  );
  return newest?.decision === 'approved' ? newest.decidedAt : null;
}

const byAddress = (rows: readonly LinkLookRow[]): Map<string, AddressLook> =>
  new Map(rows.map((row) => [row.url, lookOf(row)]));

const lookOf = ({ outcome, why, hops }: LinkLookRow): AddressLook => ({
  outcome,
  why,
  hosts: hops.map((hop) => new URL(hop).hostname),
});
