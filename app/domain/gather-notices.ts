// When permission is taken back for many posts within an hour, each person hears of the first few one by one and of the rest in one
// summary, which opens the list of them; whoever may not open that list hears of each. Nothing else is ever left out: what must be
// done by hand or is late is always said.
import type { Tx } from '#db/client.server.ts';
import { lockNotices, toldOfChanges } from '#db/queries/many-notices.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { NoticeDraft } from './notices.ts';
import { PERMISSIONS } from './permissions.ts';

/**
 * Why a post is held or comes down: a permission that went, here or for the same picture in another post. A live post that only
 * looks alike is not among them: its owner has little time to say that it is another picture.
 */
const OF_CHANGES: readonly string[] = ['permission_changed', 'looks_the_same'];
const HELD_OF_CHANGES: readonly string[] = [...OF_CHANGES, 'looks_alike'];

/** Notices of these causes that a person gets one by one within {@link WITHIN_MS}. */
export const ONE_BY_ONE = 5;
export const WITHIN_MS = 3_600_000;

const isOfChange = ({ kind, code }: NoticeDraft): boolean =>
  (kind === 'takedown_requested' && OF_CHANGES.includes(code ?? '')) ||
  (kind === 'post_held' && HELD_OF_CHANGES.includes(code ?? ''));

/** Said at the end of a takedown for a permission; within the hour of a summary its list says it, and the end of no other. */
const isEndOfOne = ({ kind, code }: NoticeDraft): boolean =>
  kind === 'post_taken_down' && code === 'permission_changed';

/** What is written of these drafts of one transaction, in their order. */
export async function gatherNotices(
  db: Tx,
  drafts: readonly NoticeDraft[],
  at: Date,
): Promise<NoticeDraft[]> {
  const many = drafts.filter((draft) => isOfChange(draft) || isEndOfOne(draft));
  const schools = [...new Set(many.map(({ schoolId }) => schoolId))].sort();
  let kept = [...drafts];
  for (const schoolId of schools) kept = await gatherOfSchool(db, schoolId, kept, at);
  return kept;
}

async function gatherOfSchool(
  db: Tx,
  schoolId: string,
  drafts: readonly NoticeDraft[],
  at: Date,
): Promise<NoticeDraft[]> {
  const here = drafts.filter((draft) => draft.schoolId === schoolId);
  if (here.some(isOfChange)) await lockNotices(db, { schoolId });
  const userIds = [...new Set(here.map(({ userId }) => userId))];
  const mayOpenList = new Set(await peopleWithRole(db, { schoolId }, PERMISSIONS['post.takeDown'], at));
  const told = await toldOfChanges(db, { schoolId }, userIds, {
    after: new Date(at.getTime() - WITHIN_MS),
    codes: HELD_OF_CHANGES,
  });
  return drafts.flatMap((draft) => {
    const { userId } = draft;
    if (draft.schoolId !== schoolId || !mayOpenList.has(userId)) return [draft];
    const known = told.get(userId) ?? { single: 0, summary: false, unread: false };
    told.set(userId, known);
    if (isEndOfOne(draft)) return known.summary ? [] : [draft];
    if (!isOfChange(draft)) return [draft];
    if (known.single < ONE_BY_ONE) {
      known.single += 1;
      return [draft];
    }
    // A summary that was read told of what had happened by then, and of nothing since.
    if (known.unread) return [];
    known.summary = known.unread = true;
    return [{ schoolId, userId, kind: 'permissions_surge' as const }];
  });
}
