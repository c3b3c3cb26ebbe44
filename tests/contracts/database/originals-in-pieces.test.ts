// An installation of an earlier release kept each original in its photo's row; migrating makes it a piece and loses nothing.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';

const [SCHOOL, KEPT, GONE] = ['a', 'b', 'c'].map(
  (letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`,
) as [string, string, string];

/** The migrations as they were before originals came in pieces. */
async function earlierMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-migrations-'));
  await cp(join(packageRoot(), 'db', 'migrations'), folder, { recursive: true });
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8')) as { entries: { idx: number }[] };
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.filter(({ idx }) => idx < 4) }));
  return folder;
}

test('an original that was kept becomes piece 0 bound to its photo, and one that was destroyed stays so', async () => {
  const open = await openDatabase({ mode: 'memory' });
  const before = await earlierMigrations();
  await migrateDatabase(open, before);
  await open.db.execute(sql`set session_replication_role = replica`);
  await open.db.execute(sql`
    insert into photos (id, school_id, uploaded_by, uploaded_at, state, original_key, sealed_key, key_id, original_bytes, original_destroyed_at)
    values (${KEPT}, ${SCHOOL}, ${SCHOOL}, '2026-11-01T08:00:00Z', 'clean', 'o-1', 'box', 'photos-1', 12345, null),
           (${GONE}, ${SCHOOL}, ${SCHOOL}, '2026-11-01T08:00:00Z', 'clean', null, null, 'photos-1', 99, '2026-11-02T08:00:00Z')`);
  await open.db.execute(sql`set session_replication_role = origin`);
  await migrateDatabase(open);
  expect(await piecesOf(open.db, { schoolId: SCHOOL }, KEPT)).toEqual([
    {
      schoolId: SCHOOL,
      photoId: KEPT,
      number: 0,
      key: 'o-1',
      sealedKey: 'box',
      keyId: 'photos-1',
      boundTo: 'photo',
      bytes: 12_345,
      storedAt: new Date('2026-11-01T08:00:00Z'),
      missingSince: null,
    },
  ]);
  expect(await piecesOf(open.db, { schoolId: SCHOOL }, GONE)).toEqual([]);
  await open.close();
  await rm(before, { recursive: true });
});
