// T-05: whom a post mentions. The trust's own accounts and its partners pass; a pupil's or a member of staff's own account never, and one
// that nobody knows only when the headteacher has looked.
import { type HeldName, heldNames, holdersOf, holdsName, holdsTitle } from './handle-names.ts';
import { type HandleHit, handlesIn } from './find-handles.ts';
import type { NamesInText } from '#app/domain/words/names/names-ground.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { ReadPart, WordCheck, WordView } from '#app/domain/words/word-check.ts';

const CHECK = { check: 'T-05', clause: 'R-59, R-10' };
/** So many are compared with names; a post with more is no post. */
const MOST = 40;

export const handles: WordCheck = {
  id: 'T-05',
  version: 1,
  inPart(part, view) {
    return handlesIn(part.text)
      .slice(0, MOST)
      .flatMap((hit) => findingOf(hit, part, view));
  },
};

function findingOf(hit: HandleHit, part: ReadPart, view: WordView): TextFinding[] {
  const { ground, about } = view;
  const where = { field: part.field, from: hit.from, to: hit.to };
  const official = [about.accountHandle, ...ground.handles.official].some(
    (own) => own.toLowerCase() === hit.handle,
  );
  if (official) return [];
  if (ground.lists.partners.entries.some((entry) => entry.toLowerCase() === `@${hit.handle}`))
    return about.trip ? [warns({ ...CHECK, code: 'partner_on_trip', clause: 'R-60' }, where)] : [];
  const pupilIds = pupilsIn(hit.handle, view);
  if (pupilIds.length > 0) return [stops({ ...CHECK, code: 'pupil_handle' }, where, { pupilIds, fix: '' })];
  if (ground.adults.adults.some(({ words, staff }) => staff && isTheirs(hit.handle, words)))
    return [stops({ ...CHECK, code: 'staff_handle', clause: 'R-10, R-59' }, where, { fix: '' })];
  return [stops({ ...CHECK, code: 'unknown_handle', opener: 'head' }, where, { fix: '' })];
}

const held = new WeakMap<NamesInText, readonly HeldName[]>();

function pupilsIn(handle: string, { ground }: WordView): readonly string[] {
  const looked = ground.handles.pupils.get(handle);
  if (looked) return looked;
  const before = held.get(ground.names);
  const names =
    before ??
    heldNames(
      ground.names.pupils.flatMap(({ id, words }) =>
        words.flatMap((word) => (word.like ? [] : [{ ...word, id }])),
      ),
    );
  held.set(ground.names, names);
  return holdersOf(handle, names);
}

const isTheirs = (handle: string, words: readonly string[]): boolean => {
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  return (words.length > 1 && holdsName(handle, first, last)) || holdsTitle(handle, last);
};
