// The connections under Bull: one for commands and one for announcements, shared by all its queues, and one for each
// queue that waits for jobs. They reconnect for as long as the process lives, and none ever ends it.
import { Redis, type RedisOptions } from 'ioredis';

export type QueueAddress = { socketPath: string } | { url: string };

export interface QueueConnections {
  commands: Redis;
  /** Bull's `createClient` */
  forBull(kind: 'client' | 'subscriber' | 'bclient'): Redis;
  /** False from the moment the connection breaks until it stands again. */
  isUp(): boolean;
  /** Errors: throws when the server has been away for longer than `ms`: no sense in waiting again. */
  refuseWhenDown(ms: number): void;
  /** Cuts every connection. */
  close(): Promise<void>;
}

const COMMON: RedisOptions = {
  enableReadyCheck: false,
  connectTimeout: 2_000,
  disconnectTimeout: 250,
  keepAlive: 10_000,
  retryStrategy: (tried) => Math.min(50 * tried, 1_000),
};
/** Commands fail at the next try to reconnect, so that an outage does not pile them up. */
const COMMANDS: RedisOptions = { ...COMMON, maxRetriesPerRequest: 1 };
/** What waits for jobs waits through an outage; Bull insists on it. */
const WAITING: RedisOptions = { ...COMMON, maxRetriesPerRequest: null };

/** `onError` hears of each failed connection once, not of every try to mend it. */
export function connectionsTo(address: QueueAddress, onError: (error: Error) => void): QueueConnections {
  const all: Redis[] = [];
  const connect = (options: RedisOptions): Redis => {
    const client =
      'url' in address
        ? new Redis(address.url, options)
        : new Redis({ ...options, path: address.socketPath });
    // Each queue listens to the shared connections.
    client.setMaxListeners(0);
    let wasWell = true;
    client.on('error', (error) => {
      if (wasWell) onError(error);
      wasWell = false;
    });
    client.on('ready', () => (wasWell = true));
    all.push(client);
    return client;
  };

  const commands = connect(COMMANDS);
  let downSince: number | null = performance.now();
  commands.on('ready', () => (downSince = null));
  commands.on('close', () => (downSince ??= performance.now()));
  let subscriber: Redis | undefined;

  return {
    commands,
    forBull(kind) {
      if (kind === 'client') return commands;
      return kind === 'subscriber' ? (subscriber ??= connect(WAITING)) : connect(WAITING);
    },
    isUp: () => downSince === null,
    refuseWhenDown(ms) {
      if (downSince !== null && performance.now() - downSince > ms)
        throw new Error('The queue cannot be reached.');
    },
    async close() {
      await Promise.all(
        all.map(async (client) => {
          // One that is between two tries has nothing left to close, and would never say that it ended.
          const isOpen = client.status === 'ready' || client.status === 'connect';
          const ended = isOpen ? new Promise((resolve) => client.once('end', resolve)) : null;
          client.disconnect();
          await ended;
        }),
      );
    },
  };
}
