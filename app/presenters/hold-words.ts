// Why a post is held, in one sentence, and the one thing to do. Whatever changed about a pupil's permission, the words
// are the same, so that nobody can tell what it was.
import { HELD_SENTENCE } from '#app/domain/consent/consent-words.ts';
import type { HoldCause } from '#app/domain/posts/publish-gate.ts';
import type { RefusalWords } from './refusals/refusal-words.ts';

const HOLDS: Readonly<Record<HoldCause, RefusalWords>> = {
  permission_changed: {
    sentence: HELD_SENTENCE,
    todo: 'Remove the photo or the pupil, then send it again.',
  },
  looks_alike: {
    sentence: 'A photo in it looks like one that is coming down.',
    todo: 'Take that photo out and send it again. If it is another picture, the data lead or the safeguarding lead can say so under Stopped photos.',
  },
  stopped_by_person: {
    sentence: 'Somebody at school stopped this post.',
    todo: 'Talk to them. Then let it go on, or open it for changes.',
  },
  approval_not_valid: {
    sentence: 'The approval does not cover this post as it is now.',
    todo: 'Open it for changes and send it to the headteacher again.',
  },
  account_not_open: {
    sentence: 'The account is not approved for posting at the moment.',
    todo: 'Ask your comms lead to look at the account.',
  },
  people_not_in_role: {
    sentence: 'Its author or approver no longer has the role that this post needs.',
    todo: 'Somebody in role has to open it and send it again.',
  },
  photo_not_clean: {
    sentence: 'One of its photos is not the clean file that was approved.',
    todo: 'Remove that photo and add it again.',
  },
  check_failed: {
    sentence: 'A check just before sending stopped it.',
    todo: 'Open it for changes: what is wrong is marked there.',
  },
  concern_open: {
    sentence: 'Somebody is looking into a worry about this post.',
    todo: 'It waits until that is done.',
  },
  not_accounted_for: {
    sentence: 'Not everyone who can be seen is listed.',
    todo: 'Open it for changes and list everyone in each photo.',
  },
  platform_refused: {
    sentence: 'The platform refused the account.',
    todo: 'Your comms lead has to look at the account’s connection.',
  },
  not_on_platform: {
    sentence: 'It was sent, but the platform did not confirm it, and it is not there.',
    todo: 'Open it for changes and send it to the headteacher again.',
  },
  removal_wanted: {
    sentence: 'Somebody asked for it to come down before it was out.',
    todo: 'Talk to them before you do anything else.',
  },
  trip_changed: {
    sentence: 'The trip that it is about was changed, and it no longer fits.',
    todo: 'Open it for changes, or let it go on when it is still right.',
  },
  no_credit: {
    sentence: 'The account’s credit with the platform is used up. Nothing is wrong with the post.',
    todo: 'Ask whoever runs Gatepost for you to top it up or raise the limit. Then give the post a new time.',
  },
  same_words_there: {
    sentence: 'A post with the same words is on the account already. Gatepost did not put it there.',
    todo: 'Look at the account. If that post will do, cancel this one. If not, open this one and change its words.',
  },
  account_disconnected: {
    sentence: 'The account is not connected at the moment.',
    todo: 'The comms lead can connect it again on its page under Accounts. Then give this post a new time.',
  },
};

/** The words for a hold's cause. */
export function holdWords(cause: string): RefusalWords {
  return (HOLDS as Record<string, RefusalWords>)[cause] ?? HOLDS.check_failed;
}
