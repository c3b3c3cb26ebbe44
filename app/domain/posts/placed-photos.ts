// Reads the photos of a post as they stand: the version that would be sent, the boxes on it, and what was said of each.
import type { Database, Tx } from '#db/client.server.ts';
import * as rows from '#db/queries/placed-photos.server.ts';
import { isMadeBy, renderStateOf } from '#app/domain/photos/render-state.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PlacedPerson, PlacedPhoto } from './photo-of-post.ts';

/** The post's photos in order, each with the clean version it would be sent as and the people settled in it. */
export async function readPlacedPhotos(db: Database | Tx, ref: PostRef): Promise<PlacedPhoto[]> {
  const places = await rows.photosWithAll(db, ref, ref.postId);
  return places.map(({ place, photo, versions: made, faces, people, blurs, absences }) => {
    const awayFrom = (how: 'absent' | 'hidden') =>
      absences.filter((away) => away.how === how).map(({ pupilId }) => pupilId);
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
      faces,
      blurs,
      group:
        place.groupName === null
          ? null
          : {
              name: place.groupName,
              absent: awayFrom('absent'),
              hidden: awayFrom('hidden'),
              outsidersNone: by && at ? { by, at } : null,
            },
      about: place.about,
      accountingSalt: place.accountingSalt,
      accounted: place.accounted,
      people: people.map(personOf),
    };
  });
}

function personOf(row: rows.HangingOn['people'][number]): PlacedPerson {
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
