// What a file changes about those who may answer for a pupil: who is new, whose authority ends or comes back, where they are written to.
import type { PupilChange, PupilOnRecord } from './plan-pupil.ts';
import { giverKey } from './giver-key.ts';
import type { PupilInFile } from './read-rows.ts';

/**
 * Authority that comes back gives, so that it waits for a person; it begins anew then, and no earlier yes comes back with it.
 * @returns by normalised name, whether that person may say yes once all of it is written
 */
export function planPeople(
  file: PupilInFile,
  record: PupilOnRecord | null,
  now: PupilChange[],
  waits: PupilChange[],
): Map<string, boolean> {
  const may = new Map<string, boolean>();
  for (const person of record?.people ?? []) {
    const key = giverKey(person.name);
    // Two people of one name: nobody can say which of them answered.
    may.set(key, !may.has(key) && person.hasAuthority);
  }
  for (const person of file.people) {
    const key = giverKey(person.name);
    const known = (record?.people ?? []).filter(({ name }) => giverKey(name) === key);
    if (person.authority && known.length === 0) {
      const days = file.answers.flatMap(({ giver, on }) => (giver === key && on ? [on] : []));
      now.push({ kind: 'person', person, since: days.sort()[0] ?? null });
      may.set(key, true);
    }
    const [only] = known.length === 1 ? known : [];
    if (person.email && only && only.email !== person.email)
      now.push({ kind: 'person_email', holderId: only.id, email: person.email });
    if (person.authority && only?.ended) {
      waits.push({ kind: 'authority_back', holderId: only.id });
      may.set(key, true);
    }
    if (!person.authority) {
      for (const { id, hasAuthority } of known)
        if (hasAuthority) now.push({ kind: 'authority_ended', holderId: id });
      may.set(key, false);
    }
  }
  return may;
}
