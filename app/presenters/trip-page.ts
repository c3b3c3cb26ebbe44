// One trip's page: its facts, who may be shown, and what is still to be done, in plain words.
import type { Fact } from '#app/components/facts-list.tsx';
import type { TripFacts } from '#app/domain/trips/read-trip.ts';
import { earliestForTrip, homeAgain } from '#app/domain/trips/trip-posts.ts';
import { shownHandle } from './platform-words.ts';
import { tripPage, type TripPage } from './trip-permissions.ts';
import { dayWords, whenWords } from './when.ts';

export interface TripTodo {
  key: string;
  sentence: string;
  action: { label: string; to: string } | null;
}

export interface WholeTripPage extends TripPage {
  facts: Fact[];
  todos: TripTodo[];
  cancelled: boolean;
  /** doors that this person may open, each a quiet link */
  doors: { label: string; to: string }[];
}

export function wholeTripPage(trip: TripFacts, base: string, zone: string, now: Date): WholeTripPage {
  const page = tripPage(trip.permissions, base, zone, now);
  return {
    ...page,
    cancelled: trip.permissions.cancelled,
    facts: factsOf(trip, zone, now),
    todos: trip.permissions.cancelled ? [] : todosOf(trip, page.to, base, now),
    doors: doorsOf(trip, page.to),
  };
}

function factsOf(facts: TripFacts, zone: string, now: Date): Fact[] {
  const { trip, leaderName, account } = facts;
  const when = (at: Date) => whenWords(at, zone, now).text;
  return [
    { label: 'Place', text: trip.place },
    { label: 'Leaves', text: when(trip.startsAt) },
    { label: 'Back', text: when(trip.endsAt) },
    { label: 'Led by', text: leaderName },
    { label: 'Posts', text: postsWords(facts, zone, now) },
    ...(account ? [{ label: 'Account', text: accountWords(account, zone, now) }] : []),
  ];
}

function postsWords({ trip, namedApproverName }: TripFacts, zone: string, now: Date): string {
  const home = whenWords(homeAgain(trip), zone, now).text;
  if (trip.postsWhileAway === 'after_return') return `After everyone is back, from ${home}`;
  const first = whenWords(earliestForTrip(trip, trip.startsAt, zone), zone, now).text;
  return `From ${first}, each the day after, and until ${home} without a word of where. ${namedApproverName ?? 'Nobody'} alone approves them until then`;
}

function accountWords(account: NonNullable<TripFacts['account']>, zone: string, now: Date): string {
  const { closesAt, closed, approvedBy } = account;
  if (closed) return `${shownHandle(account)} is closed; nothing more goes out on it`;
  // The first moment after its last day: the day before is the one to name.
  const until = closesAt ? dayWords(new Date(closesAt.getTime() - 1), zone, now) : '';
  return `${shownHandle(account)}, approved by ${approvedBy}; it closes by itself after ${until}`;
}

const pupilsWords = (count: number): string => (count === 1 ? '1 pupil is' : `${count} pupils are`);

function todosOf(facts: TripFacts, to: string, base: string, now: Date): TripTodo[] {
  const { trip, permissions, notAsked, letters, may } = facts;
  const todos: TripTodo[] = [];
  if (permissions.pupils.length === 0)
    todos.push({
      key: 'pupils',
      sentence: 'Nobody is on its list yet.',
      action: may.keep ? { label: 'Choose pupils', to: `${to}/pupils` } : null,
    });
  if (notAsked > 0 && now < homeAgain(trip))
    todos.push({
      key: 'ask',
      sentence: `${pupilsWords(notAsked)} not in photos, and nobody has asked their ${notAsked === 1 ? 'family' : 'families'} about this trip.${may.ask ? '' : ' The school office can ask.'}`,
      action: may.ask ? { label: 'Ask families', to: `${base}/requests/new?trip=${trip.id}` } : null,
    });
  if (letters > 0)
    todos.push({
      key: 'letters',
      sentence: `${letters === 1 ? '1 letter' : `${letters} letters`} about it ${letters === 1 ? 'is' : 'are'} still to be printed and handed out.${may.ask ? '' : ' The school office has them.'}`,
      action: may.ask ? { label: 'Open the requests', to: `${base}/requests` } : null,
    });
  return todos;
}

function doorsOf({ trip, residential, account, posted, may }: TripFacts, to: string) {
  const door = (label: string, place: string) => ({ label, to: `${to}/${place}` });
  return [
    ...(may.keep ? [door('Choose pupils', 'pupils'), door('Change the trip', 'edit')] : []),
    ...(may.setPosts && residential ? [door('Posts while it is away', 'posts')] : []),
    ...(may.approveAccount && !(account?.closed ?? trip.accountClosedAt)
      ? [door(account ? 'Its own account' : 'An account of its own', 'account')]
      : []),
    ...(may.keep && !posted ? [door('Call it off', 'cancel')] : []),
  ];
}

const STOPPED = (count: number): string =>
  count === 1 ? '1 post about it was stopped.' : `${count} posts about it were stopped.`;

const NOTES: Readonly<Record<string, string>> = {
  made: 'The trip is made.',
  changed: 'The trip is changed.',
  list: 'The list is changed.',
  posts: 'It is set. The safeguarding leads have been told.',
  opened: 'The account is open.',
  closed: 'The account is closed.',
  cancelled: 'The trip is called off.',
};

/** What to say after something was done, as the address tells: which, and how many posts it stopped; null for nothing. */
export function tripNote(asked: URLSearchParams): { title: string; text: string } | null {
  const title = NOTES[asked.get('note') ?? ''];
  if (!title) return null;
  const stopped = Number(asked.get('stopped')) || 0;
  return { title, text: stopped > 0 ? `${STOPPED(stopped)} Their authors know, and can change them.` : '' };
}
