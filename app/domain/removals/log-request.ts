// Somebody asks for something to be removed: a parent, a pupil, a former pupil, a member of staff or anybody in the public. Whoever
// takes the call writes it down; the clock runs from when it was received.
import { findPost } from '#db/queries/posts.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import {
  insertRemovalRequest,
  removalRequestByKey,
  type RemovalRequestRow,
} from '#db/queries/removal-requests.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { takedownDeadline } from '#app/domain/posts/takedown-deadline.ts';
import { readWallTime } from '#app/domain/posts/wall-time.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { postAtAddress } from './post-at-address.ts';
import { tellDeciders } from './tell-deciders.ts';

export const ASKERS = ['parent', 'pupil', 'former_pupil', 'staff', 'public'] as const;
export const ASKED_WAYS = ['phone', 'in_person', 'email', 'paper'] as const;

/** Longest words kept of a request, in UTF-16 units. */
export const MAX_REQUEST_WORDS = 2_000;
/** A request cannot have been received longer ago than this, in ms: an older date is a slip of the pen. */
const OLDEST_MS = 366 * 86_400_000;

export interface LogRequest {
  schoolId: string;
  from: (typeof ASKERS)[number];
  way: (typeof ASKED_WAYS)[number];
  /** when it was received, `YYYY-MM-DDTHH:MM` on the school's clock */
  receivedWall: string;
  /** what they ask, in the recorder's words */
  words: string;
  /** the post, as somebody chose it; null when they did not */
  postId: string | null;
  /** or its address, on the platform or here; empty when they have none */
  address: string;
  pupilId: string | null;
  requestKey: string;
}

export type RequestLogged = { ok: true; requestId: string } | { ok: false; issues: Issue[] };

/**
 * Writes the request down and tells those who decide on it.
 * Errors: AppError forbidden without `removal.log`; not_found for another school's post or pupil.
 */
export async function logRequest(deps: WorkDeps, actor: Person, input: LogRequest): Promise<RequestLogged> {
  const { schoolId } = input;
  const now = deps.clock.now();
  requireMay(actor, 'removal.log', schoolId, now);
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const received = readWallTime(input.receivedWall, zone, 'first');
  const issues = issuesOf(input, received.ok ? received.at : null, now);
  if (issues.length > 0 || !received.ok) return { ok: false, issues };
  return inOneTransaction(deps, actor, async (work) => {
    const postId = await postAskedAbout(work.db, input);
    if (input.address.trim() !== '' && !postId)
      return { ok: false, issues: [issue('address_unknown', 'address')] };
    if (input.pupilId) found(await findPupil(work.db, input, input.pupilId), 'pupil');
    const receivedAt = received.at < work.at ? received.at : work.at;
    const row = await insertRemovalRequest(work.db, {
      schoolId,
      receivedAt,
      from: input.from,
      way: input.way,
      pupilId: input.pupilId,
      postId,
      words: input.words.trim(),
      recordedBy: actor.userId,
      dueAt: takedownDeadline(receivedAt, zone),
      requestKey: input.requestKey,
    });
    if (!row) return { ok: true, requestId: await earlier(work.db, input) };
    work.record({
      type: 'removal_request.logged',
      schoolId,
      requestId: row.id,
      from: input.from,
      aboutPostId: postId,
    });
    await tellDeciders(work, row);
    return { ok: true, requestId: row.id };
  });
}

const issue = (code: string, field: string): Issue => block('removal', code, field, 'R-86');

function issuesOf(input: LogRequest, receivedAt: Date | null, now: Date): Issue[] {
  const issues: Issue[] = [];
  const age = receivedAt ? now.getTime() - receivedAt.getTime() : NaN;
  // The form's minutes are whole, the clock's are not.
  if (!(age > -60_000 && age < OLDEST_MS)) issues.push(issue('received_not_past', 'receivedWall'));
  if (input.words.trim() === '') issues.push(issue('request_words_missing', 'words'));
  if (input.words.length > MAX_REQUEST_WORDS) issues.push(issue('request_words_too_long', 'words'));
  return issues;
}

type Db = Parameters<typeof findPost>[0];

/** The post chosen, or the one whose address was given; null for an address that leads to none of the school's. */
async function postAskedAbout(db: Db, { schoolId, postId, address }: LogRequest): Promise<string | null> {
  if (postId) return found(await findPost(db, { schoolId }, postId), 'post').id;
  return postAtAddress(db, { schoolId }, address);
}

/** A form sent twice: the request that it made the first time. */
async function earlier(db: Db, input: LogRequest): Promise<string> {
  const row: RemovalRequestRow | null = await removalRequestByKey(db, input, input.requestKey);
  if (!row || row.decisionId) throw new AppError('illegal_move', 'already_recorded');
  return row.id;
}
