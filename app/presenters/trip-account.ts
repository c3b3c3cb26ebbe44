// A trip's own account as the headteacher sees it: what opening it means for this list, or until when it is open.
import type { AccountToOpen, TripAccountFacts } from '#app/domain/trips/read-trip.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { shownHandle } from './platform-words.ts';
import { BARRIER_WORDS } from './trip-words.ts';
import { dayWords } from './when.ts';

interface AccountInput {
  trip: { name: string; endsAt: Date };
  account: TripAccountFacts | null;
  decided: AccountToOpen | null;
  school: { name: string; zone: string };
}

export interface TripAccountPage {
  name: string;
  /** what this is, in two sentences */
  about: string;
  account: { sentence: string; open: boolean } | null;
  barrier: { sentence: string; todo: string } | null;
  /** the list that is decided on; null once there is an account */
  seen: string | null;
  typed: Record<string, string>;
}

/** Days after the trip's end that the form offers. */
const OFFERED_DAYS = 14;

export function accountPage({ trip, account, decided, school }: AccountInput, now: Date): TripAccountPage {
  const last = new Date(trip.endsAt.getTime() + OFFERED_DAYS * 86_400_000);
  return {
    name: trip.name,
    about: aboutWords(decided),
    account: account && {
      sentence: accountSentence(account, school.zone, now),
      open: !account.closed,
    },
    barrier: decided?.barrier ? BARRIER_WORDS[decided.barrier] : null,
    seen: decided?.seen ?? null,
    typed: { displayName: `${school.name}: a trip`.slice(0, 50), lastDay: dateInSchool(last, school.zone) },
  };
}

function aboutWords(decided: AccountToOpen | null): string {
  if (!decided) return 'Only posts about this trip go out on it.';
  const { appear, of } = decided;
  const who =
    of === 0
      ? ''
      : ` ${appear} of ${of} on the list may appear on it as of now; everybody else stays out of every post.`;
  return `Only posts about this trip go out on it, and only pupils with a yes for this very trip appear there.${who}`;
}

function accountSentence(account: TripAccountFacts, zone: string, now: Date): string {
  const { closesAt, approvedBy, approvedAt, closed } = account;
  const since = approvedAt ? dayWords(approvedAt, zone, now) : '';
  const last = closesAt ? dayWords(new Date(closesAt.getTime() - 1), zone, now) : '';
  return closed
    ? `${shownHandle(account)} is closed since ${last}. Nothing more goes out on it.`
    : `${shownHandle(account)} is open since ${since}, approved by ${approvedBy}. It closes by itself after ${last}.`;
}
