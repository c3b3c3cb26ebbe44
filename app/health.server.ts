// What `/health` and `doctor` say about a running process: no secrets, and not well while anything is overdue unseen (PF1).
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { PhotoIntake } from '#app/domain/ports/photo-store.ts';
import { type DatabaseRoom, databaseRoom } from '#app/adapters/database-room.server.ts';
import { roomOn } from '#app/adapters/disk-photo-areas.server.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { countMissingFiles } from '#db/queries/photo-files.server.ts';
import { staffMailsWaiting } from '#db/queries/staff-mails.server.ts';
import { goesOn, standingOfPublishing } from '#app/domain/posts/standing-of-publishing.ts';

export interface Health {
  status: 'ok' | 'unwell';
  mode: 'solo' | 'cluster';
  /** `no room`: its disk is full; `takes no writes`: it can be read and not written to, as a copy of another server */
  database: DatabaseRoom | 'unreachable';
  /** whether this machine and the database agree on the time; a worker that is not sure claims nothing */
  clock: 'ok' | 'not trusted';
  queue: string;
  photoEngine: string;
  /** whether faces are found on this machine; where they are not, people count them */
  faceFinder: string;
  photoStore: string;
  /** workers that gave a sign of life lately; with none, nothing goes out */
  workers: number;
  /** due for two minutes, and neither out nor stopped by anybody; what may be live and is not known counts too */
  overduePosts: number;
  oldestDueSeconds: number;
  /** left by a worker that is gone, and freed by no sweep */
  stuckDeliveries: number;
  /** live posts that should be down by now; one whose time is merely over makes nothing unwell */
  lateTakedowns: number;
  /** second copies of posts that should be gone by now */
  copiesLeft: number;
  /** what the operator should see to soon, one plain sentence each; none of it makes the process unwell */
  warnings: string[];
}

/** What of a worker works on pictures; a process without a worker has none of it. */
export type PictureParts = Pick<WorkerDeps, 'engine' | 'faces'>;

/** Asks every part. Never throws. */
export async function readHealth(
  foundation: Foundation,
  pictures: PictureParts | null,
  photoHealth: PhotoIntake['health'],
): Promise<Health> {
  const { env, database, clock, queue } = foundation;
  const standing = await standingOfPublishing(database.db, clock.now()).catch(() => null);
  const room = standing && (await databaseRoom(database.db));
  const alarm = await queue.health().catch(() => ({ ok: false, detail: 'unreachable' }));
  const [engine, faces] = await Promise.all([healthOf(pictures?.engine), healthOf(pictures?.faces)]);
  const photos = await photoHealth();
  const well =
    [photos, alarm, engine, faces].every(({ ok }) => ok) &&
    standing !== null &&
    room === 'ok' &&
    goesOn(standing) &&
    clock.trustworthy();
  return {
    status: well ? 'ok' : 'unwell',
    mode: env.mode,
    database: room ?? 'unreachable',
    clock: clock.trustworthy() ? 'ok' : 'not trusted',
    queue: alarm.ok ? 'ok' : alarm.detail,
    photoEngine: engine.ok ? 'ok' : engine.detail,
    faceFinder: faces.ok ? 'ok' : faces.detail,
    photoStore: photos.ok ? 'ok' : photos.detail,
    workers: standing?.workersAlive ?? 0,
    overduePosts: standing?.late.count ?? 0,
    oldestDueSeconds: standing?.late.oldestSeconds ?? 0,
    stuckDeliveries: standing?.stuck ?? 0,
    lateTakedowns: standing?.lateTakedowns ?? 0,
    copiesLeft: standing?.copiesLeft ?? 0,
    warnings: await warningsOf(foundation),
  };
}

type PartHealth = { ok: boolean; detail: string };

function healthOf(part: { health(): Promise<PartHealth> } | undefined): Promise<PartHealth> {
  return part
    ? part.health().catch(() => ({ ok: false, detail: 'failed' }))
    : Promise.resolve({ ok: true, detail: 'runs with the workers' });
}

/** E-mail to staff that waits for so long waits for no greylisting any more, ms. */
const MAIL_WAITS_MS = 30 * 60_000;

async function warningsOf({ folder, database, clock }: Foundation): Promise<string[]> {
  const room = await roomOn(folder.root);
  const missing = await countMissingFiles(database.db).catch(() => 0);
  const mail = await staffMailsWaiting(database.db).catch(() => ({ count: 0, oldest: null }));
  const mailWaits = mail.oldest !== null && clock.now().getTime() - mail.oldest.getTime() >= MAIL_WAITS_MS;
  return [
    ...(room.isLow ? [`The disk of the data folder: ${room.detail}.`] : []),
    ...(missing > 0
      ? [`Files of photos that the store has lost: ${missing}. Put them back from a backup.`]
      : []),
    ...(mailWaits
      ? [
          `E-mails to staff that the mail server has not taken, some for over half an hour: ${mail.count}. Look at its settings, and whether it lets Gatepost send.`,
        ]
      : []),
  ];
}
