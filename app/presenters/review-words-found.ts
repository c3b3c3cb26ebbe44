// What was found in a post’s words, as the page of the decision shows it: each with what the author said of it, who lets it stand and
// who already has, and the forms that are this reader’s to send.
import { type Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { type AuthorsAnswer, mayBeRemembered } from '#app/domain/words/answers/answers-offered.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import { type Acceptance, acceptanceBar, halvesMissing } from '#app/domain/words/answers/who-may-accept.ts';
import type { ReviewFacts } from '#app/domain/posts/read-review.ts';
import { findingKey } from './finding-key.ts';
import { type FoundText, foundTexts, type FoundView, textsDecidedOn } from './found-words.ts';
import type { IssueReader } from './issues.ts';
import { anyOf } from './post-standing.ts';
import { refusalWords } from './refusals.ts';

export interface ReviewFound extends FoundView {
  /** the halves that this reader may give */
  accepts: { half: Acceptance; label: string }[];
  /** who gives what is missing and is not this reader’s, a sentence each */
  waits: string[];
  /** an answer of the author’s that this reader may keep for every post of the school */
  remember: AuthorsAnswer | null;
}

export interface ReviewText extends Omit<FoundText, 'found'> {
  found: ReviewFound[];
}

/** What the decision on one account rests on: the leading post's, or what is special on a further one. */
export type Decided = Pick<ReviewFacts, 'facts' | 'answers' | 'issues' | 'approvers' | 'leads'>;

export function reviewTexts(review: Decided, person: Person, reader: IssueReader): ReviewText[] {
  const { facts, answers, issues } = review;
  const content = facts.revision?.content ?? facts.working;
  const byKey = new Map(foundNow(facts).map((found) => [placeKey(found, findingKey(found)), found]));
  const texts = foundTexts(issues, textsDecidedOn(content), {
    ...reader,
    ...{ answers, drafting: false },
    mayTakeBack: ({ answer, byId }) => answer.startsWith('accepted') && byId === person.userId,
  });
  return texts.map((text) => ({
    ...text,
    found: text.found.map((view) => {
      const found = byKey.get(placeKey({ field: text.field, from: view.from, to: view.to }, view.finding));
      return {
        ...view,
        offers: [],
        fix: null,
        ...(found ? decisions(found, review, person, text.text) : NONE),
      };
    }),
  }));
}

const NONE: Pick<ReviewFound, 'accepts' | 'waits' | 'remember'> = { accepts: [], waits: [], remember: null };

const placeKey = ({ field, from, to }: Pick<FoundWord, 'field' | 'from' | 'to'>, finding: string): string =>
  `${finding} ${field} ${from} ${to}`;

const LABELS: Readonly<Record<Acceptance, string>> = {
  accepted_by_head: 'Let it stand',
  accepted_by_safeguarding: 'Let it stand, as safeguarding lead',
};

function decisions(
  found: FoundWord,
  review: Decided,
  person: Person,
  text: string,
): Pick<ReviewFound, 'accepts' | 'waits' | 'remember'> {
  const { facts } = review;
  const missing = halvesMissing(facts, found).map((half) => ({
    half,
    bar: acceptanceBar(facts, person, half, found),
  }));
  return {
    accepts: missing.filter(({ bar }) => bar === null).map(({ half }) => ({ half, label: LABELS[half] })),
    waits: missing.flatMap(({ half, bar }) => (bar === null ? [] : waitsFor(half, bar, review, person))),
    remember: toRemember(found, review, person, text),
  };
}

/** Who decides; before it why this reader, who otherwise would, does not. */
function waitsFor(half: Acceptance, bar: string, review: Decided, person: Person): string[] {
  const { facts, approvers, leads } = review;
  const { schoolId } = facts.post;
  const forHead = half === 'accepted_by_head';
  const theirs = may(person, forHead ? 'post.approve' : 'finding.acceptForSafety', schoolId, facts.at);
  const able = anyOf(forHead ? approvers : leads);
  const who = forHead ? 'the headteacher' : 'a safeguarding lead';
  return [
    ...(theirs ? [refusalWords(bar).sentence] : []),
    able ? `It waits for ${who}: ${able}.` : `It waits for ${who}, and nobody at this school can do it now.`,
  ];
}

function toRemember(
  found: FoundWord,
  { facts }: Decided,
  person: Person,
  text: string,
): AuthorsAnswer | null {
  if (!may(person, 'finding.remember', facts.post.schoolId, facts.at)) return null;
  if (found.answers.some(({ postId }) => postId === null)) return null;
  const given = found.answers.find(({ answer }) => answer === 'not_a_pupil' || answer === 'explained');
  if (!given || !mayBeRemembered(found, text)) return null;
  return given.answer === 'not_a_pupil' ? 'not_a_pupil' : 'explained';
}

/** What still has to be let stand, for where the approve button would be; null when other things stop it too, or nothing does. */
export function stillToLetStand(texts: readonly ReviewText[], onlyWords: boolean): string | null {
  const found = texts.flatMap((text) => text.found);
  const yours = found.filter(({ accepts }) => accepts.length > 0).length;
  const others = found.filter(({ accepts, waits }) => accepts.length === 0 && waits.length > 0).length;
  const stuck = found.some(
    ({ kind, accepts, waits }) => kind === 'stopped' && accepts.length + waits.length === 0,
  );
  if (!onlyWords || stuck || yours + others === 0) return null;
  const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`);
  if (others === 0)
    return `Before you can approve it, let ${things(yours)} in its words stand, or send it back.`;
  if (yours === 0)
    return `Before it can be approved, somebody else has to let ${things(others)} in its words stand.`;
  return `Before you can approve it, let ${things(yours)} in its words stand; ${things(others)} more ${others === 1 ? 'waits' : 'wait'} for somebody else.`;
}
