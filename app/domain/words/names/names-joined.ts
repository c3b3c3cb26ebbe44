// A name in one post and the face in another, of one event or within days of each other: a stranger puts the two together. One child
// who can be told from all others is stopped, anything less is pointed out (F-17, R-33).
import { pupilsToldIn } from './pupils-told.ts';
import { type FindingShape, stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck, WordView } from '#app/domain/words/word-check.ts';

const shape = (code: string): FindingShape => ({ check: 'T-02', code, clause: 'F-17, R-33' });
const FACE_ELSEWHERE = shape('name_here_face_elsewhere');
const MAYBE_ELSEWHERE = shape('name_here_face_maybe_elsewhere');
const NAME_ELSEWHERE = shape('face_here_name_elsewhere');
const MAYBE_NAMED = shape('face_here_name_maybe_elsewhere');

export const joinedNames: WordCheck = {
  id: 'T-02-joined',
  version: 1,
  inPost(view) {
    const { joined } = view.ground;
    if (joined.shown.length === 0 && joined.named.length === 0) return [];
    return [...namedHere(view), ...shownHere(view)];
  },
};

/** Where a child can be seen here too, the name is stopped already. */
function namedHere(view: WordView): TextFinding[] {
  const { about, ground, parts } = view;
  if (about.childShown) return [];
  const context = { days: about.settings.nameApartDays };
  const mayBeNamed = about.settings.pupilIdentity === 'first_name_with_consent';
  return parts.flatMap((part) =>
    pupilsToldIn(part, view).flatMap(({ pupilId, from, to, full, only, agreed }): TextFinding[] => {
      const face = ground.joined.shown.find((each) => each.pupilId === pupilId);
      if (!face || (mayBeNamed && agreed)) return [];
      const where = { field: part.field, from, to };
      const identified = only && (full || face.alone);
      return identified
        ? [stops(FACE_ELSEWHERE, where, { pupilIds: [pupilId], context, fix: 'one of our pupils' })]
        : [warns(MAYBE_ELSEWHERE, where, { pupilIds: [pupilId], context })];
    }),
  );
}

/** Marked on the description of the photos; said once for the post. */
function shownHere({ about, ground, parts }: WordView): TextFinding[] {
  const named = ground.joined.named.filter(({ pupilId }) => about.pupilsShown.has(pupilId));
  const part = parts.find(({ kind }) => kind === 'alt_text') ?? parts[0];
  if (named.length === 0 || !part) return [];
  const where = { field: part.field, from: 0, to: part.text.length };
  const context = { days: about.settings.nameApartDays };
  const certain = named.filter(({ full }) => full);
  const pupilIds = (certain.length > 0 ? certain : named).map(({ pupilId }) => pupilId).sort();
  return certain.length > 0
    ? [stops(NAME_ELSEWHERE, where, { pupilIds, context })]
    : [warns(MAYBE_NAMED, where, { pupilIds, context })];
}
