// What a check is: a pure rule with an id from the register, a version, and the stages at which it runs.
import type { Issue } from '#app/domain/issues.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';

/** `edit` while drafting, `submit`, `approve` before the decision, `gate` at the moment of publishing. */
export type Stage = 'edit' | 'submit' | 'approve' | 'gate';

export interface CheckView {
  facts: PostFacts;
  content: PostContent;
  stage: Stage;
}

export interface Check {
  id: string;
  stages: readonly Stage[];
  run(view: CheckView): Issue[];
}
