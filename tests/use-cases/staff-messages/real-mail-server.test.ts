// E-mail to staff over a real mail server: one that cuts the line in the middle, one that is started again after an outage, and one
// that hangs or throws beside a post that is due. Whatever it does, the post goes out as if there were no mail at all.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import type { Mailer } from '#app/domain/ports/mailer.ts';
import { notices } from '#db/schema/notices.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { duePost, statusOf } from '#tests/support/posts-in-states.ts';
import { leavePractice, ORIGIN } from '#tests/support/rounds.ts';
import { rawSmtpServer, smtpServer } from '#tests/support/smtp-server.ts';
import { ADDRESS, mailsToStaff, nothingToTell, sweepStaffMails, told } from '#tests/support/staff-mails.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { PUBLISHING_SWEEPS } from '#workers/sweeps/publishing-sweeps.ts';
import { startSweeps } from '#workers/sweeps/run-sweeps.ts';
import { STAFF_MAIL_SWEEPS } from '#workers/sweeps/staff-mail-sweeps.ts';

let world: World;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  world = await openWorld();
  await leavePractice(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(SEEDED_AT);
  await nothingToTell(world);
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function mailerOn(port: number): Mailer {
  const mailer = createSmtpMailer(
    {
      ...{ host: '127.0.0.1', port, secure: false, requireTls: false, user: null, password: null },
      from: 'Gatepost <gatepost@school.example>',
    },
    { silenceMs: 400 },
  );
  closers.push(mailer.close);
  world.worker.post = { mailer, origin: ORIGIN };
  return mailer;
}

async function sink() {
  const server = await smtpServer();
  closers.push(server.close);
  return server;
}

/** Cuts the line once it has the whole letter (`'.'`), or as soon as a letter is to come (`'DATA'`). */
async function cutting(at: '.' | 'DATA') {
  const server = await rawSmtpServer('220 here', (line) => {
    if (line.startsWith('EHLO')) return '250 here';
    if (line === at) return null;
    if (line === 'DATA') return '354 go on';
    return /^(MAIL|RCPT)/.test(line) ? '250 well' : undefined;
  });
  closers.push(server.close);
  return server;
}

const begun = (heard: readonly string[]) => heard.filter((line) => line === 'DATA').length;

describe('a mail to staff', () => {
  it('arrives as plain text from a machine, to one person, with a Message-ID of its own', async () => {
    const server = await sink();
    mailerOn(server.port);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world);
    expect(server.letters).toHaveLength(1);
    const [letter] = server.letters;
    const [mail] = await mailsToStaff(world);
    expect(letter?.to).toEqual([ADDRESS.head]);
    for (const header of [
      'Subject: Gatepost: you are needed now',
      'Auto-Submitted: auto-generated',
      `<staff-${mail?.id ?? ''}@posts.school.example>`,
      'Content-Type: text/plain',
    ])
      expect(letter?.raw).toContain(header);
    expect(letter?.raw).not.toMatch(/<\/?(html|p|a)\b/i);
  });

  it('that was cut off before the server had it goes to the next server, once', async () => {
    const broken = await cutting('DATA');
    mailerOn(broken.port);
    world.clock.set('2027-02-03T10:00:00Z');
    await told(world, 'ashwick/head', 'post_waiting_for_you');
    await sweepStaffMails(world, 10);
    expect(begun(broken.heard)).toBeGreaterThan(0);
    const server = await sink();
    mailerOn(server.port);
    await sweepStaffMails(world, 60);
    expect(server.letters).toHaveLength(1);
  });

  it('that was cut off when the server had it whole goes again only when it is urgent, under the same Message-ID', async () => {
    world.clock.set('2027-02-10T10:00:00Z');
    const broken = await cutting('.');
    mailerOn(broken.port);
    await told(world, 'ashwick/head', 'takedown_failed');
    await told(world, 'ashwick/teacher', 'post_sent_back');
    await sweepStaffMails(world);
    world.clock.advance(10 * 60_000);
    await sweepStaffMails(world);
    const messageIds = broken.heard.flatMap((line) => /<staff-[^>]*>/.exec(line)?.[0] ?? []);
    expect(new Set(broken.heard.filter((line) => line.startsWith('RCPT')))).toHaveLength(2);
    const server = await sink();
    mailerOn(server.port);
    await sweepStaffMails(world, 60);
    expect(server.letters.map(({ to }) => to)).toEqual([[ADDRESS.head]]);
    expect(messageIds.some((messageId) => server.letters[0]?.raw.includes(messageId))).toBe(true);
  });

  it('after a day without a server comes as one, when the server is there again', async () => {
    world.clock.set('2027-02-17T10:00:00Z');
    const gone = await smtpServer();
    await gone.close();
    mailerOn(gone.port);
    for (let hour = 0; hour < 24; hour++) {
      await told(world, 'ashwick/head', hour % 3 ? 'post_waiting_for_you' : 'takedown_late');
      await sweepStaffMails(world, 1);
      world.clock.advance(59 * 60_000);
    }
    const server = await sink();
    mailerOn(server.port);
    await sweepStaffMails(world, 60);
    expect(server.letters.map(({ to }) => to)).toEqual([[ADDRESS.head]]);
  });
});

const MAILERS: Record<string, () => Promise<Mailer['send']>> = {
  throws: async () => () => Promise.reject(new Error('the mailer is broken')),
  'throws before it begins': async () => () => {
    throw new Error('the mailer is broken at once');
  },
  'never answers': async () => () => new Promise(() => undefined),
  'takes the line and says nothing': async () => {
    const server = await rawSmtpServer(undefined, () => undefined);
    closers.push(server.close);
    return mailerOn(server.port).send;
  },
};

describe.each(Object.keys(MAILERS))('beside a mailer that %s', (name) => {
  it('a due post goes out in its time, and everybody is told of it in Gatepost', async () => {
    const broken = mailerOn(1);
    let asked = 0;
    const send = await MAILERS[name]?.();
    const watched: Mailer['send'] = (letter) => {
      asked += 1;
      return send ? send(letter) : Promise.reject(new Error('no such mailer'));
    };
    world.worker.post = { mailer: { ...broken, send: watched }, origin: ORIGIN };
    await told(world, 'ashwick/head', 'takedown_failed');
    const ref = await duePost(world, { tripId: null });
    const sweeps = startSweeps(world.worker, [...STAFF_MAIL_SWEEPS, ...PUBLISHING_SWEEPS]);
    try {
      await vi.waitFor(() => expect(asked).toBeGreaterThan(0), { timeout: 20_000 });
      await vi.waitFor(async () => expect(await statusOf(world, ref)).toBe('published'), { timeout: 20_000 });
    } finally {
      await sweeps.stop(1_000);
    }
    const said = await world.db.select().from(notices);
    expect(said.filter(({ postId, kind }) => postId === ref.postId && kind === 'post_published')).not.toEqual(
      [],
    );
  });
});
