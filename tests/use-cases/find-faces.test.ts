// Looking for faces in a clean photo: once, numbered as people read, and never "no faces" when nobody could look (I-06).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { findFaces } from '#app/domain/photos/find-faces.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { photoFaces, photos } from '#db/schema/photos.ts';
import { found, SCRIPTED_MODEL } from '#tests/support/face-finder.ts';
import { takeSteps } from '#tests/support/settling.ts';
import { DRAWN, openWorld, type World } from '#tests/support/world.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

let world: World;
let ref: PostRef;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  world.faces.finds([]);
  const [account] = await accountsOfSchool(world.db, world);
  const { postId } = await startPost(world.web, await world.staff('teacher'), {
    schoolId: world.schoolId,
    accountId: account?.id ?? '',
    tripId: null,
    purpose: 'celebration',
    requestKey: randomUUID(),
  });
  ref = { schoolId: world.schoolId, postId };
});
afterAll(() => world.close());

async function upload(): Promise<{ schoolId: string; photoId: string }> {
  const photoId = randomUUID();
  const bytes = Buffer.from(`photo ${photoId}`);
  await receivePhoto(world.web, await world.staff('teacher'), ref, { photoId, bytes });
  return { schoolId: world.schoolId, photoId };
}

async function cleaned() {
  const photo = await upload();
  expect(await cleanPhoto(world.worker, photo)).toBe('cleaned');
  return photo;
}

const placed = async (photoId: string) => {
  const { photos: all } = await readPostFacts(world.db, ref, world.clock.now());
  return all.find((photo) => photo.photoId === photoId);
};
const at = (x: number, y: number) => ({ x, y, width: 30, height: 30 });
const sweep = (name: string) => SWEEPS.find((each) => each.name === name)?.run(world.worker);

describe('a photo just cleaned', () => {
  it('is looked at, and its faces numbered in reading order', async () => {
    world.faces.finds([found(at(300, 200)), found(at(200, 20), 'possible'), found(at(100, 25))]);
    const { photoId } = await cleaned();
    expect(await placed(photoId)).toMatchObject({
      facesOutcome: 'looked',
      faceModel: SCRIPTED_MODEL,
      faces: [
        { number: 1, box: at(100, 25), certainty: 'sure', setAside: null },
        { number: 2, box: at(200, 20), certainty: 'possible', setAside: null },
        { number: 3, box: at(300, 200), certainty: 'sure', setAside: null },
      ],
    });
    expect(world.faces.looks.at(-1)?.except).toEqual([]);
  });

  it('keeps of a face at its edge the part that is on it', async () => {
    world.faces.finds([found({ x: -10.4, y: DRAWN.height - 20.2, width: 40, height: 40 })]);
    const { photoId } = await cleaned();
    expect((await placed(photoId))?.faces[0]?.box).toEqual({ x: 0, y: 460, width: 30, height: 20 });
  });

  it('keeps how many pictures it is made of, and by what it is known again', async () => {
    const { photoId } = await cleaned();
    expect(await placed(photoId)).toMatchObject({
      frames: 1,
      master: { format: 'jpeg', likeness: expect.stringMatching(/.{20}/) },
    });
  });

  it('with nobody in it has been looked at all the same', async () => {
    const { photoId } = await cleaned();
    expect(await placed(photoId)).toMatchObject({ facesOutcome: 'looked', faces: [] });
  });

  it('is looked at once, whoever asks', async () => {
    world.faces.finds([found(at(10, 10))]);
    const photo = await cleaned();
    await world.db.update(photos).set({ facesOutcome: null }).where(eq(photos.id, photo.photoId));
    await world.db.delete(photoFaces).where(eq(photoFaces.photoId, photo.photoId));
    const outcomes = await Promise.all([findFaces(world.worker, photo), findFaces(world.worker, photo)]);
    expect(outcomes.sort()).toEqual(['looked', 'nothing_to_do']);
    expect((await placed(photo.photoId))?.faces).toHaveLength(1);
  });
});

describe('a worker that dies between cleaning and looking', () => {
  it('leaves a photo that the sweep looks at', async () => {
    world.faces.answers(() => {
      throw new Error('the worker was killed');
    });
    const photo = await upload();
    await expect(cleanPhoto(world.worker, photo)).rejects.toThrow('killed');
    expect(await placed(photo.photoId)).toMatchObject({ state: 'clean', facesOutcome: null });
    world.faces.finds([found(at(10, 10))]);
    await sweep('faces-to-find');
    expect((await placed(photo.photoId))?.facesOutcome).toBeNull();
    world.clock.advance(61_000);
    await sweep('faces-to-find');
    expect(await placed(photo.photoId)).toMatchObject({ facesOutcome: 'looked', faces: [{ number: 1 }] });
  });
});

describe('a photo that nobody could look at', () => {
  const unavailable = async () => {
    world.faces.isUnavailable('runtime_missing');
    const photo = await cleaned();
    world.faces.finds([found(at(10, 10))]);
    return photo;
  };

  it('says so, and never that there is nobody in it', async () => {
    const { photoId } = await unavailable();
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({
      state: 'clean',
      facesOutcome: 'unavailable',
      faceModel: null,
    });
    expect(world.lines.at(-1)).toMatchObject({ level: 'warn', details: { why: 'runtime_missing' } });
  });

  it('is looked at again once somebody can', async () => {
    const { photoId } = await unavailable();
    world.clock.advance(61_000);
    await sweep('faces-not-found');
    expect(await placed(photoId)).toMatchObject({ facesOutcome: 'looked', faces: [{ number: 1 }] });
  });

  it('stays as people have settled it', async () => {
    const photo = await unavailable();
    const here = await placed(photo.photoId);
    const author = await world.staff('teacher');
    const person = { kind: 'pupil' as const, id: world.pupil(0) };
    await takeSteps(world.web, author, ref, here?.postPhotoId ?? '', [
      { step: 'add_person', person, placed: 'together' },
    ]);
    expect(await findFaces(world.worker, photo)).toBe('settled_by_people');
    world.clock.advance(61_000);
    await sweep('faces-not-found');
    expect(await placed(photo.photoId)).toMatchObject({ facesOutcome: 'unavailable', faces: [] });
  });

  it('is not tried again and again while the finder is ill', async () => {
    const { photoId } = await unavailable();
    const looks = world.faces.looks.length;
    const health = world.worker.faces.health;
    world.worker.faces.health = async () => ({ ok: false, detail: 'no model' });
    world.clock.advance(61_000);
    await sweep('faces-not-found');
    world.worker.faces.health = health;
    expect(world.faces.looks).toHaveLength(looks);
    expect((await placed(photoId))?.facesOutcome).toBe('unavailable');
  });
});
