// The process. In solo mode it is the web side and the worker in one; in a cluster `--role=web` or `--role=worker` picks a side.
import { isLoopbackHost } from '#app/adapters/loopback-origin.ts';
import { composeWeb } from '#app/compose-web.server.ts';
import { composeWorker, type WorkerServices } from '#app/compose-worker.server.ts';
import { readEnv } from '#app/env.server.ts';
import { type Foundation, openFoundation, type ProcessRole } from '#app/foundation.server.ts';
import { builtPages, createWebApp, listen, type Listening, livePages } from '#app/serve.server.ts';
import { onSignals } from '#app/stop-signals.server.ts';
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
  const running: Running = { foundation, services: null, worker: null, web: null };
  try {
    const people = foundation.keys ? await preparePractice(foundation, foundation.keys) : [];
    if (role !== 'web') {
      running.services = await composeWorker(foundation);
      running.worker = await startWorker(running.services, foundation.queue.consumer());
      startControlDoor(foundation, running.services);
    }
    if (role !== 'worker') {
      const deps = running.services?.deps;
      const origin = (port: number) =>
        env.publicUrl ?? `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${port}`;
      const services = await composeWeb(
        foundation,
        origin(env.port),
        deps ? { engine: deps.engine, faces: deps.faces } : null,
      );
      const app = createWebApp(services, live ? await livePages() : await builtPages(), live);
      running.web = await listen(app, env.host, env.port);
      welcome({ env, address: origin(running.web.port), people });
    }
    return running;
  } catch (error) {
    await stop(running);
    throw error;
  }
}

/** Stops in the order that loses nothing: claims, then pages, then the queue, the engine and the face finder, and last the database and its folder. */
async function stop({ foundation, services, worker, web }: Running): Promise<void> {
  await worker?.stop(6_000);
  await web?.close(3_000);
  await services?.close();
  await foundation.close();
}

try {
  const running = await start(process.argv.slice(2));
  onSignals(() => stop(running));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
