// Runs the checks of words over a post as it stands: gathers what they compare with, once, and puts what people answered beside
// what was found.
import type { Database, Tx } from '#db/client.server.ts';
import { wordDigestOf } from '#db/name-digests.server.ts';
import { policyInForce } from '#db/queries/policy.server.ts';
import { givenForWords, type GivenForWords, listsInForce } from '#db/queries/words.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { digestOf, type PostContent } from '#app/domain/posts/post-digest.ts';
import { groundsOf, type MadeUnder, takesAcceptance } from '#app/domain/words/answers/accepted-ground.ts';
import { answersThatCount, answersTo } from '#app/domain/words/answers/answers-that-count.ts';
import { checkWords } from './check-words.ts';
import type { FoundWord, FoundWords } from './found-words.ts';
import { groundOf } from './ground-of.ts';
import type { GroundOf } from './ground-of.ts';
import type { TextAbout } from './text-about.ts';
import type { TextFinding } from './text-finding.ts';
import { textPartsOf } from './text-part.ts';
import { NO_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';
import { wordingOf } from './wording.ts';

export interface PostToRead {
  schoolId: string;
  trustId: string;
  postId: string;
  accountId: string;
  platform: Platform;
  working: PostContent;
  /** the submitted revision's content; null where there is none */
  sent: PostContent | null;
  /** version of the checks of this release */
  rulesVersion: number;
  /** when that revision was cut: what was let stand before is about another version, and counts no more */
  sentAt: Date | null;
  /** what the texts stand in; who can be seen is taken from each content itself */
  about: Omit<TextAbout, 'pupilsShown' | 'childShown' | 'declarations' | 'subject' | 'purpose'>;
}

/** Everything found in the working copy, and in what was submitted where that is another text. */
export async function findInPost(db: Database | Tx, post: PostToRead): Promise<FoundWords> {
  const { schoolId, trustId, postId, about } = post;
  const { authorId, at } = about;
  const given = await givenForWords(db, { schoolId, trustId, postId, authorId, at });
  const lists = listsByName(given.lists);
  const { grants } = given;
  const answers = await answersThatCount(db, given.answers, { schoolId, sentAt: post.sentAt, at });
  const digest = wordDigestOf(db);
  const madeUnder = async (findings: readonly TextFinding[]): Promise<MadeUnder> => ({
    ...{ lists, rulesVersion: post.rulesVersion, policyCited: about.settings.policyCited },
    policyVersionId: findings.some(takesAcceptance)
      ? ((await policyInForce(db, { trustId }, about.at))?.id ?? null)
      : null,
  });
  const find = async (content: PostContent): Promise<FoundWord[]> => {
    const parts = textPartsOf(content);
    if (parts.length === 0) return [];
    const here = { ...about, ...aboutContent(content) };
    const of: GroundOf = { ...post, content, parts, about: here };
    const ground = await groundOf(db, of, { lists, grants });
    const texts = new Map(parts.map(({ field, text }) => [field, text]));
    const marked = checkWords(parts, ground, here).map((found) => {
      const text = texts.get(found.field) ?? '';
      return { ...found, text, wordingDigest: digest(wordingOf(text, found.from, found.to)) };
    });
    const under = await madeUnder(marked);
    const groundFor = groundsOf(marked, under, ({ text, from, to }) => text.slice(from, to));
    return marked.map(({ text, ...found }) => {
      const whole = { ...found, ground: groundFor({ ...found, text }) };
      return { ...whole, answers: answersTo(whole, answers, text) };
    });
  };
  const working = await find(post.working);
  if (!post.sent) return { working, sent: null };
  const unchanged = digestOf(post.sent) === digestOf(post.working);
  return { working, sent: unchanged ? working : await find(post.sent) };
}

/** A trust's lists as they are in force, each by name. */
export const trustLists = async (db: Database | Tx, trustId: string): Promise<WordListsInForce> =>
  listsByName(await listsInForce(db, trustId));

const listsByName = (written: GivenForWords['lists']): WordListsInForce => ({
  ...NO_LISTS,
  ...Object.fromEntries(written.map(({ list, version, entries }) => [list, { version, entries }])),
});

/** Who can be seen, by the content alone. A photo with people of whom nobody has said who they are may show a child. */
export function aboutContent(
  content: PostContent,
): Pick<TextAbout, 'pupilsShown' | 'childShown' | 'declarations' | 'subject' | 'purpose'> {
  const people = content.photos.flatMap((photo) => photo.people);
  const pupilsShown = new Set(people.filter(({ kind }) => kind === 'pupil').map(({ id }) => id));
  const unknown = content.photos.some(
    ({ people: listed, headCount, group }) =>
      (listed.length === 0 && headCount !== 0) || (group !== null && group !== undefined),
  );
  return {
    pupilsShown,
    childShown: unknown || people.some(({ kind }) => kind !== 'adult'),
    declarations: content.declarations,
    subject: content.subject ?? null,
    purpose: content.purpose,
  };
}
