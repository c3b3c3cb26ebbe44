// What reading a live post back found, said on its page: gone although nobody here deleted it, not found at the last look, or not as it
// was approved. What the platform shows is never repeated here.
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostPageFacts } from '#app/domain/posts/read-post-page.ts';
import { atStart, inSentence } from './platform-words.ts';
import type { When } from './when.ts';

/** Certain: it was live, it is not there any more, and nobody took it down here. Then nothing may call it live. */
export const isGone = ({ post, delivery }: Pick<PostFacts, 'post' | 'delivery'>): boolean =>
  post.status === 'published' && Boolean(delivery?.goneAt);

/** Null where the usual sentence says it. */
export function goneSaid(
  { facts }: PostPageFacts,
  when: (at: Date) => When,
): { reason: string; todo: string } | null {
  const since = facts.delivery?.goneAt;
  if (!isGone(facts) || !since) return null;
  const there = inSentence(facts.account.platform);
  return {
    reason: `It was on ${there}, but has not been there since ${when(facts.delivery?.missingSince ?? since).text}. Nobody deleted it with Gatepost.`,
    todo: 'Somebody deleted it there, or the platform did. Ask whoever else uses the account. If it should stay gone, take it down here too.',
  };
}

const DRIFT = {
  words:
    'When it was last read back, its words were not the ones that were approved. Put them right there, or take the post down.',
  photos:
    'When it was last read back, its photos were not the ones that were approved. Look at it, and take the post down if they should not be there.',
  alt_text:
    'When it was last read back, a photo had no description or another one. Add it there by hand, or take the post down.',
} as const;

/** What is wrong with a post that is live, as far as is known; null = nothing. */
export function liveTrouble({ facts: { post, delivery, account } }: PostPageFacts): string | null {
  if (post.status !== 'published' || !delivery || delivery.goneAt) return null;
  if (delivery.missingSince)
    return `${atStart(account.platform)} did not show it when it was last read back. It is looked for again within the hour; look at the account if you cannot wait.`;
  return delivery.drift && DRIFT[delivery.drift];
}
