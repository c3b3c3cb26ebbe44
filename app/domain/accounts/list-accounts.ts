// The register of a school's official accounts: what speaks for it, who answers for it, and whether it is open.
import type { Database } from '#db/client.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';
import type { Platform } from './platforms.ts';

export interface RegisteredAccount {
  id: string;
  platform: Platform;
  /** without the @ */
  handle: string;
  displayName: string;
  kind: AccountKind;
  purpose: string;
  audience: string;
  ownerName: string;
  approverName: string | null;
  approvedAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
  practice: boolean;
  /** approved and in date at the moment asked for: posts may go out on it */
  open: boolean;
}

/** The school's accounts by handle, as they stand at `at`. */
export async function registeredAccounts(
  db: Database,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<RegisteredAccount[]> {
  const rows = await accountsOfSchool(db, scope);
  const people = rows.flatMap((row) => [row.ownerId, row.approvedBy ?? []].flat());
  const names = await namesOf(db, scope.trustId, people);
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform,
    handle: row.handle,
    displayName: row.displayName,
    kind: row.kind,
    purpose: row.purpose,
    audience: row.audience,
    ownerName: names.get(row.ownerId) ?? '',
    approverName: row.approvedBy ? (names.get(row.approvedBy) ?? null) : null,
    approvedAt: row.approvedAt,
    opensAt: row.opensAt,
    closesAt: row.closesAt,
    practice: row.practice,
    open:
      row.approvedAt !== null &&
      row.approvedAt <= at &&
      row.opensAt !== null &&
      row.opensAt <= at &&
      (row.closesAt === null || at < row.closesAt),
  }));
}
