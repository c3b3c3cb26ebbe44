// `/metrics` in the words Prometheus reads: for this machine, or for whoever has the token; on the pages' own port, and for a worker
// without pages on a port of its own.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPrometheus, type Prometheus, type Readings } from '#app/adapters/prometheus.server.ts';
import type { Measures } from '#app/domain/ports/measures.ts';
import { standingOfPublishing, WORKER_SILENT_MS } from '#app/domain/posts/standing-of-publishing.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { countsToWatch } from '#db/queries/measures.server.ts';
import { readBeats } from '#db/queries/worker-beats.server.ts';

export interface Metrics {
  measures: Measures;
  /** Answers a GET of `/metrics`. Errors: never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const secondsSince = (since: Date | null, at: Date): number | null =>
  since && Math.max(0, (at.getTime() - since.getTime()) / 1_000);

/** What each look reads. Null when the database does not answer. */
async function readings({ database, clock, queue, log }: Foundation): Promise<Readings | null> {
  const at = clock.now();
  const alarm = await queue.health().catch(() => ({ ok: false }));
  try {
    const { staffMails, ...counts } = await countsToWatch(database.db);
    const standing = await standingOfPublishing(database.db, at);
    const { newest } = await readBeats(database.db, new Date(at.getTime() - WORKER_SILENT_MS));
    return {
      ...counts,
      staffMailsWaiting: staffMails.count,
      oldestStaffMailSeconds: secondsSince(staffMails.oldest, at) ?? 0,
      lateDue: standing.late.count,
      oldestDueSeconds: standing.late.oldestSeconds,
      stuck: standing.stuck,
      lateTakedowns: standing.lateTakedowns,
      copiesLeft: standing.copiesLeft,
      workersAlive: standing.workersAlive,
      workerSilentSeconds: secondsSince(newest, at),
      queueUp: alarm.ok,
      clockTrusted: clock.trustworthy(),
    };
  } catch (error) {
    log.warn('the numbers for /metrics could not be read', { error });
    return null;
  }
}

export function createMetrics(foundation: Foundation): Metrics {
  const prometheus: Prometheus = createPrometheus();
  return {
    measures: prometheus.measures,
    async answer(request, response) {
      response.setHeader('Cache-Control', 'no-store');
      if (!mayLook(request, foundation.env.metricsToken)) {
        response.statusCode = 403;
        response.setHeader('Content-Type', 'text/plain; charset=utf-8');
        response.end('Not for you.');
        return;
      }
      const { type, text } = await prometheus.page(await readings(foundation));
      response.setHeader('Content-Type', type);
      response.end(text);
    },
  };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** A proxy on this machine speaks from this machine too: what it passes on is a stranger's. */
const PASSED_ON = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/** With a token set, whoever brings it; with none, this machine alone. */
export function mayLook(
  request: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  token: string | null,
): boolean {
  if (token !== null) {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
  }
  return (
    LOOPBACK.has(request.socket.remoteAddress ?? '') && PASSED_ON.every((name) => !(name in request.headers))
  );
}

/** A worker without pages answers here: `/metrics` and nothing else. Errors: rejects when the port is taken. */
export async function listenForMetrics(
  metrics: Metrics,
  host: string,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/metrics')
      return void metrics.answer(request, response).catch(() => response.destroy());
    response.statusCode = 404;
    response.end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
