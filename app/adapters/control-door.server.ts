// The control door: one line of JSON in, one line of JSON out, over a unix socket that only this user may open.
// Through it the command line hands a command to the running server.
import { connect, createServer, type Server, type Socket } from 'node:net';

export type CommandHandler = (args: unknown) => Promise<unknown>;

interface Request {
  command: string;
  args: unknown;
}
type Reply = { ok: true; result: unknown } | { ok: false; error: string };

/** Longest line in characters; commands and answers carry ids and reports, never files. */
const LONGEST_LINE = 16_777_216;

/** A server that answers each request line with what `answer` returns, or with the message of what it throws. */
export function createDoor(answer: (command: string, args: unknown) => Promise<unknown>): {
  server: Server;
  close(): Promise<void>;
} {
  const callers = new Set<Socket>();
  const server = createServer((caller) => {
    callers.add(caller);
    caller.on('close', () => callers.delete(caller));
    caller.on('error', () => caller.destroy());
    onLines(caller, (line) => void reply(line, answer).then((text) => caller.write(`${text}\n`)));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const caller of callers) caller.destroy();
    });
  return { server, close };
}

/** Calls `take` with each whole line; hangs up on one that never ends. */
function onLines(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) socket.destroy();
    lines.forEach(take);
  });
}

async function reply(
  line: string,
  answer: (command: string, args: unknown) => Promise<unknown>,
): Promise<string> {
  let reply: Reply;
  try {
    const { command, args } = JSON.parse(line) as Request;
    reply = { ok: true, result: (await answer(command, args)) ?? null };
  } catch (error) {
    reply = { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  return JSON.stringify(reply);
}

/** The running server took the command and could not do it; the message is the server's. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/**
 * Asks the server behind the socket at `path`.
 * Returns: its result, or null when nobody listens there any more.
 * Errors: CommandRefused with the server's message; Error when it hangs up or gives no answer within `timeoutMs`.
 */
export function knock(
  path: string,
  command: string,
  args: unknown,
  timeoutMs: number,
): Promise<{ result: unknown } | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const timer = setTimeout(
      () => finish(() => reject(new Error('The running server does not answer.'))),
      timeoutMs,
    );
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      finish(() => (nobody ? resolve(null) : reject(error)));
    });
    socket.on('close', () =>
      finish(() => reject(new Error('The running server hung up without an answer.'))),
    );
    socket.on('connect', () => socket.write(`${JSON.stringify({ command, args } satisfies Request)}\n`));
    onLines(socket, (line) => {
      const reply = JSON.parse(line) as Reply;
      finish(() => (reply.ok ? resolve({ result: reply.result }) : reject(new CommandRefused(reply.error))));
    });
  });
}
