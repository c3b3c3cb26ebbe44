// The words of names that pupils no longer have, closed with the installation's key so that a text can be asked about them and
// nobody can read them. Which key they were closed with stands beside them, so that another key makes them anew.
import { wordDigestOf } from '#db/name-digests.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { writeEarlierNameWords } from '#db/queries/name-words.server.ts';
import { earlierNameWords } from './name-words.ts';

export interface OpenedName {
  id: string;
  schoolId: string;
  pupilId: string;
  /** as it was sealed: forename and surname */
  name: string;
}

/** What follows a sealed name's id where its words were closed with this handle's key. */
export const keyMarkOf = (db: Database | Tx): string => `.${wordDigestOf(db)('').slice(0, 8)}`;

/** Writes the words of these names, in place of any that were closed with another key. */
export async function keepEarlierWords(db: Tx, names: readonly OpenedName[]): Promise<void> {
  const digest = wordDigestOf(db);
  const mark = keyMarkOf(db);
  await writeEarlierNameWords(
    db,
    names.map(({ id, schoolId, pupilId, name }) => ({
      schoolId,
      pupilId,
      previousNameId: id,
      words: earlierNameWords(name, `${id}${mark}`, digest),
    })),
  );
}
