// What publishing by hand means: when a post may be handed to a person and for how long, who may take it, and what stops it once they
// have it. Pure.
import { isConnected } from '#app/domain/accounts/platforms.ts';
import type { Actor } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { type GateIssue, gateFaults } from '#app/domain/posts/publish-gate.ts';

/** How long a person has the post on their screen, in ms. */
export const HAND_OVER_LIVES_MS = 15 * 60_000;
/** How much of that is left at least when its time comes, in ms. */
const TO_PUBLISH_MS = 5 * 60_000;

/** Whether the post goes out by a person's hand: its account is on a platform that Gatepost does not post to. */
export const goesByHand = ({ account, delivery }: Pick<PostFacts, 'account' | 'delivery'>): boolean =>
  delivery ? delivery.kind === 'by_hand' : !isConnected(account.platform);

/** A person has it and has not said yet what became of it. */
export const isHandedOut = ({ post, delivery }: Pick<PostFacts, 'post' | 'delivery'>): boolean =>
  delivery?.state === 'handed_out' && (post.status === 'publishing' || post.status === 'unknown');

/** Whether this person may publish this post by hand: by their role, or because they were asked to do it for this post. */
export function mayPublishByHand({ post, delivery, at }: PostFacts, actor: Actor): boolean {
  if (actor.kind !== 'person') return false;
  if (may(actor, 'post.publishByHand', post.schoolId, at)) return true;
  return delivery?.handPublisherId === actor.userId && may(actor, 'post.draft', post.schoolId, at);
}

/**
 * The first moment at which it may be handed out: the school's minutes before its time, and never before the days for which it was
 * approved or before its account opens. Null while it has no time.
 */
export function opensAt({ post, account, school }: PostFacts): Date | null {
  if (!post.dueAt) return null;
  const before = post.dueAt.getTime() - school.settings.handOverMinutes * 60_000;
  return new Date(Math.max(before, post.windowFrom.getTime(), account.opensAt?.getTime() ?? 0));
}

/**
 * Until when a post handed out at `at` stays with the person: a quarter of an hour, or five minutes past its time where that is later, and
 * no longer than it may go out at all.
 */
export const endsAt = ({ post, account }: PostFacts, at: Date): Date =>
  new Date(
    Math.min(
      Math.max(at.getTime() + HAND_OVER_LIVES_MS, (post.dueAt?.getTime() ?? 0) + TO_PUBLISH_MS),
      post.windowUntil.getTime(),
      account.closesAt?.getTime() ?? Number.POSITIVE_INFINITY,
    ),
  );

/** That it is on its way, and that its days run out while it is, stops nothing: the hand-over has an end of its own. */
const OF_BEING_OUT: readonly string[] = ['already_sent', 'outside_window'];

/**
 * Everything that has come up against a post since it was handed out: the whole gate, asked again. The photos' bytes were verified when
 * it was handed out, and what is on the person's phone cannot change with the store.
 */
export function faultsSince(facts: PostFacts): GateIssue[] {
  const handedOut = new Set(facts.working.photos.map(({ sha256 }) => sha256));
  return gateFaults(facts, handedOut).filter(({ code }) => !OF_BEING_OUT.includes(code));
}
