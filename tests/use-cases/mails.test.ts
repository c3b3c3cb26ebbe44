// The outbox: each letter goes once in the usual case, comes again when the server puts it off, goes on paper when it is refused, and
// is never lost by a worker that dies; nothing it does is seen by anything else.
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import { askOne } from '#app/domain/consent/ask-one.ts';
import { endLink } from '#app/domain/consent/consent-link.ts';
import { linkHashOf } from '#app/domain/consent/link-secret.ts';
import { chaseRound } from '#app/domain/requests/chase-rounds.ts';
import { closeRound } from '#app/domain/requests/close-round.ts';
import { sendMail } from '#app/domain/requests/send-mail.ts';
import { consentLinks, consentRequests } from '#db/schema/consent-asking.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { mails } from '#db/schema/mails.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils } from '#db/schema/pupils.ts';
import { trusts } from '#db/schema/school.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  answers,
  asksOfRound,
  inDays,
  leavePractice,
  ORIGIN,
  outbox,
  scriptedMailer,
  sendAll,
  started,
  toMondayMorning,
  withAddresses,
} from '#tests/support/rounds.ts';
import { smtpServer } from '#tests/support/smtp-server.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const HOUR = 3_600_000;
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await leavePractice(world);
});
afterAll(() => world.close());

/** One family with an address, asked in a round of its own. */
async function oneAsked(): Promise<{
  requestId: string;
  ask: Awaited<ReturnType<typeof asksOfRound>>[number];
}> {
  await withAddresses(world, [world.pupil(0)]);
  const requestId = await started(world);
  const [ask] = (await asksOfRound(world, requestId)).filter(({ way }) => way === 'email');
  if (!ask) throw new Error('nobody has an address');
  return { requestId, ask };
}

const mailAbout = async (askId: string) => {
  const [mail] = await world.db.select().from(mails).where(eq(mails.aboutId, askId));
  if (!mail) throw new Error('no letter waits');
  return mail;
};
const askNow = async (requestId: string, askId: string) => {
  const ask = (await asksOfRound(world, requestId)).find(({ id }) => id === askId);
  if (!ask) throw new Error('not asked');
  return ask;
};

beforeEach(async () => {
  toMondayMorning(world);
  await world.db.delete(mails);
});

describe('a letter', () => {
  it('goes once, to the person’s address, with a link that opens that person’s own page', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    expect(await sendAll(world)).toEqual(['sent']);
    expect(await sendAll(world)).toEqual([]);
    const [letter] = mailer.sent;
    const [holder] = await world.db
      .select()
      .from(authorityHolders)
      .where(eq(authorityHolders.id, ask.holderId));
    expect(letter?.to).toBe(holder?.email);
    const secret = letter?.text.match(/\/c\/([a-z0-9-]+)/)?.[1] ?? '';
    expect(letter?.text).toContain(`${ORIGIN}/c/${secret}`);
    const [link] = await world.db
      .select()
      .from(consentLinks)
      .where(eq(consentLinks.tokenHash, linkHashOf(secret)));
    expect(link).toMatchObject({
      holderId: ask.holderId,
      pupilId: ask.pupilId,
      askId: ask.id,
      endedAt: null,
    });
    expect(await askNow(requestId, ask.id)).toMatchObject({ sent: 1, sentAt: world.clock.now() });
  });

  it('names no pupil, no trip and no class, and leaves no address, word or secret behind', async () => {
    const mailer = scriptedMailer(world);
    const { ask } = await oneAsked();
    await sendAll(world);
    const [letter] = mailer.sent;
    const [pupil] = await world.db.select().from(pupils).where(eq(pupils.id, ask.pupilId));
    const words = JSON.stringify([letter?.subject, letter?.text, letter?.html]);
    for (const told of [pupil?.legalForename, pupil?.legalSurname, pupil?.registrationGroup, 'Tidewater'])
      expect(words).not.toContain(told);
    const secret = letter?.text.match(/\/c\/([a-z0-9-]+)/)?.[1] ?? 'none';
    const kept = JSON.stringify([
      await outbox(world),
      world.lines,
      world.jobs,
      await world.db.select().from(consentLinks),
    ]);
    for (const gone of [secret, letter?.to, pupil?.legalSurname]) expect(kept).not.toContain(gone);
  });

  it('that is put off comes again later, each time with a fresh link', async () => {
    const mailer = scriptedMailer(world);
    mailer.next.push({ outcome: 'later', code: 'busy' }, { outcome: 'later', code: 'unreachable' });
    await oneAsked();
    expect(await sendAll(world)).toEqual(['later_busy']);
    expect(await sendAll(world)).toEqual([]);
    world.clock.advance(61_000);
    expect(await sendAll(world)).toEqual(['later_unreachable']);
    world.clock.advance(61_000);
    expect(await sendAll(world)).toEqual([]);
    world.clock.advance(60_000);
    expect(await sendAll(world)).toEqual(['sent']);
    expect(new Set(mailer.sent.map(({ text }) => text)).size).toBe(3);
    const open = await world.db
      .select()
      .from(consentLinks)
      .where(and(eq(consentLinks.madeAt, world.clock.now())));
    expect(open).toHaveLength(1);
  });

  it('that is put off leaves the link that the person has open until a newer one has gone', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    await sendAll(world);
    const linksOf = async () =>
      (await world.db.select().from(consentLinks).where(eq(consentLinks.askId, ask.id))).sort(
        (a, b) => a.madeAt.getTime() - b.madeAt.getTime(),
      );
    world.clock.advance(72 * HOUR);
    expect(await chaseRound(world.worker, { schoolId: world.schoolId, requestId })).toBe(1);
    mailer.next.push({ outcome: 'later', code: 'busy' });
    expect(await sendAll(world)).toEqual(['later_busy']);
    expect((await linksOf())[0]).toMatchObject({ endedAt: null });
    world.clock.advance(61_000);
    expect(await sendAll(world)).toEqual(['sent']);
    const links = await linksOf();
    expect(links.map(({ endedAt }) => endedAt === null)).toEqual([...links.slice(1).map(() => false), true]);
    expect(links.at(-1)?.tokenHash).toBe(
      linkHashOf(mailer.sent.at(-1)?.text.match(/\/c\/([a-z0-9-]+)/)?.[1] ?? ''),
    );
  });

  it('does not end a link that the office made while it was on its way', async () => {
    const mailer = scriptedMailer(world);
    const { ask } = await oneAsked();
    const office = await world.staff('office');
    const [round] = await world.db
      .select()
      .from(consentRequests)
      .where(eq(consentRequests.id, ask.requestId));
    const plain = mailer.send;
    mailer.send = async (letter) => {
      world.clock.advance(1_000);
      await askOne(world.web, office, {
        ...{ schoolId: world.schoolId, pupilId: ask.pupilId, holderId: ask.holderId },
        ...{ formSeries: round?.formSeries ?? '', tripId: null },
      });
      return plain(letter);
    };
    expect(await sendAll(world)).toEqual(['sent']);
    const open = await world.db
      .select()
      .from(consentLinks)
      .where(and(eq(consentLinks.holderId, ask.holderId), isNull(consentLinks.endedAt)));
    expect(open.filter(({ formSeries }) => formSeries === round?.formSeries)).toMatchObject([
      { way: 'letter' },
    ]);
  });

  it('is not followed by another when the office has ended its link', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    await sendAll(world);
    const [link] = await world.db.select().from(consentLinks).where(eq(consentLinks.askId, ask.id));
    world.clock.advance(72 * HOUR);
    const round = { schoolId: world.schoolId, requestId };
    expect(await chaseRound(world.worker, round)).toBe(1);
    await endLink(world.web, await world.staff('office'), {
      ...{ schoolId: world.schoolId, pupilId: ask.pupilId, linkId: link?.id ?? '' },
    });
    expect(await sendAll(world)).toEqual(['not_waiting']);
    expect(await chaseRound(world.worker, round)).toBe(0);
    expect(mailer.sent).toHaveLength(1);
  });

  it('is not sent about a pupil who has left, nor to a parent once the pupil is eighteen', async () => {
    const mailer = scriptedMailer(world);
    for (const gone of [{ leavesOn: inDays(world, -1) }, { dateOfBirth: '2001-05-06' }]) {
      const { requestId, ask } = await oneAsked();
      const [before] = await world.db.select().from(pupils).where(eq(pupils.id, ask.pupilId));
      await world.db.update(pupils).set(gone).where(eq(pupils.id, ask.pupilId));
      const outcomes = await sendAll(world);
      await closeRound(world.web, await world.staff('office'), { schoolId: world.schoolId, requestId });
      await world.db
        .update(pupils)
        .set({ leavesOn: before?.leavesOn ?? null, dateOfBirth: before?.dateOfBirth ?? null })
        .where(eq(pupils.id, ask.pupilId));
      expect(outcomes).toEqual(['not_waiting']);
    }
    expect(mailer.sent).toEqual([]);
  });

  it('that is refused goes on paper, and those who look after the round hear of it once', async () => {
    const mailer = scriptedMailer(world);
    await withAddresses(world, [world.pupil(0), world.pupil(1), world.pupil(4)]);
    const requestId = await started(world);
    mailer.next.push(
      ...Array.from({ length: 20 }, () => ({
        outcome: 'refused' as const,
        code: 'no_such_address' as const,
      })),
    );
    const outcomes = await sendAll(world);
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(outcomes)).toEqual(new Set(['failed_no_such_address']));
    const asks = await asksOfRound(world, requestId);
    expect(asks.filter(({ failedAt }) => failedAt)).toHaveLength(outcomes.length);
    expect(asks.every(({ way }) => way === 'letter')).toBe(true);
    const told = await world.db.select().from(notices).where(eq(notices.aboutId, requestId));
    expect(told.map(({ kind }) => kind)).toEqual(['mails_failed', 'mails_failed']);
    expect(new Set(told.map((one) => one.userId))).toEqual(
      new Set([userId('ashwick/office'), userId('ashwick/data')]),
    );
  });

  it('is not sent to somebody who has answered meanwhile, nor in a round that was closed', async () => {
    const mailer = scriptedMailer(world);
    const { ask } = await oneAsked();
    world.clock.advance(60_000);
    await answers(world, ask, 'refused');
    expect(await sendAll(world)).toEqual(['not_waiting']);
    expect(await mailAbout(ask.id)).toMatchObject({ failedCode: 'not_wanted' });
    const other = await oneAsked();
    await closeRound(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      requestId: other.requestId,
    });
    expect(await sendAll(world)).toEqual(['not_waiting']);
    expect(mailer.sent).toEqual([]);
    expect(await askNow(other.requestId, other.ask.id)).toMatchObject({ way: 'email', failedAt: null });
  });

  it('goes on paper when its address was taken off the record', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    await world.db.update(authorityHolders).set({ email: null });
    expect(await sendAll(world)).toEqual(['failed_no_such_address']);
    expect(mailer.sent).toEqual([]);
    expect(await askNow(requestId, ask.id)).toMatchObject({ way: 'letter' });
  });
});

describe('two workers', () => {
  it('never send one letter both', async () => {
    const mailer = scriptedMailer(world);
    const { ask } = await oneAsked();
    const ref = { schoolId: world.schoolId, mailId: (await mailAbout(ask.id)).id };
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => sendMail(world.worker, ref)));
    expect(outcomes.sort()).toEqual(['not_waiting', 'not_waiting', 'not_waiting', 'sent']);
    expect(mailer.sent).toHaveLength(1);
  });

  it('that overtake each other write what became of it once', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    const ref = { schoolId: world.schoolId, mailId: (await mailAbout(ask.id)).id };
    const plain = mailer.send;
    let slow = true;
    mailer.send = async (letter) => {
      if (!slow) return plain(letter);
      slow = false;
      world.clock.advance(HOUR);
      expect(await sendMail(world.worker, ref)).toBe('sent');
      return plain(letter);
    };
    expect(await sendMail(world.worker, ref)).toBe('not_ours');
    expect(await askNow(requestId, ask.id)).toMatchObject({ sent: 1 });
  });
});

describe('a worker killed', () => {
  it('before the server had the letter loses nothing: it goes when the lease is over', async () => {
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    mailer.send = () => Promise.reject(new Error('killed'));
    await expect(sendAll(world)).rejects.toThrow('killed');
    expect(await sendAll(world)).toEqual([]);
    const again = scriptedMailer(world);
    world.clock.advance(121_000);
    expect(await sendAll(world)).toEqual(['sent']);
    expect(again.sent).toHaveLength(1);
    expect(await askNow(requestId, ask.id)).toMatchObject({ sent: 1 });
  });

  it('after the server took it sends a second one, and the newer link is the one that opens', async () => {
    const server = await smtpServer();
    const mailer = createSmtpMailer({
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      requireTls: false,
      user: null,
      password: null,
      from: 'office@school.example',
    });
    const { requestId, ask } = await oneAsked();
    const killed = async (letter: Parameters<typeof mailer.send>[0]) => {
      await mailer.send(letter);
      throw new Error('killed');
    };
    world.worker.post = { mailer: { ...mailer, send: killed }, origin: ORIGIN };
    await expect(sendAll(world)).rejects.toThrow('killed');
    world.worker.post = { mailer, origin: ORIGIN };
    world.clock.advance(121_000);
    expect(await sendAll(world)).toEqual(['sent']);
    expect(server.letters).toHaveLength(2);
    const secrets = server.letters.map(
      ({ raw }) => raw.replaceAll('=\r\n', '').match(/\/c\/([a-z0-9-]+)/)?.[1] ?? '',
    );
    const links = await world.db.select().from(consentLinks).where(eq(consentLinks.askId, ask.id));
    const open = links.filter(({ endedAt }) => endedAt === null).map(({ tokenHash }) => tokenHash);
    expect(open).toEqual([linkHashOf(secrets[1] ?? '')]);
    expect(await askNow(requestId, ask.id)).toMatchObject({ sent: 1 });
    await mailer.close();
    await server.close();
  });
});

describe('without a mail server', () => {
  it('nothing is tried, and nothing is lost when there is one again', async () => {
    const { ask } = await oneAsked();
    world.worker.post = null;
    expect(await sendAll(world)).toEqual([]);
    const ref = { schoolId: world.schoolId, mailId: (await mailAbout(ask.id)).id };
    expect(await sendMail(world.worker, ref)).toBe('no_mail_server');
    expect(await mailAbout(ask.id)).toMatchObject({ attempts: 0, sentAt: null, failedAt: null });
    scriptedMailer(world);
    expect(await sendAll(world)).toEqual(['sent']);
  });

  it('in practice a letter counts as sent and nothing leaves, whatever server there is', async () => {
    await world.db.update(trusts).set({ practice: true });
    const mailer = scriptedMailer(world);
    const { requestId, ask } = await oneAsked();
    world.worker.post = null;
    expect(await sendAll(world)).toEqual(['sent']);
    expect(await askNow(requestId, ask.id)).toMatchObject({ sent: 1 });
    const other = scriptedMailer(world);
    await oneAsked();
    expect(await sendAll(world)).toEqual(['sent']);
    expect([...mailer.sent, ...other.sent]).toEqual([]);
    await leavePractice(world);
  });
});
