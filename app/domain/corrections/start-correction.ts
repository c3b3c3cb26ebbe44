// Starts a draft that puts right a post that was taken down: the same words, and those of its photos that may still be used, each with
// what was said of it. It is a new post: everything is checked, declared and approved anew.
import { randomUUID } from 'node:crypto';
import { copyEditors, copyPlaces } from '#db/queries/copied-photos.server.ts';
import { correctionOf, insertCorrection } from '#db/queries/corrections.server.ts';
import { insertPost, rememberEditor } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { subjectOn } from '#app/domain/posts/post-subject.ts';
import { defaultWindow } from '#app/domain/posts/publish-window.ts';
import { earliestForTrip } from '#app/domain/trips/trip-posts.ts';
import type { Work } from '#app/domain/work.ts';
import { correctionBar } from './correction-rules.ts';
import { planPhotos } from './plan-photos.ts';

/**
 * `from`: the post that was taken down. A second press, and somebody else's, gives the draft that is there already.
 * Errors: AppError not_found; illegal_move while the post is not gone; forbidden for who may not start one, with what bars them.
 */
export async function startCorrection(
  deps: Deps,
  actor: Person,
  from: PostRef,
): Promise<{ postId: string; isNew: boolean }> {
  return withLockedPost(deps, actor, from, async (work, facts) => {
    const bar = correctionBar(facts, work.actor);
    if (bar) throw new AppError(bar === 'not_in_this_state' ? 'illegal_move' : 'forbidden', bar);
    const earlier = await correctionOf(work.db, from, from.postId);
    if (earlier) return { postId: earlier.id, isNew: false };
    return { postId: await startOne(work, facts, actor), isNew: true };
  });
}

async function startOne(work: Work, facts: PostFacts, actor: Person): Promise<string> {
  const { post, account, trip, school } = facts;
  const { schoolId } = post;
  const revision = found(facts.revision, 'revision');
  const { carried, leftBehind } = await planPhotos(work.db, facts);
  const earliest = trip && earliestForTrip(trip, work.at, school.zone);
  const window = defaultWindow(work.at, school.settings.windowDays, earliest);
  const { row } = await insertPost(work.db, {
    ...{ schoolId, accountId: account.id, authorId: actor.userId, tripId: post.tripId },
    ...{ purpose: post.purpose as 'celebration', status: 'draft', words: revision.content.words },
    ...{ subject: subjectOn(account, post.subject), windowFrom: window.from, windowUntil: window.until },
    ...{ requestKey: randomUUID(), createdAt: work.at, updatedAt: work.at },
  });
  const ref = { schoolId, postId: row.id };
  await insertCorrection(work.db, {
    ...{ ...ref, fromPostId: post.id, fromRevisionId: revision.id, leftBehind },
    ...{ startedBy: actor.userId, startedAt: work.at },
  });
  if (carried.length > 0) await copyPlaces(work.db, ref, post.id, row.id, carried);
  // Whoever wrote what stands in it now wrote it here as well, and cannot approve it.
  await copyEditors(work.db, ref, post.id, row.id);
  await rememberEditor(work.db, ref, row.id, actor.userId, work.at);
  work.record({ type: 'post.correction_started', schoolId, postId: post.id, draftPostId: row.id });
  work.record({
    ...{ type: 'post.started_from', ...ref, fromPostId: post.id },
    ...{ photos: carried.length, leftBehind: leftBehind.length },
  });
  return row.id;
}
