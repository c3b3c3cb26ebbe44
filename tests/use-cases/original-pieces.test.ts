// An original in pieces: read whole or not at all, and destroyed so that a crash at any step is finished by the next run and proved
// once.
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import { readOriginalOf } from '#app/domain/photos/original-pieces.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { sweepPhotoFiles } from '#app/domain/photos/sweep-files.ts';
import { OriginalDamaged, PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { receivedSentence } from '#app/presenters/uploads.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { transact } from '#db/client.server.ts';
import { insertPiece, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { findPhoto, insertPhoto, type PhotoRow, photosToClean } from '#db/queries/photos.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { photoPieces } from '#db/schema/photos.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A photo that came in the given pieces. */
async function photoOf(...texts: string[]): Promise<PhotoRow> {
  const id = randomUUID();
  const { userId } = await world.staff('teacher');
  const stored = await Promise.all(
    texts.map((text, number) => world.web.intake.putPiece(id, number, Buffer.from(text))),
  );
  const at = world.clock.now();
  await transact(world.db, async (db) => {
    await insertPhoto(db, {
      id,
      schoolId: world.schoolId,
      uploadedBy: userId,
      uploadedAt: at,
      state: 'quarantined',
      originalBytes: texts.join('').length,
    });
    for (const [number, piece] of stored.entries())
      await insertPiece(db, { ...piece, schoolId: world.schoolId, photoId: id, number, storedAt: at });
  });
  return photo(id);
}

async function photo(id: string): Promise<PhotoRow> {
  const row = await findPhoto(world.db, world, id);
  if (!row) throw new Error('the photo is not there');
  return row;
}

const refOf = ({ schoolId, id }: PhotoRow) => ({ schoolId, photoId: id });
const isWaiting = async (photoId: string): Promise<boolean> =>
  (await photosToClean(world.db, world.clock.now(), 100)).some(({ id }) => id === photoId);
const tomorrow = () => world.clock.advance(25 * 3_600_000);

async function proofsOf(id: string): Promise<number> {
  const rows = await world.db.select().from(auditEvents);
  return rows.filter(({ text }) => text.includes('original_destroyed') && text.includes(id)).length;
}

describe('reading', () => {
  it('puts the pieces together in their order', async () => {
    const row = await photoOf('first ', 'second ', 'third');
    expect(Buffer.from((await readOriginalOf(world.worker, row)) ?? '').toString()).toBe(
      'first second third',
    );
  });

  it('takes an original that lacks a piece, wherever it was, for damaged', async () => {
    for (const lost of [0, 1, 2]) {
      const row = await photoOf('first ', 'second ', 'third');
      await world.db
        .delete(photoPieces)
        .where(and(eq(photoPieces.photoId, row.id), eq(photoPieces.number, lost)));
      await expect(readOriginalOf(world.worker, row)).rejects.toBeInstanceOf(OriginalDamaged);
    }
  });

  it('lets a damaged one be refused as such, and says so to who sent it', async () => {
    const row = await photoOf('first ', 'second ');
    await world.db.delete(photoPieces).where(and(eq(photoPieces.photoId, row.id), eq(photoPieces.number, 1)));
    expect(await cleanPhoto(world.worker, refOf(row))).toBe('refused');
    expect(await photo(row.id)).toMatchObject({ refusalCode: 'damaged' });
  });
});

describe('a store without room, or that does not answer', () => {
  it('costs no photo its place, however long it lasts', async () => {
    const row = await photoOf('patient');
    const full: WorkerDeps = {
      ...world.worker,
      photos: { ...world.worker.photos, putClean: () => Promise.reject(new PhotoStorageFull('disk')) },
    };
    const away: WorkerDeps = {
      ...world.worker,
      photos: { ...world.worker.photos, readPieces: () => Promise.reject(new Error('no answer')) },
    };
    for (let time = 0; time < 5; time++) {
      await expect(cleanPhoto(full, refOf(row))).rejects.toBeInstanceOf(PhotoStorageFull);
      expect(await isWaiting(row.id)).toBe(false);
      world.clock.advance(61_000);
      await expect(cleanPhoto(away, refOf(row))).rejects.toThrow('no answer');
      world.clock.advance(61_000);
    }
    expect(await isWaiting(row.id)).toBe(true);
    expect(await cleanPhoto(world.worker, refOf(row))).toBe('cleaned');
  });
});

describe('a database without room', () => {
  it('costs no photo its place either, and leaves a copy that the sweep can take', async () => {
    const row = await photoOf('patient too');
    // The log is the last thing written: a page that cannot be added to it undoes the whole transaction.
    const full: WorkerDeps = {
      ...world.worker,
      auditSeal: {
        ...world.worker.auditSeal,
        mac: () => {
          throw Object.assign(new Error('could not extend file'), { code: '53100' });
        },
      },
    };
    const copies = world.cleanFiles.size;
    for (let time = 0; time < 5; time++) {
      await expect(cleanPhoto(full, refOf(row))).rejects.toThrow('could not extend file');
      world.clock.advance(61_000);
    }
    expect(world.cleanFiles.size).toBe(copies + 5);
    expect(await cleanPhoto(world.worker, refOf(row))).toBe('cleaned');
    world.clock.advance(25 * 3_600_000);
    await sweepPhotoFiles(world.worker);
    expect(world.cleanFiles.size).toBe(copies + 1);
  });
});

describe('an upload for which there is no room', () => {
  it.each([
    ['in the store', new PhotoStorageFull('disk')],
    [
      'in the database',
      new Error('the query failed', { cause: Object.assign(new Error(), { code: '53100' }) }),
    ],
  ])('%s is refused in words, and leaves nothing behind', async (_where, error) => {
    const full = { ...world.web, intake: { ...world.web.intake, putPiece: () => Promise.reject(error) } };
    const [account] = await accountsOfSchool(world.db, world);
    const teacher = await world.staff('teacher');
    const { postId } = await startPost(world.web, teacher, {
      schoolId: world.schoolId,
      accountId: account?.id ?? '',
      tripId: null,
      purpose: 'celebration',
      requestKey: randomUUID(),
    });
    const photoId = randomUUID();
    const received = await receivePhoto(
      full,
      teacher,
      { schoolId: world.schoolId, postId },
      { photoId, bytes: Buffer.from('no room for me') },
    );
    expect(received).toEqual({ ok: false, code: 'no_room' });
    expect(receivedSentence('no_room')).toMatch(/^There is no room/);
    expect(await findPhoto(world.db, world, photoId)).toBeNull();
    expect(world.lines.at(-1)).toMatchObject({ level: 'warn', message: 'no room for a photo' });
  });
});

describe('destroying', () => {
  it('takes the keys first, then the files, then writes one line of proof', async () => {
    const row = await photoOf('first ', 'second');
    await cleanPhoto(world.worker, refOf(row));
    tomorrow();
    const mine = (await piecesOf(world.db, world, row.id)).map(({ key }) => key);
    const steps: string[] = [];
    const watched: WorkerDeps = {
      ...world.worker,
      photos: {
        ...world.worker.photos,
        removeOriginal: async (key) => {
          const pieces = await piecesOf(world.db, world, row.id);
          if (mine.includes(key)) {
            steps.push(pieces.every((piece) => piece.sealedKey === null) ? 'file, keys gone' : 'file');
            steps.push(`${await proofsOf(row.id)} proofs`);
          }
          await world.worker.photos.removeOriginal(key);
        },
      },
    };
    await destroyOriginals(watched);
    expect(steps).toEqual(['file, keys gone', '0 proofs', 'file, keys gone', '0 proofs']);
    expect(await proofsOf(row.id)).toBe(1);
    expect(await piecesOf(world.db, world, row.id)).toEqual([]);
    expect((await photo(row.id)).originalDestroyedAt).toEqual(world.clock.now());
    expect(await readOriginalOf(world.worker, await photo(row.id))).toBeNull();
  });

  it('cut off between keys and files can be read by nobody, and is finished and proved once', async () => {
    const row = await photoOf('first ', 'second');
    await cleanPhoto(world.worker, refOf(row));
    tomorrow();
    const away: WorkerDeps = {
      ...world.worker,
      photos: { ...world.worker.photos, removeOriginal: () => Promise.reject(new Error('no answer')) },
    };
    await destroyOriginals(away);
    expect(await readOriginalOf(world.worker, await photo(row.id))).toBeNull();
    expect(await proofsOf(row.id)).toBe(0);
    await destroyOriginals(world.worker);
    await destroyOriginals(world.worker);
    expect(await proofsOf(row.id)).toBe(1);
    expect(await piecesOf(world.db, world, row.id)).toEqual([]);
  });

  it('of one photo that fails leaves the others no longer than their time', async () => {
    const [stuck, next] = [await photoOf('stuck'), await photoOf('next')];
    for (const row of [stuck, next]) await cleanPhoto(world.worker, refOf(row));
    tomorrow();
    const [piece] = await piecesOf(world.db, world, stuck.id);
    await destroyOriginals({
      ...world.worker,
      photos: {
        ...world.worker.photos,
        removeOriginal: async (key) => {
          if (key === piece?.key) throw new Error('no answer');
          await world.worker.photos.removeOriginal(key);
        },
      },
    });
    expect((await photo(next.id)).originalDestroyedAt).not.toBeNull();
    expect((await photo(stuck.id)).originalDestroyedAt).toBeNull();
  });

  it('of a refused photo, cut off, is finished whatever its age', async () => {
    const row = await photoOf('not a photo');
    const away: WorkerDeps = {
      ...world.worker,
      photos: { ...world.worker.photos, removeOriginal: () => Promise.reject(new Error('no answer')) },
    };
    await expect(cleanPhoto(away, refOf(row))).rejects.toThrow('no answer');
    expect(await photo(row.id)).toMatchObject({ state: 'refused', originalDestroyedAt: null });
    await destroyOriginals(world.worker);
    expect((await photo(row.id)).originalDestroyedAt).not.toBeNull();
    expect(await proofsOf(row.id)).toBe(1);
  });
});
