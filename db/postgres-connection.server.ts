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

/** pg knows `pipeline`; its type declarations do not yet. */
type ClientConfig = pg.ClientConfig & { pipeline?: boolean };

/**
 * The driver's client with pipelining: questions that are asked without waiting for one another (`Promise.all`) are sent in their order
 * in one write, and the server answers them one by one in that order. One process, one set of names.
 */
export function pipelinedClient(nameOf = createNames()): typeof pg.Client {
  const ask = pg.Client.prototype.query as (this: pg.Client, ...of: unknown[]) => unknown;
  class PipelinedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      const given: ClientConfig = typeof config === 'string' ? { connectionString: config } : { ...config };
      super({ ...given, pipeline: true } as ClientConfig);
      // Whoever asks is told by what they asked. Told once more, with nobody listening, the break would end the process.
      this.on('error', () => undefined);
    }
  }
  PipelinedClient.prototype.query = function (this: pg.Client, ...given: unknown[]): unknown {
    sendTogether(this);
    const [asked, values] = given;
    const name = isAsked(asked) && Array.isArray(values) && !asked.name ? nameOf(asked.text) : undefined;
    return ask.apply(this, name ? [{ ...(asked as Asked), name }, ...given.slice(1)] : given);
  } as pg.Client['query'];
  return PipelinedClient;
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
