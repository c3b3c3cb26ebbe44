// To which keys of the installation the reasons of restrictions, and the names that pupils no longer have, are sealed: both to the same.
// These questions are about the installation, not about one school: a key is everybody's.
import { and, asc, count, eq, gt, isNotNull, ne } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { previousNames } from '#db/schema/consent-ground.ts';
import { restrictions } from '#db/schema/consent.ts';

export interface SealedRow {
  id: string;
  box: string;
  keyId: string;
}

/** A box in the place of another; `from` is the box that was read. */
export interface NewBox extends SealedRow {
  from: string;
}

/** Every key that a reason, of a lifted restriction too, or an earlier name is sealed to, and how many are. */
export async function reasonKeysInUse(db: Database): Promise<{ keyId: string; sealed: number }[]> {
  const reasons = await db
    .select({ keyId: restrictions.keyId, sealed: count() })
    .from(restrictions)
    .where(isNotNull(restrictions.sealedReason))
    .groupBy(restrictions.keyId);
  const names = await db
    .select({ keyId: previousNames.keyId, sealed: count() })
    .from(previousNames)
    .groupBy(previousNames.keyId);
  const counts = new Map<string, number>();
  for (const { keyId, sealed } of [...reasons, ...names])
    counts.set(keyId ?? '', (counts.get(keyId ?? '') ?? 0) + sealed);
  return [...counts]
    .map(([keyId, sealed]) => ({ keyId, sealed }))
    .sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

/** Reasons sealed to any key but `current`, in the order of their restrictions' ids after `after`. */
export async function reasonsOfOtherKeys(
  db: Database,
  current: string,
  after: string | null,
  limit: number,
): Promise<SealedRow[]> {
  const { id, sealedReason, keyId } = restrictions;
  const rows = await db
    .select({ id, box: sealedReason, keyId })
    .from(restrictions)
    .where(and(isNotNull(sealedReason), ne(keyId, current), after === null ? undefined : gt(id, after)))
    .orderBy(asc(id))
    .limit(limit);
  return rows.flatMap((row) =>
    row.box === null || row.keyId === null ? [] : [{ ...row, box: row.box, keyId: row.keyId }],
  );
}

/** Earlier names sealed to any key but `current`, in the order of their ids after `after`. */
export async function namesOfOtherKeys(
  db: Database,
  current: string,
  after: string | null,
  limit: number,
): Promise<SealedRow[]> {
  const { id, sealedName, keyId } = previousNames;
  return db
    .select({ id, box: sealedName, keyId })
    .from(previousNames)
    .where(and(ne(keyId, current), after === null ? undefined : gt(id, after)))
    .orderBy(asc(id))
    .limit(limit);
}

/** Puts new boxes in the place of old ones, where those still are; nothing else of a restriction is touched. @returns how many */
export async function replaceReasons(db: Tx, boxes: readonly NewBox[]): Promise<number> {
  let replaced = 0;
  for (const { id, from, box, keyId } of boxes) {
    const rows = await db
      .update(restrictions)
      .set({ sealedReason: box, keyId })
      .where(and(eq(restrictions.id, id), eq(restrictions.sealedReason, from)))
      .returning({ id: restrictions.id });
    replaced += rows.length;
  }
  return replaced;
}

/** As `replaceReasons`, for earlier names. */
export async function replaceNames(db: Tx, boxes: readonly NewBox[]): Promise<number> {
  let replaced = 0;
  for (const { id, from, box, keyId } of boxes) {
    const rows = await db
      .update(previousNames)
      .set({ sealedName: box, keyId })
      .where(and(eq(previousNames.id, id), eq(previousNames.sealedName, from)))
      .returning({ id: previousNames.id });
    replaced += rows.length;
  }
  return replaced;
}
