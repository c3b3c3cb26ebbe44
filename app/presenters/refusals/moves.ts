// Why a post does not move: one sentence for every reason of the state machine's.
import type { RefusalReason } from '#app/domain/posts/post-move.ts';
import { type RefusalWords, words } from './refusal-words.ts';

export const MOVE_REFUSALS: Record<RefusalReason, RefusalWords> = {
  not_in_this_state: words(
    'This post has moved on since you opened the page.',
    'Open it again to see where it is now.',
  ),
  only_the_system: words('Gatepost does this step by itself.', 'There is nothing for you to do here.'),
  not_permitted: words(
    'Your role at this school does not include this.',
    'If you need it, ask your headteacher or comms lead.',
  ),
  policy_not_acknowledged: words(
    'The social media policy has changed, or you have not confirmed it yet.',
    'Read it and confirm, then do this again.',
  ),
  not_trained: words(
    'There is no valid training on record for you, so you cannot write posts yet.',
    'Ask your headteacher to arrange it. Once it is on record you can start.',
  ),
  is_author: words(
    'You wrote this post, so somebody else must approve it.',
    'It stays in the queue for them.',
  ),
  is_submitter: words(
    'You sent this post for approval, so somebody else must approve it.',
    'It stays in the queue for them.',
  ),
  has_edited: words(
    'You changed part of this post, so somebody else must approve it.',
    'It stays in the queue for them.',
  ),
  not_the_trips_approver: words(
    'This trip is still away, and one person alone approves its posts until everyone is back.',
    'It stays in the queue for them.',
  ),
  not_an_approver: words(
    'Only the headteacher, or a deputy they have named, approves posts.',
    'It stays in the queue for them.',
  ),
  delegation_not_running: words(
    'The headteacher has not passed approval to you for today.',
    'Ask the headteacher, or leave it in the queue for them.',
  ),
  stale_page: words(
    'This post was changed while you were looking at it, so nothing was done.',
    'See what changed, then decide again.',
  ),
  checks_failed: words('Some things still stop this post.', 'Put right what is marked, then try again.'),
  reason_missing: words('The author needs to know what to change.', 'Write a reason, in a few words.'),
  count_differs: words(
    'The number of people you count is not the number listed.',
    'Count again, or send the post back so that everybody is listed.',
  ),
  not_viewed: words(
    'Not every photo has been looked at in full size.',
    'Open each photo, look at all of it, and tick that you have.',
  ),
  time_missing: words('No time was chosen.', 'Choose a day and a time.'),
  time_in_the_past: words('That time has already passed.', 'Choose a later time.'),
  outside_window: words(
    'That time is outside the days the headteacher approved for this post.',
    'Choose a time between them, or ask for the days to be changed and approved again.',
  ),
  account_closes_before: words(
    'The account will be closed by then.',
    'Choose a time before its last day is over.',
  ),
  approval_not_valid: words(
    'The approval does not cover this post as it is now.',
    'Open it for changes and send it to the headteacher again.',
  ),
  account_not_open: words(
    'The account is not approved for posting at the moment.',
    'Ask your comms lead to look at the account.',
  ),
  account_not_connected: words(
    'The account is not connected at the moment, so nothing can go out on it.',
    'The comms lead can connect it, on its page under Accounts. The post keeps its approval.',
  ),
  photos_need_right: words(
    'The account was connected without the right to send photos, so a post with photos cannot go out on it.',
    'The comms lead has to disconnect it and connect it again with that right, on its page under Accounts.',
  ),
  stopped_by_another: words(
    'Somebody at school stopped this post.',
    'They can let it go on, or a safeguarding lead or approver who did not write it.',
  ),
  hold_open: words('This post is held.', 'The reason on the post’s page has to be put right first.'),
  not_due: words('It is not time for this post yet.', 'It goes out by itself when its time comes.'),
  not_near_its_time: words(
    'It is too early: this post opens shortly before its time.',
    'You are told here when it does. The time is on the post’s page.',
  ),
  goes_by_hand: words('A person publishes this post by hand.', 'The post’s page says who and when.'),
  goes_by_itself: words(
    'Gatepost publishes this post by itself, so there is nothing to do by hand.',
    'Open the post to see where it is.',
  ),
  too_late: words(
    'The time for this post passed too long ago, so it was not sent.',
    'Choose a new time for it, or open it for changes.',
  ),
  not_late: words('This post is still in time.', 'There is nothing to do.'),
  gate_closed: words('A check just before sending stopped this post.', 'The reason is on the post’s page.'),
  waiting_for_platform: words(
    'The platform asked us to wait before trying again.',
    'Gatepost tries again by itself.',
  ),
  copy_still_up: words(
    'A second copy of it is still being removed.',
    'Delete both by hand if you can see two, or wait: you are told as soon as Gatepost needs you for it.',
  ),
  not_proved: words(
    'We cannot be sure what happened there, so nothing is assumed.',
    'Look at the account and say what you see.',
  ),
  evidence_missing: words(
    'The record needs to say how you know.',
    'Write in a few words what you saw, and where.',
  ),
  already_sent: words(
    'This post has already left, so it can no longer be changed here.',
    'If it should not be public, take it down.',
  ),
  edited_with_its_lead: words(
    'This post was made from another one, for one more account, so it is never changed by itself.',
    'Open the post it was made from, and change that one. It is then made anew for every account.',
  ),
  decided_with_its_lead: words(
    'This post was made from another one, for one more account, and is decided on together with it.',
    'Open the post it was made from.',
  ),
  stopped_with_its_lead: words(
    'Somebody at school stopped the post that this one was made from.',
    'Open that one. Once it is let go on, this one can be too.',
  ),
  down_with_its_lead: words(
    'The post that this one was made from was taken down, so this one does not go out any more.',
    'If it should still be shown, write a new post.',
  ),
};
