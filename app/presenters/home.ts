// A home page: what its reader can act on now, most pressing first, and nothing that is not theirs to know.
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import type { RegisteredAccount } from '#app/domain/accounts/list-accounts.ts';
import type { HomeLists, ListedRow } from '#app/domain/posts/list-posts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { RemovalCounts } from '#app/domain/removals/read-requests.ts';
import type { ListedTrip } from '#app/domain/school/list-trips.ts';
import type { PauseFacts } from '#app/domain/school/read-pause.ts';
import type { PersonNotice } from '#app/domain/school/read-notices.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { holdWords } from './hold-words.ts';
import { type NoticeWords, noticeWords } from './notices.ts';
import { type CountRow, countRows } from './post-counts.ts';
import { type PostRow, postRow } from './post-list.ts';
import { refusalWords } from './refusals.ts';
import { whereOf } from './platform-words.ts';
import { removalsWaiting } from './removals.ts';
import { type ClockRow, clockRow } from './takedown-clock.ts';
import { fullDayWords, type When, whenWords } from './when.ts';

export interface HomeInput {
  person: Person;
  school: OwnSchool;
  at: Date;
  lists: HomeLists;
  trips: readonly ListedTrip[];
  notices: readonly PersonNotice[];
  pause: PauseFacts['pause'];
  accounts: readonly RegisteredAccount[] | null;
  counts: ReadonlyMap<PostStatus, number> | null;
  removals: RemovalCounts | null;
}

/** A row with one line under it: why it is held, or why this reader cannot decide it. */
export interface NotedRow {
  row: PostRow;
  note: string | null;
}

export interface HomePage {
  /** the one thing this page is about: what waits, or simply today */
  title: string;
  /** "Friday 20 November" */
  today: string;
  /** writing is what this reader comes for: the page offers that first */
  writesFirst: boolean;
  base: string;
  may: { write: boolean; pause: boolean; findPupils: boolean; calendar: boolean; register: boolean };
  notices: NoticeWords[];
  paused: { when: When; byName: string | null; wholeTrust: boolean } | null;
  waiting: NotedRow[] | null;
  trouble: PostRow[] | null;
  held: NotedRow[] | null;
  comingDown: ClockRow[] | null;
  /** requests to remove something that wait for this reader, in sentences; null when they are not for them */
  removals: string[] | null;
  toPlace: PostRow[] | null;
  placed: PostRow[] | null;
  liveToday: PostRow[] | null;
  own: PostRow[] | null;
  trips: { id: string; name: string; out: boolean; when: string }[];
  accounts: { id: string; name: string; where: string; open: boolean }[] | null;
  counts: CountRow[] | null;
}

/** Puts the page together. Lists that are null in the facts stay null: they are not for this reader. */
export function homePage(input: HomeInput): HomePage {
  const { person, school, at, lists } = input;
  const can = (permission: Permission) => may(person, permission, school.id, at);
  const row = (post: ListedRow, page?: 'review') => postRow(post, school, at, page);
  const rows = (posts: ListedRow[] | null) => posts && posts.map((post) => row(post));
  const forYou = (lists.waiting ?? []).filter(({ bar }) => bar === null).length;
  const today = fullDayWords(at, school.zone);
  return {
    title: lists.waiting ? (forYou > 0 ? `${forYou} waiting for you` : 'Nothing waits for you') : today,
    today,
    writesFirst: can('post.draft') && !lists.waiting && !lists.toPlace,
    base: `/s/${school.slug}`,
    may: {
      write: can('post.draft'),
      pause: can('publishing.pause'),
      findPupils: can('pupil.find'),
      calendar: can('calendar.read'),
      register: can('accounts.read'),
    },
    // What waits for this reader stands in its own list right below, and is not said twice.
    notices: input.notices
      .filter(({ readAt, kind }) => !readAt && !(lists.waiting && kind === 'post_waiting_for_you'))
      .map((notice) => noticeWords(notice, school.zone, at)),
    paused: input.pause && {
      when: whenWords(input.pause.since, school.zone, at),
      byName: input.pause.byName,
      wholeTrust: input.pause.wholeTrust,
    },
    waiting:
      lists.waiting &&
      lists.waiting.map(({ post, bar }) => ({
        row: row(post, 'review'),
        note: bar ? refusalWords(bar).sentence : null,
      })),
    trouble: rows(lists.trouble),
    held:
      lists.held &&
      lists.held.map(({ post, causes }) => ({ row: row(post), note: holdWords(causes[0] ?? '').sentence })),
    comingDown:
      lists.comingDown && lists.comingDown.map((takedown) => clockRow(takedown, school, at, person.userId)),
    removals: input.removals && removalsWaiting(input.removals),
    toPlace: rows(lists.toPlace),
    placed: rows(lists.placed),
    liveToday: rows(lists.liveToday),
    own: rows(lists.own),
    trips: can('post.draft') ? input.trips.map((trip) => tripRow(trip, school.zone, at)) : [],
    accounts:
      input.accounts &&
      input.accounts.map(({ id, displayName, open, ...account }) => ({
        ...{ id, name: displayName, open },
        where: whereOf(account),
      })),
    counts: input.counts && countRows(input.counts),
  };
}

function tripRow(
  { id, name, startsAt, endsAt }: ListedTrip,
  zone: string,
  at: Date,
): HomePage['trips'][number] {
  const back = whenWords(endsAt, zone, at);
  const out = startsAt <= at && at < endsAt;
  if (at < startsAt) return { id, name, out, when: `Leaves ${whenWords(startsAt, zone, at).text}` };
  return { id, name, out, when: out ? `Out now, back ${back.text}` : `Back since ${back.text}` };
}
