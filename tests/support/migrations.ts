// Makes small migration folders in the form drizzle-kit writes, for tests of the migrator itself.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with one migration for each text; `rewrite` replaces the text of one (counted from 0). */
export async function writeMigrations(texts: string[]) {
  const path = await mkdtemp(join(tmpdir(), 'gatepost-migrations-'));
  const tag = (index: number) => `${String(index).padStart(4, '0')}_step`;
  const rewrite = (index: number, text: string) => writeFile(join(path, `${tag(index)}.sql`), text);
  await mkdir(join(path, 'meta'));
  const entries = texts.map((_, idx) => ({
    idx,
    version: '7',
    when: 1_000 + idx,
    tag: tag(idx),
    breakpoints: true,
  }));
  await writeFile(
    join(path, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  await Promise.all(texts.map((text, index) => rewrite(index, text)));
  return { path, rewrite, remove: () => rm(path, { recursive: true }) };
}
