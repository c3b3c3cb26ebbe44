// The verdict on a storm: what the platform holds against what our record says of each post, and nothing beside.
import { eq } from 'drizzle-orm';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { deliveries, deliveryAttempts } from '#db/schema/deliveries.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import type { World } from '#tests/support/world.ts';
import type { Shown } from './network.ts';

export interface Verdict {
  /** posts that the platform shows once and whole, with the id that we have on record */
  exactlyOnce: number;
  /** what is otherwise: how often it is on the platform, and what we say */
  otherwise: string[];
  logVerifies: boolean;
  /** create calls that we have on record, and those that ended in doubt */
  sent: number;
  doubts: number;
}

/** Takes: every post on the platform that was not there before the storm. */
export async function judge(
  world: World,
  refs: readonly PostRef[],
  shown: readonly Shown[],
): Promise<Verdict> {
  const { db } = world;
  const otherwise: string[] = [];
  const known = new Set<string>();
  for (const ref of refs) {
    const facts = await readPostFacts(db, ref, world.clock.now());
    const { words, photos } = contentOf(facts);
    const [delivery] = await db.select().from(deliveries).where(eq(deliveries.postId, ref.postId));
    const there = shown.filter((each) => each.words === words);
    for (const { id } of there) known.add(id);
    const [only] = there;
    const whole = only?.altTexts.join('\n') === photos.map(({ altText }) => altText).join('\n');
    const right = facts.post.status === 'published' && delivery?.platformId === only?.id;
    if (there.length === 1 && whole && right) continue;
    const { status } = facts.post;
    otherwise.push(
      `${there.length} on the platform${whole ? '' : ', not whole'}; ${status} (${delivery?.state}, ${delivery?.lastWhy})`,
    );
  }
  const exactlyOnce = refs.length - otherwise.length;
  for (const { id } of shown.filter((each) => !known.has(each.id)))
    otherwise.push(`${id} is on the platform, and is none of the posts`);
  const attempts = await db
    .select({ sentAt: deliveryAttempts.sentAt, outcome: deliveryAttempts.outcome })
    .from(deliveryAttempts);
  const sent = attempts.filter(({ sentAt }) => sentAt !== null);
  return {
    ...{ exactlyOnce, otherwise, sent: sent.length },
    logVerifies: (await verifyAudit(db, testAuditSeal, [])).ok,
    doubts: sent.filter(({ outcome }) => outcome !== 'published').length,
  };
}
