// One HTTP call on a connection of its own: no pool, no retry, no redirect, one deadline over everything, and a note of how far it
// came. The connection is ready before the first byte is written, so a call that comes too late can still be stopped.
import dns from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { isPublicAddress } from './public-address.ts';

export interface OneCall {
  /** https on the public internet, or any origin of this machine */
  origin: URL;
  /** with its query */
  path: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** from the start to the whole answer, in ms */
  deadlineMs: number;
  /** the first byte is written before this moment, or none is */
  notAfter?: Date | undefined;
  /** asked with `notAfter`: false = `now` may not be believed, and no byte is written */
  clockTrusted?: (() => boolean) | undefined;
  now: () => Date;
  /** addresses inside a network may be called: for servers on this machine */
  here: boolean;
}

export type CallEnd =
  | { kind: 'answered'; status: number; headers: Record<string, string>; bytes: Buffer }
  /** the system's error code; TOO_LATE when the connection stood, but `notAfter` had come, or nobody could say */
  | { kind: 'never_connected'; code: string | null }
  | { kind: 'broken'; code: string | null; late: boolean };

/** Most bytes of an answer that are read; a longer one is no answer of these calls. */
const MOST_ANSWER_BYTES = 2 * 1024 * 1024;

/** Makes the call. Errors: none; every end is told. */
export async function makeOneCall(call: OneCall): Promise<CallEnd> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  let socket: net.Socket;
  try {
    socket = await connected(call, deadline);
  } catch (error) {
    return { kind: 'never_connected', code: codeOf(error) };
  }
  try {
    if (isTooLate(call)) return { kind: 'never_connected', code: 'TOO_LATE' };
    return await asked(call, socket, deadline);
  } catch (error) {
    return { kind: 'broken', code: codeOf(error), late: deadline.aborted };
  } finally {
    socket.destroy();
  }
}

const isTooLate = ({ notAfter, now, clockTrusted = () => true }: OneCall): boolean =>
  notAfter !== undefined && (!clockTrusted() || now() >= notAfter);

/** A socket that is ready to be written to; with TLS, the server has proved its name. */
function connected({ origin, here }: OneCall, deadline: AbortSignal): Promise<net.Socket> {
  const secure = origin.protocol === 'https:';
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = Number(origin.port) || (secure ? 443 : 80);
  const raw = net.connect({ host, port, ...(here ? {} : { lookup: publicLookup }) });
  const socket = secure ? tls.connect({ socket: raw, servername: host, ALPNProtocols: ['http/1.1'] }) : raw;
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      raw.destroy();
      socket.destroy();
      reject(error);
    };
    const late = (): void => fail(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' }));
    deadline.addEventListener('abort', late, { once: true });
    raw.once('error', fail);
    socket.once('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      deadline.removeEventListener('abort', late);
      raw.off('error', fail);
      socket.off('error', fail);
      // The request listens for errors from now on; one that comes after it has ended is of no interest.
      raw.on('error', () => undefined);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

async function asked(call: OneCall, socket: net.Socket, signal: AbortSignal): Promise<CallEnd> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = http.request({
      method: call.method,
      path: call.path,
      headers: {
        ...call.headers,
        host: call.origin.host,
        connection: 'close',
        'accept-encoding': 'identity',
        ...(call.body ? { 'content-length': String(call.body.byteLength) } : {}),
      },
      createConnection: () => socket,
      signal,
    });
    request.once('response', resolve);
    request.on('error', reject);
    request.once('close', () => reject(new Error('ended without an answer')));
    request.end(call.body ?? undefined);
  });
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > MOST_ANSWER_BYTES) throw new Error('an answer too long');
    parts.push(part);
  }
  if (!response.complete) throw new Error('cut');
  const headers = Object.entries(response.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    kind: 'answered',
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    bytes: Buffer.concat(parts),
  };
}

/** Resolves a name for a connection, and fails when any of its addresses is not on the public internet. */
const publicLookup: net.LookupFunction = (name, options, answer) => {
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    const hidden = found?.some(({ address }) => !isPublicAddress(address));
    const fault =
      error ??
      (hidden || !found?.length ? Object.assign(new Error('not public'), { code: 'ENOTPUBLIC' }) : null);
    const [first] = found ?? [];
    if (fault || !first) answer(fault, '', 0);
    else if (options.all) answer(null, found);
    else answer(null, first.address, first.family);
  });
};

const codeOf = (error: unknown): string | null => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : null;
};
