// The edited version of a photo, from what a person settled to a file that may be sent: made once, from the original, for what is
// wanted now; looked at again; and said plainly when it cannot be made (I-02, I-06, I-08).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { hiddenOn } from '#app/domain/photos/edit-regions.ts';
import { editsHash } from '#app/domain/photos/photo-edits.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { OriginalDamaged, PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { placesToRender } from '#db/queries/photo-renders.server.ts';
import { insertVersion } from '#db/queries/photos.server.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import {
  editingEngine,
  type EditingEngine,
  photoOf,
  render,
  settle,
  versionsOf,
} from '#tests/support/edited-photos.ts';
import { found } from '#tests/support/face-finder.ts';
import { draftPost, openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
let engine: EditingEngine;
let ref: PostRef;
const left = { x: 20, y: 20, width: 40, height: 40 };
const right = { x: 120, y: 20, width: 40, height: 40 };

beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
beforeEach(async () => {
  engine = editingEngine();
  world.worker.engine = engine;
  world.faces.finds([found(left), found(right)]);
  ref = await draftPost(world, { photos: [pupils(world.pupil(0))] });
});

const faceId = async (index: number): Promise<string> => (await photoOf(world, ref)).faces[index]?.id ?? '';
const blur = async (...indexes: number[]): Promise<void> =>
  settle(world, ref, {
    step: 'answer_many',
    answers: await Promise.all(
      indexes.map(async (index) => ({ faceId: await faceId(index), answer: { is: 'blur' as const } })),
    ),
  });
const eventsOf = async (type: string) => {
  const { photoId } = await photoOf(world, ref);
  const rows = await world.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.chain, `school:${world.schoolId}`));
  return rows
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
    .filter((event) => event['type'] === type && event['photoId'] === photoId);
};
const sweep = (name: string) => SWEEPS.find((each) => each.name === name)?.run(world.worker);

describe('what a person hides', () => {
  it('has no version to send until the worker has made it, and the worker is asked at once', async () => {
    const before = await photoOf(world, ref);
    expect(before).toMatchObject({ rendering: 'made', edits: null });
    await blur(0);
    const waiting = await photoOf(world, ref);
    expect(waiting).toMatchObject({
      version: null,
      rendering: 'being_made',
      master: { id: before.version?.id },
    });
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    expect(runChecks(facts, 'submit').map(({ code }) => code)).toContain('photo_being_changed');
    const asked = world.jobs.filter(({ name }) => name === 'render-photo');
    expect(asked.at(-1)?.payload).toEqual({ schoolId: ref.schoolId, postPhotoId: waiting.postPhotoId });
    expect(asked.at(-1)?.jobId).toMatch(new RegExp(`^render-${waiting.postPhotoId}-[0-9a-f]{16}$`));
  });

  it('is made from the original with exactly those edits, walked, kept and recorded', async () => {
    await blur(0);
    await settle(world, ref, { step: 'crop', box: { x: 10, y: 10, width: 180, height: 120 } });
    expect(await render(world, ref)).toBe('rendered');
    const edits: PhotoEdits = {
      width: 200,
      height: 150,
      blurs: [left],
      crop: { x: 10, y: 10, width: 180, height: 120 },
      frame: 0,
    };
    expect(engine.orders.at(-1)).toMatchObject({ edits, maxEdge: 2048 });
    const photo = await photoOf(world, ref);
    expect(photo).toMatchObject({ rendering: 'made', version: { width: 180, height: 120 } });
    expect(photo.version?.id).not.toBe(photo.master?.id);
    const [version] = (await versionsOf(world, ref)).slice(-1);
    expect(version).toMatchObject({ edits, number: 2, format: 'jpeg', destroyedAt: null });
    expect(version?.likeness).not.toBeNull();
    expect(await eventsOf('photo.rendered')).toEqual([
      expect.objectContaining({
        versionId: version?.id,
        sha256: version?.sha256,
        hidden: 1,
        cropped: true,
        newFaces: 0,
        actor: 'system:render-photo',
      }),
    ]);
  });

  it('and shows again is the unedited photo once more, without any work', async () => {
    await blur(0);
    await render(world, ref);
    await settle(world, ref, { step: 'answer', faceId: await faceId(0), answer: { is: 'open' } });
    const photo = await photoOf(world, ref);
    expect(photo).toMatchObject({ edits: null, rendering: 'made', version: { id: photo.master?.id } });
    expect(await render(world, ref)).toBe('nothing_to_do');
  });
});

describe('one version for one wish', () => {
  it('comes of two workers at once, and of a job that is run again', async () => {
    await blur(0);
    const two = await Promise.all([render(world, ref), render(world, ref)]);
    expect(two.sort()).toEqual(['nothing_to_do', 'rendered']);
    expect(await render(world, ref)).toBe('nothing_to_do');
    expect(await versionsOf(world, ref)).toHaveLength(2);
  });

  it('comes of two workers of whom the first was taken for dead, and the second file goes', async () => {
    await blur(0);
    const files = world.cleanFiles.size;
    engine.during(async () => {
      world.clock.advance(121_000);
      expect(await render(world, ref)).toBe('rendered');
    });
    expect(await render(world, ref)).toBe('overtaken');
    expect(await versionsOf(world, ref)).toHaveLength(2);
    expect(world.cleanFiles.size).toBe(files + 1);
  });

  it('is for what is wanted when it is done: an older wish leaves nothing behind', async () => {
    await blur(0);
    const files = world.cleanFiles.size;
    engine.during(() => blur(1));
    expect(await render(world, ref)).toBe('overtaken');
    expect(world.cleanFiles.size).toBe(files);
    expect((await photoOf(world, ref)).version).toBeNull();
    expect(await render(world, ref)).toBe('rendered');
    expect((await versionsOf(world, ref)).at(-1)?.edits?.blurs).toEqual([left, right]);
  });

  it('leaves nothing behind for a photo that was taken out of the post meanwhile', async () => {
    await blur(0);
    const { postPhotoId } = await photoOf(world, ref);
    const files = world.cleanFiles.size;
    engine.during(async () => {
      const { post } = await readPostFacts(world.db, ref, world.clock.now());
      const teacher = await world.staff('teacher');
      await removePhoto(world.web, teacher, ref, { version: post.version, postPhotoId });
    });
    expect(await renderPhoto(world.worker, { schoolId: ref.schoolId, postPhotoId })).toBe('overtaken');
    expect(world.cleanFiles.size).toBe(files);
  });

  it('is found by the sweep when the queue lost it, and by nobody once it is made', async () => {
    await blur(0);
    const waiting = async () =>
      (await placesToRender(world.db, { at: world.clock.now(), most: 3, limit: 500 })).map(
        ({ place }) => place.postId,
      );
    expect(await waiting()).toContain(ref.postId);
    await sweep('photos-to-render');
    expect(await photoOf(world, ref)).toMatchObject({ rendering: 'made' });
    expect(await waiting()).not.toContain(ref.postId);
  });
});

describe('versions that nobody wants any more', () => {
  it('are destroyed, file and all', async () => {
    await blur(0);
    await render(world, ref);
    const first = (await photoOf(world, ref)).version;
    await blur(1);
    await render(world, ref);
    const versions = await versionsOf(world, ref);
    expect(versions.map(({ destroyedAt }) => destroyedAt !== null)).toEqual([false, true, false]);
    expect(world.cleanFiles.has(first?.key ?? '')).toBe(false);
    expect(world.cleanFiles.has(versions[0]?.key ?? '')).toBe(true);
  });
});

describe('faces outside what is hidden', () => {
  const third = { x: 70, y: 80, width: 30, height: 30 };

  it('that nobody has settled are asked about, in the same moment as the version appears', async () => {
    await settle(world, ref, { step: 'answer', faceId: await faceId(1), answer: { is: 'not_a_face' } });
    await settle(world, ref, { step: 'crop', box: { x: 10, y: 10, width: 180, height: 130 } });
    await blur(0);
    const onVersion = ({ x, y, ...size }: typeof third) => ({ x: x - 10, y: y - 10, ...size });
    world.faces.finds([found(onVersion(left)), found(onVersion(right)), found(onVersion(third), 'sure')]);
    expect(await render(world, ref)).toBe('rendered');
    const { faces, edits } = await photoOf(world, ref);
    expect(faces.map(({ number, certainty, setAside }) => [number, certainty, setAside])).toEqual([
      [1, 'sure', 'blur'],
      [2, 'sure', 'not_a_face'],
      [3, 'possible', null],
    ]);
    expect(faces[2]?.box).toEqual(third);
    expect(world.faces.looks.at(-1)?.except).toEqual(
      hiddenOn(edits as PhotoEdits, { width: 180, height: 130 }),
    );
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    expect(runChecks(facts, 'submit').map(({ code }) => code)).toContain('faces_open');
    expect(await eventsOf('photo.rendered')).toEqual([expect.objectContaining({ newFaces: 1 })]);
  });

  it('are none where a smudge still looks like one, and none when nobody could look', async () => {
    await blur(0);
    expect(await render(world, ref)).toBe('rendered');
    expect((await photoOf(world, ref)).faces).toHaveLength(2);
    world.faces.isUnavailable('failed');
    await blur(1);
    expect(await render(world, ref)).toBe('rendered');
    expect(await photoOf(world, ref)).toMatchObject({ rendering: 'made', faces: [{}, {}] });
  });
});

describe('a version that cannot be made', () => {
  const told = async () =>
    (await noticesFor(world.db, world, (await world.staff('teacher')).userId, 50)).filter(
      ({ kind, postId }) => kind === 'photo_not_changed' && postId === ref.postId,
    );

  it('is tried three times, then said to the author once; new edits count from the start', async () => {
    await blur(0);
    engine.fails(3);
    expect(await render(world, ref)).toBe('will_try_again');
    expect(await render(world, ref)).toBe('will_try_again');
    expect(await photoOf(world, ref)).toMatchObject({ rendering: 'being_made' });
    expect(await render(world, ref)).toBe('given_up');
    expect(await render(world, ref)).toBe('nothing_to_do');
    expect(await told()).toEqual([expect.objectContaining({ code: 'engine_failed' })]);
    expect(await photoOf(world, ref)).toMatchObject({ rendering: 'not_made', version: null });
    await blur(1);
    expect(await photoOf(world, ref)).toMatchObject({ rendering: 'being_made' });
    expect(await render(world, ref)).toBe('rendered');
  });

  it('is given up too when the worker dies over it each time', async () => {
    await blur(0);
    const dying = { ...world.worker, engine: { ...engine, clean: () => Promise.reject(new Error('gone')) } };
    const { postPhotoId } = await photoOf(world, ref);
    for (let i = 0; i < 3; i++) {
      await expect(renderPhoto(dying, { schoolId: ref.schoolId, postPhotoId })).rejects.toThrow('gone');
      expect(await render(world, ref)).toBe('nothing_to_do');
      world.clock.advance(121_000);
    }
    expect(await render(world, ref)).toBe('given_up');
    expect(await told()).toHaveLength(1);
  });

  it('is no version at all when the engine took no notice of what to hide', async () => {
    await blur(0);
    engine.ignoresEdits();
    expect(await render(world, ref)).toBe('will_try_again');
    expect(await versionsOf(world, ref)).toHaveLength(1);
  });

  it('waits a minute for a store without room, as often as it takes, and tells nobody', async () => {
    await blur(0);
    const full = {
      ...world.worker,
      photos: { ...world.worker.photos, putClean: () => Promise.reject(new PhotoStorageFull(null)) },
    };
    const { postPhotoId } = await photoOf(world, ref);
    for (let i = 0; i < 5; i++) {
      await expect(renderPhoto(full, { schoolId: ref.schoolId, postPhotoId })).rejects.toThrow('no room');
      world.clock.advance(61_000);
    }
    expect(await render(world, ref)).toBe('rendered');
    expect(await told()).toEqual([]);
  });

  it('is said to need the photo once more when its original is gone', async () => {
    await blur(0);
    const gone = {
      ...world.worker,
      photos: { ...world.worker.photos, readPieces: () => Promise.reject(new OriginalDamaged('cut')) },
    };
    const { postPhotoId } = await photoOf(world, ref);
    expect(await renderPhoto(gone, { schoolId: ref.schoolId, postPhotoId })).toBe('send_again');
    expect(await told()).toEqual([expect.objectContaining({ code: 'send_again' })]);
  });
});

describe('what would be sent', () => {
  it('is a version made by exactly the edits that are wanted, never one that only says so', async () => {
    await blur(0);
    const { photoId } = await photoOf(world, ref);
    const [master] = await versionsOf(world, ref);
    const { edits } = await photoOf(world, ref);
    await world.db.transaction((tx) =>
      insertVersion(tx, {
        ...(master as NonNullable<typeof master>),
        id: randomUUID(),
        number: 7,
        photoId,
        editsHash: editsHash(edits),
        edits: edits && { ...edits, blurs: [] },
      }),
    );
    expect(await photoOf(world, ref)).toMatchObject({ version: null });
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await expect(
      submitPost(world.web, await world.staff('teacher'), ref, { version: post.version }),
    ).rejects.toMatchObject({ refusal: { reason: 'checks_failed' } });
  });
});
