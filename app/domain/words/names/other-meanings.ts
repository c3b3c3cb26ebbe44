// What a forename may be in a text besides somebody's name: a title, a pet, a word of Welsh.
import { mayBeSurname } from './name-surroundings.ts';
import type { NameAtom, NameText } from './name-tokens.ts';
import { ONE_NAME_TITLES, SHOW_WORDS } from '#app/domain/words/lexicons/known-names.ts';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Before a name that is no title: who did it, or for whom. */
const PEOPLE_BEFORE = wordsOf('by to with and from as for');
/** Words before a title, at most, in which it is said what is done with it. */
const MOST_BEFORE_TITLE = 4;

/** `Year 6 performed Oliver!`, `auditions for Annie`. */
function isShow({ atoms }: NameText, at: number): boolean {
  const atom = atoms[at];
  if (!atom || !ONE_NAME_TITLES.has(atom.key)) return false;
  const before = atoms
    .slice(Math.max(0, at - MOST_BEFORE_TITLE), at)
    .filter(({ sentence }) => sentence === atom.sentence);
  const last = before.at(-1)?.key ?? '';
  if (PEOPLE_BEFORE.has(last) && last !== 'for') return false;
  return before.some(({ key }) => SHOW_WORDS.has(key));
}

/** What a book or a play is called: `Charlie and the Chocolate Factory`, `Noah’s Ark`, `Roald Dahl’s Matilda`. */
export function inTitle(read: NameText, first: number, end: number): boolean {
  const { atoms, text } = read;
  const [before, start, last] = [atoms[first - 1], atoms[first], atoms[end - 1]];
  if (!start || !last || /^\p{Lu}{2}/u.test(text.slice(start.from, last.to))) return false;
  const follows = (offset: number): NameAtom | undefined => {
    const atom = atoms[end + offset];
    const between = text.slice(atoms[end + offset - 1]?.to, atom?.from);
    return atom?.sentence === last.sentence && between === ' ' ? atom : undefined;
  };
  if (isShow(read, first)) return true;
  if (last.possessive) return mayBeSurname(follows(0)) || follows(0)?.key === 'ark';
  const the = follows(0)?.key === 'and' ? 1 : 0;
  if (follows(the)?.key === 'the') return mayBeSurname(follows(the + 1));
  const author = atoms[first - 2];
  return (
    before?.possessive === true &&
    before.capital &&
    author?.capital === true &&
    author.sentence === start.sentence &&
    mayBeSurname(author)
  );
}

const PETS = wordsOf(
  'dog puppy cat kitten hamster gerbil rabbit pony tortoise goldfish parrot snail chick hen rat lizard gecko snake goat',
);
const OF_PETS = wordsOf(
  'school office class classroom therapy reading guide assistance wellbeing naughty resident',
);

/** `Phoebe the office cat`, `our therapy dog, Alfie`. */
export function isPet({ atoms, text }: NameText, at: number): boolean {
  const [before, atom, the, next, third] = [
    atoms[at - 1],
    atoms[at],
    atoms[at + 1],
    atoms[at + 2],
    atoms[at + 3],
  ];
  if (!atom) return false;
  const here = (other: NameAtom | undefined): string => (other?.sentence === atom.sentence ? other.key : '');
  if (PETS.has(here(before)) && /^,? $/.test(text.slice(before?.to, atom.from))) return true;
  if (here(the) !== 'the' && here(the) !== 'our') return false;
  return PETS.has(here(next)) || (OF_PETS.has(here(next)) && PETS.has(here(third)));
}

/** Forenames that are words in Welsh: a star, summer, snow, a song. */
const WELSH_WORDS = wordsOf(
  'seren haf eira gwen enfys heulwen mair llinos awen cariad bryn glyn afon celyn eos ffion rhosyn lili nia non tegan mali cadi gwawr nest alaw mabli bedwyr eirlys gwynt heddwch cerys hedd olwen',
);
const WELSH = wordsOf('yr y o i a ar yn ein eu ei fy dy n r bob bawb yw ydy mae da hapus fawr newydd bach');

/** `Seren yr wythnos`: beside a small word of Welsh, one that is a forename too may be the word. */
export function inWelsh({ atoms }: NameText, at: number): boolean {
  const [before, atom, after] = [atoms[at - 1], atoms[at], atoms[at + 1]];
  if (!atom || !WELSH_WORDS.has(atom.key)) return false;
  const small = (other: NameAtom | undefined): boolean =>
    other?.sentence === atom.sentence && WELSH.has(other.key) && !other.capital;
  return (
    (small(after) && !ENGLISH_TOO.has(after?.key ?? '')) ||
    (small(before) && !ENGLISH_TOO.has(before?.key ?? ''))
  );
}
const ENGLISH_TOO = wordsOf('a i o da');
