// What the command line may ask of the running server through the data folder's door: it is the one process that has the database open.
import type { WorkerServices } from '#app/compose-worker.server.ts';
import { readAnchors } from '#app/adapters/anchor-file.server.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { readHealth } from '#app/health.server.ts';

/** Registers the commands. In a cluster there is no door: the command line opens the database itself. */
export function startControlDoor(foundation: Foundation, { deps }: WorkerServices): void {
  const { lock, database, seal, folder } = foundation;
  lock?.handle('health', () => readHealth(foundation, deps, deps.photos.health));
  lock?.handle('audit verify', async () => verifyAudit(database.db, seal, await readAnchors(folder.anchors)));
}
