// Where a post stands that a person publishes by hand, and the door to the page on which they do. Never a word as if Gatepost had done it.
import type { Person } from '#app/domain/actor.ts';
import {
  goesByHand,
  isHandedOut,
  mayPublishByHand,
  opensAt,
} from '#app/domain/hand-overs/hand-over-rules.ts';
import type { PostPageFacts } from '#app/domain/posts/read-post-page.ts';
import { inSentence } from './platform-words.ts';
import type { When } from './when.ts';

type Said = { reason: string; todo: string | null };

/** Null where the usual sentence says it. */
export function byHandSaid(page: PostPageFacts, when: (at: Date) => When): Said | null {
  const { facts } = page;
  if (!goesByHand(facts)) return null;
  const { post, account, delivery, school } = facts;
  const there = inSentence(account.platform);
  switch (post.status) {
    case 'scheduled': {
      const due = when(post.dueAt ?? facts.at);
      const opens = opensAt(facts);
      const from = opens && opens > facts.at ? ` It opens ${when(opens).relative}.` : '';
      return {
        reason: `It is to be published on ${there} by hand ${due.text} (${due.relative}).`,
        todo: school.pausedSince
          ? 'Publishing is paused, so it cannot be opened until somebody lets it go on.'
          : `${page.handPublisher ?? 'Your comms lead or headteacher'} publishes it.${from}`,
      };
    }
    case 'publishing':
      return {
        reason: `Somebody has it open to publish it on ${there} by hand.`,
        todo: 'Whoever has it says there what became of it.',
      };
    case 'unknown':
      return {
        reason: `It was opened to be published on ${there} by hand, and nobody has said what became of it. It may be live.`,
        todo: 'Look at the account, then say what you see.',
      };
    case 'published': {
      const since = delivery?.publishedAt;
      return {
        reason: `Published by hand on ${there}${since ? `, as somebody confirmed ${when(since).text}` : ''}. Gatepost cannot look at that account itself.`,
        todo: null,
      };
    }
    case 'missed':
      return {
        reason: `${post.dueAt ? `Its time was ${when(post.dueAt).text}` : 'Its time passed'}, and nobody published it then.`,
        todo: 'Let it be given a new time, or change it first.',
      };
    case 'takedown_failed':
      return {
        reason: `It is still on ${there}. A person published it, so only a person can delete it.`,
        todo: `Delete it on ${there} by hand${page.takedown ? `, by ${when(page.takedown.deadlineAt).text}` : ''}, then say so below.`,
      };
    default:
      return null;
  }
}

/** For those who may publish it, while there is something to do. */
export function byHandDoor(
  { facts }: PostPageFacts,
  person: Person,
  to: string,
): { to: string; label: string; urgent: boolean } | null {
  if (!goesByHand(facts) || !mayPublishByHand(facts, person)) return null;
  if (isHandedOut(facts)) return { to, label: 'Say what became of it', urgent: true };
  if (facts.post.status !== 'scheduled') return null;
  const opens = opensAt(facts);
  const urgent = opens !== null && opens <= facts.at;
  return { to, label: urgent ? 'Publish it by hand' : 'How it is published by hand', urgent };
}
