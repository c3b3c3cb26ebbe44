// Three hundred withdrawals at once on a real PostgreSQL: each is recorded, everything each reaches is stopped or coming down when it
// has been recorded, nobody waits for nobody, and those responsible are told once in place of hundreds of times (F-19, R-85).
import { and, eq, inArray } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_BY_ONE } from '#app/domain/gather-notices.ts';
import { readLostPermission } from '#app/domain/consent/lost-permission.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { openDatabase } from '#db/client.server.ts';
import { consentDecisions } from '#db/schema/consent.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { userId } from '#db/seed/practice-people.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { type Family, manyFamilies } from '#tests/support/many-families.ts';
import { deliveryIdOf, postIn, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const FAMILIES = 300;
const IN_A_POST = 15;
/** A busy machine may take this long, ms; nothing is judged by it. */
const MOST_MS = 400_000;

describe.skipIf(!server)('three hundred withdrawals at once (needs TEST_DATABASE_URL)', () => {
  let world: World;
  let drop: () => Promise<void>;
  let families: Family[];
  const refs: { schoolId: string; postId: string; live: boolean }[] = [];

  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    drop = fresh.drop;
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    families = await manyFamilies(world, FAMILIES, 1);
    for (let from = 0; from < FAMILIES; from += IN_A_POST) {
      const shown = families.slice(from, from + IN_A_POST).map(({ pupilId }) => pupilId);
      const live = (from / IN_A_POST) % 2 === 0;
      const photos = [pupils(...shown)];
      refs.push({ ...(await postIn(world, live ? 'published' : 'scheduled', { photos })), live });
    }
  }, MOST_MS);
  afterAll(async () => {
    await world?.close();
    await drop?.();
  });

  it(
    'are all there, nothing they reach is left, and it comes down without another word for each',
    async () => {
      const office = await world.staff('office');
      const before = new Date(world.clock.now().getTime() - 1);
      const started = performance.now();
      const results = await Promise.allSettled(
        families.map(async ({ pupilId, holderIds }) => {
          const { decisionId, reached } = await withdrawConsent(world.web, office, {
            schoolId: world.schoolId,
            pupilId,
            holderId: holderIds[0] ?? null,
            method: 'phone',
            evidence: '',
            requestKey: randomUUID(),
          });
          // What it reached stands the moment it is recorded.
          const touched = [...reached.held, ...reached.comingDown];
          const now = await world.db.select().from(posts).where(inArray(posts.id, touched));
          return { decisionId, statuses: now.map(({ status }) => status) };
        }),
      );
      process.stdout.write(`300 withdrawals: ${Math.round(performance.now() - started)} ms\n`);
      expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
      for (const result of results)
        if (result.status === 'fulfilled') {
          expect(result.value.statuses).toHaveLength(1);
          expect(['held', 'takedown_requested']).toContain(result.value.statuses[0]);
        }
      const written = await world.db
        .select()
        .from(consentDecisions)
        .where(
          and(
            eq(consentDecisions.decision, 'withdrawn'),
            inArray(
              consentDecisions.pupilId,
              families.map(({ pupilId }) => pupilId),
            ),
          ),
        );
      expect(new Set(written.map(({ pupilId }) => pupilId)).size).toBe(FAMILIES);

      const open = await world.db.select().from(takedowns).where(eq(takedowns.cause, 'permission_changed'));
      expect(open.map(({ postId }) => postId).sort()).toEqual(
        refs
          .filter(({ live }) => live)
          .map(({ postId }) => postId)
          .sort(),
      );
      for (const { deadlineAt, requestedAt } of open)
        expect(deadlineAt.getTime()).toBeGreaterThan(requestedAt.getTime());

      const told = (await world.db.select().from(notices)).filter(({ createdAt }) => createdAt > before);
      // Whoever may not open the list hears of each post of theirs.
      const ofTeacher = told.filter((notice) => notice.userId === userId('ashwick/teacher'));
      expect(ofTeacher.filter(({ kind }) => kind === 'permissions_surge')).toEqual([]);
      const each = ofTeacher.filter(({ kind }) => kind === 'takedown_requested' || kind === 'post_held');
      expect(each.map(({ postId }) => postId).sort()).toEqual(refs.map(({ postId }) => postId).sort());
      for (const who of ['comms', 'head']) {
        const own = told.filter((notice) => notice.userId === userId(`ashwick/${who}`));
        const summaries = own.filter(({ kind }) => kind === 'permissions_surge');
        expect([who, summaries.length]).toEqual([who, 1]);
        const single = own.filter(({ kind }) => kind === 'takedown_requested' || kind === 'post_held');
        expect(single.length, who).toBe(ONE_BY_ONE);
      }

      const page = await readLostPermission(
        world.db,
        await world.staff('comms'),
        { id: world.schoolId, zone: 'Europe/London' },
        world.clock.now(),
      );
      expect(page.comingDown).toHaveLength(FAMILIES / IN_A_POST / 2);
      expect(page.stopped).toHaveLength(FAMILIES / IN_A_POST / 2);
      expect((await verifyAudit(world.db, testAuditSeal, [])).ok).toBe(true);

      // They come down without another word for each, and what a person must delete stands on top.
      const stopped = world.clock.now();
      world.clock.advance(60_000);
      const [stuck, ...others] = refs.filter(({ live }) => live);
      if (!stuck) throw new Error('nothing is live');
      await takeDownInVain(world, stuck);
      for (const ref of others)
        await takeDownPost(world.worker, {
          schoolId: ref.schoolId,
          deliveryId: await deliveryIdOf(world, ref),
        });
      const toldThen = (await world.db.select().from(notices)).filter(({ createdAt }) => createdAt > stopped);
      const author = userId('ashwick/teacher');
      const gone = toldThen.filter(({ kind }) => kind === 'post_taken_down');
      expect(gone.filter((notice) => notice.userId !== author)).toEqual([]);
      expect(gone).toHaveLength(others.length);
      const left = await readLostPermission(
        world.db,
        await world.staff('head'),
        { id: world.schoolId, zone: 'Europe/London' },
        world.clock.now(),
      );
      expect(left.comingDown.map(({ postId, urgency }) => [postId, urgency])).toEqual([
        [stuck.postId, 'by_hand'],
      ]);
      expect(left.goneToday).toBe(others.length);
    },
    MOST_MS,
  );
});
