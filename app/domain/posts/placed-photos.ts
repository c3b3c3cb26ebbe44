// Reads the photos of a post as they stand: the version that would be sent, the boxes on it, and what was said of each.
import type { Database, Tx } from '#db/client.server.ts';
import * as rows from '#db/queries/placed-photos.server.ts';
import { isMadeBy, renderStateOf } from '#app/domain/photos/render-state.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PlacedPerson, PlacedPhoto } from './post-facts.ts';

/** The post's photos in order, each with the clean version it would be sent as and the people settled in it. */
export async function readPlacedPhotos(db: Database | Tx, ref: PostRef): Promise<PlacedPhoto[]> {
  const places = await rows.placedPhotos(db, ref, ref.postId);
  const photoIds = places.map(({ photo }) => photo.id);
  const placeIds = places.map(({ place }) => place.id);
  const versions = await rows.versionsOf(db, ref, photoIds);
  const faces = await rows.facesOf(db, ref, photoIds);
  const people = await rows.peopleInPhotos(db, ref, placeIds);
  const blurs = await rows.blursOf(db, ref, placeIds);
  const absences = await rows.absencesOf(db, ref, placeIds);
  const awayFrom = (postPhotoId: string, how: 'absent' | 'hidden') =>
    absences.filter((a) => a.postPhotoId === postPhotoId && a.how === how).map((a) => a.pupilId);
  return places.map(({ place, photo }) => {
    const made = versions.filter((version) => version.photoId === photo.id);
    const version = made.findLast((each) => isMadeBy(each, place.edits)) ?? null;
    // What is being destroyed is gone already: nothing may be settled on boxes that go in the next moment.
    const originalGone = photo.originalDestroyedAt !== null || place.accounted !== null;
    const { outsidersNoneBy: by, outsidersNoneAt: at } = place;
    return {
      postPhotoId: place.id,
      photoId: photo.id,
      arrivedAt: photo.uploadedAt,
      position: place.position,
      altText: place.altText,
      headCount: place.headCount,
      state: photo.state,
      refusalCode: photo.refusalCode,
      removedKinds: photo.removedKinds,
      version,
      master: made.find((each) => isMadeBy(each, null)) ?? null,
      originalGone,
      rendering: renderStateOf({ version, originalGone, renderTries: place.renderTries }),
      edits: place.edits,
      frames: photo.frames,
      facesOutcome: photo.facesOutcome,
      faceModel: photo.faceModel,
      faces: faces.filter((face) => face.photoId === photo.id),
      blurs: blurs
        .filter((blur) => blur.postPhotoId === place.id)
        .map(({ id, what, box }) => ({ id, what, box })),
      group:
        place.groupName === null
          ? null
          : {
              name: place.groupName,
              absent: awayFrom(place.id, 'absent'),
              hidden: awayFrom(place.id, 'hidden'),
              outsidersNone: by && at ? { by, at } : null,
            },
      about: place.about,
      accountingSalt: place.accountingSalt,
      accounted: place.accounted,
      people: people.filter((person) => person.postPhotoId === place.id).map(personOf),
    };
  });
}

function personOf(row: Awaited<ReturnType<typeof rows.peopleInPhotos>>[number]): PlacedPerson {
  return {
    rowId: row.id,
    kind: row.kind,
    id: (row.pupilId ?? row.adultPermissionId ?? row.guestPermissionId) as string,
    placed: row.placed,
    faceId: row.faceId,
    faceOn: row.faceOn,
    uniform: row.uniform,
    box: null,
  };
}
