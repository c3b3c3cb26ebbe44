// Whether a person's name stands in a handle: `jane_smith09`, `smithjane`, `mrs.patel`.

/** Letters of a handle alone, in lower case. */
export const lettersOf = (handle: string): string => handle.toLowerCase().replace(/[^a-z]/g, '');

/** At most this many letters may stand between forename and surname. */
const BETWEEN = 2;

/** Both stand in it, one soon after the other, whichever first. Two letters alone are no name. */
export function holdsName(handle: string, forename: string, surname: string): boolean {
  if (forename.length + surname.length < 6 || forename === '' || surname === '') return false;
  const letters = lettersOf(handle);
  return inTurn(letters, forename, surname) || inTurn(letters, surname, forename);
}

/** A title and a surname: `mrpatel`, `miss.nair_y4`. */
export const holdsTitle = (handle: string, surname: string): boolean =>
  surname.length >= 3 &&
  ['mr', 'mrs', 'ms', 'miss', 'dr', 'sir'].some((title) => lettersOf(handle).startsWith(title + surname));

function inTurn(letters: string, first: string, second: string): boolean {
  const at = letters.indexOf(first);
  if (at < 0) return false;
  const next = letters.indexOf(second, at + first.length);
  return next >= 0 && next - at - first.length <= BETWEEN;
}

/** The words of a pupil's names, as records keep them: a name of several words stands there run together too. */
export interface HeldName {
  id: string;
  forenames: readonly string[];
  surnames: readonly string[];
}

/** The words of each pupil's names, by pupil. */
export function heldNames(
  words: readonly { id: string; part: 'forename' | 'surname'; word: string }[],
): HeldName[] {
  const pupils = new Map<string, Record<'forename' | 'surname', string[]>>();
  for (const { id, part, word } of words) {
    const pupil = pupils.get(id) ?? { forename: [], surname: [] };
    pupil[part].push(word);
    pupils.set(id, pupil);
  }
  return [...pupils].map(([id, { forename, surname }]) => ({ id, forenames: forename, surnames: surname }));
}

/** Ids of those whose full name stands in the handle. */
export const holdersOf = (handle: string, names: readonly HeldName[]): string[] =>
  names
    .filter(({ forenames, surnames }) =>
      forenames.some((forename) => surnames.some((surname) => holdsName(handle, forename, surname))),
    )
    .map(({ id }) => id);
