// A photo from upload to clean copy: cleaned once whoever asks, refused with one message, tried again when the engine itself fails, and
// its original destroyed when its time is over (R-69, I-02).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { CLEANING_LEASE_MS, MAX_CLEANING_ATTEMPTS } from '#app/domain/photos/photo-limits.ts';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import { readPhoto } from '#app/domain/photos/read-photo.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let ref: PostRef;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
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
afterAll(() => world.close());

const photoRef = (photoId: string) => ({ schoolId: world.schoolId, photoId });

async function upload(bytes = 'a photo'): Promise<string> {
  const photoId = randomUUID();
  const received = await receivePhoto(world.web, await world.staff('teacher'), ref, {
    photoId,
    bytes: Buffer.from(bytes),
  });
  expect(received).toEqual({ ok: true, photoId });
  return photoId;
}

describe('cleaning', () => {
  it('happens once, whichever of two workers comes first', async () => {
    const photoId = await upload();
    const outcomes = await Promise.all([
      cleanPhoto(world.worker, photoRef(photoId)),
      cleanPhoto(world.worker, photoRef(photoId)),
    ]);
    expect(outcomes.sort()).toEqual(['cleaned', 'not_waiting']);
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({
      state: 'clean',
      removedKinds: ['location'],
    });
  });

  it('takes an upload sent twice for one, and an empty or endless one for none', async () => {
    const photoId = await upload('sent twice');
    const teacher = await world.staff('teacher');
    const before = (await readPostFacts(world.db, ref, world.clock.now())).photos.length;
    expect(
      await receivePhoto(world.web, teacher, ref, { photoId, bytes: Buffer.from('sent twice') }),
    ).toEqual({ ok: true, photoId });
    expect(
      await receivePhoto(world.web, teacher, ref, { photoId: randomUUID(), bytes: new Uint8Array() }),
    ).toEqual({ ok: false, code: 'empty' });
    const endless = new Uint8Array(33 * 1024 * 1024);
    expect(await receivePhoto(world.web, teacher, ref, { photoId: randomUUID(), bytes: endless })).toEqual({
      ok: false,
      code: 'too_many_bytes',
    });
    expect((await readPostFacts(world.db, ref, world.clock.now())).photos).toHaveLength(before);
  });

  it('refuses what is no photo, destroys it at once and tells who sent it', async () => {
    const photoId = await upload('not a photo at all');
    expect(await cleanPhoto(world.worker, photoRef(photoId))).toBe('refused');
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({
      state: 'refused',
      originalDestroyedAt: world.clock.now(),
    });
    expect(await piecesOf(world.db, world, photoId)).toEqual([]);
    const teacher = await world.staff('teacher');
    const told = await noticesFor(world.db, world, teacher.userId, 10);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'photo_refused', code: 'unsupported_format', postId: ref.postId }),
    );
  });

  it('tries again when the engine fails, and gives the photo up only after three times', async () => {
    const photoId = await upload('unlucky');
    const failing = {
      ...world.worker,
      engine: {
        ...world.worker.engine,
        clean: async () => ({ ok: false as const, code: 'engine_failed' as const, detail: 'killed' }),
      },
    };
    expect(await cleanPhoto(failing, photoRef(photoId))).toBe('will_try_again');
    expect(await cleanPhoto(failing, photoRef(photoId))).toBe('will_try_again');
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({ state: 'quarantined' });
    expect(await cleanPhoto(failing, photoRef(photoId))).toBe('refused');
  });

  it('that waits behind slow photos until its lease is over is not given up: the first answer counts', async () => {
    const photoId = await upload('a good photo behind many slow ones');
    const answers: (() => void)[] = [];
    const busy = {
      ...world.worker,
      engine: {
        ...world.worker.engine,
        clean: async (...asked: Parameters<typeof world.worker.engine.clean>) => {
          await new Promise<void>((resolve) => answers.push(resolve));
          return world.worker.engine.clean(...asked);
        },
      },
    };
    const tries = [];
    while (tries.length < MAX_CLEANING_ATTEMPTS) {
      tries.push(cleanPhoto(busy, photoRef(photoId)));
      await expect.poll(() => answers.length).toBe(tries.length);
      world.clock.advance(CLEANING_LEASE_MS + 1);
    }
    answers[0]?.();
    expect(await tries[0]).toBe('cleaned');
    for (const answer of answers) answer();
    expect(await Promise.all(tries)).toEqual(['cleaned', 'not_waiting', 'not_waiting']);
    expect(await cleanPhoto(busy, photoRef(photoId))).toBe('not_waiting');
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({ state: 'clean' });
  });

  it('takes the first refusal too, so that a slow photo is not opened again and again', async () => {
    const photoId = await upload('a slow photo');
    const answers: (() => void)[] = [];
    const slow = {
      ...world.worker,
      engine: {
        ...world.worker.engine,
        clean: async () => {
          await new Promise<void>((resolve) => answers.push(resolve));
          return { ok: false as const, code: 'took_too_long' as const, detail: 'late' };
        },
      },
    };
    const first = cleanPhoto(slow, photoRef(photoId));
    await expect.poll(() => answers.length).toBe(1);
    world.clock.advance(CLEANING_LEASE_MS + 1);
    const second = cleanPhoto(slow, photoRef(photoId));
    await expect.poll(() => answers.length).toBe(2);
    answers[0]?.();
    expect(await first).toBe('refused');
    expect(await cleanPhoto(slow, photoRef(photoId))).toBe('not_waiting');
    answers[1]?.();
    expect(await second).toBe('not_waiting');
  });
});

describe('who may fetch a clean copy (R-06, PF23)', () => {
  it('its author may; another school, and a role that sees no posts, get what a missing photo gets', async () => {
    await cleanPhoto(world.worker, photoRef(await upload()));
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    const versionId = facts.photos.find((photo) => photo.version)?.version?.id ?? '';
    const one = { schoolId: world.schoolId, versionId };
    expect((await readPhoto(world.web, await world.staff('teacher'), one)).bytes.byteLength).toBeGreaterThan(
      100,
    );
    for (const key of ['harrowdean/head', 'office', 'governor', 'both/teacher-and-comms'])
      await expect(readPhoto(world.web, await world.staff(key), one)).rejects.toMatchObject({
        code: 'not_found',
      });
    await expect(
      readPhoto(world.web, await world.staff('teacher'), { ...one, versionId: randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('originals', () => {
  it('are destroyed a day after upload in practice: key, file, and a line of proof', async () => {
    const photoId = await upload();
    await cleanPhoto(world.worker, photoRef(photoId));
    world.clock.advance(25 * 3_600_000);
    expect(await destroyOriginals(world.worker)).toBeGreaterThan(0);
    expect(await destroyOriginals(world.worker)).toBe(0);
    expect(await findPhoto(world.db, world, photoId)).toMatchObject({
      originalDestroyedAt: world.clock.now(),
      state: 'clean',
    });
    expect(await piecesOf(world.db, world, photoId)).toEqual([]);
  });
});
