// The office looks one post's pupils up in the school's own records, because the last export is too old to rely on. It stands in
// for a fresh export for a day, for this post and these pupils, and for nothing else: whoever said no is still not shown.
import {
  insertRecordCheck,
  type PostToLookUp,
  postsToLookUp,
  recordChecksOf,
} from '#db/queries/record-checks.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { closedDatesKnown } from './consent-ground.ts';
import { recordsAreOld } from './export-age.ts';
import type { ConsentSchool } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { pupilName } from './pupil-name.ts';

/** For how long a look counts, in ms. */
export const LOOK_COUNTS_MS = 24 * 3_600_000;

/** Posts that have not gone out: what is live is not stopped by the age of an export, and what is ended needs nothing. */
export const TO_GO_OUT: readonly PostStatus[] = [
  'draft',
  'changes_requested',
  'in_review',
  'approved',
  'scheduled',
  'held',
];

type School = ConsentSchool & { id: string; trustId: string };

export interface PostsToLookUp {
  /** false: the records can be relied on, and nobody need look anything up */
  old: boolean;
  exportedAt: Date | null;
  /** posts that show pupils and have not gone out; empty while the records are not old */
  posts: PostToLookUp[];
}

/** Errors: AppError forbidden without `record.check`; not_found for another school. */
export async function listPostsToLookUp(
  db: Database,
  person: Person,
  school: School,
  at: Date,
): Promise<PostsToLookUp> {
  requireMay(person, 'record.check', school.id, at);
  const exportedAt = school.consentExportedAt;
  const old = await areOld(db, school, at);
  return {
    old,
    exportedAt,
    posts: old ? await postsToLookUp(db, { schoolId: school.id }, TO_GO_OUT, at) : [],
  };
}

export interface PupilsToLookUp {
  postId: string;
  old: boolean;
  exportedAt: Date | null;
  authorName: string;
  platform: Platform;
  handle: string;
  dueAt: Date | null;
  pupils: { id: string; name: string; group: string; misId: string }[];
  /** the last look that counts now for all of them; null when there is none */
  looked: { by: string; at: Date; until: Date } | null;
}

/** Names and numbers only: the office sees who is to be looked up, and nothing of the post. Errors: as {@link listPostsToLookUp}. */
export async function readPupilsToLookUp(
  db: Database,
  person: Person,
  school: School,
  postId: string,
  at: Date,
): Promise<PupilsToLookUp> {
  requireMay(person, 'record.check', school.id, at);
  const scope = { schoolId: school.id };
  const facts = await readPostFacts(db, { ...scope, postId }, at);
  if (!TO_GO_OUT.includes(facts.post.status)) throw new AppError('not_found', 'post');
  const ids = pupilsOf(facts);
  const rows = await pupilsByIds(db, scope, ids);
  const look = (await recordChecksOf(db, scope, postId, at)).find(({ pupilIds }) =>
    ids.every((id) => pupilIds.includes(id)),
  );
  const names = await namesOf(db, school.trustId, look ? [look.checkedBy] : []);
  return {
    postId,
    old: await areOld(db, school, at),
    exportedAt: school.consentExportedAt,
    authorName: facts.author.name,
    platform: facts.account.platform,
    handle: facts.account.handle,
    dueAt: facts.post.dueAt,
    pupils: rows
      .map((row) => ({ id: row.id, name: pupilName(row), group: row.registrationGroup, misId: row.misId }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    looked: look
      ? {
          by: names.get(look.checkedBy) ?? 'somebody who has left',
          at: look.checkedAt,
          until: look.validUntil,
        }
      : null,
  };
}

/**
 * Records that each of these pupils was looked up just now and that what is kept here still holds. `pupilIds`: those that the
 * page listed. Errors: AppError forbidden without `record.check`; not_found; stale_revision `people_changed` when the
 * post shows others by now; illegal_move `nobody_to_look_up` when it shows no pupil or is out.
 */
export async function checkRecords(
  deps: Deps,
  actor: Person,
  input: { schoolId: string; postId: string; pupilIds: readonly string[]; requestKey: string },
): Promise<void> {
  const { schoolId, postId, requestKey } = input;
  requireMay(actor, 'record.check', schoolId, deps.clock.now());
  await withLockedPost(deps, actor, { schoolId, postId }, async (work, facts) => {
    requireMay(work.actor, 'record.check', schoolId, work.at);
    const pupilIds = pupilsOf(facts);
    if (pupilIds.length === 0 || !TO_GO_OUT.includes(facts.post.status))
      throw new AppError('illegal_move', 'nobody_to_look_up');
    if (pupilIds.join() !== [...new Set(input.pupilIds)].sort().join())
      throw new AppError('stale_revision', 'people_changed');
    const written = await insertRecordCheck(work.db, {
      ...{ schoolId, postId, pupilIds, checkedBy: actor.userId, checkedAt: work.at },
      ...{ validUntil: new Date(work.at.getTime() + LOOK_COUNTS_MS), requestKey },
    });
    if (!written) return;
    work.record({
      ...{ type: 'record_check.made', schoolId, aboutPostId: postId, checkId: written },
      pupils: pupilIds.length,
    });
  });
}

/** Ids of the pupils in the content that counts, each once, sorted. */
const pupilsOf = (facts: PostFacts): string[] =>
  [
    ...new Set(
      contentOf(facts).photos.flatMap(({ people }) =>
        people.flatMap(({ kind, id }) => (kind === 'pupil' ? [id] : [])),
      ),
    ),
  ].sort();

async function areOld(db: Database, school: School, at: Date): Promise<boolean> {
  const closedDates = await closedDatesKnown(db, { schoolId: school.id });
  return recordsAreOld(school.consentExportedAt, { ...school, closedDates }, at);
}
