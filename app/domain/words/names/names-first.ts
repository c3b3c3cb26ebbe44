// A pupil's first name: beside a child it is stopped as the school's rule on naming pupils says, for name and face together make one
// child; alone it is stopped unless the family agreed to the name. A name that is an everyday word, or somebody else's, is asked about
// (T-02, R-36, R-37, F-17).
import type { NameSpan } from './full-names.ts';
import { type NameHit, namesIn, type NamesRead, together } from './name-hits.ts';
import {
  HALLOWED,
  inTitle,
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
import { madeOf } from '#app/domain/words/reading/made-of.ts';
import { outermost } from '#app/domain/words/reading/spans.ts';
import { type NameAtom, piecesOf } from './name-tokens.ts';
import { everydayNames, fullNameSpans, idsOf, whereOf } from './names-full.ts';
import type { PupilNamed } from './names-ground.ts';
import { apartFrom } from './partial-names.ts';
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
const ASK_SOMEBODY = shape('first_name_of_somebody', 'F-17, R-36', 'author');

/** Of these there was one whom everybody means; a child dressed as another is a child. */
const RULERS = new Set(
  'charles william george edward henry james john richard stephen mary anne victoria elizabeth arthur alfred harold david solomon herod philip harry andrew albert louis charlotte catherine kate camilla diana ali jasmine elsa anna leia zelda peach caspian lear midas offa cnut'.split(
    ' ',
  ),
);
const CROWNED = new Set(['king', 'queen', 'prince', 'princess']);
/** What else runs before and after a name in a tag, and only beside a name that means nothing else. */
const BESIDE_IN_TAGS = new Set(
  'well done congratulations congrats good luck go team bravo happy birthday day thank thanks you your proud so of super star our rip love loves we all hello welcome from and wins win winner won rocks rules scores scored for the is was my with miss missing forever best brave to goodbye bye'.split(
    ' ',
  ),
);

/** Words that run before or after a name in a tag written in small letters. */
const IN_TAGS = new Set(
  'welldone congratulations congrats goteam go team bravo happybirthday birthday thankyou thanks proudof proud teamgb superstar star our rip love hello welcome from by and'.split(
    ' ',
  ),
);

interface FirstName extends NameSpan {
  as: 'name' | 'word' | 'somebody';
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
    if (name.as === 'somebody') return [];
    if (about.settings.pupilIdentity === 'never')
      return name.as === 'name' ? [stops(NEVER_NAMED, where, { ...more, fix: fixOf(part, name) })] : [];
    if (name.pupils.every(({ agreed }) => agreed.firstName)) return [warns(AGREED_ALONE, where, more)];
    if (name.as === 'word') return [warns(WORD_ALONE, where, more)];
    return [stops(ALONE, where, { ...more, fix: fixOf(part, name) })];
  }
  if (mayBeNamed && meant.every(({ agreed }) => agreed.nameWithImage)) return [warns(AGREED, where, more)];
  if (name.as === 'word') return [stops(ASK_EVERYDAY, where, more)];
  if (name.as === 'somebody') return [stops(ASK_SOMEBODY, where, more)];
  return [stops(mayBeNamed ? NOT_AGREED : STOPPED, where, { ...more, fix: fixOf(part, name) })];
}

function fixOf({ text }: ReadPart, { from, to }: NameSpan): string {
  if (text[from] === '#') return '';
  return /['’]s?$/u.test(text.slice(from, to)) ? 'a pupil’s' : 'a pupil';
}

/** First names of pupils on roll here, each with how it is used. */
export function firstNamesIn(part: ReadPart, view: WordView): FirstName[] {
  const read = namesIn(part.folded, view.ground.names);
  const everyday = everydayNames(view.ground.lists);
  const school = view.about.schoolName.toLowerCase();
  const bySpan = new Map<string, { name: FirstName; pupils: (readonly PupilNamed[])[] }>();
  for (const hit of read.hits) {
    if (hit.part !== 'forename' || !hit.leads || hit.alone.length === 0) continue;
    const name = hit.token.plural
      ? withoutApostrophe(read, hit, everyday)
      : readFirstName(read, hit, everyday, school);
    if (!name) continue;
    const key = `${name.from} ${name.to}`;
    const before = bySpan.get(key);
    if (before) before.pupils.push(name.pupils);
    else bySpan.set(key, { name, pupils: [name.pupils] });
  }
  const names = [...bySpan.values()].map(({ name, pupils }) => ({ ...name, pupils: together(pupils) }));
  return [...outermost(names), ...inTags(read, everyday)];
}

function withoutApostrophe(
  read: NamesRead,
  { token, alone }: NameHit,
  everyday: ReadonlySet<string>,
): FirstName | null {
  const atom = read.atoms[token.first];
  if (!atom || atom.within !== null || everyday.has(token.key) || everyday.has(atom.key)) return null;
  if (token.key.length < (atom.capital ? 3 : 4) || !lacksApostrophe(read, token.first)) return null;
  return { from: atom.from, to: atom.to, pupils: alone, inList: false, as: 'word' };
}

/** Null: no name where it stands. */
function readFirstName(
  read: NamesRead,
  { token, alone }: NameHit,
  everyday: ReadonlySet<string>,
  school: string,
): FirstName | null {
  const { atoms, text } = read;
  const [before, start, last, after] = [
    atoms[token.first - 1],
    atoms[token.first],
    atoms[token.end - 1],
    atoms[token.end],
  ];
  if (!start || !last) return null;
  const leads = before?.sentence === start.sentence ? before : undefined;
  const span = { from: start.from, to: last.to, pupils: alone, inList: false };
  if (start.within === 'address') {
    const named = token.key.length > 3 && !everyday.has(token.key) && inPath(text, start.from);
    return named ? { ...span, as: 'somebody' } : null;
  }
  if (leads?.capital && HALLOWED.has(leads.key))
    return CROWNED.has(leads.key) && !RULERS.has(token.key) && !everyday.has(token.key)
      ? { ...span, from: leads.from, as: 'somebody' }
      : null;
  if (leads?.key === 'st') return null;
  if (isOfSchool(text, start.from, last.to, leads, after, school)) return null;
  if (leads && TITLES.has(leads.key)) return { ...span, from: leads.from, as: 'somebody' };
  const hasSurname = touch(read, last, after) && mayBeSurname(after) && !last.possessive;
  const ownWord = after !== undefined && isPupilWord(read, after.key);
  const plain = everyday.has(token.key);
  if (plain || token.key.length <= 2) {
    if (!token.capital) return praisedInSmall(read, token.first) ? { ...span, as: 'word' } : null;
    if (!likeAName(read, token.first)) return null;
    const tells = last.possessive || shortNameDoes(read, token.first);
    if (token.key.length <= 2 && !plain && startsSentence(read, token.first) && !tells) return null;
  }
  if (hasSurname && !ownWord && !read.shouted.has(start.sentence)) {
    if (plain && isThing(after)) return null;
    return { ...span, to: after?.to ?? span.to, as: 'somebody' };
  }
  if (!plain && token.capital && inTitle(read, token.first, token.end)) return { ...span, as: 'somebody' };
  return { ...span, as: plain ? 'word' : 'name' };
}

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

/** `#welldonejane`: a first name at one end of a tag, and at the other what people say to one. */
function inTags({ runs, index, text }: NamesRead, everyday: ReadonlySet<string>): FirstName[] {
  const forename = (piece: string): boolean =>
    piece.length > 2 &&
    !everyday.has(piece) &&
    index.get(piece)?.some(({ part, leads, alone }) => part === 'forename' && leads && alone.length > 0) ===
      true;
  const fits = (piece: string): boolean => BESIDE_IN_TAGS.has(piece) || forename(piece);
  return runs.flatMap(({ key, from, to }): FirstName[] => {
    const made = madeOf(key, fits);
    const pupils = piecesOf(key).flatMap(({ key: piece, start, end }) => {
      const words = index.get(piece);
      if (!words) return [];
      const rest = start === 0 ? key.slice(end) : end === key.length ? key.slice(0, start) : null;
      const alone = rest === '' || (rest !== null && (IN_TAGS.has(rest) || /^\d+$/.test(rest)));
      const beside = made.before[start] && made.after[end] && forename(piece);
      if (piece.length < 3 || !(alone || beside)) return [];
      return words.flatMap(({ part, leads, alone }) =>
        part === 'forename' && leads && alone.length > 0 ? [alone] : [],
      );
    });
    if (pupils.length === 0) return [];
    const tag = text[from - 1] === '#' ? 1 : 0;
    return [
      {
        from: from - tag,
        to,
        pupils: together(pupils),
        inList: false,
        as: 'name',
      },
    ];
  });
}
