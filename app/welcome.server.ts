// The first minutes: makes the practice world when the data folder is empty, and prints where to go and who to sign in as.
import { isLoopbackHost } from '#app/adapters/loopback-origin.ts';
import type { Keys } from '#app/adapters/keys.server.ts';
import { sealingVault } from '#app/adapters/sodium-vault.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Foundation } from '#app/foundation.server.ts';
import {
  type PracticeCredential,
  practiceSharesPassword,
  renewPracticePasswords,
  sharedCredentials,
} from '#db/seed/practice-passwords.ts';
import { practiceSoFar } from '#db/seed/practice-so-far.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';

/**
 * Seeds an empty solo data folder with the practice world. The shared practice password is for this machine alone: when HOST opens
 * the server to others, everybody gets a new password, printed once.
 * @returns how to sign in, for printing; empty when there is nothing to say
 */
export async function preparePractice(foundation: Foundation, keys: Keys): Promise<PracticeCredential[]> {
  const { env, database, clock, seal, passwords, log } = foundation;
  if (env.mode === 'cluster') return [];
  const db = database.db;
  const open = !isLoopbackHost(env.host) || !isThisMachine(env.publicUrl);
  const sandboxStore = createDatabaseStore(db);
  const seeded = await seedPractice(
    {
      db,
      clock,
      auditSeal: seal,
      passwords,
      tokenVault: sealingVault(keys.tokens.current),
      restrictionVault: sealingVault(keys.reasons.current),
      sandboxStore,
    },
    open ? 'own' : 'shared',
  );
  if (seeded) {
    // Posts to look at are no reason for a first start to fail: without them the world is whole.
    await practiceSoFar({ db, clock, auditSeal: seal, log, sandboxStore }).catch((error: unknown) =>
      log.warn('the practice posts were not made', { error }),
    );
    return seeded;
  }
  const shared = await practiceSharesPassword({ db, clock, passwords });
  if (!shared) return [];
  return open ? renewPracticePasswords({ db, clock, passwords }) : sharedCredentials();
}

/** A public address beyond this machine opens the server to others, whatever it listens on. */
const isThisMachine = (publicUrl: string | null): boolean =>
  publicUrl === null || isLoopbackHost(new URL(publicUrl).hostname);

const FIRST_FEW = [
  'Priya Nair',
  'Ngozi Okafor',
  'Ellie Marchetti',
  'Sandra Pugh',
  'Ruth Adeyemi',
  'Imran Sheikh',
];

/** Prints the address, what is practice, and the people to begin with. */
export function welcome(of: { env: Env; address: string; people: PracticeCredential[] }): void {
  const lines = [`Gatepost is running at ${of.address}`];
  if (of.people.length > 0) {
    const allAlike = new Set(of.people.map((person) => person.password)).size === 1;
    const shown = allAlike ? of.people.filter((person) => FIRST_FEW.includes(person.name)) : of.people;
    lines.push(
      '',
      'This is practice: the schools, the people and the pupils are made up, and posts go to a practice',
      `timeline on this machine (${of.address}/sandbox). Put no real child in it.`,
      '',
      allAlike
        ? `Sign in as any of these, each with the password  ${shown[0]?.password ?? ''}`
        : 'Sign in as (printed this once):',
      '',
      ...shown.map((person) => {
        const who = `  ${person.jobTitle.padEnd(22)} ${person.email.padEnd(40)}`;
        return allAlike ? who.trimEnd() : `${who} ${person.password}`;
      }),
    );
  }
  lines.push('', 'Ctrl-C stops it; nothing is lost.');
  if (of.env.mode === 'solo')
    lines.push(
      'Solo mode keeps everything in ' +
        of.env.dataDir +
        '. Back it up; a power cut can lose the last seconds.',
    );
  console.log(lines.join('\n'));
}
