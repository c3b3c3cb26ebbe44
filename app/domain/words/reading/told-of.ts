// Which word is said of whom: whether one phrase stands right before another, or is said of it ("the driver was late"). What stands
// merely in the same sentence proves nothing, and alarms nobody.
import type { FoldedText } from './folded-text.ts';
import type { PhraseHit } from './phrases.ts';

type Hit = Pick<PhraseHit<string>, 'first' | 'end' | 'sentence'>;

const BE = new Set(
  'is are was were be been being am seem seems seemed look looks looked sound sounds sounded feel felt theyre hes shes youre its thats'.split(
    ' ',
  ),
);
const HOW = new Set(
  'a an the so very really just totally absolutely utterly completely quite rather truly simply pretty too bit always still all both such proper plain far more most extremely incredibly honestly frankly clearly also as ever even literally complete total bunch of load bloody and'.split(
    ' ',
  ),
);
/** What joins more about somebody to them: "the staff at Hill Top", "parents who came". */
const JOINS = new Set(
  'of at in from on for who which that as this today yesterday here again and'.split(' '),
);
const NO = new Set(
  'not never no nothing none nobody hardly isnt arent wasnt werent dont doesnt didnt wont wouldnt cant couldnt neither nor without anything except'.split(
    ' ',
  ),
);

/** Whether `word` stands before `target` in its sentence with only `between` between them, and not more than `most` of those. */
export function standsBefore(
  { words }: FoldedText,
  word: Hit,
  target: Hit,
  between: ReadonlySet<string>,
  most = 3,
): boolean {
  if (word.sentence !== target.sentence || word.end > target.first || target.first - word.end > most)
    return false;
  for (let at = word.end; at < target.first; at++) {
    const key = words[at]?.key ?? '';
    if (!between.has(key) && !/^\d{1,2}$/u.test(key)) return false;
  }
  return true;
}

/** Whether `word` is said of `target`: "the driver, as so often, was really late". `most` words may stand before the verb. */
export function isSaidOf({ words }: FoldedText, target: Hit, word: Hit, most = 5): boolean {
  if (word.sentence !== target.sentence || target.end > word.first || word.first - target.end > most + 4)
    return false;
  let at = word.first - 1;
  while (at >= target.end && HOW.has(words[at]?.key ?? '')) at--;
  if (at < target.end || !BE.has(words[at]?.key ?? '') || at - target.end > most) return false;
  if (at > target.end && !JOINS.has(words[target.end]?.key ?? '')) return false;
  for (let before = target.end; before < at; before++) if (NO.has(words[before]?.key ?? '')) return false;
  return true;
}

/** Whether it is denied: a no among the few words before it ("not at all useless", "nobody cheated"). */
export function isDenied({ words }: FoldedText, { first, sentence }: Hit, within = 4): boolean {
  for (let at = first - 1; at >= 0 && first - at <= within; at--) {
    const word = words[at];
    if (!word || word.sentence !== sentence) return false;
    if (NO.has(word.key)) return true;
  }
  return false;
}
