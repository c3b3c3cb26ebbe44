// Giving a post its time: the days it was approved for, a time to begin with, and the answers for the two nights a year on which a time is none or two.
import type { SchedulingFacts } from '#app/domain/posts/read-scheduling.ts';
import type { Scheduled } from '#app/domain/posts/schedule-post.ts';
import { readWallTime, wallTimeOf } from '#app/domain/posts/wall-time.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { type PostRow, postRow, titleOf } from './post-list.ts';
import type { OfferNote } from './post-offers.ts';
import { anyOf } from './post-standing.ts';
import { refusalWords } from './refusals.ts';
import { shownHandle } from './platform-words.ts';
import { clockWords, type When, whenWords, zoneWords } from './when.ts';

export interface SchedulingView {
  base: string;
  here: string;
  title: string;
  over: string;
  status: 'approved' | 'scheduled';
  zone: string;
  /** wall-clock limits and start of the field, `YYYY-MM-DDTHH:MM` */
  earliest: string;
  latest: string;
  initial: string;
  window: { from: When; until: When };
  placed: When | null;
  /** null: this person may place it */
  refused: Pick<OfferNote, 'reason' | 'who'> | null;
  mayUnplace: boolean;
  /** when the approval ends, if that is before the last day */
  approvalEnds: When | null;
  paused: boolean;
  around: PostRow[];
}

/** The default time lies at least this far ahead, and on a quarter of an hour, in ms. */
const AHEAD_MS = 10 * 60_000;
const QUARTER_MS = 15 * 60_000;

/** Null when the post neither waits for a time nor has one. */
export function schedulingView(page: SchedulingFacts, school: OwnSchool): SchedulingView | null {
  const { facts, place, unplace, approvalEndsAt } = page;
  const { post, at } = facts;
  if (post.status !== 'approved' && post.status !== 'scheduled') return null;
  const { zone, slug } = school;
  const base = `/s/${slug}`;
  const when = (moment: Date) => whenWords(moment, zone, at);
  const earliest = new Date(Math.max(post.windowFrom.getTime(), at.getTime()));
  const content = contentOf(facts);
  return {
    base,
    here: `${base}/posts/${post.id}`,
    title: titleOf({ words: content.words, photoCount: content.photos.length }),
    over: facts.trip?.name ?? shownHandle(facts.account),
    status: post.status,
    zone: zoneWords(zone),
    earliest: wallTimeOf(earliest, zone),
    latest: wallTimeOf(post.windowUntil, zone),
    initial: post.dueWall ?? firstTime(earliest, post.windowUntil, at, zone),
    window: { from: when(post.windowFrom), until: when(post.windowUntil) },
    placed: post.dueAt && when(post.dueAt),
    refused: place?.refusal ? refusedNote(place.refusal.reason, page.placers) : null,
    mayUnplace: unplace !== null && unplace.refusal === null,
    approvalEnds: approvalEndsAt && approvalEndsAt < post.windowUntil ? when(approvalEndsAt) : null,
    paused: facts.school.pausedSince !== null,
    around: page.around.map((row) => postRow(row, school, at)),
  };
}

function firstTime(earliest: Date, until: Date, at: Date, zone: string): string {
  const from = Math.max(earliest.getTime(), at.getTime() + AHEAD_MS);
  const first = new Date(Math.ceil(from / QUARTER_MS) * QUARTER_MS);
  return first <= until ? wallTimeOf(first, zone) : '';
}

function refusedNote(reason: string, placers: readonly string[]): Pick<OfferNote, 'reason' | 'who'> {
  const { sentence, todo } = refusalWords(reason);
  const able = anyOf(placers);
  return reason === 'not_permitted' && able
    ? { reason: sentence, who: `${able} can.` }
    : { reason: `${sentence} ${todo}`, who: null };
}

/** What the page asks or says about a time that could not be taken as it stood. */
export interface TimeAnswer {
  /** as it was typed */
  wall: string;
  error: string | null;
  /** the first time there is, when the one typed does not exist */
  next: { wall: string; words: string } | null;
  /** asked when the time exists twice */
  twice: { first: string; second: string } | null;
}

/** The answer for a time that is none, or two. */
export function timeAnswer(
  wall: string,
  time: Extract<Scheduled, { ok: false }>['time'],
  zone: string,
  now: Date,
): TimeAnswer {
  const nothing = { wall, error: null, next: null, twice: null };
  if (time.problem === 'not_a_time') return { ...nothing, error: 'Choose a day and a time.' };
  if (time.problem === 'does_not_exist') {
    const read = readWallTime(time.next, zone);
    const words = read.ok ? whenWords(read.at, zone, now).short : time.next;
    return {
      ...nothing,
      error: `That time does not exist: the clocks go forward that night. The first time after it is ${words}.`,
      next: { wall: time.next, words },
    };
  }
  const said = clockWords(time.first, zone);
  return {
    ...nothing,
    error: `There are two times ${said} that night, because the clocks go back. Say which one you mean.`,
    twice: {
      first: `The first ${said}, before the clocks go back`,
      second: `The second ${said}, an hour later, after they have gone back`,
    },
  };
}
