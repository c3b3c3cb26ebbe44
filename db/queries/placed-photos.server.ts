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
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { photoAbsences, photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces, photos, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

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

/** What hangs on a photo and on its place: as much as decides what may happen to a post. */
export interface HangingOn {
  versions: Pick<
    typeof photoVersions.$inferSelect,
    | 'id'
    | 'key'
    | 'sha256'
    | 'perceptualHash'
    | 'likeness'
    | 'format'
    | 'width'
    | 'height'
    | 'edits'
    | 'editsHash'
  >[];
  faces: Pick<typeof photoFaces.$inferSelect, 'id' | 'number' | 'box' | 'score' | 'certainty' | 'setAside'>[];
  people: Pick<
    typeof photoPeople.$inferSelect,
    | 'id'
    | 'kind'
    | 'pupilId'
    | 'adultPermissionId'
    | 'guestPermissionId'
    | 'placed'
    | 'faceId'
    | 'faceOn'
    | 'uniform'
  >[];
  blurs: Pick<typeof photoBlurs.$inferSelect, 'id' | 'what' | 'box'>[];
  absences: Pick<typeof photoAbsences.$inferSelect, 'pupilId' | 'how'>[];
}

/** Rows of a table as one value, each with these columns: none of them may be a moment or bytes, which are not themselves in JSON. */
const asList = <T>(of: {
  columns: Record<string, AnyPgColumn>;
  from: AnyPgColumn['table'];
  where: SQL | undefined;
  order: readonly SQL[];
}): SQL<T[]> => {
  const parts = Object.entries(of.columns).map(([name, column]) => sql`${sql.raw(`'${name}'`)}, ${column}`);
  return sql<
    T[]
  >`(select coalesce(json_agg(json_build_object(${sql.join(parts, sql`, `)}) order by ${sql.join([...of.order], sql`, `)}), '[]'::json)
    from ${of.from} where ${of.where})`;
};

const VERSIONS = asList<HangingOn['versions'][number]>({
  columns: {
    ...{ id: photoVersions.id, key: photoVersions.key, sha256: photoVersions.sha256 },
    ...{ perceptualHash: photoVersions.perceptualHash, likeness: photoVersions.likeness },
    ...{ format: photoVersions.format, width: photoVersions.width, height: photoVersions.height },
    ...{ edits: photoVersions.edits, editsHash: photoVersions.editsHash },
  },
  from: photoVersions,
  where: and(
    eq(photoVersions.schoolId, photos.schoolId),
    eq(photoVersions.photoId, photos.id),
    isNull(photoVersions.destroyedAt),
  ),
  order: [asc(photoVersions.number)],
});

const FACES = asList<HangingOn['faces'][number]>({
  columns: {
    ...{ id: photoFaces.id, number: photoFaces.number, box: photoFaces.box, score: photoFaces.score },
    ...{ certainty: photoFaces.certainty, setAside: photoFaces.setAside },
  },
  from: photoFaces,
  where: and(eq(photoFaces.schoolId, photos.schoolId), eq(photoFaces.photoId, photos.id)),
  order: [asc(photoFaces.number)],
});

const PEOPLE = asList<HangingOn['people'][number]>({
  columns: {
    ...{ id: photoPeople.id, kind: photoPeople.kind, pupilId: photoPeople.pupilId },
    ...{
      adultPermissionId: photoPeople.adultPermissionId,
      guestPermissionId: photoPeople.guestPermissionId,
    },
    ...{ placed: photoPeople.placed, faceId: photoPeople.faceId },
    ...{ faceOn: photoPeople.faceOn, uniform: photoPeople.uniform },
  },
  from: photoPeople,
  where: and(eq(photoPeople.schoolId, postPhotos.schoolId), eq(photoPeople.postPhotoId, postPhotos.id)),
  order: [asc(photoPeople.addedAt), asc(photoPeople.id)],
});

const BLURS = asList<HangingOn['blurs'][number]>({
  columns: { id: photoBlurs.id, what: photoBlurs.what, box: photoBlurs.box },
  from: photoBlurs,
  where: and(eq(photoBlurs.schoolId, postPhotos.schoolId), eq(photoBlurs.postPhotoId, postPhotos.id)),
  order: [asc(photoBlurs.addedAt), asc(photoBlurs.id)],
});

const ABSENCES = asList<HangingOn['absences'][number]>({
  columns: { pupilId: photoAbsences.pupilId, how: photoAbsences.how },
  from: photoAbsences,
  where: and(eq(photoAbsences.schoolId, postPhotos.schoolId), eq(photoAbsences.postPhotoId, postPhotos.id)),
  order: [asc(photoAbsences.pupilId)],
});

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
