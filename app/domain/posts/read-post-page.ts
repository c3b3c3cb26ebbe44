// Everything a post's page shows to one person: the post as it stands, who is in it, what they may do, and what happened so far.
import type { Database } from '#db/client.server.ts';
import { namesOf, peopleWithRole } from '#db/queries/roles.server.ts';
import { takedownsOfPost, type TakedownRow } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { correctionBar } from '#app/domain/corrections/correction-rules.ts';
import { type CorrectionLinks, readCorrectionLinks } from '#app/domain/corrections/read-links.ts';
import { type PostsTogether, readTogether } from '#app/domain/cross-posts/read-together.ts';
import { found } from '#app/domain/errors.ts';
import { askedPublisher } from '#app/domain/hand-overs/name-publisher.ts';
import { type RepostsInShort, repostsInShort } from '#app/domain/reposts/reposts-in-short.ts';
import { causeFor, historyFor } from '#app/domain/takedowns/shown-cause.ts';
import { type AnswerRead, readAnswers } from '#app/domain/words/answers/read-answers.ts';
import { eligibleApprovers } from './eligible-approvers.ts';
import { readPostFacts } from './load-post-facts.ts';
import { mayRecordBreach, maySayMore } from './may-say-why.ts';
import { maySeePost } from './may-see-post.ts';
import { type NamedPerson, namePeople } from './people-of-content.ts';
import { contentOf, type PostFacts } from './post-facts.ts';
import { type HistoryEntry, readHistory } from './post-history.ts';
import { type OfferedMove, offersOf } from './post-offers.ts';

/** A post of one school, as an address names it. */
export interface PostAddress {
  trustId: string;
  schoolId: string;
  postId: string;
}

export interface PostPageFacts {
  facts: PostFacts;
  offers: OfferedMove[];
  /** with no more of why it came down than this person may know */
  history: HistoryEntry[];
  /** everyone in its photos, by id */
  people: Map<string, NamedPerson>;
  /** staff named on the page, by id */
  staff: Map<string, string>;
  /** who may approve it, when it waits for that; by name */
  approvers: string[];
  /** who may place a post of this school in the calendar; by name */
  placers: string[];
  /** who was asked to publish it by hand and still may; null = whoever looks after the accounts */
  handPublisher: string | null;
  /** the takedown that has not ended, with its cause as this person may know it */
  takedown: TakedownRow | null;
  /** it was taken down at one press, and this person may still say why, or more of it */
  mayExplain: boolean;
  /** a permission took it down, and this person keeps the record of breaches */
  mayRecordBreach: boolean;
  /** what was answered to findings in its words, by id */
  answers: Map<string, AnswerRead>;
  /** where it stands on each of several accounts; null for a post of one */
  together: PostsTogether | null;
  /** the post that puts this one right, and the one that this one puts right */
  corrections: CorrectionLinks;
  /** its reposts by other accounts of the school, and whether another one could be asked for */
  reposts: RepostsInShort;
  /** this person may start a draft that puts it right */
  mayCorrect: boolean;
}

/** The post, when the person may see it. Errors: AppError not_found for what is not there and what is not theirs. */
export async function readSeenPost(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<PostFacts> {
  const facts = await readPostFacts(db, of, at);
  found(maySeePost(person, facts.post, facts.editors, at) || null, 'post');
  return facts;
}

/** Reads the page. Nothing is locked, and nothing may be decided on it: use cases look again. Errors: as {@link readSeenPost}. */
export async function readPostPage(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<PostPageFacts> {
  const facts = await readSeenPost(db, person, of, at);
  const placerIds = await peopleWithRole(db, of, ['comms_lead', 'headteacher'], at);
  const { post, review, editors } = facts;
  const asked = await askedPublisher(db, of, facts.delivery, at);
  const staffIds = [post.authorId, post.submittedBy, review?.decidedBy, post.scheduledBy, asked, ...editors];
  const takedowns = await takedownsOfPost(db, of, of.postId);
  const takedown = takedowns.find(({ endedAt }) => endedAt === null) ?? null;
  const staff = await namesOf(db, of.trustId, [
    ...(takedown?.ownerId ? [takedown.ownerId] : []),
    ...staffIds.filter((id) => typeof id === 'string'),
    ...placerIds,
  ]);
  return {
    facts,
    offers: offersOf(facts, person),
    history: historyFor(person, of.schoolId, await readHistory(db, of, of.postId), at),
    people: await namePeople(db, of, [contentOf(facts)]),
    staff,
    approvers:
      post.status === 'in_review' ? (await eligibleApprovers(db, facts)).map(({ name }) => name) : [],
    placers: placerIds.flatMap((id) => staff.get(id) ?? []).sort(),
    handPublisher: asked && (staff.get(asked) ?? null),
    takedown: takedown && { ...takedown, cause: causeFor(person, takedown, at) },
    mayExplain: maySayMore(facts, takedowns[0], person),
    mayRecordBreach: mayRecordBreach(facts, takedowns[0], person),
    answers: await readAnswers(db, of, facts.words.sent ?? facts.words.working),
    together: await readTogether(db, facts),
    corrections: await readCorrectionLinks(db, person, facts),
    reposts: await repostsInShort(db, facts),
    mayCorrect: correctionBar(facts, person) === null,
  };
}
