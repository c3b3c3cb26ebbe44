// Gathers the texts on the trust's other accounts that may be like the words of a post.
import type { Database, Tx } from '#db/client.server.ts';
import { submittedAt, textsLike } from '#db/queries/post-texts.server.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { NO_OTHERS, type OtherPosts } from './other-posts-ground.ts';
import { printOf } from '#app/domain/words/reading/text-print.ts';

/** How long a text on another account counts, in ms: 90 days. */
const LOOK_BACK_MS = 90 * 86_400_000;

/** Of two posts with the same words the one that was submitted first may go on, so that they never stop each other. */
export async function loadOtherPosts(
  db: Database | Tx,
  { schoolId, trustId, accountId, platform, postId, content, about }: Omit<GroundOf, 'parts'>,
): Promise<OtherPosts> {
  const print = printOf(content.words);
  if (!print) return NO_OTHERS;
  const before = await submittedAt(db, { schoolId }, postId, print);
  const since = new Date(about.at.getTime() - LOOK_BACK_MS);
  return { posts: await textsLike(db, { trustId, accountId, platform }, print, { since, before }) };
}
