// A refusal that concerns one of several accounts: it says which, so that whoever pressed one button knows where to look.
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';

export class RefusedOn extends MoveRefused {
  readonly account: Pick<PostFacts['account'], 'id' | 'platform' | 'handle'>;

  constructor(refused: MoveRefused, account: PostFacts['account']) {
    super(refused.move, refused.refusal);
    const { id, platform, handle } = account;
    this.account = { id, platform, handle };
  }
}

/** Runs what is done on one account; a refusal comes out as one of that account. */
export async function onAccount<T>({ account }: PostFacts, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    throw error instanceof MoveRefused ? new RefusedOn(error, account) : error;
  }
}
