// Where in one text a pupil of the school is named, for checks that ask how near a name stands: the very names that the checks of
// names find, so that there is one way of finding them.
import { firstNames } from './names-first.ts';
import { fullNames } from './names-full.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';
import type { ReadPart, WordView } from '#app/domain/words/word-check.ts';

export interface NameSpot {
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  sentence: number;
  /** false for what may as well be an everyday word, or somebody else's name */
  sure: boolean;
}

const UNSURE = new Set([
  'first_name_or_word',
  'first_name_of_shown',
  'first_name_of_somebody',
  'first_name_short',
  'pupil_surname',
  'pupil_name_nearly',
]);

/** Every place where a pupil is named, or may be. */
export function nameSpots(part: ReadPart, view: WordView): NameSpot[] {
  if (view.ground.names.pupils.length === 0) return [];
  // A first name alone is only looked for where a child is shown; how near it stands matters without one too.
  const shown = { ...view, about: { ...view.about, childShown: true } };
  const found = [fullNames, firstNames].flatMap((check) => check.inPart?.(part, shown) ?? []);
  return found.map(({ from, to, code }) => ({
    from,
    to,
    sentence: part.folded.words[wordAfter(part.folded, from)]?.sentence ?? 0,
    sure: !UNSURE.has(code),
  }));
}
