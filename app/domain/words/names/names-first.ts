// A pupil's first name: beside a child it is stopped as the school's rule on naming pupils says, for name and face together make one
// child; alone it is stopped unless the family agreed to the name. A name that is an everyday word, or somebody else's, is asked about
// (T-02, R-36, R-37, F-17).
import type { NameSpan } from './full-names.ts';
import { type NameHit, namesIn, type NamesRead, together } from './name-hits.ts';
import {
  HALLOWED,
  isOrdinal,
  isThing,
  lacksApostrophe,
  likeAName,
  mayBeSurname,
  praisedInSmall,
  shortNameDoes,
  startsSentence,
  TITLES,
  touch,
} from './name-surroundings.ts';
import { outermost } from '#app/domain/words/reading/spans.ts';
import type { NameAtom, NameToken } from './name-tokens.ts';
import { inTitle, inWelsh, isPet } from './other-meanings.ts';
import { mayNameOneSeen } from './names-of-seen.ts';
import { namesInTags } from './names-in-tags.ts';
import { withinKnownName } from './names-known.ts';
import { everydayNames, fullNameSpans, idsOf, whereOf } from './names-full.ts';
import type { PupilNamed } from './names-ground.ts';
import { apartFrom } from './partial-names.ts';
import { handlesIn } from '#app/domain/words/handles/find-handles.ts';
import { EVERYDAY_SHORT_FORMS } from '#app/domain/words/lexicons/short-forms.ts';
import { type FindingShape, stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { ReadPart, WordCheck, WordView } from '#app/domain/words/word-check.ts';

const shape = (code: string, clause: string, opener?: FindingShape['opener']): FindingShape => ({
  check: 'T-02',
  code,
  clause,
  ...(opener ? { opener } : {}),
});
const STOPPED = shape('pupil_first_name', 'F-17, R-36');
const NOT_AGREED = shape('pupil_first_name_not_agreed', 'R-36, F-17');
const AGREED = shape('pupil_first_name_agreed', 'R-36');
const ALONE = shape('pupil_first_name_alone', 'R-36', 'author');
const AGREED_ALONE = shape('pupil_first_name_agreed_alone', 'R-36');
const WORD_ALONE = shape('first_name_or_word_alone', 'R-36');
const NEVER_NAMED = shape('pupil_never_named', 'R-37', 'author');
const ASK_EVERYDAY = shape('first_name_or_word', 'F-17, R-36', 'author');
const ASK_SHORT = shape('first_name_short', 'F-17, R-36', 'author');
const ASK_SHOWN = shape('first_name_of_shown', 'F-17, R-36', 'author');
const ASK_SOMEBODY = shape('first_name_of_somebody', 'F-17, R-36', 'author');

/** Of these there was one whom everybody means; a child dressed as another is a child. */
const RULERS = new Set(
  'charles william george edward henry james john richard stephen mary anne victoria elizabeth arthur alfred harold david solomon herod philip harry andrew albert louis charlotte catherine kate camilla diana ali jasmine elsa anna leia zelda peach caspian lear midas offa cnut'.split(
    ' ',
  ),
);
/** `Henry VIII`. */
const NUMERAL = /^(?:[IVX]{2,5}|I|V)$/;
const CROWNED = new Set(['king', 'queen', 'prince', 'princess']);
export interface FirstName extends NameSpan {
  as: 'name' | 'word' | 'somebody' | 'short';
}

export const firstNames: WordCheck = {
  id: 'T-02',
  version: 1,
  inPart(part, view) {
    if (view.ground.names.pupils.every(({ alone }) => !alone)) return [];
    // What may be one name on two lines may be two children's, so each is looked at as a first name too.
    const full = fullNameSpans(part, view).filter(({ inList }) => !inList);
    const found = apartFrom(firstNamesIn(part, view), full) as FirstName[];
    return found.flatMap((name) => findingOf(part, name, view));
  },
};

function findingOf(part: ReadPart, name: FirstName, { about }: WordView): TextFinding[] {
  const where = whereOf(part, name);
  const shown = name.pupils.filter(({ id }) => about.pupilsShown.has(id));
  const meant = shown.length > 0 ? shown : name.pupils;
  const more = { pupilIds: idsOf(name.pupils) };
  const mayBeNamed = about.settings.pupilIdentity === 'first_name_with_consent';
  if (!about.childShown) {
    // In somebody's handle the check of handles asks.
    if (name.as === 'somebody' || inHandle(part, name)) return [];
    if (about.settings.pupilIdentity === 'never')
      return name.as === 'name' ? [stops(NEVER_NAMED, where, { ...more, fix: fixOf(part, name) })] : [];
    if (name.pupils.every(({ agreed }) => agreed.firstName)) return [warns(AGREED_ALONE, where, more)];
    if (name.as === 'word') return [warns(WORD_ALONE, where, more)];
    if (name.as === 'short') return [warns(ASK_SHORT, where, more)];
    return [stops(ALONE, where, { ...more, fix: fixOf(part, name) })];
  }
  if (mayBeNamed && meant.every(({ agreed }) => agreed.nameWithImage)) return [warns(AGREED, where, more)];
  // Asked in words of its own, so that what was said before this pupil could be seen answers nothing now.
  if (shown.length > 0 && (name.as === 'word' || name.as === 'somebody'))
    return [stops(ASK_SHOWN, where, more)];
  if (name.as === 'word') return [stops(ASK_EVERYDAY, where, more)];
  if (name.as === 'somebody') return [stops(ASK_SOMEBODY, where, more)];
  // Of a pupil who can be seen, a short form is the name.
  if (name.as === 'short' && shown.length === 0) return [stops(ASK_SHORT, where, more)];
  return [stops(mayBeNamed ? NOT_AGREED : STOPPED, where, { ...more, fix: fixOf(part, name) })];
}

const inHandle = ({ text }: ReadPart, name: FirstName): boolean =>
  handlesIn(text).some(({ from, to }) => from <= name.from && to >= name.to);

function fixOf({ text }: ReadPart, { from, to }: NameSpan): string {
  if (text[from] === '#') return '';
  return /['’]s?$/u.test(text.slice(from, to)) ? 'a pupil’s' : 'a pupil';
}

/** First names of pupils on roll here, each with how it is used. */
export function firstNamesIn(part: ReadPart, view: WordView): FirstName[] {
  const read = namesIn(part.folded, view.ground.names);
  const everyday = everydayNames(view.ground.lists);
  const school = view.about.schoolName.toLowerCase();
  const { pupilsShown } = view.about;
  const bySpan = new Map<string, { name: FirstName; pupils: (readonly PupilNamed[])[] }>();
  for (const hit of read.hits) {
    if (hit.part !== 'forename' || hit.like === 'near' || !hit.leads || hit.alone.length === 0) continue;
    const name = hit.token.plural
      ? withoutApostrophe(read, hit, everyday)
      : readFirstName(read, hit, { everyday, school, seen: hit.alone.some(({ id }) => pupilsShown.has(id)) });
    if (!name) continue;
    const key = `${name.from} ${name.to}`;
    const before = bySpan.get(key);
    if (before) {
      before.pupils.push(name.pupils);
      if (before.name.as === 'short') before.name = name;
    } else bySpan.set(key, { name, pupils: [name.pupils] });
  }
  const names = [...bySpan.values()].map(({ name, pupils }) => ({ ...name, pupils: together(pupils) }));
  const all = [...outermost(names), ...namesInTags(read, everyday)];
  if (all.length === 0) return all;
  const isKnown = withinKnownName(part.folded, view.ground);
  return all.filter((name) => !isKnown(name));
}

function withoutApostrophe(
  read: NamesRead,
  { token, alone, like }: NameHit,
  everyday: ReadonlySet<string>,
): FirstName | null {
  const atom = read.atoms[token.first];
  if (!atom || like || atom.within !== null || everyday.has(token.key) || everyday.has(atom.key)) return null;
  if (token.key.length < (atom.capital ? 3 : 4) || !lacksApostrophe(read, token.first)) return null;
  return { from: atom.from, to: atom.to, pupils: alone, inList: false, as: 'word' };
}

interface Here {
  everyday: ReadonlySet<string>;
  school: string;
  /** one of the pupils so called can be seen */
  seen: boolean;
}

/** Null: no name where it stands. */
function readFirstName(
  read: NamesRead,
  { token, alone, like }: NameHit,
  { everyday, school, seen }: Here,
): FirstName | null {
  const { atoms, text } = read;
  const [before, start, last, after] = [
    atoms[token.first - 1],
    atoms[token.first],
    atoms[token.end - 1],
    atoms[token.end],
  ];
  if (!start || !last || (like === 'short' && !isOneWord(token, start))) return null;
  const leads = before?.sentence === start.sentence ? before : undefined;
  const span = { from: start.from, to: last.to, pupils: alone, inList: false };
  if (start.within === 'address') {
    const named = token.key.length > 3 && !everyday.has(token.key) && inPath(text, start.from);
    return named ? { ...span, as: 'somebody' } : null;
  }
  if (leads?.capital && HALLOWED.has(leads.key) && !isOrdinal(text, leads))
    return CROWNED.has(leads.key) && !RULERS.has(token.key) && !everyday.has(token.key)
      ? { ...span, from: leads.from, as: 'somebody' }
      : null;
  if (leads?.key === 'st' && !isOrdinal(text, leads)) return null;
  if (isOfSchool(text, start.from, last.to, leads, after, school)) return null;
  if (RULERS.has(token.key) && after && NUMERAL.test(text.slice(after.from, after.to))) return null;
  if (leads && TITLES.has(leads.key)) return { ...span, from: leads.from, as: 'somebody' };
  const hasSurname = touch(read, last, after) && mayBeSurname(after) && !last.possessive;
  const ownWord = after !== undefined && isPupilWord(read, after.key);
  const plain = everyday.has(token.key) || (like === 'short' && EVERYDAY_SHORT_FORMS.has(token.key));
  if ((plain || token.key.length <= 2) && !(seen && mayNameOneSeen(read, token.first))) {
    if (!token.capital) return praisedInSmall(read, token.first) ? { ...span, as: 'word' } : null;
    if (!likeAName(read, token.first)) return null;
    const tells = last.possessive || shortNameDoes(read, token.first);
    if (token.key.length <= 2 && !plain && startsSentence(read, token.first) && !tells) return null;
  }
  if (hasSurname && !ownWord && !read.shouted.has(start.sentence)) {
    if (plain && isThing(after)) return null;
    return { ...span, to: after?.to ?? span.to, as: 'somebody' };
  }
  if (!plain && token.capital && (inTitle(read, token.first, token.end) || isPet(read, token.first)))
    return { ...span, as: 'somebody' };
  if (!plain && inWelsh(read, token.first)) return { ...span, as: 'word' };
  if (plain) return { ...span, as: 'word' };
  if (like !== 'short') return { ...span, as: 'name' };
  return token.capital || praisedInSmall(read, token.first) ? { ...span, as: 'short' } : null;
}

/** A short form is looked for as it stands: not in letters of several words, and in drawn-out ones only where it is long enough. */
const isOneWord = ({ key, first, end }: NameToken, start: NameAtom): boolean =>
  end === first + 1 && (key === start.key || key.length > 3);

/** "Victoria" in "Victoria Lane Primary School": the word with its neighbour stands in the school's own name. */
function isOfSchool(
  text: string,
  from: number,
  to: number,
  before: NameAtom | undefined,
  after: NameAtom | undefined,
  school: string,
): boolean {
  const withBefore = before && text.slice(before.from, to).toLowerCase();
  const withAfter = after && text.slice(from, after.to).toLowerCase();
  return [withBefore, withAfter].some((words) => words !== undefined && school.includes(words));
}

/** A word that is a pupil's name here, so that "Jane Brown" is not somebody from elsewhere where a Brown is on roll. */
const isPupilWord = ({ index }: NamesRead, key: string): boolean =>
  index.get(key)?.some(({ alone }) => alone.length > 0) === true;

/** Behind the name of the site: `https://a.example/well-done-jane`. */
function inPath(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 2_000 && !/\s/u.test(text[start - 1] ?? '')) start--;
  return /^(?:https?:\/\/)?[^\s/?#:]{1,253}(?::\d{1,5})?[/?#]/iu.test(text.slice(start, at));
}
