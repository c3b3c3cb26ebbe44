// What every change of an account in the register does alike: it holds the school and the account still, and asks whether this person may.
import { findAccount, findSchool, findTrust } from '#db/queries/schools.server.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { found } from '#app/domain/errors.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import { type Permission, PERMISSIONS } from '#app/domain/permissions.ts';
import type { Work } from '#app/domain/work.ts';
import type { AccountAt } from './access.ts';

export type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export interface AccountGround {
  school: NonNullable<Awaited<ReturnType<typeof findSchool>>>;
  trust: NonNullable<Awaited<ReturnType<typeof findTrust>>>;
  account: AccountRow;
}

/**
 * The school shared and the account locked, in the order of everything that publishes.
 * Errors: AppError not_found for another school or its account, forbidden without `permission`.
 */
export async function lockAccount(work: Work, of: AccountAt, permission: Permission): Promise<AccountGround> {
  requireMay(work.actor, permission, of.schoolId, work.at);
  const school = found(await findSchool(work.db, of, 'share'), 'school');
  const account = found(await findAccount(work.db, of, of.accountId, 'update'), 'account');
  const trust = found(await findTrust(work.db, school.trustId), 'trust');
  return { school, trust, account };
}

/** Tells everybody at the school who may do `permission`, but for whoever acts. */
export async function tellThoseWhoMay(
  work: Work,
  of: AccountAt,
  permission: Permission,
  notice: { kind: NoticeKind; code?: string },
): Promise<void> {
  const people = await peopleWithRole(work.db, of, PERMISSIONS[permission], work.at);
  for (const userId of people)
    if (work.actor.kind !== 'person' || work.actor.userId !== userId)
      work.notify({ schoolId: of.schoolId, userId, aboutId: of.accountId, ...notice });
}
