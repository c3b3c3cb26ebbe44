// Hands a connection to a request only once it stands, and only while it is not too late to send: until then the request has no socket
// that a single byte of it could be waiting in.
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

export interface ConnectionWatch {
  /** ends the attempt to connect */
  deadline: AbortSignal;
  /** asked when the connection stands; false: it is closed, unused */
  mayStillSend(): boolean;
}

type Handed = (error: Error | null, socket: Duplex) => void;

/** An error with a code of its own, as the system's errors have. */
const failed = (code: string, message: string): NodeJS.ErrnoException =>
  Object.assign(new Error(message), { code });

function whenReady(socket: Duplex, event: string, watch: ConnectionWatch, hand: Handed): void {
  const give = (error: Error | null) => {
    socket.off('error', give);
    watch.deadline.removeEventListener('abort', late);
    if (!error && watch.mayStillSend()) return hand(null, socket);
    socket.on('error', () => undefined);
    socket.destroy();
    hand(error ?? failed('TOO_LATE', 'it was too late to send'), socket);
  };
  const late = () => give(failed('ETIMEDOUT', 'the connection took too long'));
  socket.once('error', give);
  socket.once(event, () => give(null));
  watch.deadline.addEventListener('abort', late, { once: true });
  if (watch.deadline.aborted) late();
}

/**
 * An agent that opens a new connection for every request and hands it over ready (with TLS: after the handshake).
 * Takes: `watch`, asked once for each connection that is opened.
 */
export function readyConnections(secure: boolean, watch: () => ConnectionWatch): http.Agent | https.Agent {
  const agent = secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false });
  const open = agent.createConnection.bind(agent);
  agent.createConnection = (options, hand) => {
    const socket = open(options);
    if (!socket || !hand) throw new Error('A connection is opened for a request.');
    whenReady(socket, secure ? 'secureConnect' : 'connect', watch(), once(hand));
    return undefined;
  };
  return agent;
}

function once(hand: Handed): Handed {
  let handed = false;
  return (error, socket) => {
    if (handed) return;
    handed = true;
    hand(error, socket);
  };
}
