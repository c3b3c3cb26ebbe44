// Looks for a name on the list by what has been typed of it, however accents and capitals were typed.

export interface NameFound {
  label: string;
  groupOnly: boolean;
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘`]/g, "'").toLocaleLowerCase('en-GB').trim();

/** Names of which a word begins with what was typed, in the order of the list; none for nothing typed. */
export function findName(
  { shown, group }: { shown: readonly string[]; group: readonly string[] },
  typed: string,
): NameFound[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const fits = (label: string) => plain(label).startsWith(wanted) || plain(label).includes(` ${wanted}`);
  return [
    ...shown.filter(fits).map((label) => ({ label, groupOnly: false })),
    ...group.filter(fits).map((label) => ({ label, groupOnly: true })),
  ];
}
