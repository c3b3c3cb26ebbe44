// Whatever breaks in the bookkeeping after the create call (notices, the log, the queue, the journal), the call is never made again,
// and the record comes out right once what broke is mended (PF6, PF7).
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const MINUTE = 60_000;
let world: World;
let ref: PostRef;
let deliveryId: string;
beforeEach(async () => {
  world = await openWorld();
  ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  deliveryId = await deliveryIdOf(world, ref);
  world.clock.advance(30 * MINUTE);
});
afterEach(() => world.close());

const creates = () => world.publisher.calls.filter(({ method }) => method === 'create').length;
const publish = (deps: WorkerDeps = world.worker) =>
  publishIfDue(deps, { ...ref, deliveryId }).then(
    ({ outcome }) => outcome,
    () => 'broken',
  );
const state = async () => (await findDelivery(world.db, ref, deliveryId))?.state;

/** Whatever runs, as often as it likes, for a quarter of an hour: the sweeps of a worker. */
async function sweepOn(): Promise<void> {
  for (let minutes = 0; minutes < 5; minutes++) {
    await publish();
    const row = await findDelivery(world.db, ref, deliveryId);
    if (row) await freeStuckDelivery(world.worker, row);
    await lookForPost(world.worker, { ...ref, deliveryId });
    world.clock.advance(MINUTE);
  }
}

async function expectOutOnce(): Promise<void> {
  expect(creates()).toBe(1);
  expect(world.publisher.timeline).toHaveLength(1);
  const row = await findDelivery(world.db, ref, deliveryId);
  expect([row?.state, row?.platformId]).toEqual(['published', world.publisher.timeline[0]?.platformId]);
  expect((await readPostFacts(world.db, ref, world.clock.now())).post.status).toBe('published');
}

describe('after the create call', () => {
  it.each(['notices', 'usages', 'audit_events'])(
    'the table of %s refuses every row: nothing is sent again',
    async (table) => {
      world.publisher.during('create', async () => {
        await world.db.execute(
          sql.raw(
            `create function refuse_all() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;`,
          ),
        );
        await world.db.execute(
          sql.raw(
            `create trigger refuse_all before insert on ${table} for each row execute function refuse_all()`,
          ),
        );
      });
      expect(await publish()).toBe('broken');
      expect(await state()).toBe('sending');
      for (let again = 0; again < 3; again++) await publish();
      expect(creates()).toBe(1);
      await world.db.execute(sql.raw(`drop trigger refuse_all on ${table}`));
      await sweepOn();
      await expectOutOnce();
    },
  );

  it('the queue is away: the post is out and its record says so', async () => {
    const queue = { ...world.worker.queue, enqueue: () => Promise.reject(new Error('the queue is away')) };
    expect(await publish({ ...world.worker, queue })).toBe('published');
    await sweepOn();
    await expectOutOnce();
  });

  it('the journal cannot be written: the post is out and its record says so', async () => {
    const settle = () => Promise.reject(new Error('ENOSPC'));
    await publish({ ...world.worker, journal: { ...world.worker.journal, settle } });
    await sweepOn();
    await expectOutOnce();
  });

  it('nor is the post sent, or thought to be, when the journal takes no note before it', async () => {
    const append = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    const full = { ...world.worker, journal: { ...world.worker.journal, append } };
    expect(await publish(full)).toBe('waiting');
    expect([creates(), await state()]).toEqual([0, 'waiting']);
    world.clock.advance(MINUTE);
    await sweepOn();
    await expectOutOnce();
  });
});
