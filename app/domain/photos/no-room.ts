// Tells a full disk from every other failure, wherever it was met: nothing was kept, and it can be tried again once there is room.
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';

/** What a disk says (or a quota on it, or a limit on files), and what PostgreSQL says of its own. */
const CODES = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100'];

/** Whether this error, or what caused it, is that there is no room. */
export function isNoRoom(error: unknown): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof PhotoStorageFull) return true;
    if (CODES.includes(String((link as { code?: unknown }).code))) return true;
  }
  return false;
}
