// A draft for the page on which it is written: only for those who may see it, with the names of who is in it and why it came back.
import type { Database } from '#db/client.server.ts';
import { reviewsOf } from '#db/queries/revisions.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { type AnswerRead, readAnswers } from '#app/domain/words/answers/read-answers.ts';
import { type NamedPerson, namePeople } from './people-of-content.ts';
import type { PostFacts } from './post-facts.ts';
import { EDITABLE, isOneOf } from './post-status.ts';
import { type PostAddress, readSeenPost } from './read-post-page.ts';

export interface DraftPage {
  facts: PostFacts;
  people: Map<string, NamedPerson>;
  /** it can be changed as it stands; otherwise its own page says what can be done */
  editable: boolean;
  /** what was answered to findings in its words, by id */
  answers: Map<string, AnswerRead>;
  sentBack: { byName: string; reason: string; decidedAt: Date } | null;
}

/** Errors: AppError not_found for what is not there and what is not theirs to see. */
export async function readDraft(db: Database, person: Person, of: PostAddress, at: Date): Promise<DraftPage> {
  const facts = await readSeenPost(db, person, of, at);
  const people = await namePeople(db, of, [facts.working]);
  return {
    facts,
    people,
    editable: isOneOf(facts.post.status, EDITABLE),
    answers: await readAnswers(db, of, facts.words.working),
    sentBack: await lastSentBack(db, of),
  };
}

/** Why the post came back the last time, as long as nothing else has been decided since. */
async function lastSentBack(db: Database, of: PostAddress): Promise<DraftPage['sentBack']> {
  const [last] = await reviewsOf(db, of, of.postId);
  if (!last || last.decision !== 'changes_requested') return null;
  const names = await namesOf(db, of.trustId, [last.decidedBy]);
  return { byName: names.get(last.decidedBy) ?? '', reason: last.reason, decidedAt: last.decidedAt };
}
