// British postcodes in a text: in one piece or two, small letters or capitals, with dots, hyphens or spaces between.
import { isValid, toNormalised } from 'postcode';
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';
import type { PersonalHit } from './personal-hit.ts';
import { POSTCODE_AREAS } from './postcode-areas.ts';

const known = new WeakMap<FoldedText, readonly PersonalHit[]>();

/** Every full postcode; `own` is it as lists hold it: `EC1A 1BB`. Looked for once for each text. */
export function findPostcodes(folded: FoldedText): readonly PersonalHit[] {
  const found = known.get(folded) ?? postcodesIn(folded);
  known.set(folded, found);
  return found;
}

function postcodesIn(folded: FoldedText): PersonalHit[] {
  const { words } = folded;
  return words.flatMap((word, index): PersonalHit[] => {
    const next = words[index + 1];
    const whole = word.key.length >= 5 && word.key.length <= 7 ? postcodeOf(word.key) : null;
    if (whole) return [hit(word, word, whole)];
    if (next && word.key.length <= 4 && next.key.length === 3 && close(folded, word, next)) {
      if (isOrdinal(next.key) && !inCapitals(folded, next)) return [];
      const parted = postcodeOf(word.key + next.key);
      if (parted) return [hit(word, next, parted)];
    }
    const spelt = word.key.length === 1 ? speltOut(folded, index) : null;
    return spelt ? [spelt] : [];
  });
}

const hit = (first: Word, last: Word, own: string): PersonalHit => ({
  kind: 'postcode',
  from: first.from,
  to: last.to,
  own,
  personal: false,
});

/** The first three characters of what may have the {@link SHAPE}, or fewer. */
const BEGINS = /^(?:[a-z]{1,2}|[a-z]{1,2}\d|[a-z]\d[a-z\d])$/;
const SHAPE = /^[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}$/;

function postcodeOf(key: string): string | null {
  const area = /^[a-z]{1,2}/.exec(key)?.[0] ?? '';
  if (!SHAPE.test(key) || !POSTCODE_AREAS.has(area) || !isValid(key)) return null;
  return toNormalised(key);
}

/** `E3 1st`, `S2 2nd`: an ordinal that has the shape of an ending. */
const isOrdinal = (key: string): boolean => /^(?:1st|2nd|3rd|\dth)$/.test(key);
const inCapitals = ({ text }: FoldedText, { from, to }: Word): boolean =>
  text.slice(from, to) === text.slice(from, to).toUpperCase();
const close = ({ text }: FoldedText, before: Word, after: Word): boolean =>
  /^[ .\-_\u00a0·*/]{1,3}$/.test(text.slice(before.to, after.from));

/** `S W 1 A 1 A A`: letter by letter. */
function speltOut(folded: FoldedText, start: number): PersonalHit | null {
  let key = '';
  let found: PersonalHit | null = null;
  for (let index = start; index < start + 7; index++) {
    const [word, before, first] = [folded.words[index], folded.words[index - 1], folded.words[start]];
    if (!word || !first || word.key.length !== 1) break;
    key += word.key;
    if (key.length <= 3 && !BEGINS.test(key)) break;
    if (index > start && before && !close(folded, before, word)) break;
    const own = key.length >= 5 ? postcodeOf(key) : null;
    if (own) found = hit(first, word, own);
  }
  return found;
}
