// Why something was refused, in words for a tired person on a phone: what happened, and what to do now. One sentence
// for each code, whoever asks and wherever it shows, so that a button's note and the server's answer never differ.
import type { RefusalReason } from '#app/domain/posts/post-move.ts';
import { BARRIER_WORDS } from './connection-words.ts';

export interface RefusalWords {
  /** what stands in the way */
  sentence: string;
  /** the one thing to do */
  todo: string;
}

const words = (sentence: string, todo: string): RefusalWords => ({ sentence, todo });

const REFUSALS: Record<RefusalReason, RefusalWords> = {
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

/** Codes that other use cases refuse with. */
const OTHERS: Readonly<Record<string, RefusalWords>> = {
  already_printed: words(
    'These letters were printed a moment ago, by you or by somebody else.',
    'If they did not come out, print them again: the older ones then no longer work.',
  ),
  already_recorded: words(
    'This page was sent before, with something else on it. What it says now was not written down.',
    'Open the page again and write it down once more.',
  ),
  round_closed: words('This round of asking is over.', 'Start a new one to ask again.'),
  text_too_long: words(
    'This text is longer than we can keep (10,000 characters). It is still on this page.',
    'Make it shorter, then save again.',
  ),
  window_backwards: words('The last day is before the first.', 'Choose a later last day.'),
  people_changed: words(
    'Somebody changed who is in the photos at the same moment.',
    'Try again: nothing of yours was lost.',
  ),
  policy_changed: words(
    'A newer policy came into force while you were reading.',
    'Read the new one below and confirm that.',
  ),
  trip_cancelled: words('This trip was cancelled.', 'Nothing goes out about it. Choose another trip.'),
  subject_of_another_account: words(
    'This account is not for that subject.',
    'Choose one of the subjects shown.',
  ),
  asked_it_yourself: words(
    'You asked for this yourself, so somebody else must decide.',
    'Another headteacher, or your trust’s administrator, can.',
  ),
  approved_it_yourself: words(
    'You approved this connection, so somebody else has to make it.',
    'The comms lead can.',
  ),
  account_changed: words(
    'This account was changed while you were looking at it, so nothing was done.',
    'See what changed, then decide again.',
  ),
  account_connected: words(
    'There is nothing to ask for: posts can go out on this account.',
    'Open it again to see how it stands.',
  ),
  account_practice: words('This account is for practice and stays connected.', 'There is nothing to do.'),
  account_of_a_trip: words(
    'This account belongs to a trip.',
    'The headteacher closes it on the trip’s page.',
  ),
  ...BARRIER_WORDS,
  account_of_another_trip: words(
    'This account was opened for one trip alone.',
    'Choose another account, or that trip.',
  ),
  trip_has_posts: words(
    'A post about this trip has gone out, so the trip stays on record.',
    'If a post should not be public, take it down.',
  ),
  not_residential: words(
    'Everybody is back the same day, so posts can wait until then.',
    'There is nothing to set for this trip.',
  ),
  list_changed: words(
    'Somebody’s answer or the trip’s list changed while you were looking.',
    'See what it is now, then decide again.',
  ),
  trust_is_paused: words(
    'The whole trust is paused, so one school cannot go on by itself.',
    'Ask your trust administrator.',
  ),
  photo_not_ready: words(
    'This photo is still being cleaned and looked at for faces.',
    'It takes a few seconds. Try again then.',
  ),
  original_gone: words(
    'The photo as it was taken has been destroyed, as we promise, so nothing in it can be changed any more.',
    'Remove it from the post and add it again.',
  ),
  box_outside_photo: words('That box reaches outside the photo.', 'Draw it again, inside the photo.'),
  box_too_small: words('That box is too small to be meant.', 'Draw it a little larger.'),
  too_many_boxes: words(
    'We can keep 200 faces and 200 hidden things in one photo, and no more.',
    'Crop the photo, or use another one.',
  ),
  face_not_drawn: words(
    'That box was found by Gatepost, so it stays on the photo.',
    'If it is no face, say “not a face”.',
  ),
  already_there: words('That box is on the photo already.', 'Open the page again to see it.'),
  no_such_picture: words('This photo has no such picture in it.', 'Choose one of those shown.'),
  count_not_a_number: words('That is not a number of people.', 'Type a number, such as 12.'),
  import_under_way: words(
    'Another file is being brought in for this school.',
    'Finish it or leave it, then send yours.',
  ),
  round_over: words(
    'This round is over, and its slips no longer count.',
    'Start another round for the class.',
  ),
  file_gone: words(
    'This file is not there to fetch: its day is over, or it is not ready yet.',
    'Ask for a new one on the pupil’s page.',
  ),
  file_no_answer: words(
    'The part of Gatepost that opens files did not answer.',
    'Wait a minute, then fetch it again.',
  ),
  file_damaged: words('This file cannot be opened any more.', 'Ask for a new one on the pupil’s page.'),
  import_moved_on: words(
    'This file has gone on since you opened the page.',
    'Open it again to see where it stands.',
  ),
  import_ask_twice: words(
    'Many pupils would change at once, so we ask twice.',
    'Look at the numbers, then tick that you are sure.',
  ),
  why_missing: words('The record needs to say why.', 'Write a few words, then press it again.'),
  why_too_long: words(
    'That reason is longer than we can keep (1,000 characters).',
    'Say the most important thing, then press it again.',
  ),
  answer_not_offered: words(
    'These words cannot be let stand that way.',
    'What is marked on this page says who may decide, or what to change.',
  ),
  one_name_alone: words(
    'A single name is asked about in every post, because in another one it may be a pupil.',
    'The answer counts for this post. There is nothing more to do.',
  ),
  second_person_needed: words(
    'This needs two people, and you have decided your part already.',
    'A safeguarding lead and the headteacher each decide. Somebody else gives the other part.',
  ),
  not_your_answer: words('Somebody else decided this.', 'Talk to them, or send the post back.'),
  account_leads: words('The post is for this account already.', 'Choose others beside it.'),
  account_for_teaching: words(
    'This account is for teaching its subjects, and for nothing else.',
    'Choose another account.',
  ),
  account_of_another_subject: words(
    'This account is for posts about its own subjects.',
    'Choose another account, or write the post for this one alone and say its subject there.',
  ),
  same_words_there_too: words(
    'The same words may go out on one account of a platform only. Platforms treat them as spam on a second one.',
    'Choose one of the two. Once the post is out, its page offers a repost by the other account: that shows the very post, and comes down with it.',
  ),
  too_many_accounts: words('A post can go to six accounts at most.', 'Leave some of them out.'),
  not_live: words(
    'The post is not up as it was approved.',
    'Only a post that is up, and unchanged, can be reposted. Look at where it stands.',
  ),
  other_platform: words(
    'A repost is made on the platform that the post is on.',
    'Choose an account there, or write a post for the other platform.',
  ),
  publishing_paused: words(
    'Publishing is paused, and a repost is publishing.',
    'Try again once somebody lets publishing go on.',
  ),
  not_allowed_there: words(
    'This account may not show this post.',
    'What may be shown depends on the account. Leave it where it is.',
  ),
  session_ended: words('You were signed out.', 'Sign in again.'),
};

const UNKNOWN = words('That is not possible just now.', 'Open the page again and look at where it stands.');

/** What to say about a refusal's code. */
export function refusalWords(reason: string): RefusalWords {
  return (REFUSALS as Record<string, RefusalWords>)[reason] ?? OTHERS[reason] ?? UNKNOWN;
}
