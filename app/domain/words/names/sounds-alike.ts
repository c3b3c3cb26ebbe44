// Whether one forename may be another one misspelt: one letter too many, too few, other or swapped, or letters that sound the same.

/** Letters that English spells in several ways, made one: `Sophia` and `Sofia`, `Steven` and `Stephen`. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph|v|w/g, 'f'],
  [/ck|cc|qu|kh|q/g, 'k'],
  [/sch|sh/g, 's'],
  [/ch/g, 'c'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/z/g, 's'],
  [/gh|h/g, ''],
  [/j|g(?=[eiy])/g, 'j'],
  [/oo|ou|u|o/g, 'u'],
  [/ey|ie|ee|ea|y|i|ai|ay|ei/g, 'i'],
  [/e/g, 'a'],
  [/(.)\1+/g, '$1'],
];

const sounds = new Map<string, string>();
const MOST_KEPT = 4_000;

function soundOf(word: string): string {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  const made = SOUNDS.reduce((sound, [from, to]) => sound.replace(from, to), word).replace(/a$/, '');
  if (sounds.size < MOST_KEPT) sounds.set(word, made);
  return made;
}

/** Both folded. Two that are the same are not alike but equal; of three letters or fewer too many are alike. */
export function soundsAlike(one: string, other: string): boolean {
  if (one === other || Math.min(one.length, other.length) < 3 || Math.max(one.length, other.length) < 4)
    return false;
  if (soundOf(one) === soundOf(other)) return true;
  return one[0] === other[0] && oneLetterApart(one, other);
}

/** One letter put in, left out, changed, or two neighbours swapped. One pass from each end. */
function oneLetterApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  let same = 0;
  while (same < short.length - from && short.at(-1 - same) === long.at(-1 - same)) same++;
  const [left, right] = [short.slice(from, short.length - same), long.slice(from, long.length - same)];
  if (right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
