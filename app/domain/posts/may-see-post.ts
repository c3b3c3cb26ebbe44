// Who may see a post and its photos: its own people always, others only once it has been submitted, never another school.
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { EDITABLE, isOneOf, type PostStatus } from './post-status.ts';

/** Whether the person may open this post at `at`. Someone of another school gets the same answer as for a post that is not there. */
export function maySeePost(
  person: Person,
  post: { schoolId: string; authorId: string; status: PostStatus; submittedAt: Date | null },
  editors: readonly string[],
  at: Date,
): boolean {
  if (!may(person, 'post.read', post.schoolId, at)) return false;
  if (person.userId === post.authorId || editors.includes(person.userId)) return true;
  const neverSubmitted = isOneOf(post.status, EDITABLE) || (post.status === 'cancelled' && !post.submittedAt);
  return neverSubmitted ? may(person, 'post.readDrafts', post.schoolId, at) : true;
}
