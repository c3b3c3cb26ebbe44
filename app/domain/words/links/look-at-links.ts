// Looks where the links of a post lead and keeps what was seen: after a save, at submit, at approval, and again just before the gate
// when it is due (T-18, R-55). Outside every transaction; what it finds, the checks judge.
import { insertLook, lastLooks } from '#db/queries/link-looks.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { linksToLookAt } from './links-to-look-at.ts';

/** For how long a look is good while a post is written and decided on, and when it is due, in ms. */
const GOOD_FOR_MS = { writing: 10 * 60_000, due: 60_000 };

/** How long the writer must have paused before a look, in ms: links are typed letter by letter. */
export const AFTER_TYPING_MS = 5_000;

type Looker = Pick<WorkerDeps, 'db' | 'clock' | 'links'>;

/**
 * Looks at every link that could go out and whose last look is too old. Errors: throws only when the database does.
 * @returns what became of it, for logs and tests
 */
export async function lookAtLinks(
  deps: Looker,
  ref: PostRef,
  when: 'writing' | 'due' = 'writing',
): Promise<string> {
  const { links } = deps;
  if (!links) return 'looks_are_off';
  const post = await findPost(deps.db, ref, ref.postId);
  if (!post) return 'no_such_post';
  if (when === 'due' && post.status !== 'scheduled') return 'not_scheduled';
  if (when === 'due' && (!post.dueAt || post.dueAt > deps.clock.now())) return 'not_due';
  if (await isPractice(deps, ref)) return 'not_looked_in_practice';
  const sent = post.revisionId ? await findRevision(deps.db, ref, post.revisionId) : null;
  const contents: Pick<PostContent, 'words' | 'photos'>[] = [{ words: post.words, photos: [] }];
  if (sent) contents.push(sent.content);
  const urls = [...new Set(contents.flatMap(linksToLookAt))];
  const { last } = await lastLooks(deps.db, ref, urls);
  const since = deps.clock.now().getTime() - GOOD_FOR_MS[when];
  const fresh = new Set(last.filter(({ lookedAt }) => lookedAt.getTime() > since).map(({ url }) => url));
  const stale = urls.filter((url) => !fresh.has(url));
  await Promise.all(
    stale.map(async (url) => {
      const { outcome, why, hops } = await links.look(url);
      const finalUrl = outcome === 'reached' ? (hops.at(-1) ?? null) : null;
      const lookedAt = deps.clock.now();
      await insertLook(deps.db, { schoolId: ref.schoolId, url, outcome, why, finalUrl, hops, lookedAt });
    }),
  );
  return stale.length > 0 ? 'looked' : 'nothing_to_look_at';
}

/** Just before the gate: a look that fails as a whole stops nothing, and what was seen last then counts. */
export async function lookBeforeTheGate(deps: Looker & Pick<Deps, 'log'>, ref: PostRef): Promise<void> {
  await lookAtLinks(deps, ref, 'due').catch((error: unknown) =>
    deps.log.error('the links of a due post were not looked at', { postId: ref.postId, error }),
  );
}

/** Asks the worker to look, once this commits; a post without links, and practice, ask for nothing. */
export function askForLooks(
  { queue }: Pick<Deps, 'queue'>,
  work: Work,
  { trust, post }: Pick<PostFacts, 'trust' | 'post'>,
  content: Pick<PostContent, 'words' | 'photos'>,
  delayMs = 0,
): void {
  if (trust.practice || linksToLookAt(content).length === 0) return;
  const { schoolId, id: postId } = post;
  const jobId = delayMs > 0 ? `typed-links-${postId}` : `links-${postId}`;
  work.afterCommit(() => queue.enqueue('look-at-links', { schoolId, postId }, { jobId, delayMs }));
}

async function isPractice({ db }: Looker, ref: PostRef): Promise<boolean> {
  const school = await findSchool(db, ref);
  return school === null || (await findTrust(db, school.trustId))?.practice !== false;
}
