// What goes with a photo's original, and what stays: of a photo with somebody hidden nothing is left but what was approved, and
// the post goes out all the same (R-69, R-106, F-30, I-08).
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import { readPhoto } from '#app/domain/photos/read-photo.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { refusalWords } from '#app/presenters/refusals.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import { everyVersion } from '#db/queries/photo-renders.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import { reviews } from '#db/schema/revisions.ts';
import { schools, trusts } from '#db/schema/school.ts';
import {
  type EditingEngine,
  halfHiddenApproved,
  halfHiddenDraft,
  halfHiddenInReview,
  photoOf,
  render,
  settle,
  versionsOf,
  withEditingEngine,
} from '#tests/support/edited-photos.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let engine: EditingEngine;
beforeAll(async () => void (world = await openWorld()));
beforeEach(() => void (engine = withEditingEngine(world)));
afterAll(() => world.close());

/** The log's lines of this kind about a photo. */
async function linesOf(type: string, photoId: string): Promise<Record<string, unknown>[]> {
  const rows = await world.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.chain, `school:${world.schoolId}`));
  return rows
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
    .filter((event) => event['type'] === type && event['photoId'] === photoId);
}

const isGone = async (photoId: string): Promise<boolean> =>
  (await findPhoto(world.db, world, photoId))?.originalDestroyedAt !== null;

/** Everything of the photo that may be read: bytes under a version's or a piece's key. */
async function filesOf(ref: PostRef, photoId: string): Promise<{ originals: number; clean: string[] }> {
  const pieces = await piecesOf(world.db, ref, photoId);
  const versions = await versionsOf(world, ref);
  return {
    originals: pieces.filter(({ key }) => world.originalFiles.has(key)).length,
    clean: versions.filter(({ key }) => world.cleanFiles.has(key)).map(({ id }) => id),
  };
}

async function scheduled(ref: PostRef, afterMs: number): Promise<void> {
  const due = new Date(world.clock.now().getTime() + afterMs);
  const comms = await world.staff('comms');
  const placed = await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
  expect(placed.ok).toBe(true);
}

describe('a day after the upload, in practice', () => {
  it('of an approved photo only what was approved is left, without a trace of who stood where, and it is published', async () => {
    const ref = await halfHiddenApproved(world);
    await scheduled(ref, 26 * HOUR);
    const before = await photoOf(world, ref);
    const { photoId, postPhotoId, master, version } = before;
    expect(await filesOf(ref, photoId)).toEqual({ originals: 1, clean: [master?.id, version?.id] });
    world.clock.advance(25 * HOUR);
    await destroyOriginals(world.worker);

    expect(await filesOf(ref, photoId)).toEqual({ originals: 0, clean: [version?.id] });
    expect(await piecesOf(world.db, ref, photoId)).toEqual([]);
    expect(master?.perceptualHash).not.toBe('');
    for (const row of await versionsOf(world, ref))
      expect([row.id, row.perceptualHash, row.likeness]).toEqual(
        row.id === version?.id ? [row.id, version.perceptualHash, version.likeness] : [row.id, '', null],
      );
    const after = await photoOf(world, ref);
    expect(after).toMatchObject({
      master: null,
      version,
      originalGone: true,
      rendering: 'made',
      faces: [],
      blurs: [],
    });
    expect(after.edits).toEqual(before.edits);
    expect(after.accountingSalt).not.toBe(before.accountingSalt);
    expect(await world.db.select().from(photoFaces).where(eq(photoFaces.photoId, photoId))).toEqual([]);
    const people = await world.db.select().from(photoPeople).where(eq(photoPeople.postPhotoId, postPhotoId));
    expect(people).toEqual([
      expect.objectContaining({ pupilId: world.pupil(0), placed: 'together', faceId: null, box: null }),
    ]);

    for (const key of ['teacher', 'head', 'dsl']) {
      const person = await world.staff(key);
      const { schoolId } = ref;
      const read = (versionId = '') => readPhoto(world.web, person, { schoolId, versionId });
      await expect(read(master?.id)).rejects.toMatchObject({ code: 'not_found' });
      expect((await read(version?.id)).sha256).toBe(version?.sha256);
    }

    world.clock.advance(HOUR);
    expect(await publishNow(world, ref)).toBe('published');
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    expect(post.status).toBe('published');
  });

  it('one line of proof says what went', async () => {
    const ref = await halfHiddenDraft(world);
    const thing = { x: 150, y: 100, width: 30, height: 20 };
    await settle(world, ref, { step: 'hide', blurId: crypto.randomUUID(), what: 'badge', box: thing });
    await render(world, ref);
    const { photoId } = await photoOf(world, ref);
    world.clock.advance(25 * HOUR);
    await destroyOriginals(world.worker);
    await destroyOriginals(world.worker);
    expect(await linesOf('photo.original_destroyed', photoId)).toEqual([
      expect.objectContaining({
        cause: 'time_over',
        went: { versions: 2, faces: 2, links: 1, regions: 1 },
        actor: 'system:destroy-originals',
      }),
    ]);
    const { postPhotoId } = await photoOf(world, ref);
    expect(await world.db.select().from(photoBlurs).where(eq(photoBlurs.postPhotoId, postPhotoId))).toEqual(
      [],
    );
  });

  it('a photo in which nothing is changed stays as it is: it is what would be sent', async () => {
    const ref = await halfHiddenDraft(world);
    const { faces, photoId } = await photoOf(world, ref);
    await settle(world, ref, { step: 'answer', faceId: faces[1]?.id ?? '', answer: { is: 'not_a_face' } });
    world.clock.advance(25 * HOUR);
    await destroyOriginals(world.worker);
    const photo = await photoOf(world, ref);
    expect(photo.version?.id).toBe(photo.master?.id);
    expect(await filesOf(ref, photoId)).toEqual({ originals: 0, clean: [photo.version?.id] });
    const [proof] = await linesOf('photo.original_destroyed', photoId);
    expect(proof).toMatchObject({ went: { versions: 1, faces: 2, links: 1, regions: 0 } });
  });

  it('nothing is left of a photo that was taken out of its post', async () => {
    const ref = await halfHiddenDraft(world);
    const { photoId, postPhotoId } = await photoOf(world, ref);
    const versions = await versionsOf(world, ref);
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await removePhoto(world.web, await world.staff('teacher'), ref, { version: post.version, postPhotoId });
    world.clock.advance(25 * HOUR);
    await destroyOriginals(world.worker);
    expect(await isGone(photoId)).toBe(true);
    for (const { key } of versions) expect(world.cleanFiles.has(key)).toBe(false);
    expect((await everyVersion(world.db, ref, photoId)).map(({ edits }) => edits)).toEqual([null, null]);
  });
});

describe('somebody who wants to change it afterwards', () => {
  it('is told plainly to send the photo again, and nothing is half done', async () => {
    const ref = await halfHiddenDraft(world);
    world.clock.advance(25 * HOUR);
    await destroyOriginals(world.worker);
    const before = await photoOf(world, ref);
    await expect(
      settle(world, ref, { step: 'crop', box: { x: 0, y: 0, width: 180, height: 140 } }),
    ).rejects.toMatchObject({ code: 'illegal_move', reason: 'original_gone' });
    expect(refusalWords('original_gone').todo).toMatch(/add it again/);
    expect(await photoOf(world, ref)).toEqual(before);
  });

  it('who asked for a change just before it, gets no version any more and is told so', async () => {
    const ref = await halfHiddenDraft(world);
    await settle(world, ref, { step: 'crop', box: { x: 0, y: 0, width: 180, height: 140 } });
    const files = world.cleanFiles.size;
    engine.during(async () => {
      world.clock.advance(25 * HOUR);
      await destroyOriginals(world.worker);
    });
    expect(await render(world, ref)).toBe('overtaken');
    expect(await photoOf(world, ref)).toMatchObject({ version: null, master: null, rendering: 'send_again' });
    expect(world.cleanFiles.size).toBeLessThan(files);
    world.clock.advance(3 * 60_000);
    expect(await render(world, ref)).toBe('send_again');
  });
});

describe('a worker that dies in the middle', () => {
  const failing = (what: 'removeOriginal' | 'removeClean'): WorkerDeps => ({
    ...world.worker,
    photos: { ...world.worker.photos, [what]: () => Promise.reject(new Error('the disk is gone')) },
  });

  it.each(['removeOriginal', 'removeClean'] as const)(
    'at %s leaves nothing readable; the next run goes on, and says it once with the same numbers',
    async (step) => {
      const ref = await halfHiddenApproved(world);
      const { photoId, master, version } = await photoOf(world, ref);
      world.clock.advance(25 * HOUR);
      await destroyOriginals(failing(step));
      expect(await isGone(photoId)).toBe(false);
      expect(await linesOf('photo.original_destroyed', photoId)).toEqual([]);
      const between = await photoOf(world, ref);
      expect(between).toMatchObject({ master: null, version, originalGone: true });
      expect((await piecesOf(world.db, ref, photoId)).every(({ sealedKey }) => sealedKey === null)).toBe(
        true,
      );
      const facts = await readPostFacts(world.db, ref, world.clock.now());
      expect(facts.working).toEqual(facts.revision?.content);

      await destroyOriginals(world.worker);
      expect(await filesOf(ref, photoId)).toEqual({ originals: 0, clean: [version?.id] });
      expect(world.cleanFiles.has(master?.key ?? '')).toBe(false);
      expect(await linesOf('photo.original_destroyed', photoId)).toEqual([
        expect.objectContaining({ went: { versions: 1, faces: 2, links: 1, regions: 0 } }),
      ]);
    },
  );
});

describe('in a real school', () => {
  beforeAll(() => world.db.update(trusts).set({ practice: false }));
  afterAll(() => world.db.update(trusts).set({ practice: true }));
  const keepFor = (days: number | null) =>
    world.db
      .update(schools)
      .set({
        settings:
          days === null
            ? sql`${schools.settings} - 'originalsKeptDays'`
            : sql`${schools.settings} || ${JSON.stringify({ originalsKeptDays: days })}::jsonb`,
      })
      .where(eq(schools.id, world.schoolId));
  const goneAfter = async (ref: PostRef, ms: number): Promise<boolean> => {
    const { photoId } = await photoOf(world, ref);
    world.clock.advance(ms);
    await destroyOriginals(world.worker);
    return isGone(photoId);
  };

  it('they are kept for seven days after the decision', async () => {
    const ref = await halfHiddenApproved(world);
    expect(await goneAfter(ref, 7 * DAY - HOUR)).toBe(false);
    expect(await goneAfter(ref, 2 * HOUR)).toBe(true);
  });

  it('or for as many as the school has set', async () => {
    await keepFor(2);
    const ref = await halfHiddenApproved(world);
    expect(await goneAfter(ref, 2 * DAY - HOUR)).toBe(false);
    expect(await goneAfter(ref, 2 * HOUR)).toBe(true);
    await keepFor(null);
  });

  it('and for thirty days after the upload without one, or with one that counts no longer', async () => {
    const undecided = await halfHiddenInReview(world);
    const voided = await halfHiddenApproved(world);
    await world.db
      .update(reviews)
      .set({ voidedAt: world.clock.now() })
      .where(eq(reviews.postId, voided.postId));
    expect(await goneAfter(undecided, 29 * DAY)).toBe(false);
    expect(await goneAfter(voided, 0)).toBe(false);
    expect(await goneAfter(undecided, 2 * DAY)).toBe(true);
    expect(await goneAfter(voided, 0)).toBe(true);
    const [place] = await world.db.select().from(postPhotos).where(eq(postPhotos.postId, undecided.postId));
    expect(place?.accounted?.faces).toMatchObject({ boxes: 2, people: 1, blurred: 1, open: 0 });
  });
});
