// How one gets into the practice world. On this machine alone, everybody shares one password that is printed at every start.
// As soon as other machines can reach it, everybody gets a new password of their own, shown once.
import { randomInt } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { Passwords } from '#app/domain/ports/passwords.ts';
import { type Database, transact } from '#db/client.server.ts';
import { trustsHere } from '#db/queries/foundation.server.ts';
import { deleteSessions, PASSWORD_PROVIDER, setPasswordHash } from '#db/queries/sessions.server.ts';
import { credentials } from '#db/schema/people.ts';
import {
  PRACTICE_PEOPLE,
  PRACTICE_SCHOOLS,
  type PracticePerson,
  practiceEmail,
  userId,
} from './practice-people.ts';

/** Printed on the page of whoever starts it; worth nothing, since only this machine can reach a world that uses it. */
export const PRACTICE_PASSWORD = 'practice-makes-posts';

export interface PracticeCredential {
  name: string;
  jobTitle: string;
  /** where they work, in words */
  where: string;
  email: string;
  password: string;
}

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password of four groups of five, about 99 bits. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');

export function practiceCredential(person: PracticePerson, password: string): PracticeCredential {
  const schools = person.roles.map(({ school }) =>
    school === null ? 'the trust' : PRACTICE_SCHOOLS[school].name,
  );
  const where = [...new Set(schools)].join(' and ');
  return { name: person.name, jobTitle: person.jobTitle, where, email: practiceEmail(person.name), password };
}

/** Everybody with the shared password, to print when the world uses it. */
export const sharedCredentials = (): PracticeCredential[] =>
  PRACTICE_PEOPLE.map((person) => practiceCredential(person, PRACTICE_PASSWORD));

type PasswordDeps = { db: Database; clock: Clock; passwords: Passwords };

/** Whether this is a practice world in which anybody still has the shared password. Costs one check of a hash or two. */
export async function practiceSharesPassword({ db, passwords }: PasswordDeps): Promise<boolean> {
  const practice = (await trustsHere(db)).every((trust) => trust.practice);
  if (!practice) return false;
  const rows = await db
    .selectDistinct({ hash: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.providerId, PASSWORD_PROVIDER), isNotNull(credentials.password)));
  for (const { hash } of rows) if (hash && (await passwords.verify(hash, PRACTICE_PASSWORD))) return true;
  return false;
}

/**
 * Gives everybody in the practice world a new random password and ends all their sessions. Call it before listening
 * on an address that other machines can reach, when {@link practiceSharesPassword}.
 * Returns the credentials, to be shown once: only their hashes are kept.
 * Errors: throws in a trust that is not a practice one.
 */
export async function renewPracticePasswords({
  db,
  clock,
  passwords,
}: PasswordDeps): Promise<PracticeCredential[]> {
  if (!(await trustsHere(db)).every((trust) => trust.practice))
    throw new Error('this is not a practice trust');
  const renewed = await Promise.all(
    PRACTICE_PEOPLE.map(async (person) => {
      const password = newPassword();
      return {
        id: userId(person.key),
        hash: await passwords.hash(password),
        shown: practiceCredential(person, password),
      };
    }),
  );
  await transact(db, async (tx) => {
    for (const { id, hash } of renewed) await setPasswordHash(tx, id, hash, clock.now());
    await deleteSessions(
      tx,
      renewed.map(({ id }) => id),
    );
  });
  return renewed.map(({ shown }) => shown);
}
