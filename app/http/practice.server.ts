// The door of the practice timeline: people signed in whose trust practises, and the accounts of their own schools. Anywhere
// else there is no such page.
import { type PracticeAccount, practiceAccounts } from '#app/domain/accounts/practice-accounts.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { notHere, ownSchools, requirePerson, type SignedInPerson, type WebArgs } from './actor.server.ts';

export interface AtPractice {
  who: SignedInPerson;
  accounts: PracticeAccount[];
}

/** Errors (thrown Responses): not signed in → to sign in; nobody of a practice trust → 404. */
export async function requirePractice(args: WebArgs): Promise<AtPractice> {
  const who = await requirePerson(args);
  const schools = await ownSchools(who);
  if (!schools.some(({ practice }) => practice)) throw notHere();
  return { who, accounts: await practiceAccounts(who.services.deps.db, schools) };
}

/**
 * Practice schools in which the person has this permission.
 * Errors (thrown Responses): not signed in → to sign in; none → 404.
 */
export async function requirePracticeSchools(
  args: WebArgs,
  permission: Permission,
): Promise<{ who: SignedInPerson; schools: OwnSchool[] }> {
  const who = await requirePerson(args);
  const schools = (await ownSchools(who)).filter(
    ({ id, practice }) => practice && may(who.person, permission, id, who.at),
  );
  if (schools.length === 0) throw notHere();
  return { who, schools };
}
