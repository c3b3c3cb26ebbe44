// Says whether the database can be written to, for whoever watches: asked seldom, because each asking is a small write.
import type { Database } from '#db/client.server.ts';
import { writeSomething } from '#db/queries/room-to-write.server.ts';
import { isNoRoom } from '#app/domain/photos/no-room.ts';

export type DatabaseRoom = 'ok' | 'no room' | 'takes no writes';

/** How long a good answer is believed, ms; a bad one is asked again at once, since nothing was written. */
const GOOD_FOR_MS = 15_000;
const wellSince = new WeakMap<Database, number>();

/** Never throws. */
export async function databaseRoom(db: Database, now = performance.now()): Promise<DatabaseRoom> {
  const last = wellSince.get(db);
  if (last !== undefined && now - last < GOOD_FOR_MS) return 'ok';
  try {
    await writeSomething(db);
    wellSince.set(db, now);
    return 'ok';
  } catch (error) {
    // A role that may make no tables of its own is no trouble; it only cannot be asked this way.
    if (codeOf(error) === MAY_NOT) return 'ok';
    wellSince.delete(db);
    return isNoRoom(error) ? 'no room' : 'takes no writes';
  }
}

/** PostgreSQL's insufficient_privilege. */
const MAY_NOT = '42501';

function codeOf(error: unknown): string | null {
  for (let link = error; link instanceof Error; link = link.cause) {
    const { code } = link as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return null;
}
