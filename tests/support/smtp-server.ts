// A real mail server on this machine for tests: keeps what it takes, and misbehaves as told.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenLetter {
  from: string;
  to: string[];
  /** headers and body as they came */
  raw: string;
  secure: boolean;
}

export interface TestSmtpServer {
  port: number;
  letters: TakenLetter[];
  /** what the server answers to the next recipients, first come first served; then it takes everything */
  answers: { code: number; words: string }[];
  close(): Promise<void>;
}

export async function smtpServer(options: SMTPServerOptions = {}): Promise<TestSmtpServer> {
  const letters: TakenLetter[] = [];
  const answers: TestSmtpServer['answers'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) => {
      const answer = answers.shift();
      callback(answer ? Object.assign(new Error(answer.words), { responseCode: answer.code }) : null);
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
        });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface RawServer {
  port: number;
  /** every line that was said to it */
  heard: string[];
  close(): Promise<void>;
}

/** A server that answers each line as told; `null` cuts the line, `undefined` says nothing at all. */
export async function rawSmtpServer(
  greeting: string | null | undefined,
  answer: (line: string) => string | null | undefined,
): Promise<RawServer> {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    const say = (words: string | null | undefined) => {
      if (words === null) socket.destroy();
      else if (words !== undefined) socket.write(`${words}\r\n`);
    };
    say(greeting);
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        say(answer(line));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
