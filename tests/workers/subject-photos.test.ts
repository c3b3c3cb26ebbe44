// A photo for one pupil's file through the real photo process and the real face finder: every other face is destroyed in the pixels, the
// pupil's own is as it was, and nothing but a picture is in the file.
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hideOthers, type PhotoForExport } from '#app/domain/exports/hide-others.ts';
import type { PhotoToShow, VersionRow } from '#app/domain/exports/gather-posts.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { hiddenOn } from '#app/domain/photos/edit-regions.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import type { FaceFinder } from '#app/domain/ports/face-finder.ts';
import type { PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { photoFaces, photos } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';
import { openFaceFinder } from '#tests/support/face-finder.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { draftPost, openWorld, type World } from '#tests/support/world.ts';

const SIZE = { width: 960, height: 640 };
const OWN = 2;
let world: World;
let engine: PhotoEngine & { close(): Promise<void> };
let faces: FaceFinder & { close(): Promise<void> };
let picture: Awaited<ReturnType<typeof facesJpeg>>;
beforeAll(async () => {
  world = await openWorld();
  engine = await openPhotoEngine();
  faces = await openFaceFinder();
  picture = await facesJpeg(rowsOfFaces(6, 120, SIZE));
});
afterAll(async () => {
  await engine?.close();
  await faces?.close();
  await world?.close();
});

/** The picture in a post with six pupils; with `linked`, the third face is known to be the first pupil's. */
async function placed(linked: boolean): Promise<PhotoToShow> {
  const { postId } = await draftPost(world, { photos: [] });
  const scope = { schoolId: world.schoolId };
  const by = (await world.staff('teacher')).userId;
  const at = world.clock.now();
  const photo = {
    id: randomUUID(),
    uploadedBy: by,
    uploadedAt: at,
    state: 'clean' as const,
    originalBytes: 1,
  };
  await world.db.insert(photos).values({ ...scope, ...photo });
  const place = { id: randomUUID(), postId, photoId: photo.id, position: 1, addedAt: at };
  await world.db.insert(postPhotos).values({ ...scope, ...place });
  const boxes = picture.boxes.map((box, index) => ({
    ...scope,
    ...{
      id: randomUUID(),
      photoId: photo.id,
      number: index + 1,
      box,
      certainty: 'sure' as const,
      addedAt: at,
    },
  }));
  if (linked) {
    await world.db.insert(photoFaces).values(boxes);
    await world.db.insert(photoPeople).values({
      ...scope,
      ...{ postPhotoId: place.id, kind: 'pupil', pupilId: world.pupil(0), addedBy: by, addedAt: at },
      ...{ placed: 'face', faceId: boxes[OWN]?.id ?? '' },
    });
  }
  const person = (index: number) =>
    ({
      kind: 'pupil',
      id: world.pupil(index),
      faceOn: 'no',
      uniform: 'no',
      placed: 'together',
      box: null,
    }) as const;
  return {
    postId,
    shown: {
      ...{ sha256: '', versionId: randomUUID(), altText: '', crop: null, headCount: 6 },
      people: Array.from({ length: 6 }, (_, index) => person(index)),
    },
    version: {
      ...{ key: 'kept', format: 'jpeg', photoId: photo.id, edits: null, destroyedAt: null, ...SIZE },
    } as VersionRow,
    altText: null,
  };
}

const made = async (linked: boolean): Promise<Extract<PhotoForExport, { ok: true }>> => {
  const store = { ...world.worker.photos, readClean: async () => new Uint8Array(picture.bytes) };
  const pupil = { schoolId: world.schoolId, id: world.pupil(0) };
  const result = await hideOthers(
    { db: world.db, photos: store, engine, faces },
    pupil,
    await placed(linked),
  );
  if (!result.ok) throw new Error(result.leftOut);
  return result;
};

/** How alike two pictures are within a box: 1 = the same pattern of light, about 0 = nothing to do with each other. */
async function alike(before: Uint8Array, after: Uint8Array, box: FaceBox): Promise<number> {
  const area = {
    left: Math.round(box.x),
    top: Math.round(box.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  };
  // The fine structure alone: broad patches of skin and hair stay the same colour on purpose.
  const grey = async (bytes: Uint8Array): Promise<Float64Array> => {
    const raw = await sharp(bytes).extract(area).greyscale().raw().toBuffer();
    const broad = await sharp(bytes)
      .extract(area)
      .greyscale()
      .blur(area.width / 6)
      .raw()
      .toBuffer();
    return Float64Array.from(raw, (value, index) => value - (broad[index] ?? 0));
  };
  const [one, two] = [await grey(before), await grey(after)];
  const dot = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return dot(one, two) / Math.sqrt(dot(one, one) * dot(two, two));
}

it('destroys every face but the pupil’s own', async () => {
  const { bytes, hidden } = await made(true);
  expect(hidden).toBe('others');
  for (const [index, box] of picture.boxes.entries()) {
    const likeness = await alike(picture.bytes, bytes, box);
    if (index === OWN) expect(likeness).toBeGreaterThan(0.95);
    else expect(likeness, `face ${index}`).toBeLessThan(0.5);
  }
  const others = picture.boxes.filter((_, index) => index !== OWN);
  const edits = { ...SIZE, blurs: others, crop: null, frame: 0 };
  const look = await faces.look(bytes, hiddenOn(edits, SIZE));
  expect(look).toMatchObject({ outcome: 'looked', faces: [{ certainty: 'sure' }] });
}, 60_000);

it('destroys every face where nobody wrote down which is whose', async () => {
  const { bytes, hidden } = await made(false);
  expect(hidden).toBe('everyone');
  for (const box of picture.boxes) expect(await alike(picture.bytes, bytes, box)).toBeLessThan(0.5);
}, 60_000);

it('gives nothing but a picture: no byte that is not allowed, no metadata of any kind', async () => {
  const { bytes } = await made(true);
  expect(walkBytes(bytes)).toMatchObject({ ok: true, format: 'jpeg' });
  expect(metadataKinds(bytes)).toEqual([]);
}, 60_000);
