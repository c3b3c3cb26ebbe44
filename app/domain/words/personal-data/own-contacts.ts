// The school's own ways of being reached, as its trust's list holds them: they may stand in every post (T-04).
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface OwnContacts {
  /** numbers as +44…, postcodes as `EC1A 1BB`, addresses in lower case */
  entries: ReadonlySet<string>;
  /** what follows the @ in the school's own e-mail */
  hosts: ReadonlySet<string>;
}

const read = new WeakMap<readonly string[], ReadonlySet<string>>();

/** @param mailHosts what follows the @ in the addresses of those who work here */
export function ownContacts(entries: readonly string[], mailHosts: readonly string[]): OwnContacts {
  const before = read.get(entries);
  const known = before ?? new Set(entries.flatMap(formsOf));
  if (!before) read.set(entries, known);
  const hosts = [...known].flatMap((entry) =>
    entry.includes('@') ? entry.slice(entry.indexOf('@') + 1) : [],
  );
  return { entries: known, hosts: new Set([...hosts, ...mailHosts]) };
}

function formsOf(entry: string): string[] {
  if (entry.includes('@')) return [entry.toLowerCase()];
  const phone = /\d{3}/.test(entry) ? parsePhoneNumberFromString(entry, 'GB') : undefined;
  return phone?.isPossible() ? [entry, phone.number] : [entry.toUpperCase()];
}
