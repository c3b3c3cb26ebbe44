// What the checks say on the compose page, made anew with every save, each finding beside what it is about.
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks, type Issue } from '#app/domain/issues.ts';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import { POST_COSTS_USD } from '#app/domain/posts/platform-costs.ts';
import { lengthOn, linksIn } from '#app/domain/posts/post-length.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { AnswerRead } from '#app/domain/words/answers/read-answers.ts';
import { textPartsOf } from '#app/domain/words/text-part.ts';
import { ABOUT_FIELDS } from './about-photo.ts';
import { DECLARATION_WORDS } from './declarations.ts';
import { type FoundText, foundTexts } from './found-words.ts';
import { allIssueWords, type IssueWords, keyOf } from './issues.ts';
import { timeWords } from './when.ts';

/** What changes with every save, without the page being loaded again. */
export interface ComposeChecks {
  version: number;
  /** "10:04 am" */
  savedAt: string;
  /** length of the words as saved, as the account's platform counts it */
  used: number;
  /** what a link does to the post's price, in a line; null where the words hold none */
  linkNote: string | null;
  issues: IssueWords[];
  /** texts in which something was found, as saved */
  texts: ComposeText[];
  /** how many things still stop it from being sent */
  left: number;
  /** what the author has to tick, as the post stands now */
  declarations: { name: string; label: string }[];
}

export interface ComposeText extends FoundText {
  /** the photo whose description it is; null for the words */
  postPhotoId: string | null;
}

/** Issues that the photo's own picture says already. */
const SAID_BY_PHOTO = new Set(['photo_refused', 'photo_not_clean_yet']);

/** What the words about findings are made from. */
export interface ChecksReader {
  people: ReadonlyMap<string, NamedPerson>;
  answers: ReadonlyMap<string, AnswerRead>;
}

/** The checks' findings after a save. `asked`: show everything that stops sending, not only what is wrong already. */
export function composeChecks(
  facts: PostFacts,
  { people, answers }: ChecksReader,
  asked: readonly Issue[] = [],
): ComposeChecks {
  const { post, school, at } = facts;
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  const found = [...runChecks(facts, 'edit'), ...asked];
  const once = [...new Map(found.map((issue) => [keyOf(issue), issue])).values()];
  const shown = once.filter(({ code }) => !SAID_BY_PHOTO.has(code));
  const reader = { zone: school.zone, now: at, policy: school.settings.policyCited };
  return {
    version: post.version,
    savedAt: timeWords(post.updatedAt, school.zone),
    used: lengthOn(facts.account.platform, post.words),
    linkNote: linkNote(facts),
    issues: allIssueWords(shown, { ...reader, names }).map((issue) => atItsPlace(issue, facts)),
    texts: foundTexts(once, textPartsOf(facts.working), {
      ...{ ...reader, names, answers, drafting: true },
      mayTakeBack: ({ remembered, answer }) => !remembered && !answer.startsWith('accepted'),
    }).map((text) => ({ ...text, postPhotoId: photoOf(text.field, facts) })),
    left: blocks(runChecks(facts, 'submit')).length,
    declarations: declarationsOfPost(facts, facts.words.working, post.windowFrom).map((name) => ({
      name,
      label: DECLARATION_WORDS[name],
    })),
  };
}

/** The photo that a field is about, as the checks number them. */
const photoOf = (field: string, { photos }: PostFacts): string | null =>
  [...photos].sort((a, b) => a.position - b.position)[Number(field.split(':')[1])]?.postPhotoId ?? null;

const cents = (dollars: number): string => (dollars * 100).toLocaleString('en-GB');

function linkNote({ post, trust, account }: PostFacts): string | null {
  if (account.platform !== 'x' || linksIn(post.words).length === 0) return null;
  const { plain, withLink } = POST_COSTS_USD;
  const who = trust.practice ? 'On a real account X charges' : 'X charges';
  return `This post has a link. ${who} ${cents(withLink)} US cents for such a post, and ${cents(plain)} for one without.`;
}

/** An issue about a description leads to that description's own field, one about the answers to where they are given. */
function atItsPlace(issue: IssueWords, { photos }: PostFacts): IssueWords {
  const photo = photos[Number(issue.field.split(':')[1])];
  if (!photo) return issue;
  if (issue.found || issue.code.startsWith('alt_text'))
    return { ...issue, fieldId: `alt-${photo.postPhotoId}` };
  return issue.code in ABOUT_FIELDS ? { ...issue, fieldId: `about-${photo.postPhotoId}` } : issue;
}
