// Finds in a text where children are at this moment, or will be: "we're at Kew", "just arrived", "back at 4pm", "Year 5 will be at the
// farm on Friday". What was, and what happens on the school's own premises, is none of it.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import * as say from '#app/domain/words/lexicons/places.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { type SpokenWord, spokenSentences } from '#app/domain/words/reading/spoken-words.ts';
import { type ToldPlace, toldPlace } from './told-place.ts';
import { timeAt, timeOfReturn } from './told-time.ts';

export interface PlaceTold {
  /** `live`: where pupils are. `ahead`: where they will be. `staff`: where grown-ups of the school are or will be */
  kind: 'live' | 'ahead' | 'staff';
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
}

const findPhrases = phraseFinder(say.LIVE_PHRASES);

/** Everything the text tells of places, once for each sentence. `school`: words of the school's own name. */
export function placesTold(folded: FoldedText, school: ReadonlySet<string>): PlaceTold[] {
  const loud = !/[a-z]/.test(folded.text);
  const phrases = findPhrases(folded);
  return spokenSentences(folded).flatMap((words) => {
    const sentence: Sentence = { words, school, loud };
    const [from, to] = [words[0]?.from ?? 0, words.at(-1)?.to ?? 0];
    const own = phrases.filter((hit) => hit.from >= from && hit.to <= to);
    const told = bySubject(sentence) ?? byPhrase(sentence, own) ?? byBeginning(sentence);
    return told ? [told] : [];
  });
}

interface Sentence {
  words: readonly SpokenWord[];
  school: ReadonlySet<string>;
  loud: boolean;
}

/** "We are at …", "Year 5 have arrived", "The choir will sing at …". */
function bySubject(sentence: Sentence): PlaceTold | null {
  const { words } = sentence;
  for (let index = 0; index < words.length; index++) {
    const verb = verbAfter(words, index);
    if (verb === null) continue;
    const staff = say.STAFF.has(keyAt(words, index));
    const end = afterVerb(sentence, verb);
    if (end === null) continue;
    const ahead = keyAt(words, verb) === 'will' || isAhead(words);
    const kind = staff ? 'staff' : ahead ? 'ahead' : 'live';
    return { kind, from: words[index]?.from ?? 0, to: words[end - 1]?.to ?? 0 };
  }
  return null;
}

const VERBS = new Set(['are', 'is', 'have', 'has', 'will']);
const keyAt = (words: readonly SpokenWord[], index: number): string => words[index]?.key ?? '';
const isYear = (words: readonly SpokenWord[], index: number): boolean =>
  keyAt(words, index).startsWith('y') &&
  ((keyAt(words, index) === 'year' && /^\d{1,2}s?$/.test(keyAt(words, index + 1))) ||
    /^y(?:ear|r)?\d{1,2}s?$/.test(keyAt(words, index)));

/** Index of the verb of somebody at `index`; null where nobody stands there or it has none of these. */
function verbAfter(words: readonly SpokenWord[], index: number): number | null {
  const key = keyAt(words, index);
  if (!say.WHO.has(key) && !say.STAFF.has(key) && !isYear(words, index)) return null;
  for (let at = index + 1; at <= index + 5 && at < words.length; at++) {
    if (VERBS.has(keyAt(words, at))) return at;
    if (say.PAST.has(keyAt(words, at)) || keyAt(words, at) === 'who') return null;
  }
  return null;
}

const ARRIVED = new Set(['arrived', 'landed']);
const REACHED = new Set(['reached', 'left', 'made']);
const BE_SOMEWHERE = new Set(
  'be visit go travel head perform sing play compete stay camp spend explore'.split(' '),
);

/** Index after what tells the place, from the verb on; null where it tells none. */
function afterVerb(sentence: Sentence, verb: number): number | null {
  const { words } = sentence;
  const is = ['are', 'is'].includes(keyAt(words, verb));
  if (keyAt(words, verb) === 'will') return afterWill(sentence, verb + 1);
  let at = verb + 1;
  while (at < words.length && at <= verb + 9 && fills(words, at)) at++;
  const [key, next] = [keyAt(words, at), keyAt(words, at + 1)];
  if (!is) {
    if (ARRIVED.has(key)) return isOwnAfter(sentence, at + 1) ? null : at + 1;
    if (REACHED.has(key)) return place(sentence, at + (key === 'reached' ? 1 : 2), 'sure');
    if (key === 'set' && next === 'off') return at + 2;
    return key === 'checked' && (next === 'in' || next === 'into') ? at + 2 : null;
  }
  if (say.GOING.has(key)) return key === 'camping' ? at + 1 : place(sentence, at + 1, 'sure');
  if (key === 'staying') return ['at', 'in', 'overnight', 'near'].includes(next) ? at + 2 : null;
  if (say.HEADING.has(key)) return headed(sentence, at);
  if (key === 'going') return ['to', 'on'].includes(next) ? place(sentence, at + 2, 'sure') : null;
  return atPlace(sentence, at, 1, 'likely');
}

function afterWill(sentence: Sentence, at: number): number | null {
  const key = keyAt(sentence.words, at);
  if (!BE_SOMEWHERE.has(key)) return null;
  if (key === 'visit' || key === 'explore') return place(sentence, at + 1, 'likely');
  return atPlace(sentence, at + 1, 6, 'likely');
}

/** A word that may stand between verb and place; "to" only in "to be". */
const fills = (words: readonly SpokenWord[], at: number): boolean => {
  const key = keyAt(words, at);
  return say.FILLING.has(key) && !(key === 'to' && keyAt(words, at + 1) !== 'be');
};

/** "at", "in" or "on" within so many words, with a place after it. */
function atPlace(sentence: Sentence, from: number, reach: number, needed: 'sure' | 'likely'): number | null {
  const { words } = sentence;
  for (let at = from; at < from + reach && at < words.length; at++) {
    const key = keyAt(words, at);
    if (key === 'at') return place(sentence, at + 1, needed);
    if (key === 'in' || key === 'from') return place(sentence, at + 1, 'sure');
    if (key === 'on') {
      const ride = [at + 1, at + 2, at + 3].find((each) => say.RIDES.has(keyAt(words, each)));
      return ride === undefined ? place(sentence, at + 1, 'sure') : ride + 1;
    }
  }
  return null;
}

/** "heading to …", "off to …", "setting off", "heading home". */
function headed(sentence: Sentence, at: number): number | null {
  const { words } = sentence;
  if (keyAt(words, at) === 'setting') return keyAt(words, at + 1) === 'off' ? at + 2 : null;
  for (let to = at + 1; to <= at + 3; to++)
    if (keyAt(words, to) === 'to') return place(sentence, to + 1, 'sure');
  return keyAt(words, at + 1) === 'home' ? at + 2 : null;
}

function place(sentence: Sentence, at: number, needed: 'sure' | 'likely'): number | null {
  const told = placeAt(sentence, at);
  if (!told || told.kind === 'own' || (needed === 'sure' && told.kind !== 'sure')) return null;
  return told.end;
}

const placeAt = ({ words, school, loud }: Sentence, at: number): ToldPlace | null =>
  toldPlace(words, at, school, loud);
const isOwnAfter = (sentence: Sentence, at: number): boolean =>
  ['at', 'in', 'for', 'back'].includes(keyAt(sentence.words, at)) &&
  placeAt(sentence, at + 1)?.kind === 'own';

/** A day to come, unless it is also told of now or of how long. */
function isAhead(words: readonly SpokenWord[]): boolean {
  if (words.some(({ key }) => say.NOW.has(key) || key === 'until' || key === 'till')) return false;
  return words.some(
    ({ key }, index) =>
      key === 'tomorrow' ||
      key === 'soon' ||
      key === 'next' ||
      say.WEEKDAYS.has(key) ||
      (say.MONTHS.has(key) && /^\d/.test(keyAt(words, index - 1) + keyAt(words, index + 1))) ||
      (key === 'may' && /^\d{1,2}(?:st|nd|rd|th)?$/.test(keyAt(words, index - 1))),
  );
}

type Phrase = ReturnType<typeof findPhrases>[number];

/** "Just arrived", "meet us at …", "back at 4pm". */
function byPhrase(sentence: Sentence, phrases: readonly Phrase[]): PlaceTold | null {
  const { words } = sentence;
  for (const { kind, from, to } of phrases) {
    const after = words.findIndex((word) => word.from >= to);
    const next = after < 0 ? words.length : after;
    if (kind === 'alone' && isTrainer(words, next)) continue;
    const timed = kind === 'time' || (kind === 'ride' && words.some(({ key }) => OF_A_RIDE.has(key)));
    const told =
      kind === 'alone'
        ? next
        : timed
          ? (timeAt(words, next) ??
            (kind === 'time' && isSomebody(words) ? timeOfReturn(words, from, next) : null))
          : kind === 'ride'
            ? null
            : place(sentence, next, 'likely');
    if (told === null || (kind === 'place' && isPast(words))) continue;
    if (kind === 'time' && isAhead(words) && !words.some(({ key }) => key === 'coach')) continue;
    return { kind: kind === 'invited' ? 'ahead' : 'live', from, to: words[told - 1]?.to ?? to };
  }
  return null;
}

/** Somebody is told of, or what brings them back. */
const isSomebody = (words: readonly SpokenWord[]): boolean =>
  words.some(({ key }, index) => say.WHO.has(key) || OF_A_RIDE.has(key) || isYear(words, index));

/** What brings children back; a road or a way alone does not. */
const OF_A_RIDE = new Set([
  'coach',
  'coaches',
  'bus',
  'buses',
  'minibus',
  'minibuses',
  'ferry',
  'train',
  'eta',
]);

/** `Our tennis coach is leaving us`: who trains them leaves, and no bus does. `next`: index after the wording. */
const isTrainer = (words: readonly SpokenWord[], next: number): boolean => {
  const coach = words.findIndex(({ key }, index) => index < next && /^coach(?:es)?$/.test(key));
  return coach >= 0 && (say.TRAINERS.has(keyAt(words, coach - 1)) || say.TRAINERS.has(keyAt(words, next)));
};

/** "Enjoying the sun at Kew", "Off to Kew today", "Year 5 at Kew today", "On the coach". */
function byBeginning(sentence: Sentence): PlaceTold | null {
  const { words } = sentence;
  if (isPast(words)) return null;
  const first = keyAt(words, 0);
  const nowish = words.some(({ key }) => say.NOW.has(key));
  const end = say.STARTING.has(first)
    ? (atPlace(sentence, 1, 7, 'sure') ?? headed(sentence, 0))
    : first === 'off' || first === 'heading'
      ? headed(sentence, 0)
      : first === 'on' && say.RIDES.has(keyAt(words, 2))
        ? 3
        : nowish
          ? shortly(sentence)
          : null;
  if (end === null) return null;
  const kind = isAhead(words) ? 'ahead' : 'live';
  return { kind, from: words[0]?.from ?? 0, to: words[end - 1]?.to ?? 0 };
}

/** Somebody and a place without a verb: "Year 5 at Kew today". */
function shortly(sentence: Sentence): number | null {
  const { words } = sentence;
  const who = words.findIndex(({ key }, index) => say.WHO.has(key) || isYear(words, index));
  if (keyAt(words, 0) === 'at') return place(sentence, 1, 'sure');
  return who >= 0 ? atPlace(sentence, who + 1, 3, 'sure') : null;
}

const isPast = (words: readonly SpokenWord[]): boolean => words.some(({ key }) => say.PAST.has(key));
