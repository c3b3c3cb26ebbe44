// What nothing names is removed and nothing else is: whatever order files, rows, crashes and sweeps come in. What is lost is told
// once, and a store that does not fit the database is left alone.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { sweepPhotoFiles } from '#app/domain/photos/sweep-files.ts';
import { destroyOriginalOf } from '#app/domain/photos/original-pieces.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import type { StoredPiece } from '#app/domain/ports/photo-store.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { endExpiredUploads } from '#app/domain/uploads/end-expired.ts';
import { transact } from '#db/client.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { countMissingFiles } from '#db/queries/photo-files.server.ts';
import { insertPiece, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { findUpload, insertUpload } from '#db/queries/uploads.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const HOUR = 3_600_000;
let world: World;
let ref: PostRef;
beforeEach(async () => {
  world = await openWorld();
  const [account] = await accountsOfSchool(world.db, world);
  const started = await startPost(world.web, await world.staff('teacher'), {
    schoolId: world.schoolId,
    accountId: account?.id ?? '',
    tripId: null,
    purpose: 'celebration',
    requestKey: randomUUID(),
  });
  ref = { schoolId: world.schoolId, postId: started.postId };
});
afterEach(() => world.close());

const sweep = (deps: WorkerDeps = world.worker) => sweepPhotoFiles(deps);
const store = (photoId: string = randomUUID()) => world.web.intake.putPiece(photoId, 0, Buffer.from('piece'));
const name = (piece: StoredPiece, photoId: string = randomUUID()) =>
  transact(world.db, (db) =>
    insertPiece(db, {
      ...piece,
      schoolId: world.schoolId,
      photoId,
      number: 0,
      storedAt: world.clock.now(),
    }),
  );

async function upload(text: string): Promise<string> {
  const photoId = randomUUID();
  await receivePhoto(world.web, await world.staff('teacher'), ref, { photoId, bytes: Buffer.from(text) });
  return photoId;
}
async function cleanUpload(text: string): Promise<{ photoId: string; key: string }> {
  const photoId = await upload(text);
  await cleanPhoto(world.worker, { schoolId: world.schoolId, photoId });
  const [version] = await world.db.select().from(photoVersions).where(eq(photoVersions.photoId, photoId));
  return { photoId, key: version?.key ?? '' };
}
async function linesOfLog(type: string, id = ''): Promise<string[]> {
  const rows = await world.db.select().from(auditEvents);
  return rows.map(({ text }) => text).filter((text) => text.includes(`"${type}"`) && text.includes(id));
}
const told = async (kind: string) => {
  const { userId } = await world.staff('teacher');
  return (await noticesFor(world.db, world, userId, 100)).filter((notice) => notice.kind === kind);
};

type Step =
  | { do: 'store' | 'sweep' | 'sweep while one commits' }
  | { do: 'name' | 'destroy'; which: number }
  | { do: 'wait'; hours: number };
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Step>({ do: 'store' }) },
    { weight: 3, arbitrary: fc.nat(9).map((which): Step => ({ do: 'name', which })) },
    { weight: 1, arbitrary: fc.nat(9).map((which): Step => ({ do: 'destroy', which })) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }).map((hours): Step => ({ do: 'wait', hours })) },
    { weight: 2, arbitrary: fc.constant<Step>({ do: 'sweep' }) },
    { weight: 2, arbitrary: fc.constant<Step>({ do: 'sweep while one commits' }) },
  ),
  { minLength: 3, maxLength: 14 },
);

interface Modelled {
  piece: StoredPiece;
  photoId: string;
  storedAt: number;
  state: 'in the air' | 'named' | 'destroyed';
}

describe('files that no row names', () => {
  it('go when they are a day old, and only those, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        world.originalFiles.clear();
        const files: Modelled[] = [];
        const now = () => world.clock.now().getTime();
        const young = (file: Modelled) => now() - file.storedAt <= 24 * HOUR;
        // Every transaction that is ever going to commit does so within the hour; only a crash leaves a file unnamed for longer.
        const commit = async (file: Modelled | undefined) => {
          if (file?.state !== 'in the air' || now() - file.storedAt >= HOUR) return;
          await name(file.piece, file.photoId);
          file.state = 'named';
        };
        for (const step of plan) {
          if (step.do === 'store') {
            const photoId = randomUUID();
            files.push({ piece: await store(photoId), photoId, storedAt: now(), state: 'in the air' });
          }
          if (step.do === 'wait') world.clock.advance(step.hours * HOUR);
          if (step.do === 'name') await commit(files[step.which]);
          if (step.do === 'destroy' && files[step.which]?.state === 'named') {
            const file = files[step.which] as Modelled;
            await destroyOriginalOf(
              world.worker,
              { kind: 'system', name: 'system:test' },
              { schoolId: world.schoolId, id: file.photoId },
              'time_over',
            );
            file.state = 'destroyed';
          }
          if (step.do === 'sweep' || step.do === 'sweep while one commits') {
            const racing: WorkerDeps = {
              ...world.worker,
              photos: {
                ...world.worker.photos,
                list: async (...asked) => {
                  const page = await world.worker.photos.list(...asked);
                  if (step.do !== 'sweep') await commit(files.find((file) => file.state === 'in the air'));
                  return page;
                },
              },
            };
            await sweep(racing);
            for (const file of files) {
              const isThere = world.originalFiles.has(file.piece.key);
              const mustBe = file.state === 'named' || (file.state === 'in the air' && young(file));
              expect(isThere, `${file.state}, ${(now() - file.storedAt) / HOUR} h old`).toBe(mustBe);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are counted in one line of the log, and a sweep that finds nothing writes none', async () => {
    world.originalFiles.clear();
    await sweep();
    const before = (await linesOfLog('photos.swept')).length;
    await store();
    await world.worker.photos.putClean(Buffer.from('a copy whose transaction was lost'));
    world.clock.advance(25 * HOUR);
    expect(await sweep()).toMatchObject({ removed: 2 });
    expect(await sweep()).toEqual({ removed: 0, missing: 0 });
    const lines = await linesOfLog('photos.swept');
    expect(lines).toHaveLength(before + 1);
    expect(lines.at(-1)).toContain('"removed":2');
  });

  it('that a row names at the last moment stay, however old they are', async () => {
    const piece = await store();
    world.clock.advance(25 * HOUR);
    let isNamed = false;
    await sweep({
      ...world.worker,
      photos: {
        ...world.worker.photos,
        // The clean area is listed after the strangers in quarantine have been found.
        list: async (area, after) => {
          if (area === 'clean' && !isNamed) isNamed = await name(piece);
          return world.worker.photos.list(area, after);
        },
      },
    });
    expect(isNamed).toBe(true);
    expect(world.originalFiles.has(piece.key)).toBe(true);
  });

  it('left by a photo sent twice at once go too', async () => {
    const teacher = await world.staff('teacher');
    const input = { photoId: randomUUID(), bytes: Buffer.from('twice at once') };
    const before = world.originalFiles.size;
    await Promise.all([1, 2].map(() => receivePhoto(world.web, teacher, ref, input)));
    expect(world.originalFiles.size).toBe(before + 2);
    world.clock.advance(25 * HOUR);
    await sweep();
    expect(await piecesOf(world.db, world, input.photoId)).toHaveLength(1);
    expect(world.originalFiles.size).toBe(before + 1);
  });
});

describe('a store and a database that do not fit together', () => {
  it('are left as they are, and the operator is told', async () => {
    world.originalFiles.clear();
    for (let count = 0; count < 120; count++) await store();
    world.clock.advance(25 * HOUR);
    expect(await sweep()).toEqual({ removed: 0, missing: 0 });
    expect(world.originalFiles.size).toBe(120);
    expect(world.lines.at(-1)).toMatchObject({
      level: 'error',
      message: expect.stringContaining('do not fit'),
    });
    world.originalFiles.clear();
  });
});

describe('files that are gone', () => {
  it('of a clean photo are told to who sent it and to the operator, once, until they are back', async () => {
    const { key } = await cleanUpload('lost and found');
    world.clock.advance(25 * HOUR);
    const bytes = world.cleanFiles.get(key) ?? new Uint8Array();
    const [missingBefore, toldBefore] = [
      await countMissingFiles(world.db),
      (await told('photo_lost')).length,
    ];
    world.cleanFiles.delete(key);
    expect(await sweep()).toMatchObject({ missing: 1 });
    expect(await sweep()).toMatchObject({ missing: 0 });
    expect(await countMissingFiles(world.db)).toBe(missingBefore + 1);
    const notices = await told('photo_lost');
    expect(notices).toHaveLength(toldBefore + 1);
    expect(notices[0]).toMatchObject({ postId: ref.postId });
    world.cleanFiles.set(key, bytes);
    await sweep();
    expect(await countMissingFiles(world.db)).toBe(missingBefore);
  });

  it('of a photo that still waits for cleaning end its waiting, in words its sender can use', async () => {
    const photoId = await upload('lost before it was cleaned');
    const [piece] = await piecesOf(world.db, world, photoId);
    world.originalFiles.delete(piece?.key ?? '');
    world.clock.advance(25 * HOUR);
    await sweep();
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({
      state: 'refused',
      refusalCode: 'engine_failed',
    });
    expect((await told('photo_refused')).some((notice) => notice.code === 'engine_failed')).toBe(true);
  });

  it('because they are being destroyed are nobody’s loss', async () => {
    const { photoId } = await cleanUpload('being destroyed');
    world.clock.advance(25 * HOUR);
    const missingBefore = await countMissingFiles(world.db);
    const photo = { schoolId: world.schoolId, id: photoId };
    const cut: WorkerDeps = {
      ...world.worker,
      photos: {
        ...world.worker.photos,
        removeOriginal: async (key) => {
          await world.worker.photos.removeOriginal(key);
          throw new Error('killed');
        },
      },
    };
    await expect(
      destroyOriginalOf(cut, { kind: 'system', name: 'system:test' }, photo, 'time_over'),
    ).rejects.toThrow('killed');
    expect(await sweep()).toMatchObject({ missing: 0 });
    expect(await countMissingFiles(world.db)).toBe(missingBefore);
  });
});

describe('an upload that is never finished', () => {
  const begin = async () => {
    const id = randomUUID();
    const { userId } = await world.staff('teacher');
    const at = world.clock.now();
    const piece = await store(id);
    await transact(world.db, async (db) => {
      await insertUpload(db, {
        id,
        schoolId: world.schoolId,
        postId: ref.postId,
        uploadedBy: userId,
        totalBytes: 100,
        receivedBytes: piece.bytes,
        startedAt: at,
        expiresAt: new Date(at.getTime() + 24 * HOUR),
      });
      await insertPiece(db, { ...piece, schoolId: world.schoolId, photoId: id, number: 0, storedAt: at });
    });
    return { id, key: piece.key };
  };

  it('is destroyed when its time is over, with a line of proof, and no sooner', async () => {
    const { id, key } = await begin();
    world.clock.advance(24 * HOUR);
    await endExpiredUploads(world.worker);
    expect(world.originalFiles.has(key)).toBe(true);
    world.clock.advance(HOUR);
    expect(await endExpiredUploads(world.worker)).toBeGreaterThan(0);
    expect(world.originalFiles.has(key)).toBe(false);
    expect(await findUpload(world.db, world, id)).toBeNull();
    expect(await piecesOf(world.db, world, id)).toEqual([]);
    expect(await linesOfLog('photo.original_destroyed', id)).toHaveLength(1);
    expect(await endExpiredUploads(world.worker)).toBe(0);
  });

  it('is destroyed all the same when the first try was cut off', async () => {
    const { id, key } = await begin();
    world.clock.advance(26 * HOUR);
    const away: WorkerDeps = {
      ...world.worker,
      photos: { ...world.worker.photos, removeOriginal: () => Promise.reject(new Error('no answer')) },
    };
    await endExpiredUploads(away);
    expect((await piecesOf(world.db, world, id)).map((piece) => piece.sealedKey)).toEqual([null]);
    await endExpiredUploads(world.worker);
    expect(world.originalFiles.has(key)).toBe(false);
    expect(await linesOfLog('photo.original_destroyed', id)).toHaveLength(1);
  });
});
