// What is shown before a post that was taken down is put right: its words, which of its photos come along, and which stay behind.
import type { Database } from '#db/client.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { AppError } from '#app/domain/errors.ts';
import { maySayWhy } from '#app/domain/posts/may-say-why.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import { type PostAddress, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { correctionBar, type CorrectionBar } from './correction-rules.ts';
import { planPhotos } from './plan-photos.ts';
import { namedPhotos, type PhotoBehind, seenCorrection } from './read-links.ts';

export interface CorrectionToStart {
  facts: PostFacts;
  content: PostContent;
  /** null: this person may start it */
  bar: CorrectionBar | null;
  /** indexes of the photos in `content` that come along */
  carried: number[];
  leftBehind: PhotoBehind[];
  /** nobody has said why it came down, and this person may: until then every photo of it stays behind */
  maySayWhy: boolean;
  whySaid: boolean;
  /** the draft that is there already; null: none, or none that this person may see */
  existing: string | null;
}

/** Errors: AppError not_found as for the post's page; illegal_move `not_in_this_state` when it is not gone. */
export async function readCorrectionToStart(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<CorrectionToStart> {
  const facts = await readSeenPost(db, person, of, at);
  const bar = correctionBar(facts, person);
  if (bar === 'not_in_this_state') throw new AppError('illegal_move', bar);
  const content = contentOf(facts);
  const { leftBehind } = await planPhotos(db, facts);
  const [takedown] = await takedownsOfPost(db, of, of.postId);
  const made = await seenCorrection(db, person, of, at);
  return {
    facts,
    content,
    bar,
    carried: content.photos.flatMap((_, index) =>
      leftBehind.some(({ number }) => number === index + 1) ? [] : [index],
    ),
    leftBehind: namedPhotos(leftBehind, content),
    maySayWhy: takedown?.cause === 'not_said' && maySayWhy(facts, takedown, person, 'mistake') === null,
    whySaid: takedown?.cause !== 'not_said',
    existing: made?.seen ? made.postId : null,
  };
}
