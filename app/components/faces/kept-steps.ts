// Steps the server does not have yet, kept in this tab through a reload: ids and boxes, never a name. On a device that
// several people use nothing is kept.
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { SettleQueue } from './settle-queue.ts';

const PREFIX = 'gatepost-faces-';

/** Storage may be full, forbidden or absent; then the steps live as long as the page. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export function keepSteps(postPhotoId: string, { waiting }: SettleQueue): void {
  const acts = waiting.map(({ steps }) => steps);
  quietly(() =>
    acts.length > 0
      ? sessionStorage.setItem(PREFIX + postPhotoId, JSON.stringify(acts))
      : sessionStorage.removeItem(PREFIX + postPhotoId),
  );
}

/** What a person did before the page was loaded again, one list of steps for each thing they did. */
export const keptSteps = (postPhotoId: string): SettleStep[][] =>
  quietly(() => JSON.parse(sessionStorage.getItem(PREFIX + postPhotoId) ?? '[]') as SettleStep[][]) ?? [];
