// Databases for tests: embedded, in memory, one for each test file, loaded from a template that is made once and kept until the
// migrations (or the practice world) change. Parallel test processes share the templates.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { type OpenDatabase, openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { fixedClock } from './fixed-clock.ts';
import { TEST_WORD_KEY, testAuditSeal, testVault } from './test-seals.ts';

/** The moment at which the seeded practice world was made: a Wednesday in term, a quarter to half past three. */
export const SEEDED_AT = new Date('2026-11-18T15:30:00Z');

/** An embedded database with this release's tables and nothing in them. Close it in `afterAll`. */
export async function freshDatabase(): Promise<OpenDatabase> {
  return fromTemplate('empty', ['db/migrations', 'tests/support/database.ts'], (open) =>
    migrateDatabase(open),
  );
}

/** Files and folders whose change makes the seeded template anew. */
const WHAT_SEEDS = [
  'db/migrations',
  'db/seed.ts',
  'db/seed',
  'db/queries/access.server.ts',
  'db/queries/audit.server.ts',
  'db/queries/policy.server.ts',
  'sandbox',
  'app/domain/audit.ts',
  'app/domain/audit-events.ts',
  'app/domain/audit-events',
  'app/domain/policy/starter-policy.ts',
  'app/domain/consent/form-text.ts',
  'app/domain/consent/starter-form.ts',
  'tests/support/database.ts',
  'tests/support/test-seals.ts',
];

/** The practice world as of {@link SEEDED_AT}, everybody with PRACTICE_PASSWORD; tokens and reasons sealed with testVault. */
export async function seededDatabase(): Promise<OpenDatabase> {
  return fromTemplate('seeded', WHAT_SEEDS, migrateAndSeed);
}

/** Makes the practice world in any empty database, a real PostgreSQL too. */
export async function migrateAndSeed(open: OpenDatabase): Promise<void> {
  carryWordKey(open.db, TEST_WORD_KEY);
  await migrateDatabase(open);
  const seeded = await seedPractice(
    {
      db: open.db,
      clock: fixedClock(SEEDED_AT),
      auditSeal: testAuditSeal,
      passwords: argon2Passwords,
      tokenVault: testVault,
      restrictionVault: testVault,
      sandboxStore: createDatabaseStore(open.db),
    },
    'shared',
  );
  if (!seeded) throw new Error('the database was not empty');
}

const HOURS_KEPT = 3;

/** A database with what `fill` puts into it: filled once for each state of the `sources`, then loaded from the cache. */
async function fromTemplate(
  name: string,
  sources: string[],
  fill: (open: OpenDatabase) => Promise<void>,
): Promise<OpenDatabase> {
  const folder = join(packageRoot(), 'node_modules', '.cache', 'gatepost-tests');
  const path = join(folder, `database-${name}-${await digestOf(sources)}.tar`);
  const kept = await readFile(path).catch(() => null);
  if (kept) return openDatabase({ mode: 'memory', loadDataDir: new Blob([kept]) });

  const open = await openDatabase({ mode: 'memory' });
  await fill(open);
  if (open.kind !== 'embedded') throw new Error('a template is an embedded database');
  const dump = await open.raw.dumpDataDir('none');
  await mkdir(folder, { recursive: true });
  // Two processes may make the same template at once; whoever renames last wins, and both are whole.
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, path);
  await forgetOld(folder, `database-${name}-`);
  return open;
}

/** Templates of code that is no more are tens of megabytes each. */
async function forgetOld(folder: string, prefix: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!file.startsWith(prefix)) continue;
    const age = await stat(join(folder, file)).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > HOURS_KEPT * 3_600_000) await rm(join(folder, file), { force: true });
  }
}

async function digestOf(sources: string[]): Promise<string> {
  const digest = createHash('sha256');
  for (const source of sources) await digestInto(digest, join(packageRoot(), source));
  return digest.digest('hex').slice(0, 16);
}

async function digestInto(digest: ReturnType<typeof createHash>, path: string): Promise<void> {
  if ((await stat(path)).isFile()) return void digest.update(path).update(await readFile(path));
  for (const entry of (await readdir(path)).sort()) await digestInto(digest, join(path, entry));
}
