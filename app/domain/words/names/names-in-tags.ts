// First names of pupils in tags that were written in small letters, beside what people say to one.
import { namesWithin, type NamesRead, together } from './name-hits.ts';
import type { FirstName } from './names-first.ts';
import { madeOf } from '#app/domain/words/reading/made-of.ts';

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

/** `#welldonejane`: a first name at one end of a tag, and at the other what people say to one. */
export function namesInTags({ runs, index, text }: NamesRead, everyday: ReadonlySet<string>): FirstName[] {
  const forename = (piece: string): boolean =>
    piece.length > 2 &&
    !everyday.has(piece) &&
    index
      .get(piece)
      ?.some(
        ({ part, leads, like, alone }) => part === 'forename' && leads && like !== 'near' && alone.length > 0,
      ) === true;
  const fits = (piece: string): boolean =>
    BESIDE_IN_TAGS.has(piece) || forename(piece) || /^\d+$/.test(piece);
  return runs.flatMap((run): FirstName[] => {
    const { key, from, to } = run;
    const within = namesWithin(index, run);
    if (within.length === 0) return [];
    const made = madeOf(key, fits);
    const names = within.flatMap(({ key: piece, start, end, words }) => {
      const rest = start === 0 ? key.slice(end) : end === key.length ? key.slice(0, start) : null;
      const alone = rest === '' || (rest !== null && (IN_TAGS.has(rest) || /^\d+$/.test(rest)));
      const beside = made.before[start] && made.after[end] && forename(piece);
      if (piece.length < 3 || !(alone || beside)) return [];
      return words.filter(
        ({ part, leads, like, alone: here }) =>
          part === 'forename' && leads && like !== 'near' && here.length > 0,
      );
    });
    if (names.length === 0) return [];
    const tag = text[from - 1] === '#' ? 1 : 0;
    const pupils = together(names.map(({ alone }) => alone));
    const as = names.every(({ like }) => like === 'short') ? 'short' : 'name';
    return [{ from: from - tag, to, pupils, inList: false, as }];
  });
}
