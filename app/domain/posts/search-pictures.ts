// Looks in the other schools of a trust for a picture that somebody said no to in one of them. The wish is a row written with
// the no itself; the worker takes it up, and a crash in between loses nothing. Each school is a transaction of its own, so that no
// school's posts are ever locked together with another's.
import { endSearch, insertSearches, takeSearches } from '#db/queries/look-alikes.server.ts';
import { insertRefusedPicture } from '#db/queries/refused-pictures.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { lockPosts } from './lock-posts.ts';
import { findLookAlikes } from './look-alikes.ts';
import { postsIn } from './looks-of-posts.ts';
import { type RefusedPicture, stopLookAlikes } from './stop-look-alikes.ts';

const SEARCHER: SystemActor = { kind: 'system', name: 'system:search-pictures' };

/** Pictures looked for in one transaction. */
const AT_ONCE = 20;

/** Asks for pictures, refused just now, to be looked for in the other schools; not those whose live posts may stay. */
export async function spreadPictures(
  work: Work,
  schoolId: string,
  refused: readonly RefusedPicture[],
): Promise<void> {
  const ids = refused.filter(({ alsoLive }) => alsoLive).map(({ id }) => id);
  await insertSearches(work.db, { schoolId }, [...new Set(ids)], work.at);
}

/**
 * Takes up searches in one school: the pictures are refused there too, what looks like them is stopped or comes down.
 * @returns how many searches were done
 */
export async function searchPictures(deps: Deps, scope: { schoolId: string }): Promise<number> {
  const { schoolId } = scope;
  return inOneTransaction(deps, SEARCHER, async (work) => {
    const taken = await takeSearches(work.db, scope, AT_ONCE);
    if (taken.length === 0) return 0;
    const refused: RefusedPicture[] = [];
    for (const { picture } of taken) {
      const { perceptualHash, likeness, cause } = picture;
      const row = { schoolId, cause, postId: null, perceptualHash, likeness, addedAt: work.at };
      refused.push({ id: await insertRefusedPicture(work.db, row), versionId: picture.id, alsoLive: true });
    }
    const byVersion = await findLookAlikes(
      work.db,
      scope,
      taken.map(({ picture: { id, perceptualHash, likeness } }) => ({ id, perceptualHash, likeness })),
    );
    const alike = { byVersion, postIds: postsIn(byVersion) };
    await lockPosts(work, schoolId, alike.postIds);
    const nobody = { dealtWith: new Set<string>(), judged: new Set<string>() };
    const done = await stopLookAlikes(deps, work, schoolId, { alike, refused, ...nobody });
    const reached = new Set([...done.held, ...done.comingDown, ...done.inFlight]);
    for (const { search, picture } of taken) {
      const photos = byVersion.get(picture.id) ?? [];
      const posts = new Set(photos.map(({ postId }) => postId).filter((id) => reached.has(id)));
      await endSearch(work.db, scope, search.id, posts.size, work.at);
    }
    return taken.length;
  });
}
