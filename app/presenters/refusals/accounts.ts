// What a use case refuses because of an account, its connection, or another account beside it.
import { BARRIER_WORDS } from '#app/presenters/connection-words.ts';
import { type RefusalWords, words } from './refusal-words.ts';

export const ACCOUNT_REFUSALS: Readonly<Record<string, RefusalWords>> = {
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
};
