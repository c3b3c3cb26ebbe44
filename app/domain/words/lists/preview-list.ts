// What publishing somebody's lines would change, said before it is done: what comes in and what goes, against the version in force.
import { entriesOf, versionsOf } from '#db/queries/word-lists.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { differenceOf, type EntryIssue, readEntries } from './list-entries.ts';
import type { WordListName } from './word-lists.ts';

export interface ListPreview {
  issues: EntryIssue[];
  /** the version in force, which publishing would follow; 0 = none */
  version: number;
  added: string[];
  removed: string[];
  /** how many entries there would be */
  count: number;
  /** the same entries in another order: a version all the same */
  reordered: boolean;
}

/** Errors: AppError forbidden without `words.keep`; not_found for another school. */
export async function previewList(
  db: Database,
  person: Person,
  school: { id: string; trustId: string },
  { list, typed }: { list: WordListName; typed: string },
  at: Date,
): Promise<ListPreview> {
  requireMay(person, 'words.keep', school.id, at);
  const version = (await versionsOf(db, school, list))[0]?.version ?? 0;
  const before = (await entriesOf(db, school, list, version)) ?? [];
  const { entries, issues } = readEntries(list, typed);
  const difference = differenceOf(before, entries);
  const same = difference.added.length + difference.removed.length === 0;
  return {
    ...{ issues, version, ...difference },
    count: entries.length,
    reordered: same && before.join('\n') !== entries.join('\n'),
  };
}
