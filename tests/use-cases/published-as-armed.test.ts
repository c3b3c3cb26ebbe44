// What is written down of a post that has just gone out: the permissions it was sent on, even where a family answers anew while the
// platform takes its time, and the removal that somebody asked for meanwhile.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { accountPace } from '#db/schema/pace.ts';
import { usages } from '#db/schema/usages.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { yesEverywhere } from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, pupils, scheduledPost, type World } from '#tests/support/world.ts';

const SHOWN = 2;
let world: World;
let ref: PostRef;
beforeEach(async () => {
  world = await openWorld();
  const photos = [pupils(world.pupil(SHOWN))];
  ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out'), tripId: null, photos });
  world.clock.advance(30 * 60_000);
});
afterEach(() => world.close());

const facts = () => readPostFacts(world.db, ref, world.clock.now());
const publish = async () => publishPost(world.worker, { ...ref, deliveryId: await deliveryIdOf(world, ref) });
const permissions = async () => (await facts()).verdicts.flatMap(({ decisionIds }) => decisionIds);
const used = () => world.db.select().from(usages).where(eq(usages.postId, ref.postId));

describe('while the platform takes its time', () => {
  it('a family answers anew: the post rests on the answer that it was sent on', async () => {
    const before = await permissions();
    expect(before).not.toEqual([]);
    world.publisher.during('create', () => yesEverywhere(world, SHOWN));
    expect(await publish()).toBe('published');
    expect(await permissions()).not.toEqual(before);
    expect((await used()).map(({ decisionIds }) => decisionIds)).toEqual([before]);
  });

  it('a family takes its yes back: the yes that was used is on record, and the post comes down', async () => {
    const before = await permissions();
    world.publisher.during('create', async () => {
      const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
        ...{ schoolId: world.schoolId, pupilId: world.pupil(SHOWN), method: 'phone', evidence: '' },
        ...{ holderId: practiceId(`holder/ashwick/${SHOWN}/0`), requestKey: ref.postId },
      });
      expect(reached.inFlight).toEqual([ref.postId]);
    });
    expect(await publish()).toBe('published');
    expect((await facts()).post.status).toBe('takedown_requested');
    expect((await used()).map(({ decisionIds }) => decisionIds)).toEqual([before]);
  });

  it('the answer is written down whole: attempt, pace and log', async () => {
    world.publisher.during('create', async () => void world.clock.advance(1_000));
    const sentAt = world.clock.now();
    expect(await publish()).toBe('published');
    const { post, delivery } = await facts();
    expect([post.status, delivery?.state, delivery?.platformId]).toEqual([
      'published',
      'published',
      world.publisher.timeline[0]?.platformId,
    ]);
    expect([delivery?.sentAt, delivery?.publishedAt]).toEqual([sentAt, new Date(sentAt.getTime() + 1_000)]);
    const [pace] = await world.db.select().from(accountPace);
    expect(pace?.turnDeliveryId).toBe(delivery?.id);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true });
  });
});
