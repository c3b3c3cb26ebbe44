// Sessions as rows: read for confirming an identity, ended at once when access ends. The sign-in library makes them.
import { and, eq, gt, inArray, lt, ne } from 'drizzle-orm';
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

/** The session that this token opens is on a device that others use too. */
export async function markShared(db: Database, token: string, at: Date): Promise<void> {
  await db.update(sessions).set({ sharedDevice: true, updatedAt: at }).where(eq(sessions.token, token));
}

/** Notes that the session is used now, unless that was noted after `staleBefore`. False when it was last used before `usedSince`. */
export async function touchSession(
  db: Database,
  sessionId: string,
  { at, usedSince, staleBefore }: { at: Date; usedSince: Date; staleBefore: Date },
): Promise<boolean> {
  const used = and(eq(sessions.id, sessionId), gt(sessions.updatedAt, usedSince));
  const stale = lt(sessions.updatedAt, staleBefore);
  const touched = await db.update(sessions).set({ updatedAt: at }).where(and(used, stale)).returning();
  if (touched.length > 0) return true;
  return (await db.select({ id: sessions.id }).from(sessions).where(used)).length > 0;
}

export async function deleteSession(db: Database, sessionId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, sessionId));
}
