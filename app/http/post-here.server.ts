// The first lines of every page about one post: who asks, for which school, and which post the address names.
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { PostAddress } from '#app/domain/posts/read-post-page.ts';
import { type AtSchool, requireAtSchool, uuidParam, type WebArgs } from './actor.server.ts';

export interface AtPost extends AtSchool {
  of: PostAddress;
  /** the same without the trust, as use cases take it and the log records it */
  ref: PostRef;
  /** `/s/<school>/posts/<id>` */
  here: string;
}

/** Errors (thrown Responses): as requireAtSchool, and 404 for a post id that is none. The post itself is not looked for here. */
export async function postHere(
  args: WebArgs,
  options?: Parameters<typeof requireAtSchool>[1],
): Promise<AtPost> {
  const at = await requireAtSchool(args, options);
  const postId = uuidParam(args, 'postId');
  return {
    ...at,
    of: { trustId: at.school.trustId, schoolId: at.school.id, postId },
    ref: { schoolId: at.school.id, postId },
    here: `${at.base}/posts/${postId}`,
  };
}
