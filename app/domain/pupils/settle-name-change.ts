// The safeguarding lead looks through what a change of name left in public: each post by itself, without the old name being told.
import {
  findNameChange,
  openNameChanges,
  postsWithoutWords,
  type PostWithoutWords,
  settleNameChangeRow,
} from '#db/queries/names.server.ts';
import { findPupil, pupilsByIds } from '#db/queries/pupils.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';

interface NameChangeRef {
  schoolId: string;
  nameChangeId: string;
}

export interface NameChangePage {
  id: string;
  /** as they are called now */
  pupil: { id: string; name: string };
  changedAt: Date;
  posts: PostWithoutWords[];
  doneAt: Date | null;
}

const MOST_LISTED = 50;

/** Errors: AppError forbidden without `nameChange.settle`; not_found for another school. */
export async function readNameChange(
  db: Database,
  person: Person,
  ref: NameChangeRef,
  at: Date,
): Promise<NameChangePage> {
  requireMay(person, 'nameChange.settle', ref.schoolId, at);
  const { id, pupilId, changedAt, postIds, doneAt } = found(
    await findNameChange(db, ref, ref.nameChangeId),
    'name change',
  );
  const pupil = found(await findPupil(db, ref, pupilId), 'pupil');
  const posts = await postsWithoutWords(db, ref, postIds);
  return { id, pupil: { id: pupilId, name: pupilName(pupil) }, changedAt, posts, doneAt };
}

/** Changes that wait to be looked through. Errors: as {@link readNameChange}. */
export async function readOpenNameChanges(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<{ id: string; name: string; posts: number; changedAt: Date }[]> {
  requireMay(person, 'nameChange.settle', schoolId, at);
  const rows = await openNameChanges(db, { schoolId }, MOST_LISTED);
  const pupils = await pupilsByIds(
    db,
    { schoolId },
    rows.map(({ pupilId }) => pupilId),
  );
  return rows.flatMap(({ id, pupilId, postIds, changedAt }) => {
    const pupil = pupils.find((row) => row.id === pupilId);
    return pupil ? [{ id, name: pupilName(pupil), posts: postIds.length, changedAt }] : [];
  });
}

/** Says that whatever is still up may stay. A second time changes nothing. Errors: as {@link readNameChange}. */
export async function settleNameChange(deps: WorkDeps, actor: Person, ref: NameChangeRef): Promise<void> {
  const { schoolId, nameChangeId } = ref;
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'nameChange.settle', schoolId, work.at);
    const { pupilId } = found(await findNameChange(work.db, ref, nameChangeId), 'name change');
    if (await settleNameChangeRow(work.db, ref, nameChangeId, actor.userId, work.at))
      work.record({ type: 'name_change.settled', schoolId, pupilId, nameChangeId });
  });
}
