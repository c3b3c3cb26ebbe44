// E-mail to staff, from a notice in Gatepost to a mail: to the right people, once, in their own hours; nothing is told twice by a
// repeated sweep, a second worker or one that was killed, and an outage ends in one mail and not in a flood.
import { and, eq, inArray, isNotNull, isNull, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mailWorksAgain, saveMailChoices } from '#app/domain/staff-messages/mail-choices.ts';
import { DEFAULT_QUIET } from '#app/domain/staff-messages/quiet-hours.ts';
import {
  MOST_A_MINUTE,
  MOST_DOUBTS,
  tellByMail,
  TRY_MS,
} from '#app/domain/staff-messages/send-staff-mail.ts';
import { markNoticesRead } from '#app/domain/school/read-notices.ts';
import { REFUSED_AGAIN_AFTER_MS } from '#app/domain/staff-messages/what-to-tell.ts';
import { findMailBox } from '#db/queries/staff-mail-boxes.server.ts';
import { staffMailBoxes } from '#db/schema/staff-mails.ts';
import { notices } from '#db/schema/notices.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { trusts } from '#db/schema/school.ts';
import { PRACTICE_TRUST, userId } from '#db/seed/practice-people.ts';
import { leavePractice, ORIGIN, scriptedMailer } from '#tests/support/rounds.ts';
import {
  ADDRESS,
  mailedNotices,
  mailsToStaff,
  nothingToTell,
  sweepStaffMails,
  told,
} from '#tests/support/staff-mails.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { STAFF_MAIL_SWEEPS } from '#workers/sweeps/staff-mail-sweeps.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Wednesday in term, by the wall in London. */
const TEN = new Date('2027-02-03T10:00:00Z');
const NIGHT = new Date('2027-02-03T23:00:00Z');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await leavePractice(world);
  await nothingToTell(world);
  world.clock.set(TEN);
});

const to = (who: string) => ({ trustId: PRACTICE_TRUST.id, userId: userId(who) });
/** What was said since the test began of mail that comes back, or of the server, and to whom. */
const saidOfRefusals = async () =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.kind, 'staff_mail_refused'), isNull(notices.readAt)))
  ).map((one) => [one.userId, one.code]);
/** Unread alarms of which no e-mail has told. */
const untoldAlarms = async () => {
  const mailed = (await mailedNotices(world)).map(({ noticeId }) => noticeId);
  const alarms = inArray(notices.kind, ['takedown_failed', 'takedown_late']);
  const unread = await world.db
    .select()
    .from(notices)
    .where(and(alarms, isNull(notices.readAt)));
  return unread.filter(({ id }) => !mailed.includes(id));
};
const boxOfHead = () => findMailBox(world.db, to('ashwick/head'), userId('ashwick/head'));
const later = { outcome: 'later', code: 'unreachable' } as const;
const inDoubt = { ...later, inDoubt: true } as const;

describe('a notice', () => {
  it('that is urgent is told at once in the middle of the night, and never again', async () => {
    const mailer = scriptedMailer(world);
    world.clock.set(NIGHT);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 15);
    expect(mailer.sent.map((letter) => [letter.to, letter.subject])).toEqual([
      [ADDRESS.head, 'Gatepost: you are needed now'],
    ]);
    expect(mailer.sent[0]?.text).toContain(`${ORIGIN}/s/ashwick-lane-primary-school/notices`);
  });

  it('that needs somebody is gathered with what comes within ten minutes, into one mail', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 9);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    expect(mailer.sent).toEqual([]);
    await sweepStaffMails(world, 5);
    expect(mailer.sent.map(({ subject }) => subject)).toEqual(['Gatepost: a post needs you today']);
    expect(await mailedNotices(world)).toHaveLength(2);
  });

  it('that came in the evening waits for the morning', async () => {
    const mailer = scriptedMailer(world);
    world.clock.set('2027-02-03T18:30:00Z');
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 30);
    world.clock.set('2027-02-04T07:29:00Z');
    await sweepStaffMails(world);
    expect(mailer.sent).toEqual([]);
    world.clock.set('2027-02-04T07:30:00Z');
    await sweepStaffMails(world);
    expect(mailer.sent).toHaveLength(1);
  });

  it('of what went well comes with the day’s e-mail at eight', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/teacher', 'post_published');
    await sweepStaffMails(world, 30);
    world.clock.set('2027-02-04T07:59:00Z');
    await sweepStaffMails(world);
    expect(mailer.sent).toEqual([]);
    await sweepStaffMails(world, 1);
    expect(mailer.sent.map(({ subject }) => subject)).toEqual(['Gatepost: what happened']);
  });

  it('that was read meanwhile is not told', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 5);
    const [unread] = await world.db.select().from(notices).where(isNull(notices.readAt));
    await markNoticesRead(world.web, await world.staff('head'), world.schoolId, [unread?.id ?? '']);
    await sweepStaffMails(world, 30);
    expect(mailer.sent).toEqual([]);
  });

  it('older than a week is not told any more', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    world.clock.advance(7 * DAY);
    await sweepStaffMails(world, 2);
    expect(mailer.sent).toEqual([]);
  });

  it('is told by one of two workers that look at the same moment', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => tellByMail(world.worker, to('ashwick/head'))),
    );
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(mailer.sent).toHaveLength(1);
  });
});

describe('whoever', () => {
  it('has left is told nothing', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    await world.db
      .update(users)
      .set({ leftAt: TEN })
      .where(eq(users.id, userId('ashwick/head')));
    await sweepStaffMails(world, 2);
    expect(await tellByMail(world.worker, to('ashwick/head'))).toBe('nothing_due');
    await world.db
      .update(users)
      .set({ leftAt: null })
      .where(eq(users.id, userId('ashwick/head')));
    expect(mailer.sent).toEqual([]);
  });

  it('has no role at the school any more is told nothing of it', async () => {
    const mailer = scriptedMailer(world);
    const head = eq(roleGrants.userId, userId('ashwick/head'));
    await told(world, 'ashwick/head', 'takedown_failed');
    await world.db.update(roleGrants).set({ endsAt: TEN }).where(head);
    await sweepStaffMails(world, 2);
    await world.db.update(roleGrants).set({ endsAt: null }).where(head);
    expect(mailer.sent).toEqual([]);
  });

  it('works in two schools gets one mail, which names both', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'both/teacher-and-comms', 'post_sent_back', 'ashwick');
    await told(world, 'both/teacher-and-comms', 'post_held', 'harrowdean');
    await sweepStaffMails(world, 12);
    expect(mailer.sent.map((letter) => letter.to)).toEqual([ADDRESS.both]);
    expect(mailer.sent[0]?.text).toContain('Ashwick Lane Primary School and Harrowdean High School');
    expect(mailer.sent[0]?.text).toContain(`${ORIGIN}/\n`);
  });

  it('wants none hears of what is urgent all the same, and of nothing else', async () => {
    const mailer = scriptedMailer(world);
    const wanted = { needsYou: 'never', quiet: DEFAULT_QUIET } as const;
    await saveMailChoices(world.web, await world.staff('head'), wanted);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 60);
    world.clock.advance(DAY);
    await sweepStaffMails(world);
    expect(mailer.sent).toEqual([]);
    await told(world, 'ashwick/head', 'takedown_late');
    await sweepStaffMails(world);
    expect(mailer.sent.map(({ subject }) => subject)).toEqual(['Gatepost: you are needed now']);
    expect(await mailedNotices(world)).toHaveLength(1);
  });
});

describe('a mail server that', () => {
  it('is away for an hour gets one mail for each person when it is back, with all that came meanwhile', async () => {
    const mailer = scriptedMailer(world);
    const away = mailer.send;
    mailer.send = async () => later;
    for (let count = 0; count < 12; count++) {
      await told(world, 'ashwick/head', count % 2 ? 'post_late' : 'post_waiting_for_you');
      await told(world, 'ashwick/comms', 'post_late');
      await sweepStaffMails(world, 5);
    }
    mailer.send = away;
    await sweepStaffMails(world, 16);
    expect(mailer.sent.map((letter) => letter.to).sort()).toEqual([ADDRESS.comms, ADDRESS.head].sort());
    expect(await mailedNotices(world)).toHaveLength(24);
    await sweepStaffMails(world, 60);
    expect(mailer.sent).toHaveLength(2);
  });

  it('is away is tried less and less often, at least every quarter of an hour', async () => {
    const mailer = scriptedMailer(world);
    const tries: number[] = [];
    mailer.send = async () => {
      tries.push((world.clock.now().getTime() - TEN.getTime()) / MINUTE);
      return later;
    };
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 65);
    expect(tries).toEqual([0, 1, 3, 7, 15, 30, 45, 60]);
  });

  it('is slow to take them is sent no more than so many within a minute', async () => {
    const mailer = scriptedMailer(world);
    const staff = await world.db.select().from(users);
    const extra = Array.from({ length: MOST_A_MINUTE }, (_, index) => ({
      ...{ trustId: PRACTICE_TRUST.id, name: `Extra ${index}`, email: `extra.${index}@harrowdean.example` },
    }));
    const made = await world.db.insert(users).values(extra).returning();
    await world.db.insert(roleGrants).values(
      made.map(({ id }) => ({
        ...{ trustId: PRACTICE_TRUST.id, schoolId: world.schoolId, userId: id },
        ...{ role: 'headteacher' as const, startsAt: new Date(0) },
      })),
    );
    const ashwick = staff.filter(
      ({ id }) => id === userId('ashwick/head') || id === userId('ashwick/deputy'),
    );
    const everybody = [...made, ...ashwick].map(({ id }) => id);
    await world.db.insert(notices).values(
      everybody.map((id) => ({
        ...{ schoolId: world.schoolId, userId: id, kind: 'takedown_failed' as const, createdAt: TEN },
      })),
    );
    await sweepStaffMails(world);
    expect(mailer.sent).toHaveLength(MOST_A_MINUTE);
    await sweepStaffMails(world, 2);
    expect(new Set(mailer.sent.map((letter) => letter.to)).size).toBe(everybody.length);
    expect(mailer.sent).toHaveLength(everybody.length);
    await world.db
      .update(users)
      .set({ leftAt: new Date(0) })
      .where(like(users.name, 'Extra %'));
  });

  it('will not have the address is asked no more, and the trust’s administrator hears of it once', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push({ outcome: 'refused', code: 'no_such_address' });
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 5);
    await told(world, 'ashwick/head', 'takedown_late');
    await sweepStaffMails(world, 20);
    expect(mailer.sent.filter((letter) => letter.to === ADDRESS.head)).toHaveLength(1);
    expect(await saidOfRefusals()).toEqual([[userId('trust/admin'), null]]);

    await mailWorksAgain(world.web, await world.staff('head'));
    await sweepStaffMails(world);
    const again = mailer.sent.filter((letter) => letter.to === ADDRESS.head);
    expect(again).toHaveLength(2);
    const [refused] = await mailsToStaff(world);
    expect(refused).toMatchObject({ state: 'ended', failedCode: 'no_such_address' });
    // What the refused one would have told of is told by the second.
    expect(await untoldAlarms()).toEqual([]);
  });

  it('will not have the address is tried there again with what is urgent, in case the fault was its own', async () => {
    const mailer = scriptedMailer(world);
    const { send } = mailer;
    mailer.send = async (letter) => {
      const taken = await send(letter);
      return letter.to === ADDRESS.head ? { outcome: 'refused', code: 'no_such_address' } : taken;
    };
    const toHead = () => mailer.sent.filter((letter) => letter.to === ADDRESS.head);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 1);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    world.clock.advance(REFUSED_AGAIN_AFTER_MS - 2 * MINUTE);
    await sweepStaffMails(world);
    expect(toHead()).toHaveLength(1);
    world.clock.advance(2 * MINUTE);
    await sweepStaffMails(world, 1);
    expect(toHead().map(({ subject }) => subject)).toEqual(Array(2).fill('Gatepost: you are needed now'));
    expect((await boxOfHead())?.refusedAt).toEqual(TEN);

    mailer.send = send;
    world.clock.advance(REFUSED_AGAIN_AFTER_MS);
    await sweepStaffMails(world);
    expect(toHead()).toHaveLength(3);
    expect((await boxOfHead())?.refusedAt).toBeNull();
    expect(await saidOfRefusals()).toEqual([[userId('trust/admin'), null]]);
  });

  it('takes no letter from us for a morning silences nobody; the trust’s administrator hears of it once', async () => {
    const mailer = scriptedMailer(world);
    const { send } = mailer;
    mailer.send = async () => ({ outcome: 'refused', code: 'not_taken' });
    for (const who of ['head', 'dsl', 'comms']) await told(world, `ashwick/${who}`, 'takedown_failed');
    await sweepStaffMails(world, 60);
    expect(await saidOfRefusals()).toEqual([[userId('trust/admin'), 'server']]);
    mailer.send = send;
    for (const who of ['head', 'dsl', 'comms']) await told(world, `ashwick/${who}`, 'takedown_late');
    await sweepStaffMails(world, 16);
    expect(await world.db.$count(staffMailBoxes, isNotNull(staffMailBoxes.refusedAt))).toBe(0);
    const urgent = mailer.sent.filter(({ subject }) => subject === 'Gatepost: you are needed now');
    expect(urgent.map((letter) => letter.to)).toEqual(expect.arrayContaining([ADDRESS.head, ADDRESS.comms]));
    expect(await untoldAlarms()).toEqual([]);
  });

  it('is not there at all is not tried; what waits is told when there is one', async () => {
    world.worker.post = null;
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 2);
    expect(await tellByMail(world.worker, to('ashwick/head'))).toBe('no_mail_server');
    expect(await mailsToStaff(world)).toEqual([]);
    const mailer = scriptedMailer(world);
    await sweepStaffMails(world);
    expect(mailer.sent).toHaveLength(1);
  });
});

describe('a mail of which nobody knows whether it was taken', () => {
  it('goes again under the same Message-ID when it is urgent, a few times at most', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push(inDoubt);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 3);
    expect(mailer.sent).toHaveLength(2);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(mailer.sent[0]?.messageId).toMatch(/^<staff-[0-9a-f-]{36}@posts\.school\.example>$/);

    await nothingToTell(world);
    const always = scriptedMailer(world);
    always.next.push(...Array.from({ length: 50 }, () => inDoubt));
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 60);
    expect(always.sent).toHaveLength(MOST_DOUBTS);
    expect(await mailsToStaff(world)).toMatchObject([{ state: 'ended', failedCode: 'in_doubt' }]);
  });

  it('takes nothing new along when it goes again: a server that has it would throw that away', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push(inDoubt);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world);
    await told(world, 'ashwick/head', 'account_reconnect_needed');
    await sweepStaffMails(world, 20);
    const [first, again, other] = mailer.sent;
    expect(again).toEqual(first);
    expect(other?.messageId).not.toBe(first?.messageId);
    expect(mailer.sent).toHaveLength(3);
    expect(await mailedNotices(world)).toHaveLength(2);
  });

  it('does not go again when it is not urgent', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push(inDoubt);
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 60);
    expect(mailer.sent).toHaveLength(1);
  });

  it.each([
    ['urgent is sent a second time by the next worker', 'takedown_failed', 2],
    ['any other is not', 'post_waiting_for_you', 1],
  ] as const)('because the worker was killed: %s', async (_what, kind, sent) => {
    const mailer = scriptedMailer(world);
    const { send } = mailer;
    mailer.send = async (letter) => {
      await send(letter);
      mailer.send = send;
      throw new Error('killed');
    };
    await told(world, 'ashwick/head', kind);
    await sweepStaffMails(world, 11);
    world.clock.advance(TRY_MS);
    await sweepStaffMails(world, 60);
    expect(mailer.sent).toHaveLength(sent);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('leaves nothing to a worker that comes back too late', async () => {
    const mailer = scriptedMailer(world);
    const { send } = mailer;
    await told(world, 'ashwick/head', 'takedown_failed');
    mailer.send = async () => {
      mailer.send = send;
      world.clock.advance(TRY_MS);
      expect(await tellByMail(world.worker, to('ashwick/head'))).toBe('sent');
      return later;
    };
    expect(await tellByMail(world.worker, to('ashwick/head'))).toBe('not_ours');
    expect(await mailsToStaff(world)).toMatchObject([{ state: 'sent' }]);
  });
});

describe('in practice', () => {
  it('nothing leaves, whatever server there is, and a mail counts as sent', async () => {
    await world.db.update(trusts).set({ practice: true });
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world);
    world.worker.post = null;
    await told(world, 'ashwick/comms', 'takedown_failed');
    world.clock.advance(MINUTE);
    await sweepStaffMails(world);
    expect(mailer.sent).toEqual([]);
    expect(await mailsToStaff(world)).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  });
});

describe('what is kept', () => {
  it('is no address, no word and no school of a mail, nor is any in a log line or a job', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push(later, inDoubt);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world, 30);
    const kept = JSON.stringify([await mailsToStaff(world), world.lines, world.jobs]);
    expect(mailer.sent.length).toBeGreaterThan(0);
    for (const gone of [ADDRESS.head, 'needed now', 'Ashwick', 'Ngozi']) expect(kept).not.toContain(gone);
  });

  it('is forgotten after a month, and nothing is told anew for it', async () => {
    const mailer = scriptedMailer(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world);
    world.clock.advance(31 * DAY);
    for (const sweep of STAFF_MAIL_SWEEPS) await sweep.run(world.worker);
    expect(await mailsToStaff(world)).toEqual([]);
    await sweepStaffMails(world, 2);
    expect(mailer.sent).toHaveLength(1);
  });
});
