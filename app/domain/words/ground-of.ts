// Gathers what the checks of words compare with for one post's texts: each part by its own loader, found by the texts' own words.
import type { Database, Tx } from '#db/client.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { loadAdults } from '#app/domain/words/adults/load-adults.ts';
import { loadHandles } from '#app/domain/words/handles/load-handles.ts';
import { loadJoined } from '#app/domain/words/names/load-joined.ts';
import { loadLabels } from '#app/domain/words/labels/load-labels.ts';
import { loadLinks } from '#app/domain/words/links/load-links.ts';
import { loadNames } from '#app/domain/words/names/load-names.ts';
import { loadOtherPosts } from '#app/domain/words/other-posts/load-other-posts.ts';
import { loadShared } from '#app/domain/words/other-posts/load-shared.ts';
import { loadRights } from '#app/domain/words/rights/load-rights.ts';
import type { SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import type { TextAbout } from './text-about.ts';
import { NO_GROUND, type TextGround } from './text-ground.ts';
import type { TextPart } from './text-part.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

/** The texts to find a ground for, and the post they stand in. */
export interface GroundOf {
  schoolId: string;
  trustId: string;
  postId: string;
  accountId: string;
  platform: Platform;
  content: PostContent;
  parts: readonly TextPart[];
  about: TextAbout;
}

/** The whole ground for these texts. */
export async function groundOf(
  db: Database | Tx,
  of: GroundOf,
  known: { lists: WordListsInForce; grants: readonly SpokespersonGrant[] },
): Promise<TextGround> {
  // Asked together: none of them needs another's answer, but for names that are written as one word.
  const withNames = loadNames(db, of, known.lists).then(async (names) => ({
    names,
    joined: await loadJoined(db, of, names, known.lists),
  }));
  const [named, links, others, shared, labels, handles, adults, marks] = await Promise.all([
    withNames,
    loadLinks(db, of),
    loadOtherPosts(db, of),
    loadShared(db, of),
    loadLabels(db, of, of.about),
    loadHandles(db, of),
    loadAdults(db, of),
    loadRights(db, of, known.lists),
  ]);
  return { ...NO_GROUND, ...known, ...named, links, others, shared, labels, handles, adults, marks };
}
