// What whoever watches an installation can read, and who may: numbers by kind and state, never an id, a name or a school (PF1).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics, listenForMetrics, mayLook, type Metrics } from '#app/metrics.server.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { writeBeat } from '#db/queries/worker-beats.server.ts';
import { PRACTICE_SCHOOLS } from '#db/seed/practice-people.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { leavePractice, scriptedMailer } from '#tests/support/rounds.ts';
import { nothingToTell, sweepStaffMails, told } from '#tests/support/staff-mails.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { startSweeps } from '#workers/sweeps/run-sweeps.ts';

let world: World;
let metrics: Metrics;
let door: { port: number; close(): Promise<void> };
let databaseIsUp = true;

beforeAll(async () => {
  world = await openWorld();
  const broken = new Proxy(world.db, {
    get: () => {
      throw new Error('the database is away');
    },
  });
  metrics = createMetrics({
    env: { metricsToken: null },
    get database() {
      return { db: databaseIsUp ? world.db : broken };
    },
    clock: world.clock,
    queue: { health: async () => ({ ok: true, detail: '' }) },
    log: world.worker.log,
  } as unknown as Foundation);
  door = await listenForMetrics(metrics, '127.0.0.1', 0);
});
afterAll(async () => {
  await door.close();
  await world.close();
});

const look = (headers: Record<string, string> = {}) =>
  // A line of its own each time: one kept open may be closed at the other end while the database holds this process up.
  fetch(`http://127.0.0.1:${door.port}/metrics`, { headers: { ...headers, connection: 'close' } });
const numbers = async () => {
  const text = await (await look()).text();
  return (line: string): number | undefined => {
    const found = text.split('\n').find((one) => one.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.split(' ').at(-1));
  };
};

describe('/metrics', () => {
  it('counts what is due, what is late, what is alive and how long posts took', async () => {
    const words = onlyHere('A day out');
    const ref = await scheduledPost(world, { minutes: 30, words });
    world.clock.advance(33 * 60_000);
    await writeBeat(world.db, randomUUID(), world.clock.now());
    let read = await numbers();
    expect(read('gatepost_posts{state="scheduled"}')).toBe(1);
    expect(read('gatepost_due_late')).toBe(1);
    expect(read('gatepost_oldest_due_seconds')).toBe(180);
    expect(read('gatepost_workers_alive')).toBe(1);
    expect(read('gatepost_queue_up')).toBe(1);
    expect(read('gatepost_database_up')).toBe(1);
    expect(read('gatepost_account_connections{status="connected"}')).toBeGreaterThan(0);

    const deliveryId = await deliveryIdOf(world, ref);
    const { outcome, afterDueMs } = await publishIfDue(world.worker, { ...ref, deliveryId });
    expect([outcome, afterDueMs]).toEqual(['published', 180_000]);
    metrics.measures.tried(outcome);
    metrics.measures.published(afterDueMs ?? 0);
    read = await numbers();
    expect(read('gatepost_due_late')).toBe(0);
    expect(read('gatepost_publish_tries_total{outcome="published"}')).toBe(1);
    expect(read('gatepost_publish_after_due_seconds_bucket{le="120"}')).toBe(0);
    expect(read('gatepost_publish_after_due_seconds_bucket{le="300"}')).toBe(1);

    const text = await (await look()).text();
    for (const secret of [ref.postId, deliveryId, world.schoolId, words, PRACTICE_SCHOOLS.ashwick.name])
      expect(text).not.toContain(secret);
  });

  it('counts e-mails to staff that have not left, and how long the oldest waits', async () => {
    await nothingToTell(world);
    await leavePractice(world);
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    mailer.next.push({ outcome: 'later', code: 'busy' });
    await sweepStaffMails(world);
    world.clock.advance(120_000);
    let read = await numbers();
    expect(read('gatepost_staff_mails_waiting')).toBe(1);
    expect(read('gatepost_oldest_staff_mail_seconds')).toBe(120);
    await sweepStaffMails(world);
    read = await numbers();
    expect(read('gatepost_staff_mails_waiting')).toBe(0);
    expect(read('gatepost_oldest_staff_mail_seconds')).toBe(0);
  });

  it('says how long ago each sweep ran, and which failed', async () => {
    const fine = { name: 'fine', everyMs: 60_000, anyClock: true as const, run: async () => undefined };
    const run = () => Promise.reject(new Error('broken'));
    const sweeps = startSweeps(world.worker, [fine, { ...fine, name: 'failing', run }], metrics.measures);
    await sweeps.stop();
    const read = await numbers();
    expect(read('gatepost_sweep_age_seconds{sweep="fine"}')).toBeGreaterThanOrEqual(0);
    expect(read('gatepost_sweep_failures_total{sweep="failing"}')).toBe(1);
    expect(read('gatepost_sweep_failures_total{sweep="fine"}')).toBeUndefined();
  });

  it('answers also while the database does not, and says that', async () => {
    databaseIsUp = false;
    const read = await numbers();
    databaseIsUp = true;
    expect(read('gatepost_database_up')).toBe(0);
    expect(read('gatepost_staff_mails_waiting')).toBeUndefined();
    // Nothing is made up about what could not be read.
    expect(read('gatepost_posts{state="scheduled"}')).toBeUndefined();
    expect(read('gatepost_due_late')).toBeUndefined();
  });

  it('is there and nowhere else on a worker’s port', async () => {
    expect((await fetch(`http://127.0.0.1:${door.port}/health`)).status).toBe(404);
    expect((await look({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
  });
});

describe('who may look', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({
    headers,
    socket: { remoteAddress },
  });

  it.each([
    ['this machine', from('127.0.0.1'), null, true],
    ['this machine by its other name', from('::1'), null, true],
    ['another machine', from('203.0.113.9'), null, false],
    [
      'a stranger behind a proxy of this machine',
      from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }),
      null,
      false,
    ],
    [
      'whoever brings the token',
      from('203.0.113.9', { authorization: 'Bearer a-long-enough-token' }),
      'a-long-enough-token',
      true,
    ],
    [
      'whoever brings another',
      from('203.0.113.9', { authorization: 'Bearer something-else-here' }),
      'a-long-enough-token',
      false,
    ],
    ['this machine, where a token is set', from('127.0.0.1'), 'a-long-enough-token', false],
  ])('%s', (_who, request, token, may) => expect(mayLook(request, token)).toBe(may));
});
