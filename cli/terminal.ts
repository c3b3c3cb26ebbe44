// The terminal as commands see it: where they speak and complain, and how they get what they work on. Composed here, so that every
// command can be tested without a terminal.
import { readFile } from 'node:fs/promises';
import { buffer, text } from 'node:stream/consumers';
import { dataFolder } from '#app/adapters/data-folder.server.ts';
import { askRunningServer, lockDataFolder } from '#app/adapters/data-folder-lock.server.ts';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { createDatabaseClock, readDatabaseTime } from '#app/adapters/database-clock.server.ts';
import { loadKeys } from '#app/adapters/key-files.server.ts';
import { auditSeal } from '#app/adapters/keys.server.ts';
import { createLog } from '#app/adapters/log.server.ts';
import { sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { type Ground, openGround } from '#app/foundation.server.ts';
import { openDatabase, type OpenDatabase } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { type PracticeCredential } from '#db/seed/practice-passwords.ts';
import { practiceSoFar } from '#db/seed/practice-so-far.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { askAt } from './ask.ts';

/** Settings are read only when a command needs them, so that help works whatever they are. */
const env = (): Env => readEnv();

export const say = (line: string): void => console.log(line);
export const complain = (line: string): void => console.error(line);

export const ask = () => askAt(process.stdin, process.stderr);
export const readText = (path: string): Promise<string> => readFile(path, 'utf8');
export const readStdin = (): Promise<string> => text(process.stdin);
export const readStdinBytes = (): Promise<Uint8Array> => buffer(process.stdin);

/** Opens the installation for this command alone; refused while a server uses the folder. */
export const openInstallation = (): Promise<Ground> => openGround(env(), 'all');

/** Asks the running server; null when none runs on this data folder, or in a cluster, which has no door. */
export async function askServer<T>(command: string): Promise<T | null> {
  const settings = env();
  if (settings.mode === 'cluster') return null;
  const answer = await askRunningServer(dataFolder(settings.dataDir).root, command);
  return answer ? (answer.result as T) : null;
}

export const settings = env;
export { lockDataFolder };

/** Migrates a new, empty database and makes the practice world in it. */
export async function makePractice(open: OpenDatabase): Promise<PracticeCredential[] | null> {
  await migrateDatabase(open);
  const keys = await loadKeys(env());
  carryWordKey(open.db, keys.sessionSecret);
  const clock = createDatabaseClock(() => readDatabaseTime(open.db));
  await clock.start();
  try {
    const seal = auditSeal(keys.audit);
    const sandboxStore = createDatabaseStore(open.db);
    const made = await seedPractice(
      {
        db: open.db,
        clock,
        auditSeal: seal,
        passwords: argon2Passwords,
        tokenVault: sealingVault(keys.tokens.current),
        restrictionVault: sealingVault(keys.reasons.current),
        sandboxStore,
      },
      'shared',
    );
    const log = createLog({ level: env().logLevel });
    if (made) await practiceSoFar({ db: open.db, clock, auditSeal: seal, log, sandboxStore });
    return made;
  } finally {
    clock.stop();
  }
}

export const openSoloDatabase = (dir: string): Promise<OpenDatabase> => openDatabase({ mode: 'solo', dir });
