// The head's page put together: everything a decision needs on one screen, and nothing that is not the head's to know.
import { isConnected } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import type { ReviewFacts } from '#app/domain/posts/read-review.ts';
import type { Refusal } from '#app/domain/posts/post-move.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { type ChangesView, changesView } from './changes.ts';
import { type Declared, declaredOf } from './declared.ts';
import { allIssueWords, type IssueReader, type IssueWords } from './issues.ts';
import { whereOf } from './platform-words.ts';
import { type ContentView, contentView, overWords } from './post-content.ts';
import { titleOf } from './post-list.ts';
import type { OfferNote } from './post-offers.ts';
import { anyOf } from './post-standing.ts';
import { refusalWords } from './refusals.ts';
import { reviewTexts, type ReviewText, stillToLetStand } from './review-words-found.ts';
import { type When, whenWords } from './when.ts';

export interface ReviewView {
  base: string;
  here: string;
  title: string;
  over: string;
  author: string;
  /** others who changed it */
  editors: string[];
  sent: { by: string; when: When };
  window: { from: When; until: When };
  content: ContentView;
  /** what the checks say of each photo, and of everything else */
  photoIssues: IssueWords[][];
  otherIssues: IssueWords[];
  /** texts in which something was found */
  texts: ReviewText[];
  declared: Declared[];
  changes: ChangesView | null;
  /** what the form carries, so that a decision is about exactly this page */
  shown: { digest: string; verdictHash: string; counts: number[]; versions: string[] };
  /** null: this person may approve */
  refused: Pick<OfferNote, 'reason' | 'who'> | null;
  acting: { forName: string; until: When } | null;
  /** further accounts it goes to when it is approved, with what is special there */
  further: FurtherReviewed[];
  /** accounts that an approval leaves out, because it was stopped there */
  leftOut: string[];
  maySendBack: boolean;
}

export interface FurtherReviewed {
  postId: string;
  where: string;
  byHand: boolean;
  /** special there: in its words, and everything else */
  texts: ReviewText[];
  issues: IssueWords[];
  /** why it cannot be approved there; null when it can */
  refused: string | null;
  digest: string;
  verdictHash: string;
}

/** Null when the post is not waiting for a decision. */
export function reviewView(review: ReviewFacts, school: OwnSchool, person: Person): ReviewView | null {
  const { facts, revision, staff, people, acting } = review;
  if (!revision) return null;
  const { post, at } = facts;
  const base = `/s/${school.slug}`;
  const { content } = revision;
  const when = (moment: Date) => whenWords(moment, school.zone, at);
  const name = (id: string | null): string => (id && staff.get(id)) || 'Somebody who has left';
  const reader = { zone: school.zone, now: at, policy: facts.school.settings.policyCited };
  const names = new Map([...people].map(([id, { name: called }]) => [id, called]));
  const texts = reviewTexts(review, person, { ...reader, names });
  const issues = allIssueWords(review.issues, { ...reader, names }).filter(({ found }) => !found);
  const ofPhoto = (index: number) => issues.filter(({ field }) => field === `photo:${index}`);
  const further = review.further.map((one) => furtherView(one, review, person, { ...reader, names }));
  return {
    base,
    here: `${base}/posts/${post.id}`,
    title: titleOf({ words: content.words, photoCount: content.photos.length }),
    over: overWords(facts, content.subject),
    author: name(post.authorId),
    editors: facts.editors.filter((id) => id !== post.authorId).map(name),
    sent: { by: name(post.submittedBy), when: when(post.submittedAt ?? revision.cutAt) },
    window: { from: when(new Date(content.window.from)), until: when(new Date(content.window.until)) },
    content: contentView(facts, people, base),
    photoIssues: content.photos.map((_, index) => ofPhoto(index)),
    otherIssues: issues.filter(({ field }) => !content.photos.some((_, index) => field === `photo:${index}`)),
    texts,
    declared: declaredOf(facts, staff),
    changes: review.since && changesView(review.since, { ...reader, people, staff, userId: person.userId }),
    shown: {
      digest: revision.digest,
      verdictHash: review.verdictHash,
      counts: content.photos.map((photo) => photo.people.length),
      versions: content.photos.map(({ versionId }) => versionId),
    },
    further,
    leftOut: review.leftOut.map(whereOf),
    refused: review.approve
      ? refusedWords(review.approve, review.approvers, texts)
      : furtherRefused(review.further, further),
    acting: acting && { forName: name(acting.fromUserId), until: when(acting.endsAt) },
    maySendBack: review.sendBack === null,
  };
}

function furtherView(
  one: ReviewFacts['further'][number],
  { approvers, leads }: ReviewFacts,
  person: Person,
  reader: IssueReader,
): FurtherReviewed {
  const { postId, account, digest, verdictHash, approve } = one;
  const texts = reviewTexts({ ...one, approvers, leads }, person, reader).map((text) => ({
    ...text,
    found: text.found.map((found) => ({ ...found, id: `${found.id}-${postId}` })),
  }));
  return {
    ...{
      postId,
      digest,
      verdictHash,
      where: whereOf(account),
      byHand: !isConnected(account.platform),
      texts,
    },
    issues: allIssueWords(one.issues, reader).filter(({ found }) => !found),
    refused: approve && `${refusalWords(approve.reason).sentence} ${refusalWords(approve.reason).todo}`,
  };
}

/** One press approves all of them, so that one which cannot be approved stops the press. */
function furtherRefused(
  further: ReviewFacts['further'],
  views: readonly FurtherReviewed[],
): Pick<OfferNote, 'reason' | 'who'> | null {
  const stopped = further.find(({ approve }) => approve !== null);
  if (!stopped) return null;
  const { reason, issues = [] } = stopped.approve ?? {};
  const texts = views.find(({ postId }) => postId === stopped.postId)?.texts ?? [];
  const onlyWords = issues.every(({ text }) => text !== undefined);
  const letStand = reason === 'checks_failed' ? stillToLetStand(texts, onlyWords) : null;
  if (letStand) return { reason: `For ${whereOf(stopped.account)}: ${letStand}`, who: null };
  return {
    reason: `It cannot be approved for ${whereOf(stopped.account)} as it is: what stops it there is marked on this page. Send it back, so that its author can put it right or leave that account out.`,
    who: null,
  };
}

function refusedWords(
  { reason, issues = [] }: Refusal,
  approvers: readonly string[],
  texts: readonly ReviewText[],
): Pick<OfferNote, 'reason' | 'who'> {
  const letStand =
    reason === 'checks_failed' &&
    stillToLetStand(
      texts,
      issues.every(({ text }) => text !== undefined),
    );
  if (letStand) return { reason: letStand, who: null };
  if (reason === 'checks_failed')
    return {
      reason:
        'It cannot be approved as it is: what stops it is marked on this page. Send it back, so that its author can put it right.',
      who: null,
    };
  const { sentence, todo } = refusalWords(reason);
  const able = anyOf(approvers);
  const inPerson = !['hold_open', 'account_not_open', 'stale_page'].includes(reason);
  if (inPerson && able) return { reason: sentence, who: `${able} can.` };
  if (inPerson && reason !== 'policy_not_acknowledged')
    return {
      reason: sentence,
      who: 'Nobody else at this school may approve it now. Your trust administrator knows.',
    };
  return { reason: `${sentence} ${todo}`, who: null };
}
