// What cannot be done with what a school keeps beside its posts (trips, letters, rounds of asking, imports, files, reasons), and where a
// policy, a trust's pause or a session that is over stands in the way.
import { type RefusalWords, words } from './refusal-words.ts';

export const RECORD_REFUSALS: Readonly<Record<string, RefusalWords>> = {
  already_printed: words(
    'These letters were printed a moment ago, by you or by somebody else.',
    'If they did not come out, print them again: the older ones then no longer work.',
  ),
  already_recorded: words(
    'This page was sent before, with something else on it. What it says now was not written down.',
    'Open the page again and write it down once more.',
  ),
  round_closed: words('This round of asking is over.', 'Start a new one to ask again.'),
  round_over: words(
    'This round is over, and its slips no longer count.',
    'Start another round for the class.',
  ),
  window_backwards: words('The last day is before the first.', 'Choose a later last day.'),
  policy_changed: words(
    'A newer policy came into force while you were reading.',
    'Read the new one below and confirm that.',
  ),
  trip_cancelled: words('This trip was cancelled.', 'Nothing goes out about it. Choose another trip.'),
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
  another_pause: words(
    'Publishing was paused anew since you opened this page, and it still is.',
    'See who paused it, then decide again. Nothing was changed.',
  ),
  import_under_way: words(
    'Another file is being brought in for this school.',
    'Finish it or leave it, then send yours.',
  ),
  import_moved_on: words(
    'This file has gone on since you opened the page.',
    'Open it again to see where it stands.',
  ),
  import_ask_twice: words(
    'Many pupils would change at once, so we ask twice.',
    'Look at the numbers, then tick that you are sure.',
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
  why_missing: words('The record needs to say why.', 'Write a few words, then press it again.'),
  why_too_long: words(
    'That reason is longer than we can keep (1,000 characters).',
    'Say the most important thing, then press it again.',
  ),
  session_ended: words('You were signed out.', 'Sign in again.'),
};
