// What every step of the worker begins with: the file opened and read, the school's rules, and what was signed.
import { signedTypes, type ImportRow } from '#db/queries/imports.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { ConsentSchool } from '#app/domain/consent/load-consent.ts';
import { found } from '#app/domain/errors.ts';
import { readOriginalOf } from '#app/domain/photos/original-pieces.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { type ImportMapping, sourceOf } from './mapping.ts';
import type { ConsentMeaning, Meanings } from './meaning.ts';
import { type FileRead, readRows } from './read-rows.ts';
import type { TableRead } from './table.ts';

/** The rows of the file, or null when it is not kept any more. Errors: throws when the store does not answer. */
export async function readFileOf(deps: WorkerDeps, row: ImportRow): Promise<TableRead | null> {
  const { schoolId, id, bytes, fileDestroyedAt } = row;
  const original = { schoolId, id, originalBytes: bytes, originalDestroyedAt: fileDestroyedAt };
  const plain = await readOriginalOf(deps, original);
  return plain && deps.tables.read(plain, row.choices);
}

export interface OpenFile {
  mapping: ImportMapping;
  source: `import:${string}`;
  school: ConsentSchool;
  file: FileRead;
  meanings: Meanings;
  types: ReadonlySet<string>;
}

/** Null when the file is not kept any more. Errors: throws when it cannot be read as it was before. */
export async function openFile(deps: WorkerDeps, row: ImportRow): Promise<OpenFile | null> {
  const mapping = found(row.mapping, 'mapping');
  const home = found(await findSchool(deps.db, row), 'school');
  const school = { ...home, settings: settingsOf(home.settings) };
  const read = await readFileOf(deps, row);
  if (!read) return null;
  if (!read.ok) throw new Error(`a file that was read before cannot be read: ${read.fault}`);
  const file = readRows(read.table, mapping, dateInSchool(deps.clock.now(), school.zone));
  const source = sourceOf(mapping.system);
  const meanings = new Map<string, ConsentMeaning>();
  for (const { type, ignored, ...meaning } of await signedTypes(deps.db, row, source))
    if (!ignored) meanings.set(type, meaning);
  return { mapping, source, school, file, meanings, types: new Set(file.types.keys()) };
}
