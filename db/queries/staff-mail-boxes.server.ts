// What each member of staff wants by e-mail, and whether their address still works. One row a person, made when it is first needed.
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { schools } from '#db/schema/school.ts';
import { staffMailBoxes } from '#db/schema/staff-mails.ts';
import type { SchoolScope } from './posts.server.ts';

export type MailBoxRow = typeof staffMailBoxes.$inferSelect;

export interface TrustScope {
  trustId: string;
}

const ofPerson = (scope: TrustScope, userId: string) =>
  and(eq(staffMailBoxes.trustId, scope.trustId), eq(staffMailBoxes.userId, userId));

export async function findMailBox(
  db: Database | Tx,
  scope: TrustScope,
  userId: string,
): Promise<MailBoxRow | null> {
  const [row] = await db.select().from(staffMailBoxes).where(ofPerson(scope, userId));
  return row ?? null;
}

/** The person's row, for this transaction alone; made with its defaults when there is none. Errors: throws for nobody of the trust. */
export async function lockMailBox(db: Tx, scope: TrustScope, userId: string): Promise<MailBoxRow> {
  await db.insert(staffMailBoxes).values({ trustId: scope.trustId, userId }).onConflictDoNothing();
  const [row] = await db.select().from(staffMailBoxes).where(ofPerson(scope, userId)).for('update');
  if (!row) throw new Error('a mail box that was just made is not there');
  return row;
}

export async function updateMailBox(
  db: Tx,
  scope: TrustScope,
  userId: string,
  values: Partial<Omit<MailBoxRow, 'trustId' | 'userId'>>,
): Promise<void> {
  await db.update(staffMailBoxes).set(values).where(ofPerson(scope, userId));
}

/** Notes that mail to the person came back for good; false when that was known. */
export async function noteRefused(db: Tx, scope: TrustScope, userId: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(staffMailBoxes)
    .set({ refusedAt: at })
    .where(and(ofPerson(scope, userId), isNull(staffMailBoxes.refusedAt)))
    .returning({ userId: staffMailBoxes.userId });
  return rows.length === 1;
}

/** People with a role at the school to whom mail comes back, by name. */
export async function refusedAtSchool(
  db: Database,
  scope: SchoolScope,
  at: Date,
): Promise<{ userId: string; name: string; email: string; refusedAt: Date }[]> {
  const working = db
    .select({ userId: roleGrants.userId })
    .from(roleGrants)
    .innerJoin(schools, eq(schools.trustId, roleGrants.trustId))
    .where(
      and(
        eq(schools.id, scope.schoolId),
        or(eq(roleGrants.schoolId, scope.schoolId), isNull(roleGrants.schoolId)),
        lte(roleGrants.startsAt, at),
        or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, at)),
      ),
    );
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      refusedAt: staffMailBoxes.refusedAt,
    })
    .from(staffMailBoxes)
    .innerJoin(users, eq(users.id, staffMailBoxes.userId))
    .where(
      and(
        isNotNull(staffMailBoxes.refusedAt),
        or(isNull(users.leftAt), gt(users.leftAt, at)),
        inArray(users.id, working),
      ),
    )
    .orderBy(asc(users.name), asc(users.id));
  return rows.flatMap(({ refusedAt, ...row }) => (refusedAt ? { ...row, refusedAt } : []));
}
