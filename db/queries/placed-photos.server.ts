// The photos of a post with everything said about them: their versions, face boxes, people, things to hide and absences.
import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  max,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { photoAbsences, photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces, photos, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';
import { rowsAsValue } from './rows-as-value.server.ts';

type Db = Database | Tx;

export interface PlacedRow {
  place: typeof postPhotos.$inferSelect;
  photo: typeof photos.$inferSelect;
}

/** The post's photos in order. */
export async function placedPhotos(db: Db, scope: SchoolScope, postId: string): Promise<PlacedRow[]> {
  return db
    .select({ place: postPhotos, photo: photos })
    .from(postPhotos)
    .innerJoin(photos, eq(photos.id, postPhotos.photoId))
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.postId, postId)))
    .orderBy(asc(postPhotos.position), asc(postPhotos.id));
}

/** The versions of a photo that are still there, oldest first. */
const VERSIONS = rowsAsValue(
  {
    ...{ id: photoVersions.id, key: photoVersions.key, sha256: photoVersions.sha256 },
    ...{ perceptualHash: photoVersions.perceptualHash, likeness: photoVersions.likeness },
    ...{ format: photoVersions.format, width: photoVersions.width, height: photoVersions.height },
    ...{ edits: photoVersions.edits, editsHash: photoVersions.editsHash },
  },
  sql`${photoVersions} where ${photoVersions.schoolId} = ${photos.schoolId}
    and ${photoVersions.photoId} = ${photos.id} and ${photoVersions.destroyedAt} is null`,
  [photoVersions.number],
);

const FACES = rowsAsValue(
  {
    ...{ id: photoFaces.id, number: photoFaces.number, box: photoFaces.box, score: photoFaces.score },
    ...{ certainty: photoFaces.certainty, setAside: photoFaces.setAside },
  },
  sql`${photoFaces} where ${photoFaces.schoolId} = ${photos.schoolId} and ${photoFaces.photoId} = ${photos.id}`,
  [photoFaces.number],
);

const PEOPLE = rowsAsValue(
  {
    ...{ id: photoPeople.id, kind: photoPeople.kind, pupilId: photoPeople.pupilId },
    adultPermissionId: photoPeople.adultPermissionId,
    guestPermissionId: photoPeople.guestPermissionId,
    ...{ placed: photoPeople.placed, faceId: photoPeople.faceId },
    ...{ faceOn: photoPeople.faceOn, uniform: photoPeople.uniform },
  },
  sql`${photoPeople} where ${photoPeople.schoolId} = ${postPhotos.schoolId} and ${photoPeople.postPhotoId} = ${postPhotos.id}`,
  [photoPeople.addedAt, photoPeople.id],
);

const BLURS = rowsAsValue(
  { id: photoBlurs.id, what: photoBlurs.what, box: photoBlurs.box },
  sql`${photoBlurs} where ${photoBlurs.schoolId} = ${postPhotos.schoolId} and ${photoBlurs.postPhotoId} = ${postPhotos.id}`,
  [photoBlurs.addedAt, photoBlurs.id],
);

const ABSENCES = rowsAsValue(
  { pupilId: photoAbsences.pupilId, how: photoAbsences.how },
  sql`${photoAbsences} where ${photoAbsences.schoolId} = ${postPhotos.schoolId} and ${photoAbsences.postPhotoId} = ${postPhotos.id}`,
  [photoAbsences.pupilId],
);

type RowsOf<Value> = Value extends SQL<infer Rows> ? Rows : never;

/** What hangs on a photo and on its place: as much as decides what may happen to a post. */
export interface HangingOn {
  versions: RowsOf<typeof VERSIONS>;
  faces: RowsOf<typeof FACES>;
  people: RowsOf<typeof PEOPLE>;
  blurs: RowsOf<typeof BLURS>;
  absences: RowsOf<typeof ABSENCES>;
}

const askPhotosWithAll = keptSelect((db, { schoolId, postId }: Record<'schoolId' | 'postId', Placeholder>) =>
  db
    .select({
      ...{ place: postPhotos, photo: photos, versions: VERSIONS, faces: FACES, people: PEOPLE },
      ...{ blurs: BLURS, absences: ABSENCES },
    })
    .from(postPhotos)
    .innerJoin(photos, eq(photos.id, postPhotos.photoId))
    .where(and(eq(postPhotos.schoolId, schoolId), eq(postPhotos.postId, postId)))
    .orderBy(asc(postPhotos.position), asc(postPhotos.id)),
);

/** The post's photos in order, with versions that are still there (oldest first) and everything said of each: in one statement. */
export const photosWithAll = (
  db: Db,
  { schoolId }: SchoolScope,
  postId: string,
): Promise<(PlacedRow & HangingOn)[]> => askPhotosWithAll(db, { schoolId, postId });

/** One photo's place, whichever post it is in. */
export async function findPlace(db: Db, scope: SchoolScope, postPhotoId: string): Promise<PlacedRow | null> {
  const [row] = await db
    .select({ place: postPhotos, photo: photos })
    .from(postPhotos)
    .innerJoin(photos, eq(photos.id, postPhotos.photoId))
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId)));
  return row ?? null;
}

/** Versions that are still there, of any of the photos, oldest first. */
export async function versionsOf(db: Db, scope: SchoolScope, photoIds: string[]) {
  if (photoIds.length === 0) return [];
  return db
    .select()
    .from(photoVersions)
    .where(
      and(
        eq(photoVersions.schoolId, scope.schoolId),
        inArray(photoVersions.photoId, photoIds),
        isNull(photoVersions.destroyedAt),
      ),
    )
    .orderBy(asc(photoVersions.number));
}

/** Face boxes of the photos, by number. */
export async function facesOf(db: Db, scope: SchoolScope, photoIds: string[]) {
  if (photoIds.length === 0) return [];
  return db
    .select()
    .from(photoFaces)
    .where(and(eq(photoFaces.schoolId, scope.schoolId), inArray(photoFaces.photoId, photoIds)))
    .orderBy(asc(photoFaces.number));
}

export async function peopleInPhotos(db: Db, scope: SchoolScope, postPhotoIds: string[]) {
  if (postPhotoIds.length === 0) return [];
  return db
    .select()
    .from(photoPeople)
    .where(and(eq(photoPeople.schoolId, scope.schoolId), inArray(photoPeople.postPhotoId, postPhotoIds)))
    .orderBy(asc(photoPeople.addedAt), asc(photoPeople.id));
}

/** Ids of pupils whom somebody placed in photos since a moment, the last one first; at most `limit`. */
export async function pupilsPlacedBy(
  db: Db,
  scope: SchoolScope,
  userId: string,
  since: Date,
  limit: number,
): Promise<string[]> {
  const last = max(photoPeople.addedAt);
  const rows = await db
    .select({ pupilId: photoPeople.pupilId })
    .from(photoPeople)
    .where(
      and(
        eq(photoPeople.schoolId, scope.schoolId),
        eq(photoPeople.addedBy, userId),
        gte(photoPeople.addedAt, since),
        isNotNull(photoPeople.pupilId),
      ),
    )
    .groupBy(photoPeople.pupilId)
    .orderBy(desc(last), asc(photoPeople.pupilId))
    .limit(limit);
  return rows.flatMap(({ pupilId }) => pupilId ?? []);
}
