// A second account of the school on X, live posts, and what families said of whose accounts: the ground of reposts.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import type { AccountKind, AccountScope } from '#app/domain/consent/consent-vocabulary.ts';
import { writeDecision } from '#app/domain/consent/write-decision.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { accounts } from '#db/schema/accounts.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { accountOnBluesky } from './cross-posts.ts';
import { onlyHere } from './only-here.ts';
import { postIn } from './posts-in-states.ts';
import { pupils, type World } from './world.ts';

/** Another account of the school on X, open, as an account of that kind. */
export async function secondOnX(world: World, kind: AccountKind): Promise<string> {
  const accountId = await accountOnBluesky(world);
  const platformUserId = String(BigInt(`0x${accountId.replaceAll('-', '').slice(0, 15)}`));
  await world.db
    .update(accounts)
    .set({ platform: 'x', kind, handle: `gp_${accountId.slice(0, 8)}`, platformUserId })
    .where(eq(accounts.id, accountId));
  return accountId;
}

/** A minute later the family of this pupil answers for accounts of this scope, as an answer to a form is written. */
export async function answerFor(
  world: World,
  index: number,
  decision: 'granted' | 'refused',
  accountScope: AccountScope,
): Promise<void> {
  world.clock.advance(60_000);
  const office = await world.staff('office');
  const [pupil, at] = [{ schoolId: world.schoolId, pupilId: world.pupil(index) }, world.clock.now()];
  const change = { ...pupil, permission: 'consent.record' as const };
  await changePupilPermission(world.web, office, change, async (work) => {
    const { written } = await writeDecision(work, office.userId, {
      ...{ ...pupil, holderId: practiceId(`holder/ashwick/${index}/0`), formVersionId: null, eventId: null },
      ...{ decision, accountScope, subjects: ['image', 'first_name', 'work'], conditions: {} },
      channels: ['x', 'website', 'newsletter', 'display', 'internal'],
      purposes: ['celebration', 'trip', 'teaching', 'information'],
      ...{ method: 'in_person', source: 'office', evidence: '', supersedesId: null },
      ...{ decidedAt: at, effectiveFrom: at, requestKey: randomUUID() },
      expiresAt: decision === 'granted' ? new Date(at.getTime() + 300 * 86_400_000) : null,
    });
    return written;
  });
}

/** A live post on the school's account with one photo of this pupil. */
export const liveWith = (world: World, index: number): Promise<PostRef> =>
  postIn(world, 'published', {
    ...{ photos: [pupils(world.pupil(index))], words: onlyHere('A day out'), tripId: null },
  });
