// Sends letters through the school's own mail server: TLS unless the server is on this machine, few connections kept open, and
// a time limit on each step, so that a server that hangs holds nothing up.
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Letter, Mailer, MailOutcome } from '#app/domain/ports/mailer.ts';
import type { MailSettings } from '#app/mail-settings.ts';

/** Longest silence of the server in any step, ms. */
const SILENCE_MS = 20_000;
/** Longest time that a letter may take on the whole, ms: a server that says a word now and then would hold it for ever. */
const LETTER_MS = 60_000;
const CONNECTIONS = 2;

/** What is sent, and whom to tell once its last byte is on its way. */
interface WatchedLetter extends SendMailOptions {
  onHandedOver?: () => void;
}

/**
 * A mailer on one server. Certificates are checked like a browser does; `trust` adds one authority, for a server of one's own.
 * Errors: none; see {@link MailOutcome}.
 */
export function createSmtpMailer(
  settings: MailSettings,
  {
    silenceMs = SILENCE_MS,
    letterMs = LETTER_MS,
    trust,
  }: { silenceMs?: number; letterMs?: number; trust?: string } = {},
): Mailer {
  const { host, port, secure, requireTls, user, password, from } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    // A letter cut off half-way may have been taken: whether it goes again is decided by whoever keeps the record of it.
    maxRequeues: 0,
    host,
    port,
    secure,
    requireTLS: !secure && requireTls,
    ...(trust ? { tls: { ca: [trust] } } : {}),
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
    // Nothing a letter says may make this process read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  transport.use('stream', (mail, next) => {
    mail.message.processFunc((bytes) => {
      // Heard before the stop that ends a letter is written: without it the server has none.
      bytes.once('end', () => (mail.data as WatchedLetter).onHandedOver?.());
      return bytes;
    });
    next();
  });
  return {
    send: async ({ to, ...words }: Letter): Promise<MailOutcome> => {
      let handedOver = false;
      const letter: WatchedLetter = {
        ...{ from, to, ...words, headers: { 'Auto-Submitted': 'auto-generated' } },
        onHandedOver: () => void (handedOver = true),
      };
      const sent = transport.sendMail(letter).then(
        (): MailOutcome => ({ outcome: 'taken' }),
        (error: unknown) => outcomeOf(error, handedOver),
      );
      return Promise.race([sent, afterTooLong(letterMs, sent)]);
    },
    health: () =>
      transport.verify().then(
        () => ({ ok: true, detail: `${host}:${port} answers and takes letters from us` }),
        (error: unknown) => ({ ok: false, detail: `${host}:${port}: ${troubleOf(error)}` }),
      ),
    close: async () => transport.close(),
  };
}

/** The letter may still leave when this is said: nobody can call it back. */
function afterTooLong(ms: number, sent: Promise<unknown>): Promise<MailOutcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ outcome: 'later', code: 'unreachable', inDoubt: true }), ms);
    void sent.then(() => clearTimeout(timer));
  });
}

interface SmtpTrouble {
  code?: string;
  /** the server's own words; read for their status code only, and kept nowhere */
  response?: string;
  command?: string;
  responseCode?: number;
}

const trouble = (error: unknown): SmtpTrouble => (error instanceof Error ? (error as SmtpTrouble) : {});

/** Steps of the conversation that are about this one letter; a refusal in any other is about us. */
const ABOUT_THE_LETTER: readonly (string | undefined)[] = ['RCPT TO', 'DATA'];

/**
 * There is no such mailbox, or no mail to it can be written (RFC 3463, section 3.2, with RFC 7505's null MX). The other codes of that
 * subject are about the sender or about nothing in particular, and a server that gives none may as well mean our letter or ourselves.
 */
const NO_SUCH_ADDRESS = /^5\d\d[ -]5\.1\.(1|2|3|6|10)(?!\d)/;

function outcomeOf(error: unknown, handedOver: boolean): MailOutcome {
  const { command, responseCode: answer = 0, code, response = '' } = trouble(error);
  if (answer >= 500 && ABOUT_THE_LETTER.includes(command)) {
    const unknown = command === 'RCPT TO' && NO_SUCH_ADDRESS.test(response);
    return { outcome: 'refused', code: unknown ? 'no_such_address' : 'not_taken' };
  }
  if (answer >= 400 && answer < 500) return { outcome: 'later', code: 'busy' };
  if (answer >= 500 || code === 'EAUTH' || code === 'ETLS') return { outcome: 'later', code: 'settings' };
  // An address that cannot be written into a letter at all never reaches the server.
  if (code === 'EENVELOPE') return { outcome: 'refused', code: 'no_such_address' };
  return { outcome: 'later', code: 'unreachable', ...(handedOver ? { inDoubt: true } : {}) };
}

const TROUBLES: Readonly<Record<string, string>> = {
  EAUTH: 'the name or the password was refused',
  ETLS: 'it offers no TLS, so nothing is sent to it',
  EDNS: 'there is no such server',
  ETIMEDOUT: 'it did not answer in time',
  ESOCKET: 'it could not be reached safely: look at its address and its certificate',
  ECONNECTION: 'it could not be reached',
};

/** Our own words: a server's may hold addresses. */
const troubleOf = (error: unknown): string =>
  TROUBLES[trouble(error).code ?? ''] ?? 'it could not be reached or did not understand us';
