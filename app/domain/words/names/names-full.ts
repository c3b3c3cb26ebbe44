// A pupil's full name, or what comes to the same: never beside a child's picture, and elsewhere only where it was agreed to and the
// headteacher takes it on (T-01, R-33, R-36).
import { EVERYDAY_FORENAMES } from './everyday-names.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { fullNamesIn, type NameSpan } from './full-names.ts';
import { namesIn } from './name-hits.ts';
import type { PupilNamed } from './names-ground.ts';
import {
  apartFrom,
  forenamesAndInitials,
  initialsAndSurnames,
  initialsInTags,
  kinOf,
  merged,
  surnamesAlone,
} from './partial-names.ts';
import { type FindingShape, stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { ReadPart, WordCheck, WordView } from '#app/domain/words/word-check.ts';
import type { TextGround } from '#app/domain/words/text-ground.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

const shape = (code: string, clause: string, opener?: FindingShape['opener']): FindingShape => ({
  check: 'T-01',
  code,
  clause,
  ...(opener ? { opener } : {}),
});
const BESIDE_CHILD = shape('pupil_full_name_with_image', 'R-33, R-36');
const NEVER = shape('pupil_named_never', 'R-37, R-36');
const NOT_AGREED = shape('pupil_full_name', 'R-36, R-33');
const AGREED = shape('pupil_full_name_agreed', 'R-36, R-33', 'head');
const IN_LIST = shape('pupil_names_in_list', 'R-36, R-33');
const WITH_INITIAL = shape('pupil_forename_initial', 'R-36, R-33');
const NEARLY = shape('pupil_name_nearly', 'R-36, R-33', 'author');
const SURNAME = shape('pupil_surname', 'R-36');

/** Forenames that are asked about: those every school has, and the trust's own. */
export function everydayNames(lists: WordListsInForce): ReadonlySet<string> {
  const { entries } = lists.everyday_names;
  if (entries.length === 0) return EVERYDAY_FORENAMES;
  const own = entries.flatMap((entry) => foldText(entry).words.map(({ key }) => key));
  return new Set([...EVERYDAY_FORENAMES, ...own]);
}

/**
 * Where full names of pupils stand in a text: in full, with an initial for the forename, or as brothers and sisters. Looked for once
 * for each text and its ground, however many checks ask.
 */
export function fullNameSpans(part: ReadPart, { ground }: WordView): readonly NameSpan[] {
  if (ground.names.pupils.length === 0) return [];
  const before = looked.get(part);
  if (before && before.ground === ground) return before.spans;
  const read = namesIn(part.folded, ground.names);
  const spans = merged([
    ...fullNamesIn(read, everydayNames(ground.lists)),
    ...initialsAndSurnames(read),
    ...initialsInTags(read),
    ...kinOf(read),
  ]);
  looked.set(part, { ground, spans });
  return spans;
}

const looked = new WeakMap<ReadPart, { ground: TextGround; spans: readonly NameSpan[] }>();

export const fullNames: WordCheck = {
  id: 'T-01',
  version: 1,
  inPart(part, view) {
    if (view.ground.names.pupils.length === 0) return [];
    const read = namesIn(part.folded, view.ground.names);
    const full = fullNameSpans(part, view);
    const initialed = apartFrom(merged(forenamesAndInitials(read)), full);
    const schoolWords = new Set(foldText(view.about.schoolName).words.map(({ key }) => key));
    const alone = apartFrom(merged(surnamesAlone(read, schoolWords)), [...full, ...initialed]);
    return [
      ...full.flatMap((span) => fullFinding(part, span, view)),
      ...initialed.map((span) => warns(WITH_INITIAL, whereOf(part, span), { pupilIds: idsOf(span.pupils) })),
      ...alone.map((span) => warns(SURNAME, whereOf(part, span), { pupilIds: idsOf(span.pupils) })),
    ];
  },
};

function fullFinding(part: ReadPart, span: NameSpan, { about, ground }: WordView): TextFinding[] {
  // A pupil of ours is meant before one of the same name elsewhere in the trust.
  const ours = span.pupils.filter((pupil) => pupil.ours);
  const agreed = ours.length > 0 && ours.every((pupil) => pupil.agreed.fullName);
  const more = { pupilIds: idsOf(span.pupils), fix: fixOf(part, span) };
  const where = whereOf(part, span);
  if (span.near) return isAdults(part, span, ground) ? [] : [stops(NEARLY, where, more)];
  if (span.inList) return [warns(IN_LIST, where, { pupilIds: more.pupilIds })];
  if (about.childShown) return [stops(BESIDE_CHILD, where, more)];
  if (about.settings.pupilIdentity === 'never') return [stops(NEVER, where, more)];
  return [stops(agreed ? AGREED : NOT_AGREED, where, more)];
}

/** What is nearly a pupil's name, and is the very name of an adult whom the school knows. */
function isAdults({ text }: ReadPart, { from, to }: NameSpan, { adults }: TextGround): boolean {
  const keys = foldText(text.slice(from, to)).words.map(({ key }) => key);
  return adults.adults.some(({ words }) => words.length > 1 && keys.every((key) => words.includes(key)));
}

export const whereOf = ({ field }: ReadPart, { from, to }: NameSpan) => ({ field, from, to });

/** Of this school alone: nothing here is written down about another school's pupils. */
export function idsOf(pupils: readonly PupilNamed[]): readonly string[] {
  const known = ids.get(pupils);
  if (known) return known;
  const ours = pupils.filter((pupil) => pupil.ours);
  const made = ours.map(({ id }) => id).sort();
  ids.set(pupils, made);
  return made;
}

const ids = new WeakMap<readonly PupilNamed[], readonly string[]>();

/** What says the same without a name; a tag is left out. */
function fixOf({ text }: ReadPart, { from, to }: NameSpan): string {
  const marked = text.slice(from, to);
  if (marked.startsWith('#') || text[from - 1] === '#' || text[from - 1] === '@') return '';
  const possessive = /['’]s?$/u.test(marked);
  return possessive ? 'one of our pupils’' : 'one of our pupils';
}
