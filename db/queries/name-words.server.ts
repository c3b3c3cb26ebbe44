// The folded words of pupils' names, by which a name is found in a text: written wherever a pupil's row is, and looked for by the
// words of a text, never by going through the roll.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { previousNames } from '#db/schema/consent-ground.ts';
import { pupils } from '#db/schema/pupils.ts';
import { pupilNameWords } from '#db/schema/words.ts';
import { type NameWord, nameWords, type NamesOfPupil } from '#app/domain/pupils/name-words.ts';
import type { SchoolScope } from './posts.server.ts';
import { inSlices, recordSet } from './record-sets.server.ts';

type Db = Database | Tx;
export type NameWordRow = typeof pupilNameWords.$inferSelect;

/** A pupil's row as far as its names go. What may be left out of an insert is null there. */
export type NamedRow = { id?: string | undefined; schoolId: string } & Pick<
  NamesOfPupil,
  'legalForename' | 'legalSurname'
> & { [Field in Exclude<keyof NamesOfPupil, 'legalForename' | 'legalSurname'>]?: string | null | undefined };

/** For pupils whose rows are new. */
export async function addNameWords(db: Tx, rows: readonly NamedRow[]): Promise<void> {
  await insertWords(db, rows.flatMap(wordsOf));
}

/** For pupils whose rows were there already: writes only what is not as it was. */
export async function changeNameWords(db: Tx, rows: readonly NamedRow[]): Promise<void> {
  const ids = rows.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  const before = await db
    .select()
    .from(pupilNameWords)
    .where(and(inArray(pupilNameWords.pupilId, ids), eq(pupilNameWords.earlier, false)));
  const written = new Map<string, NameWordRow[]>();
  for (const row of before) {
    const known = written.get(row.pupilId);
    if (known) known.push(row);
    else written.set(row.pupilId, [row]);
  }
  const changed = rows
    .map((row) => ({ id: row.id ?? '', words: wordsOf(row) }))
    .filter(({ id, words }) => textOf(words) !== textOf(written.get(id) ?? []));
  if (changed.length === 0) return;
  const gone = changed.map(({ id }) => id);
  await db
    .delete(pupilNameWords)
    .where(and(inArray(pupilNameWords.pupilId, gone), eq(pupilNameWords.earlier, false)));
  await insertWords(
    db,
    changed.flatMap(({ words }) => words),
  );
}

const wordsOf = (row: NamedRow): NameWordRow[] =>
  nameWords({
    legalForename: row.legalForename,
    legalSurname: row.legalSurname,
    preferredForename: row.preferredForename ?? null,
    preferredSurname: row.preferredSurname ?? null,
    knownAs: row.knownAs ?? null,
  }).map((word) => ({ ...word, schoolId: row.schoolId, pupilId: row.id ?? '', earlier: false }));

const textOf = (words: readonly NameWordRow[]): string =>
  words
    .map(({ name, part, place, of, word }) => `${name} ${part} ${place} ${of} ${word}`)
    .sort()
    .join('\n');

async function insertWords(db: Tx, rows: readonly NameWordRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(
      sql`insert into pupil_name_words select * from ${recordSet(sql`pupil_name_words`, pupilNameWords, some)}`,
    ),
  );
}

/** Writes the closed words of names that pupils no longer have, in place of any that stood there for the same sealed name. */
export async function writeEarlierNameWords(
  db: Tx,
  rows: readonly { schoolId: string; pupilId: string; previousNameId: string; words: readonly NameWord[] }[],
): Promise<void> {
  for (const { pupilId, previousNameId } of rows)
    await db
      .delete(pupilNameWords)
      .where(
        and(
          eq(pupilNameWords.pupilId, pupilId),
          eq(pupilNameWords.earlier, true),
          sql`starts_with(${pupilNameWords.name}, ${previousNameId})`,
        ),
      );
  await insertWords(
    db,
    rows.flatMap(({ schoolId, pupilId, words }) =>
      words.map((word) => ({ ...word, schoolId, pupilId, earlier: true })),
    ),
  );
}

/** Pupils of any school whose names have no words yet, in the order of their ids after `after`. */
export async function pupilsWithoutNameWords(
  db: Db,
  after: string | null,
  limit: number,
): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: pupils.schoolId, id: pupils.id })
    .from(pupils)
    .leftJoin(pupilNameWords, and(eq(pupilNameWords.pupilId, pupils.id), eq(pupilNameWords.earlier, false)))
    .where(and(isNull(pupilNameWords.pupilId), after === null ? undefined : sql`${pupils.id} > ${after}`))
    .orderBy(pupils.id)
    .limit(limit);
}

/** Locks these pupils' rows and writes the words of their names as they then are. */
export async function fillNameWords(db: Tx, scope: SchoolScope, ids: readonly string[]): Promise<void> {
  const rows = await db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), inArray(pupils.id, [...ids])))
    .orderBy(pupils.id)
    .for('update');
  await changeNameWords(db, rows);
}

/** Sealed names whose words were not closed with this key, in the order of their ids after `after`. */
export async function earlierNamesWithoutWords(
  db: Db,
  keyMark: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; schoolId: string; pupilId: string; sealedName: string; keyId: string }[]> {
  return db
    .select({
      id: previousNames.id,
      schoolId: previousNames.schoolId,
      pupilId: previousNames.pupilId,
      sealedName: previousNames.sealedName,
      keyId: previousNames.keyId,
    })
    .from(previousNames)
    .where(
      and(
        sql`not exists (select 1 from pupil_name_words w where w.pupil_id = ${previousNames.pupilId}
          and w.name = ${previousNames.id}::text || ${keyMark}::text)`,
        after === null ? undefined : sql`${previousNames.id} > ${after}`,
      ),
    )
    .orderBy(previousNames.id)
    .limit(limit);
}
