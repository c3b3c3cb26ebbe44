// The practice accounts of a person's own schools: those whose timeline they may look at.
import type { Database } from '#db/client.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import type { Platform } from './platforms.ts';

export interface PracticeAccount {
  /** the account's id on the practice platform */
  platformUserId: string;
  platform: Platform;
  /** without the @ */
  handle: string;
  displayName: string;
  schoolName: string;
  /** IANA zone in which its times are said */
  zone: string;
}

/** Accounts in practice mode of the schools given, by school and handle; schools that are not practice have none. */
export async function practiceAccounts(
  db: Database,
  schools: readonly { id: string; name: string; zone: string; practice: boolean }[],
): Promise<PracticeAccount[]> {
  const accounts: PracticeAccount[] = [];
  for (const { id, name, zone, practice } of schools) {
    if (!practice) continue;
    for (const row of await accountsOfSchool(db, { schoolId: id }))
      if (row.practice && row.platformUserId)
        accounts.push({
          platformUserId: row.platformUserId,
          platform: row.platform,
          handle: row.handle,
          displayName: row.displayName,
          schoolName: name,
          zone,
        });
  }
  return accounts;
}
