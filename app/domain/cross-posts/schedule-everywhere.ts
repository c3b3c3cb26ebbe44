// Gives a post and everything made from it that waits for a time the same time: each by the rules of its own account. One that cannot
// be placed says so, and the others are placed.
import { postsTogether } from '#db/queries/cross-posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { type Scheduled, schedulePost, type SchedulePost } from '#app/domain/posts/schedule-post.ts';

export interface PlacedOn {
  postId: string;
  platform: Platform;
  handle: string;
  /** a refusal's code; null: it is placed */
  refused: string | null;
}

/**
 * `ref`: the leading post. Errors: as schedulePost, of the leading post; whatever could be placed for a further account is placed all
 * the same.
 */
export async function scheduleEverywhere(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: SchedulePost,
): Promise<Scheduled & { further: PlacedOn[] }> {
  const leading = await attempt(() => schedulePost(deps, actor, ref, input));
  if (leading.value && !leading.value.ok) return { ...leading.value, further: [] };
  const further: PlacedOn[] = [];
  for (const { postId, status, platform, handle } of await postsTogether(deps.db, ref, ref.postId)) {
    if (postId === ref.postId || status !== 'approved') continue;
    const { refused } = await attempt(() => schedulePost(deps, actor, { ...ref, postId }, input));
    further.push({ postId, platform, handle, refused: refused?.reason ?? null });
  }
  if (!leading.value) throw leading.refused;
  return { ...leading.value, further };
}

type Attempt<T> = { value: T; refused: null } | { value: null; refused: AppError };

async function attempt<T>(change: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await change(), refused: null };
  } catch (refused) {
    if (!(refused instanceof AppError) || refused.code === 'not_found') throw refused;
    return { value: null, refused };
  }
}
