// What pupils are called on a photo list: forename and a letter, no more than tells them apart from everybody else on the trip.
// The whole trip is looked at, also those who are not on the list: else "Amira K" could be taken for the wrong Amira, and a
// name on the list would change on the day that somebody else comes off it.

export interface PupilToName {
  id: string;
  forename: string;
  surname: string;
  year: string;
}

export interface ShortName {
  label: string;
  /** others on the trip whom nothing short can tell apart from this pupil: what one of them may not, none of them may */
  sameAs: readonly string[];
}

const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
const tidy = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ');
const alike = (label: string): string => label.toLocaleLowerCase('en-GB');

/** From the shortest: one letter, two, one with the year, then ever more of the surname, and all of it with the year. */
function waysToSay({ forename, surname, year }: PupilToName): string[] {
  const first = tidy(forename);
  const last = [...letters.segment(tidy(surname))].map(({ segment }) => segment);
  const upTo = (count: number) => [first, last.slice(0, count).join('').trim()].filter(Boolean).join(' ');
  const inYear = (label: string) => (tidy(year) ? `${label}, ${tidy(year)}` : label);
  const longer = last.slice(2).map((_, index) => upTo(index + 3));
  return [upTo(1), upTo(2), inYear(upTo(1)), ...longer, inYear(upTo(last.length))];
}

/**
 * One label for each pupil, by id. No two are alike, also not in capitals alone; those whom even their whole name and year do not
 * tell apart are numbered in the order of their ids, and each names the others in `sameAs`.
 * Time: at most (pupils × longest surname) rounds over the pupils; a trip has some dozens.
 */
export function shortNames(pupils: readonly PupilToName[]): Map<string, ShortName> {
  const ways = new Map(pupils.map((pupil) => [pupil.id, waysToSay(pupil)]));
  const chosen = new Map(pupils.map(({ id }) => [id, 0]));
  const labelOf = (id: string): string => ways.get(id)?.[chosen.get(id) ?? 0] ?? '';
  for (;;) {
    const clashing = sharedBy([...chosen.keys()], labelOf).flat();
    const more = clashing.filter((id) => (chosen.get(id) ?? 0) < (ways.get(id)?.length ?? 0) - 1);
    if (more.length === 0) break;
    for (const id of more) chosen.set(id, (chosen.get(id) ?? 0) + 1);
  }
  const same = new Map(
    sharedBy([...chosen.keys()], labelOf).flatMap((ids) => ids.map((id) => [id, ids] as const)),
  );
  return numbered([...chosen.keys()], labelOf, same);
}

/** Groups of two or more ids whose labels are alike, ids in order. */
function sharedBy(ids: readonly string[], labelOf: (id: string) => string): string[][] {
  const by = new Map<string, string[]>();
  for (const id of [...ids].sort()) by.set(alike(labelOf(id)), [...(by.get(alike(labelOf(id))) ?? []), id]);
  return [...by.values()].filter((group) => group.length > 1);
}

function numbered(
  ids: readonly string[],
  labelOf: (id: string) => string,
  same: ReadonlyMap<string, readonly string[]>,
): Map<string, ShortName> {
  const taken = new Set(ids.filter((id) => !same.has(id)).map((id) => alike(labelOf(id))));
  const names = new Map<string, ShortName>();
  for (const id of [...ids].sort()) {
    const others = same.get(id) ?? [];
    let label = labelOf(id);
    for (let number = 1; others.length > 0 && (number === 1 || taken.has(alike(label))); number++)
      label = `${labelOf(id)} (${number})`;
    taken.add(alike(label));
    names.set(id, { label, sameAs: others.filter((other) => other !== id) });
  }
  return names;
}
