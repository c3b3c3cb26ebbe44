// What the checks compare with, made from a roster that is held in memory: for the command line and for measuring, which have no
// database. Names and labels are made by the same parts as for a school on record, so that both find the same.
import type { NamesOfPupil } from '#app/domain/pupils/name-words.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { labelsOf, type LabelsOfSchool } from '#app/domain/words/labels/labels-ground.ts';
import { withLikeNames, withOtherForms } from './like-names.ts';
import { nameTextOf, wordsToLookFor } from './name-tokens.ts';
import { namesOfRoster, type NamesInText } from './names-ground.ts';
import type { TextGround } from '#app/domain/words/text-ground.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';

/** One pupil of a roster. */
export interface RosterPupil extends NamesOfPupil {
  /** as the school's records number pupils */
  id: string;
  /** as the records call it: `4`, `Year 4`, `R`; empty where they do not say */
  yearGroup: string;
  registrationGroup: string;
}

const known = new WeakMap<readonly RosterPupil[], { all: NamesInText; labels: LabelsOfSchool }>();

/** Made once for a roster, however many texts are compared with it. */
function readRoster(pupils: readonly RosterPupil[]): { all: NamesInText; labels: LabelsOfSchool } {
  const before = known.get(pupils);
  if (before) return before;
  const made = {
    all: namesOfRoster(pupils.map((names) => ({ id: names.id, names }))),
    labels: labelsOf(pupils.map(({ registrationGroup: group, yearGroup: year }) => ({ group, year }))),
  };
  known.set(pupils, made);
  return made;
}

/** Names and labels of these pupils, all of them on roll: of the names only those of which a word stands in the texts. */
export function rosterGround(
  pupils: readonly RosterPupil[],
  parts: readonly Pick<TextPart, 'text'>[],
): Pick<TextGround, 'names' | 'labels'> {
  const { all, labels } = readRoster(pupils);
  const texts = parts.map(({ text }) => nameTextOf(foldText(text)));
  const words = wordsToLookFor(texts);
  const wanted = new Set(withOtherForms(words));
  const found = all.pupils.filter((pupil) => pupil.words.some(({ word }) => wanted.has(word)));
  return { names: { pupils: withLikeNames(found, texts, words) }, labels };
}
