// The mailer against a real server: what it takes, what it puts off, what it will never take, and a server that hangs, cuts the
// line or offers no safe way.
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import type { Mailer } from '#app/domain/ports/mailer.ts';
import type { MailSettings } from '#app/mail-settings.ts';
import { rawSmtpServer, smtpServer } from '#tests/support/smtp-server.ts';
import { TEST_CERTIFICATE, TEST_CERTIFICATE_KEY } from '#tests/support/test-certificate.ts';

const LETTER = {
  to: 'amina.khan@family.example',
  subject: 'Ashwick Lane: please answer about photos',
  text: 'Please answer: https://posts.school.example/c/secret',
  html: '<p>Please answer</p>',
};

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const settingsOn = (port: number): MailSettings => ({
  host: '127.0.0.1',
  port,
  secure: false,
  requireTls: false,
  user: null,
  password: null,
  from: 'Ashwick Lane <office@school.example>',
});

function mailerOn(port: number, differs: Partial<MailSettings> = {}, trust?: string): Mailer {
  const settings = { ...settingsOn(port), ...differs };
  const mailer = createSmtpMailer(settings, { silenceMs: 300, ...(trust ? { trust } : {}) });
  closers.push(mailer.close);
  return mailer;
}

async function server(...given: Parameters<typeof smtpServer>) {
  const opened = await smtpServer(...given);
  closers.push(opened.close);
  return opened;
}

async function raw(...given: Parameters<typeof rawSmtpServer>) {
  const opened = await rawSmtpServer(...given);
  closers.push(opened.close);
  return opened;
}

describe('a letter', () => {
  it('arrives whole, once, from the school, and says that a machine sent it', async () => {
    const { port, letters } = await server();
    const mailer = mailerOn(port);
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'taken' });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ from: 'office@school.example', to: [LETTER.to] });
    expect(letters[0]?.raw).toContain('Subject: Ashwick Lane: please answer about photos');
    expect(letters[0]?.raw).toContain('Auto-Submitted: auto-generated');
    expect(letters[0]?.raw).toContain('https://posts.school.example/c/secret');
    expect(await mailer.health()).toMatchObject({ ok: true });
  });

  it('goes on over few connections, many at once', async () => {
    let connections = 0;
    const { port, letters } = await server({
      onConnect: (_session, callback) => {
        connections += 1;
        callback();
      },
    });
    const mailer = mailerOn(port);
    const sent = await Promise.all(Array.from({ length: 40 }, () => mailer.send(LETTER)));
    expect(sent.every(({ outcome }) => outcome === 'taken')).toBe(true);
    expect(letters).toHaveLength(40);
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('that is greylisted may be tried again, and is taken then', async () => {
    const { port, letters, answers } = await server();
    answers.push({ code: 451, words: 'greylisted' });
    const mailer = mailerOn(port);
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'later', code: 'busy' });
    expect(letters).toHaveLength(0);
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'taken' });
  });

  it('to an address that is not there is refused for good', async () => {
    const { port, answers } = await server();
    answers.push({ code: 550, words: '5.1.1 no such user' });
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'refused', code: 'no_such_address' });
  });

  it.each([
    [550, '5.7.1 Unable to relay'],
    [554, '5.7.1 relay access denied'],
    [550, '5.1.8 bad sender address'],
    [550, '5.1.7 may not send as this sender'],
    [550, 'Administrative prohibition'],
    [552, '5.2.2 mailbox full'],
    [550, 'no such user, he said on 5.1.1 of last month'],
  ])('that is refused because of ourselves says nothing against the address: %i %s', async (code, words) => {
    const { port, answers } = await server();
    answers.push({ code, words });
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'refused', code: 'not_taken' });
  });

  it('to what is no address at all is refused for good', async () => {
    const { port, letters } = await server();
    expect(await mailerOn(port).send({ ...LETTER, to: 'not an address' })).toMatchObject({
      outcome: 'refused',
    });
    expect(letters).toHaveLength(0);
  });

  it('that the server will not have, such as for its words, is refused for good', async () => {
    const { port } = await server({
      onData: (stream, _session, callback) => {
        stream.resume();
        stream.on('end', () => callback(Object.assign(new Error('spam'), { responseCode: 554 })));
      },
    });
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'refused', code: 'not_taken' });
  });

  it('is not held against an address when it is the sender who is refused', async () => {
    const { port } = await server({
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error('relaying denied'), { responseCode: 550 })),
    });
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'later', code: 'settings' });
  });
});

describe('a letter in plain text', () => {
  it('goes without HTML, under the Message-ID that it was given', async () => {
    const { port, letters } = await server();
    const { html: _, ...plain } = LETTER;
    await mailerOn(port).send({ ...plain, messageId: '<staff-7@posts.school.example>' });
    expect(letters[0]?.raw).toContain('Message-ID: <staff-7@posts.school.example>');
    expect(letters[0]?.raw).toContain('Content-Type: text/plain');
    expect(letters[0]?.raw).not.toMatch(/html/i);
  });
});

describe('a server that', () => {
  it('takes the line and never says a word is given up in time', async () => {
    const { port } = await raw(undefined, () => undefined);
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'later', code: 'unreachable' });
    expect(await mailerOn(port).health()).toMatchObject({ ok: false });
  });

  it('cuts the line in the middle of a letter is said to be out of reach, and gets it once', async () => {
    const { port, heard } = await raw('220 here', (line) => {
      if (line.startsWith('EHLO')) return '250 here';
      if (line === 'DATA') return '354 go on';
      if (line === '.') return null;
      return /^(MAIL|RCPT)/.test(line) ? '250 well' : undefined;
    });
    expect(await mailerOn(port).send(LETTER)).toEqual({
      outcome: 'later',
      code: 'unreachable',
      inDoubt: true,
    });
    expect(heard.filter((line) => line === 'DATA')).toHaveLength(1);
  });

  it('cuts the line before it has the letter whole certainly has none', async () => {
    const { port } = await raw('220 here', (line) => {
      if (line.startsWith('EHLO')) return '250 here';
      if (line === 'DATA') return null;
      return /^(MAIL|RCPT)/.test(line) ? '250 well' : undefined;
    });
    expect(await mailerOn(port).send(LETTER)).toEqual({ outcome: 'later', code: 'unreachable' });
  });

  it('keeps the line alive for ever is given up as a whole, in doubt', async () => {
    const { port } = await raw('220 here', (line) => {
      if (line.startsWith('EHLO')) return '250 here';
      if (line === 'DATA') return '354 go on';
      // An answer that goes on and on is never one.
      return /^(MAIL|RCPT)/.test(line) ? '250 well' : '250-one moment';
    });
    const mailer = createSmtpMailer(settingsOn(port), { silenceMs: 10_000, letterMs: 200 });
    closers.push(mailer.close);
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'later', code: 'unreachable', inDoubt: true });
  });

  it('is not there is out of reach', async () => {
    const gone = await smtpServer();
    await gone.close();
    expect(await mailerOn(gone.port).send(LETTER)).toEqual({ outcome: 'later', code: 'unreachable' });
  });

  it('offers no TLS gets no letter where TLS is required', async () => {
    const { port, letters } = await server();
    const mailer = mailerOn(port, { requireTls: true });
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'later', code: 'settings' });
    expect(letters).toHaveLength(0);
    expect(await mailer.health()).toMatchObject({ ok: false });
  });

  it('shows a certificate of nobody known gets no letter', async () => {
    const { port, letters } = await server({ disabledCommands: [] });
    const sent = await mailerOn(port, { requireTls: true }).send(LETTER);
    expect(sent.outcome).toBe('later');
    expect(letters).toHaveLength(0);
  });

  it('refuses the password gets no letter, and no address is blamed', async () => {
    const { port, letters } = await server({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(new Error('no')),
    });
    const mailer = mailerOn(port, { user: 'office', password: 'wrong' });
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'later', code: 'settings' });
    expect(letters).toHaveLength(0);
    const { detail } = await mailer.health();
    expect(detail).not.toContain('wrong');
  });
});

describe('a safe way', () => {
  const safe = { cert: TEST_CERTIFICATE, key: TEST_CERTIFICATE_KEY, disabledCommands: [] };

  it.each([
    ['from the first byte', true],
    ['after a plain beginning', false],
  ])('is taken %s, where the certificate is trusted', async (_when, secure) => {
    const { port, letters } = await server({ ...safe, secure });
    const mailer = mailerOn(port, { host: 'localhost', secure, requireTls: true }, TEST_CERTIFICATE);
    expect(await mailer.send(LETTER)).toEqual({ outcome: 'taken' });
    expect(letters[0]?.secure).toBe(true);
  });
});
