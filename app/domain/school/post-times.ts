// What a school settles about the times of its posts: how far apart they go out, how late one may be, and how early one may be taken to be
// published by hand. Pure.
import { block, type Issue } from '#app/domain/issues.ts';
import type { SchoolSettings } from './school-settings.ts';

/** All in minutes. */
export interface PostTimes {
  /** least time between two posts of one account (PF12) */
  apart: number;
  /** after its due time a post is missed, not sent late (PF14) */
  late: number;
  /** before its time a post may be opened by whoever publishes it by hand */
  early: number;
}

/** What each may be, in minutes. */
export const POST_TIMES = {
  apart: [1, 2, 5, 10, 15, 30],
  late: [15, 30, 45, 60, 90, 120],
  /** no longer than whoever opens it has it: it is published at its time, and not before */
  early: [5, 10, 15],
} as const satisfies Record<keyof PostTimes, readonly number[]>;

/** How they are kept among a school's settings. */
export const postTimesOf = (settings: SchoolSettings): PostTimes => ({
  apart: settings.spacingSeconds / 60,
  late: settings.latenessMinutes,
  early: settings.handOverMinutes,
});

export const asSettings = ({ apart, late, early }: PostTimes) =>
  ({ spacingSeconds: apart * 60, latenessMinutes: late, handOverMinutes: early }) as const;

/** What is wrong with them, by the field's name. `before`: what counts now, which may stand though it is not offered. */
export function postTimeIssues(times: PostTimes, before: PostTimes): Issue[] {
  const fields = Object.keys(POST_TIMES) as (keyof PostTimes)[];
  const offered = (field: keyof PostTimes) =>
    times[field] === before[field] || (POST_TIMES[field] as readonly number[]).includes(times[field]);
  const issues = fields
    .filter((field) => !offered(field))
    .map((field) => block('post_times', 'not_offered', field, 'PF14'));
  // Of two posts of the same minute the second has to wait for the first, and must not be missed by that alone.
  if (issues.length === 0 && times.apart * 2 > times.late)
    issues.push(block('post_times', 'apart_longer_than_late', 'apart', 'PF12'));
  return issues;
}
