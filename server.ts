// The process. In solo mode it is the web side and the worker in one; in a cluster `--role=web` or `--role=worker` picks a side.
import { isLoopbackHost } from '#app/adapters/loopback-origin.ts';
import { composeWeb } from '#app/compose-web.server.ts';
import { composeWorker, type WorkerServices } from '#app/compose-worker.server.ts';
import { readEnv } from '#app/env.server.ts';
import { type Foundation, openFoundation, type ProcessRole } from '#app/foundation.server.ts';
import { createMetrics, listenForMetrics } from '#app/metrics.server.ts';
import { builtPages, createWebApp, listen, type Listening, livePages } from '#app/serve.server.ts';
import { onSignals, within } from '#app/stop-signals.server.ts';
import { preparePractice, welcome } from '#app/welcome.server.ts';
import { startControlDoor } from '#workers/control-door.ts';
import { type RunningWorker, startWorker } from '#workers/start.ts';

function roleFrom(args: readonly string[]): ProcessRole {
  const given = args.find((arg) => arg.startsWith('--role='))?.slice('--role='.length);
  if (given === undefined) return 'all';
  if (given === 'web' || given === 'worker') return given;
  throw new Error(`--role must be web or worker, not ${given}.`);
}

interface Running {
  foundation: Foundation;
  services: WorkerServices | null;
  worker: RunningWorker | null;
  web: Listening | null;
  /** a worker's own door for whoever watches it */
  watched: { close(): Promise<void> } | null;
}

async function start(args: readonly string[]): Promise<Running> {
  const env = readEnv();
  const role = roleFrom(args);
  if (env.mode === 'solo' && role !== 'all')
    throw new Error(
      'Separate web and worker processes need DATABASE_URL and REDIS_URL. Without them, use npm start.',
    );
  const live = args.includes('--dev');
  if (live && !isLoopbackHost(env.host))
    throw new Error('Live reload is for this machine only: leave HOST unset.');
  const foundation = await openFoundation(env, role);
  const running: Running = { foundation, services: null, worker: null, web: null, watched: null };
  const metrics = createMetrics(foundation);
  try {
    const people = foundation.keys ? await preparePractice(foundation, foundation.keys) : [];
    if (role !== 'web') {
      running.services = await composeWorker(foundation);
      running.worker = await startWorker(running.services, foundation.queue.consumer(), metrics.measures);
      startControlDoor(foundation, running.services);
    }
    if (role === 'worker' && env.metricsPort !== null)
      running.watched = await listenForMetrics(metrics, env.host, env.metricsPort);
    if (role !== 'worker') {
      const deps = running.services?.deps;
      const origin = (port: number) =>
        env.publicUrl ?? `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`;
      const services = await composeWeb(
        foundation,
        origin(env.port),
        deps ? { engine: deps.engine, faces: deps.faces } : null,
      );
      const app = createWebApp(services, live ? await livePages() : await builtPages(), live, metrics);
      running.web = await listen(app, env.host, env.port);
      welcome({ env, address: origin(running.web.port), people });
    }
    return running;
  } catch (error) {
    await stop(running);
    throw error;
  }
}

/**
 * Stops in the order that loses nothing, and in bounded time: no new claim from the first moment; the pages answer what they have
 * begun, 3 s; jobs and sweeps finish what is in hand, 6 s; then the engines, the queue, and last the database and its folder.
 */
async function stop({ foundation, services, worker, web, watched }: Running): Promise<void> {
  worker?.halt();
  await web?.close(3_000);
  await worker?.stop(6_000);
  await watched?.close();
  await within(5_000, services?.close());
  await within(15_000, foundation.close());
}

try {
  const running = await start(process.argv.slice(2));
  onSignals(() => stop(running));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
