// A connection in plain words: what it allows, what stands in the way of one, and how a try ended, with the one thing to do.
import type { ConnectBarrier, TryOutcome } from '#app/domain/accounts/connection-rules.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { type RefusalWords, words } from './refusals/refusal-words.ts';

/** What each right that X names lets Gatepost do. */
const SCOPE_WORDS: Readonly<Record<string, string>> = {
  'tweet.read':
    'See the account’s own posts, to make sure that each one is really there, and gone when it should be',
  'tweet.write': 'Publish posts that were approved here, and delete them',
  'users.read': 'See the account’s name, to make sure that it is the right one',
  'media.write': 'Send photos with posts',
  'offline.access': 'Stay connected until somebody ends it',
};

/** The rights as sentences; a right that we have no words for is given by its own name, so that nothing is hidden. */
export function rightsWords(platform: Platform, scopes: readonly string[]): string[] {
  if (platform === 'bluesky')
    return [
      'Everything that can be done on the account except changing its password or closing it: app passwords on Bluesky have no parts',
    ];
  return scopes.map((scope) => SCOPE_WORDS[scope] ?? scope);
}

export const BARRIER_WORDS: Readonly<Record<ConnectBarrier, RefusalWords>> = {
  practice: words(
    'This school practises. Its accounts are on the practice timeline of this machine and can never be real ones.',
    'There is nothing to connect.',
  ),
  by_hand: words('Posts go onto this platform by hand.', 'There is nothing to connect.'),
  account_closed: words('This account is closed for posts.', 'Add it again if it is to be used.'),
  registration_missing: words(
    'X does not know this installation of Gatepost yet.',
    'Whoever runs Gatepost has to register it with X first: X_CLIENT_ID in its settings.',
  ),
  public_address_missing: words(
    'Gatepost has no secure address of its own yet, and access must not pass over an open line.',
    'Whoever runs Gatepost has to set GATEPOST_PUBLIC_URL to an address that begins with https.',
  ),
  second_factor_unconfirmed: words(
    'A password alone would protect this account. Gatepost itself does not ask for a second proof at sign-in.',
    'Whoever runs Gatepost has to put a sign-in with a second factor in front of it, and confirm it in GATEPOST_GOING_LIVE.',
  ),
  backups_unconfirmed: words(
    'Nobody has confirmed that Gatepost is backed up, and that a backup has been put back once to try it.',
    'Whoever runs Gatepost has to do that, and confirm it in GATEPOST_GOING_LIVE.',
  ),
  assessment_unconfirmed: words(
    'Nobody has confirmed that the trust has its own data protection impact assessment.',
    'The data protection officer signs it; whoever runs Gatepost then confirms it in GATEPOST_GOING_LIVE.',
  ),
};

const TRY_WORDS: Readonly<Record<TryOutcome, RefusalWords>> = {
  took_too_long: words('It took longer than ten minutes.', 'Begin again; the approval still counts.'),
  refused_there: words(
    'Somebody said no on the platform’s own page.',
    'Begin again and allow it there, or leave it.',
  ),
  not_granted: words('The platform did not accept it.', 'Begin again; the approval still counts.'),
  other_account: words(
    'Another account was signed in there than the one that was approved. Its access was handed back at once.',
    'Sign out on the platform, sign in as the right account, and begin again.',
  ),
  rights_missing: words(
    'The platform gave fewer rights than were approved. Without all of them posts with photos could not go out, or the connection would end within hours.',
    'Begin again and allow everything that it lists.',
  ),
  no_answer: words(
    'The platform did not answer in time.',
    'Begin again in a few minutes; the approval still counts.',
  ),
  connected_elsewhere: words(
    'This account is connected already, under another entry in Gatepost.',
    'Find out who uses it before you do anything else. Your trust’s administrator can help.',
  ),
  not_allowed_here: words(
    'Real accounts may not be connected on this installation, or not at this school.',
    'Whoever runs Gatepost can see why with “gatepost doctor”.',
  ),
  keys_changed: words(
    'The keys of this installation changed meanwhile.',
    'Begin again; the approval still counts.',
  ),
};

/** How a try ended, in words. */
export const tryWords = (outcome: string): RefusalWords =>
  (TRY_WORDS as Record<string, RefusalWords>)[outcome] ?? TRY_WORDS.no_answer;
