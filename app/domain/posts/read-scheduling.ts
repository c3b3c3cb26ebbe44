// What the page shows on which a post is given its time: the days it was approved for, what else goes out around them, and whether this person may.
import type { Database } from '#db/client.server.ts';
import { type ListedRow, listPosts } from '#db/queries/post-lists.server.ts';
import { namesOf, peopleWithRole } from '#db/queries/roles.server.ts';
import { type Person, rolesIn } from '#app/domain/actor.ts';
import type { PostFacts } from './post-facts.ts';
import { type OfferedMove, offersOf } from './post-offers.ts';
import { type PostAddress, readSeenPost } from './read-post-page.ts';

export interface SchedulingFacts {
  facts: PostFacts;
  /** placing (or moving) it, and taking it out */
  place: OfferedMove | null;
  unplace: OfferedMove | null;
  placers: string[];
  /** other posts with a time in the days it may go out, soonest first */
  around: ListedRow[];
  /** when the delegation ends on which the approval rests; null when it rests on none */
  approvalEndsAt: Date | null;
}

/** Reads the page for one person. Errors: AppError not_found for what is not there and what is not theirs. */
export async function readScheduling(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<SchedulingFacts> {
  const facts = await readSeenPost(db, person, of, at);
  const { post, delegation, approver } = facts;
  const offers = offersOf(facts, person);
  const placers = await namesOf(
    db,
    of.trustId,
    await peopleWithRole(db, of, ['comms_lead', 'headteacher'], at),
  );
  const placed = await listPosts(db, of, {
    statuses: ['scheduled', 'publishing', 'published'],
    dueFrom: post.windowFrom,
    dueBefore: post.windowUntil,
    order: 'soonest',
    limit: 30,
  });
  const inOwnRight = approver && rolesIn(approver, post.schoolId, at).has('headteacher');
  return {
    facts,
    place: offers.find(({ offer }) => offer === 'place') ?? null,
    unplace: offers.find(({ offer }) => offer === 'unplace') ?? null,
    placers: [...placers.values()].sort(),
    around: placed.filter(({ id }) => id !== post.id),
    approvalEndsAt: inOwnRight ? null : (delegation?.endsAt ?? null),
  };
}
