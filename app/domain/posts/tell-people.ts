// Who hears of a change to a post: its author and editors, its approver, the comms leads. Ids only; words are made when shown.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import type { Work } from '#app/domain/work.ts';
import type { Role } from '#app/domain/actor.ts';
import type { PostFacts } from './post-facts.ts';

export type Audience = 'author' | 'approver' | 'comms' | 'approvers';

/** Writes one notice for each person of the audiences; whoever made the change is not told of it. */
export async function tell(
  work: Work,
  facts: Pick<PostFacts, 'post' | 'review'>,
  kind: NoticeKind,
  audiences: readonly Audience[],
  code?: string,
  /** people told besides, by id */
  also: readonly string[] = [],
  /** somebody who is told in other words */
  not: string | null = null,
): Promise<void> {
  const { schoolId, id: postId, authorId, submittedBy } = facts.post;
  const ids = new Set<string>(also);
  for (const audience of audiences) {
    if (audience === 'author') for (const id of [authorId, submittedBy]) if (id) ids.add(id);
    if (audience === 'approver' && facts.review) ids.add(facts.review.decidedBy);
    if (audience === 'comms') for (const id of await withRoles(work, schoolId, ['comms_lead'])) ids.add(id);
    if (audience === 'approvers')
      for (const id of await withRoles(work, schoolId, ['headteacher', 'deputy'])) ids.add(id);
  }
  if (work.actor.kind === 'person') ids.delete(work.actor.userId);
  if (not) ids.delete(not);
  for (const userId of ids) work.notify({ schoolId, userId, kind, postId, ...(code ? { code } : {}) });
}

const withRoles = (work: Work, schoolId: string, roles: readonly Role[]): Promise<string[]> =>
  peopleWithRole(work.db, { schoolId }, roles, work.at);
