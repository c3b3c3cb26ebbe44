// A school's part of an address, made from its name, so that people can read where they are. It names a school only
// among those a person may work in: a slug is never looked up across schools.

/** Longest slug, in characters. */
const LONGEST = 60;

/** `Ysgol Gynradd Tŷ'r Felin` → `ysgol-gynradd-tyr-felin`; a name without a Latin letter or digit becomes `school`. */
export function schoolSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}'’‘]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return plain || 'school';
}

/** Slugs of all schools of one trust, by id. Schools of the same slug are told apart by a number, in order of id. */
export function schoolSlugs(schools: readonly { id: string; name: string }[]): Map<string, string> {
  const taken = new Set<string>();
  const slugs = new Map<string, string>();
  for (const { id, name } of [...schools].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const plain = schoolSlug(name);
    let slug = plain;
    for (let number = 2; taken.has(slug); number++) slug = `${plain}-${number}`;
    taken.add(slug);
    slugs.set(id, slug);
  }
  return slugs;
}
