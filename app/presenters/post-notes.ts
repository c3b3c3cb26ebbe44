// What a post's page says after something was done from it, or could not be: fixed sentences, chosen by a word in the address.
import type { NoticeKind } from '#app/components/notice.tsx';

export interface PageNote {
  kind: NoticeKind;
  title: string;
  text: string;
}

const note = (kind: NoticeKind, title: string, text: string): PageNote => ({ kind, title, text });

const NOTES: Readonly<Record<string, PageNote>> = {
  hold: note('done', 'Stopped.', 'It does not go out until somebody lets it go on.'),
  release: note('done', 'It may go on.', 'It is approved again. Give it a time when you are ready.'),
  cancel: note('done', 'Cancelled.', 'It will not go out. What happened to it stays on this page.'),
  unplace: note(
    'done',
    'Taken out of the calendar.',
    'Its approval stands. It goes out only when it has a time again.',
  ),
  take_down: note(
    'done',
    'It is coming down.',
    'You hear here when it is gone. Copies that others made cannot be called back.',
  ),
  why: note('done', 'Noted, thank you.', 'Why it came down is kept with the record.'),
  i_have_it: note(
    'done',
    'It is yours now.',
    'Nobody else is asked for an hour. If it is still up then, or late, people are asked again.',
  ),
  say_not_there: note(
    'done',
    'Noted: it is not there.',
    'It is held now. Open it for changes and send it to the headteacher again.',
  ),
  stay: note('done', 'Its last day is changed.', 'It is taken down by itself after that day.'),
  confirm_removed: note('done', 'Noted: it is gone.', 'What you wrote is kept with the record.'),
  approve: note('done', 'Approved.', 'It goes out only at the time it is given.'),
  send_back: note('done', 'Sent back.', 'Its author has been told, and sees your reason.'),
  reject: note('done', 'Turned down.', 'It will not go out. Its author has been told, and sees your reason.'),
  placed: note(
    'done',
    'It has its time.',
    'It goes out by itself then, after everything is checked once more.',
  ),
  placed_by_hand: note(
    'done',
    'It has its time.',
    'A person publishes it then, by hand. Whoever does is told when it opens, shortly before.',
  ),
  placed_not_all: note(
    'needs-you',
    'It has its time, but not on every account.',
    'Below, each account that still needs a time says so. Open it there to see why and to place it.',
  ),
  hand_over_paused: note(
    'stopped',
    'Not opened: publishing is paused.',
    'It stays in its place. Open it again once somebody lets publishing go on.',
  ),
  hand_over_held: note(
    'stopped',
    'It must not be published now.',
    'It is held. The reason stands on this page.',
  ),
  hand_over_missed: note(
    'needs-you',
    'It is too late for its time, so it must not be published now.',
    'Let it be given a new time, or change it first.',
  ),
  hand_over_published: note(
    'done',
    'Noted: published by hand.',
    'Thank you. Its address is kept. If it has to come down one day, you are asked to delete it there.',
  ),
  hand_over_to_delete: note(
    'stopped',
    'It must come down now.',
    'Something has changed since you opened it. Delete it by hand as it says here, then say so.',
  ),
  hand_over_deleted: note(
    'done',
    'Noted: it was out, and is deleted.',
    'What you wrote is kept with the record.',
  ),
  hand_over_waiting: note(
    'done',
    'Noted: it was not published.',
    'It is back in its place. Open it again while there is time, or give it another time.',
  ),
  delegation_ends: note(
    'needs-you',
    'It has its time, but its approval ends before then.',
    'It was approved on the headteacher’s behalf, and that ends earlier. It would be held. Choose an earlier time, or open it and have it approved again.',
  ),
  moved_on: note(
    'needs-you',
    'This post had moved on since you opened the page, so nothing was done.',
    'This is where it stands now.',
  ),
};

/** The note for the `note` parameter of a page's address; null for any word that is not ours. */
export const pageNote = (address: string): PageNote | null => {
  const word = new URL(address).searchParams.get('note') ?? '';
  return Object.hasOwn(NOTES, word) ? (NOTES[word] ?? null) : null;
};
