// Families' letters and a real mail server that is away, refuses us or puts everything off: they are tried again, and go on paper
// only where that takes too long; an address that does not exist goes on paper at once.
import { eq, inArray } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import { paperFrom } from '#app/domain/requests/mail-patience.ts';
import { NOTICE_SENTENCES } from '#app/presenters/notice-sentences.ts';
import { mails } from '#db/schema/mails.ts';
import { notices } from '#db/schema/notices.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  asksOfRound,
  leavePractice,
  ORIGIN,
  outbox,
  sendAll,
  started,
  toMondayMorning,
  withAddresses,
} from '#tests/support/rounds.ts';
import { smtpServer, type TestSmtpServer } from '#tests/support/smtp-server.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RELAYING = { code: 550, words: '5.7.1 Unable to relay' };
const GREYLISTED = { code: 451, words: 'greylisted' };

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await leavePractice(world);
});
afterAll(() => world.close());

const closers: (() => Promise<void>)[] = [];
beforeEach(async () => {
  toMondayMorning(world);
  await world.db.delete(mails);
  await world.db.delete(notices).where(inArray(notices.kind, ['staff_mail_refused', 'mails_failed']));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Lets the world's worker send through the server at this port of this machine. */
function useServerAt(port: number): void {
  const mailer = createSmtpMailer(
    {
      ...{ host: '127.0.0.1', port, secure: false, requireTls: false, user: null, password: null },
      from: 'office@school.example',
    },
    { silenceMs: 2_000 },
  );
  closers.push(mailer.close);
  world.worker.post = { mailer, origin: ORIGIN };
}

async function server(): Promise<TestSmtpServer> {
  const opened = await smtpServer();
  closers.push(opened.close);
  useServerAt(opened.port);
  return opened;
}

/** A port on which nobody listens. */
async function noServer(): Promise<void> {
  const gone = await smtpServer();
  await gone.close();
  useServerAt(gone.port);
}

/** A round that reminds every three days, in which some families are written to. */
async function round(pupils = 1): Promise<string> {
  await withAddresses(
    world,
    [0, 1, 4].slice(0, pupils).map((at) => world.pupil(at)),
  );
  return started(world, { remindEveryDays: 3 });
}

const byEmail = async (requestId: string) =>
  (await asksOfRound(world, requestId)).filter(({ way }) => way === 'email');

/** Goes on sending what is due, in steps of an hour; what became of each try. */
async function forHours(hours: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let passed = 0; passed < hours; passed += 1) {
    outcomes.push(...(await sendAll(world)));
    world.clock.advance(HOUR);
  }
  return outcomes;
}

const toldOfServer = async () =>
  (await world.db.select().from(notices).where(eq(notices.kind, 'staff_mail_refused'))).map((notice) => [
    notice.userId,
    notice.code,
  ]);
const toldOfPaper = async (requestId: string) =>
  (await world.db.select().from(notices).where(eq(notices.aboutId, requestId))).map(({ kind }) => kind);

describe('a letter to a family that meets a server which', () => {
  it('refuses us is sent once the server takes it again, and nobody is asked on paper', async () => {
    const { answers, letters } = await server();
    const requestId = await round();
    const asked = (await byEmail(requestId)).length;
    expect(asked).toBeGreaterThan(0);
    answers.push(...Array.from({ length: asked * 2 }, () => RELAYING));
    expect(new Set(await sendAll(world))).toEqual(new Set(['later_not_taken']));
    world.clock.advance(MINUTE);
    expect(new Set(await sendAll(world))).toEqual(new Set(['later_not_taken']));
    world.clock.advance(MINUTE);
    expect(await sendAll(world)).toEqual([]);
    world.clock.advance(MINUTE);
    expect(await sendAll(world)).toEqual(Array(asked).fill('sent'));
    expect(letters).toHaveLength(asked);
    expect(await byEmail(requestId)).toHaveLength(asked);
    expect(await toldOfPaper(requestId)).toEqual([]);
  });

  it('is not there for two and a half days is sent when it is back', async () => {
    const requestId = await round();
    const asked = (await byEmail(requestId)).length;
    await noServer();
    const outcomes = await forHours(60);
    expect(new Set(outcomes)).toEqual(new Set(['later_unreachable']));
    // A server that is away costs few tries: each wait is longer than the one before.
    expect(outcomes.length).toBeLessThan(asked * 20);
    const { letters } = await server();
    await forHours(7);
    expect(letters).toHaveLength(asked);
    expect(await byEmail(requestId)).toHaveLength(asked);
    expect(await toldOfServer()).toEqual([]);
  });

  it('puts it off for longer than the school’s own time between reminders goes on paper, told once', async () => {
    const { answers, letters } = await server();
    answers.push(...Array.from({ length: 1_000 }, () => GREYLISTED));
    const requestId = await round(3);
    const asked = (await byEmail(requestId)).length;
    const [first] = await outbox(world);
    const before = await forHours(70);
    expect(new Set(before)).toEqual(new Set(['later_busy']));
    expect(await byEmail(requestId)).toHaveLength(asked);
    const after = await forHours(14);
    expect(after.filter((outcome) => outcome === 'failed_busy')).toHaveLength(asked);
    expect(await byEmail(requestId)).toEqual([]);
    const given = (await outbox(world)).map(({ failedAt }) => failedAt?.getTime() ?? 0);
    const paper = paperFrom(first?.createdAt ?? new Date(0), new Date(8.64e15), 3).getTime();
    expect(Math.min(...given)).toBeGreaterThanOrEqual(paper);
    expect(letters).toEqual([]);
    // Whoever started it, and the data lead.
    expect(await toldOfPaper(requestId)).toEqual(['mails_failed', 'mails_failed']);
  });

  it('has no such mailbox goes on paper at once: that is about the address', async () => {
    const { answers } = await server();
    const requestId = await round();
    const asked = (await byEmail(requestId)).length;
    answers.push(...Array.from({ length: asked }, () => ({ code: 550, words: '5.1.1 no such user' })));
    expect(new Set(await sendAll(world))).toEqual(new Set(['failed_no_such_address']));
    expect(await byEmail(requestId)).toEqual([]);
  });

  it('refuses every letter is shown to whoever looks after it, once a day, however many letters it refuses', async () => {
    const { answers } = await server();
    answers.push(...Array.from({ length: 1_000 }, () => RELAYING));
    await round(3);
    await forHours(2);
    expect(await toldOfServer()).toEqual([]);
    await forHours(20);
    expect(await toldOfServer()).toEqual([[userId('trust/admin'), 'server_families']]);
    const said = (code: string) => NOTICE_SENTENCES.staff_mail_refused(code);
    expect(said('server_families')).toMatchObject({ title: expect.stringContaining('to families') });
    expect(said('server')).toMatchObject({ title: expect.stringContaining('to staff') });
    await forHours(8);
    expect(await toldOfServer()).toEqual(Array(2).fill([userId('trust/admin'), 'server_families']));
  });
});
