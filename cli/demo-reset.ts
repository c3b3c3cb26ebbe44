// `gatepost demo reset`: throws away what was practised and makes the practice world anew. Only ever in a data folder whose database
// says that it holds one practice trust and nothing else; in every doubt it refuses.
import { readdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dataFolder } from '#app/adapters/data-folder.server.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { realAccountsHere, trustsHere } from '#db/queries/foundation.server.ts';
import type { PracticeCredential } from '#db/seed/practice-passwords.ts';
import type { Ask } from './ask.ts';

export interface DemoResetIo {
  say: (line: string) => void;
  complain: (line: string) => void;
  /** null when nobody is at the terminal */
  ask: Ask | null;
  /** the data folder, or null in cluster mode, which has no practice world of its own to wipe */
  dataDir: string | null;
  /** takes the folder for this process; rejects with one line when a server uses it */
  lock: (dir: string) => Promise<{ release(): Promise<void> }>;
  /** opens the embedded database in its folder as it is, without migrating it */
  openDatabase: (databaseDir: string) => Promise<OpenDatabase>;
  /** migrates the new, empty database and makes the practice world in it */
  makePractice: (open: OpenDatabase) => Promise<PracticeCredential[] | null>;
}

const USAGE = 'usage: gatepost demo reset [--yes]';
const [OK, NOT_POSSIBLE, BAD_INPUT] = [0, 1, 2] as const;

/** Why the folder is left alone, as the one line that is shown. */
class Refused extends Error {}

/**
 * In: the words after `demo reset`. Out: 0 when the practice world is new; 1 when the folder is in use, is not
 * certainly practice, or the person changed their mind; 2 for words it does not know. Keys are kept.
 */
export async function demoReset(args: string[], io: DemoResetIo): Promise<number> {
  const sure = saysYes(args);
  if (sure === null) {
    io.complain(USAGE);
    return BAD_INPUT;
  }
  try {
    if (io.dataDir === null) {
      throw new Refused(
        'This installation keeps its data in DATABASE_URL. Only a practice data folder can be reset.',
      );
    }
    const lock = await io.lock(io.dataDir).catch((error: unknown) => {
      throw new Refused(error instanceof Error ? error.message : String(error));
    });
    try {
      await reset(io.dataDir, sure, io);
    } finally {
      await lock.release();
    }
    return OK;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.complain(error.message);
    return NOT_POSSIBLE;
  }
}

function saysYes(args: string[]): boolean | null {
  try {
    return parseArgs({ args, options: { yes: { type: 'boolean' } } }).values.yes ?? false;
  } catch {
    return null;
  }
}

async function reset(dir: string, sure: boolean, io: DemoResetIo): Promise<void> {
  const { database } = dataFolder(dir);
  if (!(await isThere(database)))
    throw new Refused(`There is no database in ${dir}. Starting Gatepost makes one.`);
  await refuseUnlessPractice(database, io);
  if (!sure) await askFirst(dir, io);
  await wipe(dir);
  const open = await io.openDatabase(database);
  try {
    const people = await io.makePractice(open);
    if (!people) throw new Error('the new database was not empty');
    io.say('The practice world is new.');
    for (const { name, jobTitle, where, email, password } of people) {
      io.say(`  ${name}, ${jobTitle}, ${where}: ${email}  ${password}`);
    }
  } finally {
    await open.close();
  }
}

/** One practice trust and practice accounts only; anything else, or a database that cannot be read, is left alone. */
async function refuseUnlessPractice(databaseDir: string, io: DemoResetIo): Promise<void> {
  const unsure = new Refused(
    'It is not certain that this data folder holds practice data only, so it is left alone.',
  );
  const open = await io.openDatabase(databaseDir).catch(() => {
    throw unsure;
  });
  try {
    const trusts = await trustsHere(open.db).catch(() => {
      throw unsure;
    });
    const real = trusts.find((trust) => !trust.practice);
    if (real) throw new Refused(`This data folder belongs to ${real.name}, a real trust. It is never reset.`);
    const accounts = await realAccountsHere(open.db).catch(() => {
      throw unsure;
    });
    if (trusts.length !== 1 || accounts > 0) throw unsure;
  } finally {
    await open.close();
  }
}

async function askFirst(dir: string, io: DemoResetIo): Promise<void> {
  if (!io.ask) throw new Refused('Nobody is there to ask. Say --yes to throw the practice data away.');
  const answer = await io.ask(`Every post, photo and record in ${dir} goes. Type "reset" to go on:`);
  if (answer.trim().toLowerCase() !== 'reset') throw new Refused('Nothing was changed.');
}

/** Removes everything that the product keeps in the folder but its keys. The database goes last: until then a second try finds it. */
async function wipe(dir: string): Promise<void> {
  const { root: _root, keyIds: _keyIds, database, ...others } = dataFolder(dir);
  for (const path of [...Object.values(others), database]) await rm(path, { recursive: true, force: true });
}

async function isThere(dir: string): Promise<boolean> {
  const entries = await readdir(dir).catch(() => []);
  return entries.length > 0;
}
