// Whether a pupil is named in a post's texts, as far as the checks of groups and of ages need to know: in full anywhere, or by a first
// name that is no everyday word.
import { namesIn } from './name-hits.ts';
import { everydayNames, fullNameSpans } from './names-full.ts';
import type { WordView } from '#app/domain/words/word-check.ts';

const known = new WeakMap<WordView, boolean>();

/** Some pupil's name stands somewhere in the texts; asked once for a post. */
export function pupilNamed(view: WordView): boolean {
  if (view.ground.names.pupils.length === 0) return false;
  const before = known.get(view);
  if (before !== undefined) return before;
  const everyday = everydayNames(view.ground.lists);
  const named = view.parts.some(
    (part) =>
      fullNameSpans(part, view).some(({ near }) => !near) ||
      namesIn(part.folded, view.ground.names).hits.some(
        ({ part: of, leads, like, alone, token }) =>
          of === 'forename' &&
          !like &&
          leads &&
          alone.length > 0 &&
          token.capital &&
          !everyday.has(token.key),
      ),
  );
  known.set(view, named);
  return named;
}
