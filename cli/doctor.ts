// `gatepost doctor`: looks at every part of the installation, one line each, and says in plain words what is not ready.
import type { Health } from '#app/health.server.ts';

export interface DoctorCheck {
  part: string;
  /** one line of detail; throws with one line when the part is not ready */
  look: () => Promise<string>;
}

export interface DoctorIo {
  say: (line: string) => void;
  complain: (line: string) => void;
  /** the running server's own report; null when none runs here */
  running: () => Promise<Health | null>;
  checks: () => DoctorCheck[];
}

/** In: the words after `doctor`. Out: 0 when every part is ready, 1 when one is not, 2 for words it does not know. */
export async function doctor(args: string[], io: DoctorIo): Promise<number> {
  if (args.length > 0) {
    io.complain('usage: gatepost doctor');
    return 2;
  }
  const health = await io.running().catch(() => null);
  let ready = true;
  const line = (ok: boolean, part: string, detail: string): void => {
    ready &&= ok;
    io.say(`${ok ? 'ok       ' : 'NOT READY'}  ${part.padEnd(14)} ${detail}`);
  };
  if (health) {
    line(true, 'server', `running, ${health.mode} mode`);
    line(health.database === 'ok', 'database', health.database);
    line(health.clock === 'ok', 'clock', health.clock);
    line(health.queue === 'ok', 'queue', health.queue);
    line(health.photoEngine === 'ok', 'photo engine', health.photoEngine);
    line(health.faceFinder === 'ok', 'face finder', health.faceFinder);
    line(health.photoStore === 'ok', 'photo store', health.photoStore);
    line(health.workers > 0, 'workers', health.workers > 0 ? `${health.workers} alive` : 'none is alive');
    line(health.overduePosts === 0, 'overdue posts', String(health.overduePosts));
    line(health.stuckDeliveries === 0, 'stuck posts', String(health.stuckDeliveries));
    line(health.lateTakedowns === 0, 'late takedowns', String(health.lateTakedowns));
    line(health.copiesLeft === 0, 'second copies', String(health.copiesLeft));
    for (const warning of health.warnings) io.say(`WARNING    ${warning}`);
  }
  for (const { part, look } of health
    ? io.checks().filter((check) => check.part === 'photo cage')
    : io.checks())
    await look().then(
      (detail) => line(true, part, detail),
      (error: unknown) =>
        line(false, part, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)),
    );
  return ready ? 0 : 1;
}
