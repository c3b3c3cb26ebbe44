// What looking for staff to e-mail costs while nobody is to be told anything: a run after one that found nobody asks a few small
// questions and goes through nobody, and yet whatever comes is told by the next run.
import type { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notices } from '#db/schema/notices.ts';
import { type QueryLog, watchQueries } from '#tests/support/query-log.ts';
import { leavePractice, scriptedMailer, toMondayMorning } from '#tests/support/rounds.ts';
import { sweepStaffMails, told } from '#tests/support/staff-mails.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let log: QueryLog;
beforeEach(async () => {
  world = await openWorld();
  log = watchQueries((world.db as unknown as { $client: PGlite }).$client);
  await leavePractice(world);
  toMondayMorning(world);
  // A minute later every process goes through everybody anew.
  await world.db.update(notices).set({ readAt: world.clock.now() });
});
afterEach(() => world.close());

const goesThroughPeople = (asked: readonly string[]) => asked.some((text) => /group by/i.test(text));
async function run(): Promise<string[]> {
  log.taken();
  await sweepStaffMails(world);
  return log.taken();
}

it('a run that finds nobody goes through everybody, the next one asks three small questions, for a minute', async () => {
  scriptedMailer(world);
  // It waits for the evening’s e-mail: nobody is told of it now.
  await told(world, 'ashwick/head', 'post_scheduled');
  world.clock.advance(20_000);
  expect(goesThroughPeople(await run())).toBe(true);
  world.clock.advance(20_000);
  const idle = await run();
  expect(goesThroughPeople(idle)).toBe(false);
  expect(idle).toHaveLength(3);
  world.clock.advance(40_000);
  expect(goesThroughPeople(await run())).toBe(true);
});

it('what comes between is told by the next run, and what waited for the server is sent when its time has come', async () => {
  const mailer = scriptedMailer(world);
  await run();
  world.clock.advance(3_000);
  mailer.next.push({ outcome: 'later', code: 'busy' });
  await told(world, 'ashwick/head', 'takedown_failed');
  await run();
  expect(mailer.sent).toHaveLength(1);
  world.clock.advance(3_000);
  await run();
  await run();
  expect(mailer.sent).toHaveLength(1);
  world.clock.advance(60_000);
  await run();
  expect(mailer.sent).toHaveLength(2);
});
