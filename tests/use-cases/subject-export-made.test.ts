// How one pupil's file comes to be, and goes: photos in which everybody else is hidden or that are left out, work that survives being
// cut off, two workers, a full disk, a fetching that only the worker can open, and the end of its day.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerFetch } from '#app/domain/exports/answer-fetch.ts';
import { readExport } from '#app/domain/exports/ask-export.ts';
import { destroyExports } from '#app/domain/exports/destroy-exports.ts';
import { EXPORT_LEASE_MS, EXPORT_LIVES_MS, type ExportRef } from '#app/domain/exports/export-steps.ts';
import { fetchExport } from '#app/domain/exports/fetch-export.ts';
import { workExport } from '#app/domain/exports/work-export.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { destroyWithOriginal } from '#app/domain/photos/destroy-with-original.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { photoPieces } from '#db/schema/photos.ts';
import { subjectExportFetches } from '#db/schema/subject-exports.ts';
import { askedExport, bytesOf, exportOf, fetched } from '#tests/support/exports.ts';
import { found } from '#tests/support/face-finder.ts';
import { boxOf, facePost } from '#tests/support/face-posts.ts';
import { approvedPost, openWorld, pupils, type World } from '#tests/support/world.ts';

const gone = expect.objectContaining({ code: 'illegal_move', reason: 'file_gone' });
const noAnswer = expect.objectContaining({ code: 'illegal_move', reason: 'file_no_answer' });

let world: World;
/** what the engine was asked to hide, in order */
let asked: PhotoEdits[];
const engineOf = (plain: World['worker']['engine']): World['worker']['engine'] => ({
  ...plain,
  clean: async (original, options) => {
    if (options?.edits) asked.push(options.edits);
    return plain.clean(original, options);
  },
});

describe('photos', () => {
  beforeAll(async () => {
    world = await openWorld();
    world.worker.engine = engineOf(world.worker.engine);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    asked = [];
    world.clock.advance(60_000);
    world.faces.finds([]);
  });

  /** A photo of three pupils, each on a face, sent for approval. */
  async function threeFaces() {
    const [own, two, three] = [world.pupil(0), world.pupil(2), world.pupil(5)];
    const post = await facePost(world, 3);
    const person = (id: string) => ({
      is: 'person' as const,
      person: { kind: 'pupil' as const, id, faceOn: 'no' as const, uniform: 'no' as const },
    });
    await post.answer(person(own), person(two), person(three));
    await post.take({ step: 'count', headCount: 3 });
    expect(await post.submit()).toEqual([]);
    return { own, post };
  }
  const boxes = (edits: PhotoEdits | undefined): FaceBox[] => edits?.blurs ?? [];
  const photosOf = async (pupilId: string) => {
    const { records, files } = await exportOf(world, pupilId);
    // The test's own post is the last one.
    const photos = records.posts.at(-1)?.photos ?? [];
    return { photos, names: photos.flatMap(({ file }) => file ?? []).filter((file) => files.has(file)) };
  };

  it('keep the pupil’s own face where it is known, and hide every other that people settled or the finder finds', async () => {
    const { own } = await threeFaces();
    const stranger = boxOf(7);
    world.faces.finds([found(boxOf(0)), found(boxOf(1)), found(stranger)]);
    const { photos, names } = await photosOf(own);
    expect(photos).toMatchObject([{ hidden: 'others', leftOut: null }]);
    expect(names).toEqual([expect.stringMatching(/^photos\/photo-\d+\.jpg$/)]);
    const hidden = boxes(asked.at(-1));
    for (const box of [boxOf(1), boxOf(2), stranger]) expect(hidden).toContainEqual(box);
    expect(hidden).not.toContainEqual(boxOf(0));
  });

  it('hide every face once it is no longer kept which is whose', async () => {
    const { own, post } = await threeFaces();
    const { photoId } = await post.photo();
    const photo = await findPhoto(world.db, world, photoId);
    if (!photo) throw new Error('the photo is gone');
    await destroyWithOriginal(world.worker, { kind: 'system', name: 'system:test' }, photo);
    world.faces.finds([0, 1, 2].map((nth) => found(boxOf(nth))));
    const { photos } = await photosOf(own);
    expect(photos).toMatchObject([{ hidden: 'everyone' }]);
    expect(boxes(asked.at(-1))).toEqual([0, 1, 2].map((nth) => boxOf(nth)));
  });

  it('are left out when the boxes are gone and something found that is no face could stand for a missed one', async () => {
    const [own, two] = [world.pupil(8), world.pupil(10)];
    const post = await facePost(world, 3);
    const person = (id: string) => ({
      is: 'person' as const,
      person: { kind: 'pupil' as const, id, faceOn: 'no' as const, uniform: 'no' as const },
    });
    await post.answer(person(own), person(two), { is: 'not_a_face' });
    await post.take({ step: 'count', headCount: 2 });
    expect(await post.submit()).toEqual([]);
    const { photoId } = await post.photo();
    const photo = await findPhoto(world.db, world, photoId);
    if (!photo) throw new Error('the photo is gone');
    await destroyWithOriginal(world.worker, { kind: 'system', name: 'system:test' }, photo);
    // The second pupil is missed this time; the ball is taken for a face again.
    world.faces.finds([found(boxOf(0)), found(boxOf(2))]);
    expect((await photosOf(own)).photos).toMatchObject([{ leftOut: 'others_not_hidden' }]);
    world.faces.finds([0, 1, 2].map((nth) => found(boxOf(nth))));
    expect((await photosOf(own)).photos).toMatchObject([{ hidden: 'everyone' }]);
  });

  it('are left out where fewer faces are found than people were counted', async () => {
    const everybody = pupils(world.pupil(30), world.pupil(31), world.pupil(32));
    await approvedPost(world, { photos: [everybody] });
    world.faces.finds([found(boxOf(0)), found(boxOf(1))]);
    const { photos, names } = await photosOf(world.pupil(30));
    expect(photos).toMatchObject([{ file: null, leftOut: 'others_not_hidden', hidden: null }]);
    expect([names, asked]).toEqual([[], []]);
    world.faces.finds([0, 1, 2].map((nth) => found(boxOf(nth))));
    expect((await photosOf(world.pupil(30))).photos).toMatchObject([{ hidden: 'everyone' }]);
  });

  it('are left out when nobody can look for faces, also of a pupil who is alone', async () => {
    await approvedPost(world, { photos: [pupils(world.pupil(34))] });
    world.faces.isUnavailable('model_missing');
    expect((await photosOf(world.pupil(34))).photos).toMatchObject([{ leftOut: 'others_not_hidden' }]);
    world.faces.finds([found(boxOf(0))]);
    expect((await photosOf(world.pupil(34))).photos).toMatchObject([{ hidden: 'alone' }]);
    expect(asked).toEqual([]);
    // Two faces where one person was counted: somebody was missed, and nobody knows which face is whose.
    world.faces.finds([found(boxOf(0)), found(boxOf(1))]);
    expect((await photosOf(world.pupil(34))).photos).toMatchObject([{ hidden: 'everyone' }]);
  });

  it('are gone over again for faces seen only then, and left out when one never goes', async () => {
    await approvedPost(world, { photos: [pupils(world.pupil(4), world.pupil(5))] });
    const late = found(boxOf(5));
    const at = [found(boxOf(0)), found(boxOf(1))];
    const looked = (faces: typeof at) => ({ outcome: 'looked' as const, faces, model: 'm', ms: 1 });
    world.faces.answers((_clean, except) =>
      looked(except.length === 0 ? at : except.length === 2 ? [late] : []),
    );
    expect((await photosOf(world.pupil(4))).photos).toMatchObject([{ hidden: 'everyone' }]);
    expect(asked.map((edits) => edits.blurs.length)).toEqual([2, 3]);
    world.faces.answers((_clean, except) => looked(except.length === 0 ? at : [late]));
    expect((await photosOf(world.pupil(4))).photos).toMatchObject([{ leftOut: 'others_not_hidden' }]);
  });

  it('are left out when the engine gives the same picture back, or something that may not leave', async () => {
    await approvedPost(world, { photos: [pupils(world.pupil(2), world.pupil(0))] });
    world.faces.answers((_clean, except) => ({
      outcome: 'looked',
      faces: except.length > 0 ? [] : [found(boxOf(0)), found(boxOf(1))],
      model: 'm',
      ms: 1,
    }));
    const { engine } = world.worker;
    const giving = (bytes: (given: Uint8Array) => Uint8Array): World['worker']['engine'] => ({
      ...engine,
      clean: async (original, options) => {
        const result = await engine.clean(original, options);
        return result.ok ? { ok: true, photo: { ...result.photo, bytes: bytes(original) } } : result;
      },
    });
    const comment = (jpeg: Uint8Array) =>
      Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 4, 0x68, 0x69]), jpeg.subarray(2)]);
    for (const bytes of [(given: Uint8Array) => given, comment]) {
      world.worker.engine = giving(bytes);
      expect((await photosOf(world.pupil(2))).photos).toMatchObject([{ leftOut: 'others_not_hidden' }]);
    }
    world.worker.engine = engine;
    expect((await photosOf(world.pupil(2))).photos).toMatchObject([{ hidden: 'everyone' }]);
  });

  it('are said to be gone when their file is no longer kept', async () => {
    await approvedPost(world, { photos: [pupils(world.pupil(40))] });
    world.cleanFiles.clear();
    expect((await photosOf(world.pupil(40))).photos).toMatchObject([{ leftOut: 'not_kept' }]);
  });
});

describe('the work', () => {
  beforeEach(async () => {
    world = await openWorld();
    return () => world.close();
  });

  const stateOf = async (ref: ExportRef) =>
    (await readExport(world.db, await world.staff('data'), ref, world.clock.now())).state;
  const piecesOf = (ref: ExportRef) =>
    world.db.select().from(photoPieces).where(eq(photoPieces.photoId, ref.exportId));
  const moves = async (ref: ExportRef): Promise<string[]> => {
    const rows = await world.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.pupilId, world.pupil(0)));
    return rows
      .map(({ text }) => JSON.parse(text) as { type: string; exportId?: string; to?: string })
      .flatMap(({ type, exportId, to }) =>
        type === 'subject_export.moved' && exportId === ref.exportId ? [to ?? ''] : [],
      );
  };
  const told = async (code: string | null) => {
    const rows = await world.db.select().from(notices).where(eq(notices.kind, 'file_ready'));
    return rows.filter((row) => row.code === code).length;
  };

  it('is done once, by one worker at a time, one export of a school after another', async () => {
    const first = await askedExport(world, world.pupil(0));
    world.clock.advance(1);
    const second = await askedExport(world, world.pupil(1));
    const { faces } = world;
    await approvedPost(world, { photos: [pupils(world.pupil(0))] });
    const meanwhile: string[] = [];
    faces.answers(async () => {
      meanwhile.push(await workExport(world.worker, first), await workExport(world.worker, second));
      return { outcome: 'looked', faces: [], model: 'm', ms: 1 };
    });
    expect(await workExport(world.worker, first)).toBe('ready');
    expect(meanwhile).toEqual(['in_other_hands', 'in_other_hands']);
    expect(await workExport(world.worker, first)).toBe('nothing_to_do');
    expect(await workExport(world.worker, second)).toBe('ready');
    expect(await moves(first)).toEqual(['waiting', 'ready']);
    expect(await told(null)).toBe(2);
  });

  it('is begun anew after a worker died in the middle, and what that one goes on to write is not kept', async () => {
    const ref = await askedExport(world, world.pupil(0));
    const { photos } = world.worker;
    let revived: Promise<string> | null = null;
    const stuck = {
      ...world.worker,
      photos: {
        ...photos,
        putPiece: async (id: string, number: number, bytes: Uint8Array) => {
          const piece = await photos.putPiece(id, number, bytes);
          // It was silent for longer than its lease: another takes over and finishes.
          world.clock.advance(EXPORT_LEASE_MS + 1);
          revived = workExport(world.worker, ref);
          await revived;
          return piece;
        },
      },
    };
    expect(await workExport(stuck, ref)).toBe('in_other_hands');
    expect(await revived).toBe('ready');
    expect(await piecesOf(ref)).toHaveLength(1);
    const { bytes, chunks } = await fetched(world, ref);
    expect((await bytesOf(chunks)).byteLength).toBe(bytes);
    expect(await moves(ref)).toEqual(['waiting', 'ready', 'fetched']);
  });

  it('is tried three times, told to whoever asked when it fails, and leaves nothing behind', async () => {
    const ref = await askedExport(world, world.pupil(0));
    const broken = {
      ...world.worker,
      recordsPage: () => {
        throw new Error('a broken world');
      },
    };
    for (let tries = 0; tries < 3; tries++) {
      await expect(workExport(broken, ref)).rejects.toThrow('a broken world');
      expect(await workExport(broken, ref)).toBe('in_other_hands');
      world.clock.advance(EXPORT_LEASE_MS);
    }
    expect(await workExport(broken, ref)).toBe('given_up');
    expect([await stateOf(ref), await told('failed'), (await piecesOf(ref)).length]).toEqual([
      'failed',
      1,
      0,
    ]);
    expect(await moves(ref)).toEqual(['waiting', 'failed']);
    await expect(fetched(world, ref)).rejects.toEqual(gone);
  });

  it('waits for room without counting it as a try', async () => {
    const ref = await askedExport(world, world.pupil(0));
    const full = {
      ...world.worker,
      photos: {
        ...world.worker.photos,
        putPiece: async () => {
          throw new PhotoStorageFull('no room');
        },
      },
    };
    for (let tries = 0; tries < 5; tries++) {
      await expect(workExport(full, ref)).rejects.toBeInstanceOf(PhotoStorageFull);
      world.clock.advance(EXPORT_LEASE_MS);
    }
    expect(await workExport(world.worker, ref)).toBe('ready');
  });

  it('keeps the file so that the web side cannot open it by itself, and a fetching is answered once and logged', async () => {
    const ref = await askedExport(world, world.pupil(0));
    await workExport(world.worker, ref);
    const stored = [...world.originalFiles.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    expect(stored.some((bytes) => bytes.includes('index.html'))).toBe(false);
    const data = await world.staff('data');
    await expect(fetchExport(world.web, data, ref)).rejects.toEqual(noAnswer);
    expect(await world.db.select().from(subjectExportFetches)).toEqual([]);
    const { chunks } = await fetched(world, ref);
    expect((await bytesOf(chunks)).subarray(0, 2).toString()).toBe('PK');
    expect(await moves(ref)).toEqual(['waiting', 'ready', 'fetched']);
    expect(await world.db.select().from(subjectExportFetches)).toEqual([]);
    const head = await world.staff('head');
    await expect(fetched(world, ref, head)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('answers nobody whose role ended meanwhile, no question twice, and none that is old', async () => {
    const ref = await askedExport(world, world.pupil(0));
    await workExport(world.worker, ref);
    const askFor = async (userId: string, askedAt = world.clock.now()) => {
      const row = { schoolId: world.schoolId, exportId: ref.exportId, askedBy: userId, askedAt };
      const key = await world.web.oneTimeKeys.make();
      const [inserted] = await world.db
        .insert(subjectExportFetches)
        .values({ ...row, publicKey: key.publicKey })
        .returning();
      return { schoolId: world.schoolId, fetchId: inserted?.id ?? '' };
    };
    const { userId } = await world.staff('data');
    const one = await askFor(userId);
    expect(await answerFetch(world.worker, one)).toBe('answered');
    expect(await answerFetch(world.worker, one)).toBe('answered_before');
    const head = await askFor((await world.staff('head')).userId);
    expect(await answerFetch(world.worker, head)).toBe('not_permitted');
    const old = await askFor(userId, new Date(world.clock.now().getTime() - 60_000));
    expect(await answerFetch(world.worker, old)).toBe('too_late');
    expect(await moves(ref)).toEqual(['waiting', 'ready', 'fetched']);
  });

  it('ends after a day: the keys, the files, and one line of proof, however often it is tried', async () => {
    const ref = await askedExport(world, world.pupil(0));
    await workExport(world.worker, ref);
    world.clock.advance(EXPORT_LIVES_MS - 1);
    expect(await destroyExports(world.worker)).toBe(0);
    await fetched(world, ref);
    world.clock.advance(1);
    await expect(fetched(world, ref)).rejects.toEqual(gone);
    const failing = {
      ...world.worker,
      photos: {
        ...world.worker.photos,
        removeOriginal: async () => {
          throw new Error('the store is away');
        },
      },
    };
    await expect(destroyExports(failing)).rejects.toThrow('the store is away');
    const [piece] = await piecesOf(ref);
    expect(piece?.sealedKey).toBeNull();
    expect(await destroyExports(world.worker)).toBe(1);
    expect(await destroyExports(world.worker)).toBe(0);
    expect([await stateOf(ref), await piecesOf(ref), world.originalFiles.size]).toEqual(['destroyed', [], 0]);
    expect(await moves(ref)).toEqual(['waiting', 'ready', 'fetched', 'destroyed']);
  });
});
