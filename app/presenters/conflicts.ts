// Two versions of one field, side by side, when two people or two tabs changed it: both are shown, neither is lost.
import type { DraftConflict } from '#app/domain/posts/merge-draft.ts';

export interface ConflictWords extends DraftConflict {
  /** "The words" */
  label: string;
}

export function conflictWords(conflict: DraftConflict): ConflictWords {
  const { field } = conflict;
  const label =
    field === 'words'
      ? 'The words'
      : field === 'subject'
        ? 'The subject'
        : field.startsWith('alt:')
          ? 'The description of a photo'
          : field === 'windowFrom'
            ? 'The first day it may go out'
            : 'The last day it may go out';
  return { ...conflict, label };
}
