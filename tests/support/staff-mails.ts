// E-mail to staff for tests: notices to somebody, the sweep run once, and what is on record of it.
import { randomUUID } from 'node:crypto';
import { asc } from 'drizzle-orm';
import type { NoticeKind } from '#app/domain/notices.ts';
import { transact } from '#db/client.server.ts';
import { insertNotices } from '#db/queries/notices.server.ts';
import { notices } from '#db/schema/notices.ts';
import { staffMailBoxes, staffMailNotices, staffMails } from '#db/schema/staff-mails.ts';
import { PRACTICE_SCHOOLS, practiceEmail, type SchoolKey, userId } from '#db/seed/practice-people.ts';
import { STAFF_MAIL_SWEEPS } from '#workers/sweeps/staff-mail-sweeps.ts';
import type { World } from './world.ts';

/** Everybody has read everything, nobody has chosen anything, and no mail was ever sent. */
export async function nothingToTell(world: World): Promise<void> {
  await world.db.delete(staffMails);
  await world.db.delete(staffMailBoxes);
  await world.db.update(notices).set({ readAt: world.clock.now() });
}

/** A notice to somebody, e.g. `ashwick/head`, about a post that is nowhere. */
export async function told(
  world: World,
  who: string,
  kind: NoticeKind,
  school: SchoolKey = 'ashwick',
): Promise<void> {
  const { id: schoolId } = PRACTICE_SCHOOLS[school];
  const draft = { schoolId, userId: userId(who), kind, postId: randomUUID() };
  await transact(world.db, (tx) => insertNotices(tx, [draft], world.clock.now()));
}

/** The sweep, once; and again after a minute on the clock when `minutes` says so. */
export async function sweepStaffMails(world: World, minutes = 0): Promise<void> {
  const [sweep] = STAFF_MAIL_SWEEPS;
  if (!sweep) throw new Error('there is no such sweep');
  await sweep.run(world.worker);
  for (let minute = 1; minute <= minutes; minute++) {
    world.clock.advance(60_000);
    await sweep.run(world.worker);
  }
}

export const mailsToStaff = (world: World) =>
  world.db.select().from(staffMails).orderBy(asc(staffMails.createdAt), asc(staffMails.id));

export const mailedNotices = (world: World) => world.db.select().from(staffMailNotices);

/** Addresses of the practice staff. */
export const ADDRESS = {
  head: practiceEmail('Ngozi Okafor'),
  teacher: practiceEmail('Priya Nair'),
  comms: practiceEmail('Ellie Marchetti'),
  both: practiceEmail('Joanna Kettlewell'),
};
