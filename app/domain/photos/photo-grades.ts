// Who may see which version of a photo. The original: nobody. What would be sent: everyone who may see the post. Anything
// else, above all the photo before it was blurred: whoever still has to work or decide on it, and after that nobody (I-08, R-06).
import type { Person } from '#app/domain/actor.ts';
import { maySeePost } from '#app/domain/posts/may-see-post.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { approvalBar } from '#app/domain/posts/who-may-approve.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { isMadeBy } from './render-state.ts';

export interface StoredVersion {
  edits: PhotoEdits | null;
  editsHash: string;
}

/** One place in which a post shows the photo. */
export interface ShownIn {
  post: {
    schoolId: string;
    authorId: string;
    status: PostStatus;
    submittedAt: Date | null;
    submittedBy: string | null;
  };
  /** everyone who ever changed the post */
  editors: readonly string[];
  /** who alone may approve it; null = everyone who approves posts */
  onlyApprover: string | null;
  /** what is wanted in the pixels there */
  edits: PhotoEdits | null;
  /** the version that would be sent is there, not still being made */
  finalIsThere: boolean;
}

/** Out: whether this person may see this version of the photo because of this place at `at`. */
export function maySeeVersion(person: Person, version: StoredVersion, shown: ShownIn, at: Date): boolean {
  const { post, editors, onlyApprover, edits, finalIsThere } = shown;
  if (!maySeePost(person, post, editors, at)) return false;
  if (isMadeBy(version, edits)) return true;
  if (!isUndecided(post.status)) return false;
  if (person.userId === post.authorId || editors.includes(person.userId)) return true;
  return finalIsThere && approvalBar(person, { ...post, editors, onlyApprover }, at) === null;
}

const isUndecided = (status: PostStatus): boolean => isOneOf(status, EDITABLE) || status === 'in_review';
