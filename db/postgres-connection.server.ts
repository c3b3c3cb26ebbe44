// The connection to a PostgreSQL server as this product asks of it: what is asked at once travels at once, and what is asked often is
// known by name. A post that goes out asks many small questions, and most of the time of each is its way there and back.
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { createNames } from './asked-often.server.ts';

/** A query as drizzle hands it to the driver. */
interface Asked {
  text: string;
  name?: string;
}
type Ask = (...given: unknown[]) => Promise<unknown>;

/** pg knows `pipeline`; its type declarations do not yet. */
type ClientConfig = pg.ClientConfig & { pipeline?: boolean };

/**
 * The driver's client with pipelining: questions that are asked without waiting for one another (`Promise.all`) are sent in their order
 * in one write, and the server answers them one by one in that order. One process, one set of names.
 */
export function pipelinedClient(nameOf = createNames()): typeof pg.Client {
  class PipelinedClient extends pg.Client {
    readonly opening = new Opening();

    constructor(config?: string | pg.ClientConfig) {
      const given: ClientConfig = typeof config === 'string' ? { connectionString: config } : { ...config };
      super({ ...given, pipeline: true } as ClientConfig);
      // Whoever asks is told by what they asked. Told once more, with nobody listening, the break would end the process.
      this.on('error', () => undefined);
    }
  }
  const send = (client: pg.Client, of: unknown[]): unknown =>
    (pg.Client.prototype.query as (...of: unknown[]) => unknown).apply(client, of);
  PipelinedClient.prototype.query = function (this: PipelinedClient, ...given: unknown[]): unknown {
    sendTogether(this);
    const [asked, values, ...rest] = given;
    if (!isAsked(asked) || !Array.isArray(values)) return send(this, given);
    const name = asked.name ?? nameOf(asked.text);
    const named = name ? { ...asked, name } : asked;
    // What the pool asks for itself stands in no transaction, and is answered to its callback.
    if (rest.length > 0) return send(this, [named, values, ...rest]);
    return this.opening.ask((...of) => send(this, of) as Promise<unknown>, named, values);
  } as unknown as pg.Client['query'];
  return PipelinedClient;
}

/** What the driver answers to `begin`. */
const BEGUN = { command: 'BEGIN', rowCount: null, oid: null, rows: [], fields: [] };

const isRead = ({ text }: Asked): boolean => /^select\s/i.test(text);

/**
 * Lets `begin` travel with the transaction's first questions. Only those that read go with it: the first that writes, and whatever
 * follows it, waits until the transaction is known to be open, so that nothing is ever written outside of it.
 */
export class Opening {
  /** a `begin` that was asked for and has not been sent */
  private held: (() => Promise<unknown>) | null = null;
  /** a `begin` that is on its way */
  private sent: Promise<unknown> | null = null;
  /** whether a question waits for it: none that came later goes before */
  private waited = false;

  ask(ask: Ask, asked: Asked, values: unknown[]): Promise<unknown> {
    if (asked.text === 'begin') {
      this.held = () => ask(asked, values);
      return Promise.resolve(BEGUN);
    }
    if (this.held) this.send(this.held);
    const begun = this.sent;
    if (!begun) return ask(asked, values);
    this.waited ||= !isRead(asked);
    if (this.waited) return begun.then(() => ask(asked, values));
    return Promise.all([ask(asked, values), begun]).then(([answer]) => answer);
  }

  private send(begin: () => Promise<unknown>): void {
    this.held = null;
    this.waited = false;
    const begun = begin();
    this.sent = begun;
    const known = () => (this.sent = null);
    begun.then(known, known);
  }
}

const held = new WeakSet<Duplex>();

/** Holds what is written to the socket until everything that is asked in this turn of the loop has been. */
function sendTogether(client: pg.Client): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  if (held.has(stream)) return;
  held.add(stream);
  stream.cork();
  process.nextTick(() => {
    held.delete(stream);
    stream.uncork();
  });
}

const isAsked = (asked: unknown): asked is Asked =>
  typeof asked === 'object' &&
  asked !== null &&
  'text' in asked &&
  typeof asked.text === 'string' &&
  !('submit' in asked);
