// The one door to the working copy: every change of words, photos, alt texts, people or declarations passes here, so that each
// one is permitted, counted as an edit of that person (who may then never approve it), and recorded.
import { rememberEditor, updateWorkingCopy } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Work } from '#app/domain/work.ts';
import { AFTER_TYPING_MS, askForLooks } from '#app/domain/words/links/look-at-links.ts';
import type { PostRef } from './load-post-facts.ts';
import { declarationsLeft } from './declared-still.ts';
import { movePost, MoveRefused, withLockedPost } from './move-post.ts';
import { mayEdit } from './post-guards.ts';
import type { PostFacts } from './post-facts.ts';
import { EDITABLE, isOneOf } from './post-status.ts';

type WorkingChanges = NonNullable<Parameters<typeof updateWorkingCopy>[4]>;

/** What an edit changed: columns of the post (perhaps none) and the names of the fields for the record. */
export interface Edit {
  columns?: WorkingChanges;
  fields: string[];
}

/** Fields of an edit by which somebody or something new can come into the post's photos. */
const OF_PHOTOS: readonly string[] = ['photos', 'people'];

/**
 * Runs one edit on a locked post. A sent-back post becomes a draft again with the first change.
 * `version` is the number the form was drawn from; an older one is refused and nothing of the person's work is overwritten.
 * Errors: MoveRefused (not permitted, stale_page, already sent), AppError illegal_move when it is in review or approved.
 * @returns the post's new version
 */
export async function editPost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  version: number | undefined,
  change: (work: Work, facts: PostFacts) => Promise<Edit>,
  alsoPupils: readonly string[] = [],
): Promise<{ version: number }> {
  return withLockedPost(
    deps,
    actor,
    ref,
    async (work, facts) => {
      if (!isOneOf(facts.post.status, EDITABLE)) throw new AppError('illegal_move', 'not_in_this_state');
      const refusal = mayEdit(facts, actor, version === undefined ? {} : { version });
      if (refusal) throw new MoveRefused('begin_changes', refusal);
      if (facts.post.status === 'changes_requested')
        await movePost(work, facts, 'begin_changes', {}, { patch: { revisionId: null } });
      const edit = await change(work, facts);
      if (edit.fields.length === 0) return { version: facts.post.version };
      const declarations = edit.fields.some((field) => OF_PHOTOS.includes(field))
        ? await declarationsLeft(work, facts)
        : null;
      const updated = await updateWorkingCopy(work.db, ref, ref.postId, facts.post.version, {
        ...(declarations ? { declarations } : {}),
        ...edit.columns,
        updatedAt: work.at,
      });
      if (!updated) throw new AppError('stale_revision', 'stale_page');
      await rememberEditor(work.db, ref, ref.postId, actor.userId, work.at);
      const fields = [...edit.fields, ...(declarations ? ['declarations'] : [])];
      if (edit.columns?.words !== undefined)
        askForLooks(deps, work, facts, { words: edit.columns.words, photos: [] }, AFTER_TYPING_MS);
      work.record({ type: 'post.edited', ...ref, version: facts.post.version + 1, fields });
      return { version: facts.post.version + 1 };
    },
    alsoPupils,
  );
}
