// Sessions as rows: read for confirming an identity, ended at once when access ends. The sign-in library makes them.
import { and, eq, gt, inArray, ne } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { credentials, sessions, users } from '#db/schema/people.ts';

/** What the sign-in library calls a credential that is an e-mail and a password. */
export const PASSWORD_PROVIDER = 'credential';

/** The person and stored password hash behind a session that runs at `wallTime`; null when there is none. */
export async function passwordBehindSession(
  db: Database,
  sessionId: string,
  wallTime: Date,
): Promise<{ userId: string; passwordHash: string } | null> {
  const [row] = await db
    .select({ userId: sessions.userId, passwordHash: credentials.password })
    .from(sessions)
    .innerJoin(
      credentials,
      and(eq(credentials.userId, sessions.userId), eq(credentials.providerId, PASSWORD_PROVIDER)),
    )
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, wallTime)));
  return row?.passwordHash ? { userId: row.userId, passwordHash: row.passwordHash } : null;
}

export async function markConfirmed(db: Database, sessionId: string, at: Date): Promise<void> {
  await db.update(sessions).set({ confirmedAt: at }).where(eq(sessions.id, sessionId));
}

/** Ends every session of these people, but for the one named. Returns how many ended. */
export async function deleteSessions(
  db: Database | Tx,
  userIds: readonly string[],
  exceptSessionId?: string,
): Promise<number> {
  if (userIds.length === 0) return 0;
  const theirs = inArray(sessions.userId, [...userIds]);
  const ended = await db
    .delete(sessions)
    .where(exceptSessionId ? and(theirs, ne(sessions.id, exceptSessionId)) : theirs)
    .returning({ id: sessions.id });
  return ended.length;
}

/** When the person leaves or left; null = not leaving, undefined = no such person. */
export async function leavingTime(db: Database, userId: string): Promise<Date | null | undefined> {
  const [row] = await db.select({ leftAt: users.leftAt }).from(users).where(eq(users.id, userId));
  return row?.leftAt;
}

export async function setPasswordHash(
  db: Database | Tx,
  userId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await db
    .update(credentials)
    .set({ password: passwordHash, updatedAt: at })
    .where(and(eq(credentials.userId, userId), eq(credentials.providerId, PASSWORD_PROVIDER)));
}
