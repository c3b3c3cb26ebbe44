// What stands around a word, and tells whether it is used as somebody's name: titles, particles, what a place or an event is called,
// and what is done or said to people alone.
import { CALENDAR_NAMES, EVERYDAY_FORENAMES, MASS_NAMES, PLACE_NAMES } from './everyday-names.ts';
import { captioned } from './captions.ts';
import type { NameAtom, NameText } from './name-tokens.ts';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Before a grown-up's name. */
export const TITLES = wordsOf(
  'mr mrs ms miss mx dr doctor sir coach prof professor rev reverend revd fr father sister brother lord lady dame cllr councillor madam mme monsieur señor senor constable pc pcso sgt sergeant captain capt nurse principal headteacher headmaster headmistress uncle auntie aunt',
);
/** Before the name of a saint or somebody of whom there is only one. */
export const HALLOWED = wordsOf('st saint santa san king queen prince princess pope emperor president');
/** Small words inside names, which tell nobody from another. */
export const PARTICLES = wordsOf(
  'van von der den de del della di da do dos das du la le el al ul ur as ash abu abd bin bint binti ibn ben bat ap ab ferch o ó mac mc nic ni nig uí ui mhic st san ter ten zu zur y e',
);
/** What may follow "Rose" or "Victoria" where it is a place, an event or a thing. */
const THINGS = wordsOf(`
  cottage house park road street lane avenue court close hill hall farm school primary academy college nursery church cathedral chapel
  hospital hospice centre center museum library gallery theatre garden gardens wood woods forest bridge station square terrace drive
  crescent place way gate field fields cup trophy shield trust foundation fund appeal award awards prize day days week weekend month
  term terms half break holiday holidays fair fayre fete fest festival concert show exhibition club camp challenge reading assembly bank
  project lesson lessons class room department team group house houses form values book books story stories film song hotel inn arms
  united city town county river lake beach bay island market tree bush buds petals lounge cafe restaurant bakery society association
  band choir orchestra league games open final finals ballot budget queen sunday monday fool fools showers report reports examination exam exams results
  homework timetable uniform menu newsletter edition eve morning evening night afternoon teacher teachers work piece supplies tower palace
  rangers wanderers rovers athletic fc marathon bible
`);
/** What only people do, after a name at the start of a sentence. */
export const DEEDS = wordsOf(`
  won wins scored scores said says loved loves enjoyed enjoys made makes wrote writes ran runs painted told played plays sang baked drew
  built learned learnt found showed shows helped helps finished earned received achieved smashed came got took gave read swam jumped
  danced performed starred represented raised grew worked kept led beat held caught threw kicked batted bowled fielded spoke presented
  designed created shared joined passed finished completed gained earned picked coached hosted cooked sewed knitted planted solved tried smiled laughed thinks thought wants wanted feels felt has had was is did
  does and
`);
/** Before a name that is thanked, greeted or told of. */
const CALLS = wordsOf(
  'done congratulations congrats to from by with thanks thank you and bravo hooray hi hello dear called named meet proud for like about between is was are well wonderful brilliant amazing fantastic superstar star our',
);
export const DETERMINERS = wordsOf(
  'the a an this that these those my your their its his her every each some any no all in on at since until till before after during by late early mid half last next of per throughout through from annual school gcse level year key stage our',
);
const TOWARDS = wordsOf(
  'in to from at near around of visit visited visiting toward towards via the new east west north south',
);
/** Words with a capital that are not a surname after a forename. */
const NO_SURNAMES = wordsOf(`
  year years class form reception nursery pupil pupils student students group team and or the a an of in on at to for with from by we our
  you your he she they it its his her their is was are were has have had will can well congratulations what who why how when where this
  that these those all also but so as if not no yes please thank thanks good great amazing fantastic brilliant wonderful super happy
  here there today tomorrow yesterday mr mrs ms miss dr sir coach ks1 ks2 ks3 ks4 ks5 eyfs gcse btec
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december spring summer autumn winter i
`);

/** Whether a word with a capital after a forename may be a surname. */
export const mayBeSurname = (atom: NameAtom | undefined): boolean =>
  atom !== undefined &&
  atom.capital &&
  atom.key.length > 1 &&
  /^\p{L}/u.test(atom.key) &&
  !NO_SURNAMES.has(atom.key) &&
  !TITLES.has(atom.key);

/** Whether what follows makes a place, an event or a thing of it: `Rose Cottage`, `May half-term`. */
export const isThing = (atom: NameAtom | undefined): boolean => atom !== undefined && THINGS.has(atom.key);

/** `1st`, of which the two letters are no saint's. */
export const isOrdinal = (text: string, { key, from }: NameAtom): boolean =>
  key === 'st' && /\d$/.test(text.slice(Math.max(0, from - 2), from));

/** Whether nothing but a space or a hyphen stands between two neighbouring words of one sentence. */
export function touch(
  { text }: NameText,
  before: NameAtom | undefined,
  after: NameAtom | undefined,
): boolean {
  if (!before || !after || before.sentence !== after.sentence || before.possessive) return false;
  const between = text.slice(before.to, after.from);
  return (
    between === '' || (between.length <= 3 && /^[ \u00a0.-]{1,3}$/u.test(between) && !between.includes('\n'))
  );
}

/** Whether a word, which is a forename and an everyday word, is used like a name where it stands. */
export function likeAName(read: NameText, at: number): boolean {
  const { atoms } = read;
  const [before, atom, after] = [atoms[at - 1], atoms[at], atoms[at + 1]];
  if (!atom?.capital) return false;
  const follows = after?.sentence === atom.sentence ? after : undefined;
  const leads = before?.sentence === atom.sentence ? before : undefined;
  if (
    !atom.possessive &&
    follows &&
    touch(read, atom, follows) &&
    (isThing(follows) || /^\d/.test(follows.key))
  )
    return false;
  if (leads && PLACE_NAMES.has(atom.key) && TOWARDS.has(leads.key)) return false;
  if (isListed(read, at)) return false;
  if (captioned(read, at)) return true;
  const isDay = CALENDAR_NAMES.has(atom.key);
  if (leads && isDay && (DETERMINERS.has(leads.key) || /^\d/.test(leads.key))) return false;
  const proudOf = leads?.key === 'of' && atoms[at - 2]?.key === 'proud';
  const called = leads !== undefined && (proudOf || CALLS.has(leads.key));
  const deed =
    follows !== undefined &&
    DEEDS.has(follows.key) &&
    !((isDay || MASS_NAMES.has(atom.key)) && /^(is|was|has|had|does|did|and|came)$/.test(follows.key));
  const spokenTo = follows !== undefined && read.text.slice(atom.to, follows.from).startsWith(',');
  if (atom.possessive || deed) return !(isDay && !leads && !deed);
  if (startsSentence(read, at) || read.shouted.has(atom.sentence) || isLoud(read, at))
    return (called && !isDay) || (spokenTo && !isDay);
  return called || !(leads && DETERMINERS.has(leads.key));
}

/** Named in one breath with everyday names: colours, plants, virtues, crafts. */
const LISTED_WITH = wordsOf(`
  mint lavender thyme parsley bluebells daffodils tulips emerald sapphire diamond topaz turquoise maroon yellow orange purple pink green
  crimson magenta teal ochre umber beige courage kindness respect resilience honesty friendship wisdom peace perseverance determination
  compassion gratitude equality tolerance humility generosity craft crafts design drama dance music technology rhythm pulse pitch tempo
  dynamics harmony frost ice hail thunder lightning wind oak elm birch beech maple sycamore pine
`);
/** Beginnings of what is said to somebody: `Grace, will you read?` */
const SPOKEN = wordsOf('will may hope mark can could would grant chase trust love wish bless');
const CITIES = wordsOf(
  'rome venice naples turin pisa athens madrid barcelona lisbon berlin amsterdam brussels edinburgh cardiff belfast dublin',
);

/** `Amber, ruby and scarlet leaves`, `Holly and ivy`: one of several things of a kind. */
function isListed({ atoms, text }: NameText, at: number): boolean {
  const [atom, joined, second] = [atoms[at], atoms[at + 1], atoms[at + 2]];
  if (!atom || !joined || atom.possessive || joined.sentence !== atom.sentence) return false;
  const comma = text.slice(atom.to, joined.from) === ', ';
  const other = comma ? joined : joined.key === 'and' || joined.key === 'or' ? second : undefined;
  if (!other || other.sentence !== atom.sentence) return false;
  if (other.capital) return PLACE_NAMES.has(atom.key) && CITIES.has(other.key);
  return LISTED_WITH.has(other.key) || (EVERYDAY_FORENAMES.has(other.key) && !SPOKEN.has(other.key));
}

/** Written all in capitals beside another word that is: a capital letter tells nothing there. */
function isLoud({ atoms, text }: NameText, at: number): boolean {
  const loud = (atom: NameAtom | undefined): boolean =>
    atom !== undefined && atom.to - atom.from > 1 && /^\p{Lu}+$/u.test(text.slice(atom.from, atom.to));
  return loud(atoms[at]) && (loud(atoms[at - 1]) || loud(atoms[at + 1]));
}

/** Said to somebody whose name follows, whether "to" stands between or not. */
const PRAISE = wordsOf('done congratulations congrats bravo birthday');
/** After a name that was praised. */
const AFTER_PRAISE = wordsOf('and for on who from what you your in with');
/** Words of two letters, which no capital makes a name of. */
const SHORT_WORDS = wordsOf(
  'so my an do no to us we he be me it is am as at by go if in of on or up oh hi ok pe it tv uk eu ma pa ms dt re ks ta ha la el al id ad ex',
);

/** `well done jo`, `congratulations to grace for`: typed in a hurry, without a capital. */
export function praisedInSmall(read: NameText, at: number): boolean {
  const { atoms, text } = read;
  const atom = atoms[at];
  const said = atoms[at - 1]?.key === 'to' ? at - 2 : at - 1;
  if (!atom || SHORT_WORDS.has(atom.key) || MASS_NAMES.has(atom.key) || CALENDAR_NAMES.has(atom.key))
    return false;
  if (!PRAISE.has(atoms[said]?.key ?? '') || atoms[said]?.sentence !== atom.sentence) return false;
  const after = atoms[at + 1];
  if (!after || after.sentence !== atom.sentence || AFTER_PRAISE.has(after.key)) return true;
  return /[^ \u00a0-]/u.test(text.slice(atom.to, after.from));
}

/** `Jo scored`: at the start of a sentence two letters are a name where they did something. */
export function shortNameDoes({ atoms }: NameText, at: number): boolean {
  const [atom, after] = [atoms[at], atoms[at + 1]];
  if (!atom || !after || atom.sentence !== after.sentence || SHORT_WORDS.has(atom.key)) return false;
  return DEEDS.has(after.key);
}

const JOINING = wordsOf(
  'and the are was were will can but not for with from this that who has had have our all',
);

/** `Janes team won`: a name whose apostrophe was forgotten, before what is hers. */
export function lacksApostrophe(read: NameText, at: number): boolean {
  const { atoms } = read;
  const [before, atom, after] = [atoms[at - 1], atoms[at], atoms[at + 1]];
  if (!atom || !after || after.capital || after.key.length < 3 || !touch(read, atom, after)) return false;
  if (!/^\p{L}/u.test(after.key) || DEEDS.has(after.key) || JOINING.has(after.key)) return false;
  if (!before || before.sentence !== atom.sentence) return true;
  if (before.key === 'the' || TITLES.has(before.key) || HALLOWED.has(before.key)) return false;
  return !touch(read, before, atom) || !mayBeSurname(before);
}

/** At the start of a sentence or a line, a capital letter tells nothing. */
export function startsSentence({ atoms, text }: NameText, at: number): boolean {
  const [before, atom] = [atoms[at - 1], atoms[at]];
  if (!before || !atom || before.sentence !== atom.sentence) return true;
  return /[\n:“"]/u.test(text.slice(before.to, atom.from));
}
