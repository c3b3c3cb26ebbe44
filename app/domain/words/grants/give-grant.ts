// The headteacher names somebody who may write about results, inspections and the like: which of them, and until when. Without that
// such words wait for the headteacher's acceptance, post by post (R-42, T-09).
import { grantByRequest, insertGrant } from '#db/queries/spokespeople.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { firstMomentOf, momentAfter } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { SPOKEN_TOPICS, type SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';

export interface GiveGrant {
  schoolId: string;
  /** who may write about it; somebody who writes posts at this school */
  userId: string;
  topics: readonly string[];
  /** first day on which it counts, `YYYY-MM-DD` in the school's calendar; empty = from now on */
  firstDay: string;
  /** last day on which it counts */
  lastDay: string;
  /** made by the form once: a double tap gives one grant */
  requestKey: string;
}

/** Longest time a grant may run, in days: whoever speaks for the school is named anew each year. */
export const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

export type GrantGiven = { ok: true; grantId: string } | { ok: false; issues: Issue[] };

/** Gives the grant. Errors: AppError forbidden without `spokesperson.grant`; not_found for another school. */
export async function giveGrant(deps: WorkDeps, actor: Person, input: GiveGrant): Promise<GrantGiven> {
  const { schoolId, userId, requestKey } = input;
  requireMay(actor, 'spokesperson.grant', schoolId, deps.clock.now());
  const { zone } = found(await findSchool(deps.db, input), 'school');
  return inOneTransaction(deps, actor, async (work): Promise<GrantGiven> => {
    requireMay(actor, 'spokesperson.grant', schoolId, work.at);
    const writers = await writersOf(work.db, { schoolId }, work.at);
    const topics = SPOKEN_TOPICS.filter((topic) => input.topics.includes(topic));
    const startsAt = input.firstDay === '' ? work.at : firstMomentOf(input.firstDay, zone);
    const endsAt = momentAfter(input.lastDay, zone);
    const issues = issuesOf({ writer: writers.includes(userId), topics, startsAt, endsAt, now: work.at });
    if (issues.length > 0 || !startsAt || !endsAt) return { ok: false, issues };
    const row = { schoolId, userId, topics, grantedBy: actor.userId, startsAt, endsAt, requestKey };
    const grantId = await insertGrant(work.db, { ...row, createdAt: work.at });
    if (grantId === null) {
      const earlier = await grantByRequest(work.db, input, requestKey);
      if (!earlier) throw new AppError('illegal_move', 'already_recorded');
      return { ok: true, grantId: earlier.id };
    }
    work.record({
      type: 'spokesperson.granted',
      schoolId,
      grantId,
      toUserId: userId,
      topics,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    });
    return { ok: true, grantId };
  });
}

/** Ids of everybody who may write posts at the school at `at`. */
export const writersOf = (
  db: Parameters<typeof peopleWithRole>[0],
  scope: { schoolId: string },
  at: Date,
): Promise<string[]> => peopleWithRole(db, scope, PERMISSIONS['post.draft'], at);

interface Wanted {
  writer: boolean;
  topics: readonly SpokenTopic[];
  startsAt: Date | null;
  endsAt: Date | null;
  now: Date;
}

/** In the order of the fields on the form. */
function issuesOf({ writer, topics, startsAt, endsAt, now }: Wanted): Issue[] {
  const issue = (code: string, field: string) => block('T-09', code, field, 'R-42');
  const issues: Issue[] = [];
  if (!writer) issues.push(issue('grant_person_missing', 'userId'));
  if (topics.length === 0) issues.push(issue('grant_topics_missing', 'topics'));
  if (!startsAt) issues.push(issue('grant_first_day_unclear', 'firstDay'));
  const from = Math.max(now.getTime(), startsAt?.getTime() ?? 0);
  if (!endsAt || endsAt.getTime() <= from) issues.push(issue('grant_over_already', 'lastDay'));
  else if (endsAt.getTime() - now.getTime() > LONGEST_DAYS * DAY_MS)
    issues.push(issue('grant_too_long', 'lastDay'));
  return issues;
}
