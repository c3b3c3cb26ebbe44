// `gatepost demo reset`: the practice world made anew, and every reason for leaving a folder alone.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dataFolder } from '#app/adapters/data-folder.server.ts';
import { lockDataFolder } from '#app/adapters/data-folder-lock.server.ts';
import { demoReset, type DemoResetIo } from '#cli/demo-reset.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { insertTrust } from '#db/queries/foundation.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { trusts } from '#db/schema/school.ts';
import { PRACTICE_PEOPLE } from '#db/seed/practice-people.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { freshDatabase, SEEDED_AT, seededDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';
import { testAuditSeal, testVault } from '#tests/support/test-seals.ts';

let dir: string;
let said: string[];
let complained: string[];
let made: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatepost-reset-'));
  [said, complained, made] = [[], [], 0];
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function makePractice(open: OpenDatabase) {
  made++;
  return seedPractice(
    {
      ...{ db: open.db, clock: fixedClock(SEEDED_AT), auditSeal: testAuditSeal, passwords: quickPasswords() },
      ...{ tokenVault: testVault, restrictionVault: testVault, sandboxStore: createDatabaseStore(open.db) },
    },
    'shared',
  );
}

function io(differs: Partial<DemoResetIo> = {}): DemoResetIo {
  return {
    say: (line) => void said.push(line),
    complain: (line) => void complained.push(line),
    ask: null,
    dataDir: dir,
    lock: lockDataFolder,
    openDatabase: () => Promise.reject(new Error('this test opens no database')),
    makePractice,
    ...differs,
  };
}

/** Puts a file where each thing of the product lies, so that one can see what went. */
async function furnish(): Promise<void> {
  const folder = dataFolder(dir);
  for (const path of [folder.photos, folder.queue, folder.database, join(dir, 'keys')]) {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'something'), 'old');
  }
  for (const path of [folder.intents, folder.keyIds, folder.anchors, join(dir, 'a-note-of-my-own.txt')]) {
    await writeFile(path, 'old');
  }
}

let practice: OpenDatabase;
let real: OpenDatabase;
let empty: OpenDatabase;
beforeAll(async () => {
  practice = await seededDatabase();
  real = await freshDatabase();
  empty = await freshDatabase();
  const row = {
    name: 'Ysgol Uwchradd Real',
    practice: false,
    controller: 'x',
    contact: 'x',
    createdAt: SEEDED_AT,
  };
  await real.db.transaction((tx) => insertTrust(tx, row));
});
afterAll(() => Promise.all([practice, real, empty].map((each) => each.close())));

/** The folder's database is this one; closing it is noted and put off. */
const holding = (open: OpenDatabase): Partial<DemoResetIo> => ({
  openDatabase: async () => ({ ...open, close: async () => undefined }),
});

describe('a practice data folder', () => {
  it('is emptied of what was practised and made anew, its keys kept', async () => {
    await furnish();
    const { database } = dataFolder(dir);
    const opened: { path: string; filled: boolean }[] = [];
    const databases = [{ ...practice, close: async () => undefined }, await freshDatabase()];
    const openDatabase = async (path: string): Promise<OpenDatabase> => {
      const filled = (await readdir(path).catch(() => [])).length > 0;
      opened.push({ path, filled });
      return databases.shift() ?? empty;
    };
    expect(await demoReset(['--yes'], io({ openDatabase }))).toBe(0);
    expect(complained).toEqual([]);
    expect(opened).toEqual([
      { path: database, filled: true },
      { path: database, filled: false },
    ]);
    expect(made).toBe(1);
    expect(said).toHaveLength(1 + PRACTICE_PEOPLE.length);
    expect(said.join('\n')).toContain('ngozi.okafor@harrowdean.example');
    expect((await readdir(dir)).sort()).toEqual(['a-note-of-my-own.txt', 'keys', 'keys.json']);
  });
});

describe('is left alone', () => {
  async function refuses(differs: Partial<DemoResetIo>, args: string[] = ['--yes']): Promise<string> {
    await furnish();
    expect(await demoReset(args, io(differs))).toBe(1);
    expect(await readFile(join(dataFolder(dir).photos, 'something'), 'utf8')).toBe('old');
    expect(await readFile(join(dataFolder(dir).database, 'something'), 'utf8')).toBe('old');
    expect([said, made]).toEqual([[], 0]);
    expect(complained).toHaveLength(1);
    return complained[0] ?? '';
  }

  it('a real trust, by name', async () => {
    expect(await refuses(holding(real))).toMatch(/Ysgol Uwchradd Real, a real trust.*never reset/);
  });

  it('a database without a trust', async () => {
    expect(await refuses(holding(empty))).toMatch(/not certain/);
  });

  it('a database that cannot be read, or that is something else', async () => {
    const broken = { openDatabase: () => Promise.reject(new Error('damaged')) };
    expect(await refuses(broken)).toMatch(/not certain/);
  });

  it('practice beside a real trust, or with a real account', async () => {
    const row = { name: 'Practice too', practice: true, controller: 'x', contact: 'x', createdAt: SEEDED_AT };
    await real.db.transaction((tx) => insertTrust(tx, row));
    expect(await refuses(holding(real))).toMatch(/never reset/);
    await real.db.delete(trusts).where(eq(trusts.name, 'Practice too'));

    complained = [];
    const [account] = await practice.db.select().from(accounts).limit(1);
    const it = eq(accounts.id, account?.id ?? '');
    await practice.db.update(accounts).set({ practice: false }).where(it);
    expect(await refuses(holding(practice))).toMatch(/not certain/);
    await practice.db.update(accounts).set({ practice: true }).where(it);
  });

  it('a folder that a server uses', async () => {
    await furnish();
    const held = await lockDataFolder(dir);
    expect(await demoReset(['--yes'], io(holding(practice)))).toBe(1);
    await held.release();
    expect(complained.join('')).toMatch(/already using the data folder/);
    expect(made).toBe(0);
  });

  it('a folder without a database, and any cluster', async () => {
    expect(await demoReset(['--yes'], io())).toBe(1);
    expect(await demoReset(['--yes'], io({ dataDir: null }))).toBe(1);
    expect(complained[0]).toMatch(/no database/);
    expect(complained[1]).toMatch(/DATABASE_URL/);
  });

  it('everything, unless the person is sure', async () => {
    expect(await refuses(holding(practice), [])).toMatch(/--yes/);
    complained = [];
    const questions: string[] = [];
    const ask = async (question: string) => (questions.push(question), 'no');
    expect(await refuses({ ...holding(practice), ask }, [])).toMatch(/Nothing was changed/);
    expect(questions.join()).toContain(dir);
    expect(await demoReset(['--force'], io())).toBe(2);
  });

  it('but goes when the person types the word', async () => {
    await furnish();
    const ask = async () => ' Reset ';
    const empties = { ...holding(practice), makePractice: async () => (made++, []) };
    expect(await demoReset([], io({ ...empties, ask }))).toBe(0);
    expect(made).toBe(1);
    expect(await readdir(dir)).not.toContain('photos');
  });
});
