// What was submitted and what was decided on it: revisions are only added; a review may be voided, never changed.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { reviews, revisionPeople, revisions } from '#db/schema/revisions.ts';
import { insertTextPrint } from './post-texts.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export async function findRevision(db: Db, scope: SchoolScope, revisionId: string) {
  const [row] = await db
    .select()
    .from(revisions)
    .where(and(eq(revisions.schoolId, scope.schoolId), eq(revisions.id, revisionId)));
  return row ?? null;
}

/** Every revision of a post, newest first. */
export async function revisionsOf(db: Db, scope: SchoolScope, postId: string) {
  return db
    .select()
    .from(revisions)
    .where(and(eq(revisions.schoolId, scope.schoolId), eq(revisions.postId, postId)))
    .orderBy(desc(revisions.number));
}

export async function insertRevision(db: Tx, row: Omit<typeof revisions.$inferInsert, 'number'>) {
  const number = (await db.$count(revisions, eq(revisions.postId, row.postId))) + 1;
  const [inserted] = await db
    .insert(revisions)
    .values({ ...row, number })
    .returning();
  if (!inserted) throw new Error('the revision was not stored');
  const { schoolId, postId, cutAt, content } = inserted;
  const print = { schoolId, postId, revisionId: inserted.id, accountId: content.accountId, cutAt };
  await insertTextPrint(db, print, content.words);
  const people = row.content.photos.flatMap((photo) => photo.people);
  const once = [...new Map(people.map((person) => [`${person.kind}:${person.id}`, person])).values()];
  if (once.length > 0)
    await db.insert(revisionPeople).values(
      once.map((person) => ({
        schoolId: row.schoolId,
        postId: row.postId,
        revisionId: inserted.id,
        pupilId: person.kind === 'pupil' ? person.id : null,
        adultPermissionId: person.kind === 'adult' ? person.id : null,
        guestPermissionId: person.kind === 'guest' ? person.id : null,
      })),
    );
  return inserted;
}

/** Decisions on a post, newest first. */
export async function reviewsOf(db: Db, scope: SchoolScope, postId: string) {
  return db
    .select()
    .from(reviews)
    .where(and(eq(reviews.schoolId, scope.schoolId), eq(reviews.postId, postId)))
    .orderBy(desc(reviews.decidedAt), desc(reviews.id));
}

export async function insertReview(db: Tx, row: typeof reviews.$inferInsert) {
  const [inserted] = await db.insert(reviews).values(row).returning();
  if (!inserted) throw new Error('the review was not stored');
  return inserted;
}

export async function voidReview(
  db: Tx,
  scope: SchoolScope,
  reviewId: string,
  cause: string,
  at: Date,
): Promise<void> {
  await db
    .update(reviews)
    .set({ voidedAt: at, voidCause: cause })
    .where(and(eq(reviews.schoolId, scope.schoolId), eq(reviews.id, reviewId), isNull(reviews.voidedAt)));
}
