// The record of every check of a submitted post’s words: which check, which rule, where it stood, whose name it may be and under
// which lists; never the words themselves. The revision’s digest says what exactly was looked at.
import { insertRevisionFindings } from '#db/queries/finding-answers.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { trustLists } from './find-in-post.ts';
import type { FoundWord } from './found-words.ts';
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';

/** Writes what was found in the working copy that has just been cut into this revision. */
export async function recordFindings(
  work: Work,
  facts: Pick<PostFacts, 'post' | 'trust' | 'words'>,
  revisionId: string,
  rulesVersion: number,
): Promise<void> {
  const { working } = facts.words;
  if (working.length === 0) return;
  const { schoolId, id: postId } = facts.post;
  const lists = versionsOf(await trustLists(work.db, facts.trust.id));
  await insertRevisionFindings(
    work.db,
    working.map(({ check, code, level, clause, field, from, to, pupilIds, context }) => ({
      ...{ schoolId, postId, revisionId, check, code, level, clause, field, from, to },
      ...{ pupilIds: [...pupilIds], context: { ...context }, rulesVersion, lists, foundAt: work.at },
    })),
  );
}

const versionsOf = (
  lists: Readonly<Record<WordListName, { version: number }>>,
): Partial<Record<WordListName, number>> =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([name, { version }]) => (version > 0 ? [[name, version]] : [])),
  );

const forSafeguarding = ({ level, opener }: FoundWord): boolean =>
  level === 'block' && opener === 'safeguarding';

/** Tells the safeguarding leads that a post’s words wait for them, each once; not those who wrote, sent or changed it. */
export async function tellSafeguarding(
  work: Work,
  { post, editors, words }: Pick<PostFacts, 'post' | 'editors' | 'words'>,
  submittedBy: string,
): Promise<void> {
  if (!words.working.some(forSafeguarding)) return;
  const { schoolId, id: postId, authorId } = post;
  const parties = new Set([authorId, submittedBy, ...editors]);
  for (const userId of await peopleWithRole(work.db, { schoolId }, ['dsl', 'deputy_dsl'], work.at))
    if (!parties.has(userId)) work.notify({ schoolId, userId, kind: 'words_need_you', postId });
}
