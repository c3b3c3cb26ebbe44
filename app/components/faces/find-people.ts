// Type-ahead over the list that is on the page already: nothing typed here is ever sent anywhere.

/** Lower case and without accents or apostrophes, so that "oneill" finds O’Neill and "zoe" finds Zoë. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’-]/g, '')
    .toLowerCase()
    .trim();

interface Findable {
  name: string;
  group: string;
}

/**
 * Rows in which every typed word begins a word of the name or class, those whose name begins with what was typed first;
 * otherwise in the order they came. Nothing typed = all of them.
 */
export function matching<T extends Findable>(rows: readonly T[], typed: string): T[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...rows];
  const found = rows.filter(({ name, group }) => {
    const words = `${name} ${group}`.split(/[\s-]+/).map(plain);
    const joined = plain(name).split(/\s+/);
    return wanted.every((part) => [...words, ...joined].some((word) => word.startsWith(part)));
  });
  const first = plain(typed);
  return found
    .map((row, place) => ({ row, place, begins: plain(row.name).startsWith(first) ? 0 : 1 }))
    .sort((a, b) => a.begins - b.begins || a.place - b.place)
    .map(({ row }) => row);
}

interface Offered extends Findable {
  value: string;
}

/**
 * The order in which people are offered: those used last and not yet in this photo, then everyone else who is not in it,
 * and at the end those who stand in it already, for whom choosing means moving.
 */
export function offered<T extends Offered>(
  rows: readonly T[],
  recent: readonly string[],
  placed: { has(value: string): boolean },
): T[] {
  const rank = ({ value }: T): number => {
    if (placed.has(value)) return 2;
    return recent.includes(value) ? 0 : 1;
  };
  return rows
    .map((row, place) => ({ row, rank: rank(row), place: recent.indexOf(row.value), order: place }))
    .sort((a, b) => a.rank - b.rank || (a.rank === 0 ? a.place - b.place : a.order - b.order))
    .map(({ row }) => row);
}
