// A trust's own lists of words for those who keep them: what stands in each, since when, and every earlier version.
import type { Database } from '#db/client.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import {
  currentVersions,
  entriesOf,
  versionsOf,
  type WordListVersion,
} from '#db/queries/word-lists.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { found } from '#app/domain/errors.ts';
import { WORD_LISTS, type WordListName } from './word-lists.ts';

export interface ListVersion {
  version: number;
  count: number;
  by: string;
  at: Date;
}

export interface WholeList {
  list: WordListName;
  /** the one in force; null: the trust has written none */
  current: ListVersion | null;
  /** newest first */
  versions: ListVersion[];
  /** the version read: the one asked for, else the one in force; 0 = none */
  shown: number;
  /** its entries */
  entries: string[];
  /** entries of the version in force */
  inForce: string[];
}

type AtTrust = { id: string; trustId: string };

/** Every list with its version in force. Errors: AppError forbidden without `words.keep`; not_found for another school. */
export async function readLists(
  db: Database,
  person: Person,
  school: AtTrust,
  at: Date,
): Promise<{ list: WordListName; current: ListVersion | null }[]> {
  requireMay(person, 'words.keep', school.id, at);
  const rows = await currentVersions(db, school);
  const said = await saidBy(db, school.trustId, rows);
  return WORD_LISTS.map((list) => {
    const row = rows.find((each) => each.list === list);
    return { list, current: row ? said(row) : null };
  });
}

/** One list, read at one of its versions. Errors: as {@link readLists}; not_found for a version that there never was. */
export async function readList(
  db: Database,
  person: Person,
  school: AtTrust,
  { list, version }: { list: WordListName; version?: number | undefined },
  at: Date,
): Promise<WholeList> {
  requireMay(person, 'words.keep', school.id, at);
  const rows = await versionsOf(db, school, list);
  const said = await saidBy(db, school.trustId, rows);
  const current = rows[0] ? said(rows[0]) : null;
  const shown = version ?? current?.version ?? 0;
  const read = async (number: number): Promise<string[]> =>
    number === 0 && rows.length === 0 ? [] : found(await entriesOf(db, school, list, number), 'version');
  const inForce = await read(current?.version ?? 0);
  return {
    ...{ list, current, shown, inForce },
    versions: rows.map(said),
    entries: shown === current?.version ? inForce : await read(shown),
  };
}

async function saidBy(db: Database, trustId: string, rows: readonly WordListVersion[]) {
  const names = await namesOf(
    db,
    trustId,
    rows.map(({ publishedBy }) => publishedBy),
  );
  return ({ version, count, publishedBy, publishedAt }: WordListVersion): ListVersion => ({
    ...{ version, count, at: publishedAt },
    by: names.get(publishedBy) ?? 'Somebody who has left',
  });
}
