// What somebody typed and the server does not have yet, kept on their own device until it does: through a cut connection,
// a reload, an ended session. Only the words, never a photo; gone once saved, at sign-out, and after a week. On a device that
// others use too, nothing is kept.
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';
import { isSharedDevice } from '../uploads/shared-device.ts';

export interface TypedBackup {
  mine: DraftFields;
  /** what the page showed when the typing began */
  base: DraftFields;
  /** ms since 1970 */
  at: number;
}

const PREFIX = 'gatepost-draft-';
const WEEK_MS = 7 * 86_400_000;

/** Storage may be full, forbidden or absent; then typing goes on without it. */
function quietly<T>(work: () => T): T | null {
  try {
    return isSharedDevice() ? null : work();
  } catch {
    return null;
  }
}

/** What was kept for this post, if it is no older than a week. */
export function readBackup(postId: string, now: number): TypedBackup | null {
  return quietly(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as TypedBackup | null;
      if (!kept || now - kept.at > WEEK_MS) localStorage.removeItem(key);
    }
    const text = localStorage.getItem(PREFIX + postId);
    if (!text) return null;
    const { mine, base, at } = JSON.parse(text) as TypedBackup;
    // Kept by a page that knew no subjects yet.
    return {
      mine: { ...mine, subject: mine.subject ?? '' },
      base: { ...base, subject: base.subject ?? '' },
      at,
    };
  });
}

export const writeBackup = (postId: string, backup: TypedBackup): void =>
  void quietly(() => localStorage.setItem(PREFIX + postId, JSON.stringify(backup)));

export const clearBackup = (postId: string): void =>
  void quietly(() => localStorage.removeItem(PREFIX + postId));
