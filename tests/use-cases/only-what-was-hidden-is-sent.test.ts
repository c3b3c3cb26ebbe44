// A photo in which somebody is to be hidden never leaves unhidden: whatever becomes of files and rows between the approval and the
// moment of sending, the post is held instead (I-02, I-08, R-69, R-78).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editsHash } from '#app/domain/photos/photo-edits.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { halfHiddenApproved, photoOf, withEditingEngine } from '#tests/support/edited-photos.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let ref: PostRef;
beforeAll(async () => {
  world = await openWorld();
  withEditingEngine(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  ref = await halfHiddenApproved(world);
  const due = new Date(world.clock.now().getTime() + 60_000);
  const wall = wallTimeOf(due, 'Europe/London');
  const placed = await schedulePost(world.web, await world.staff('comms'), ref, { wall });
  expect(placed.ok).toBe(true);
  world.clock.advance(60_000);
});

const sentBytes = () => world.publisher.timeline.flatMap((post) => post.photos.map(({ bytes }) => bytes));

/** The post stands still, nothing of it is on the platform, and the reason is its photo or its approval. */
async function isHeldUnsent(live: number): Promise<void> {
  expect(await statusOf(world, ref)).toBe('held');
  expect(world.publisher.timeline).toHaveLength(live);
  const { openHolds } = await readPostFacts(world.db, ref, world.clock.now());
  expect(openHolds.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(photo_not_clean|approval_not_valid)$/)]),
  );
}

describe('the version with the face hidden', () => {
  it('is what is sent, byte for byte', async () => {
    const { version } = await photoOf(world, ref);
    expect(await publishNow(world, ref)).toBe('published');
    expect(Buffer.from(sentBytes().at(-1) ?? [])).toEqual(
      Buffer.from(world.cleanFiles.get(version?.key ?? '') ?? []),
    );
  });

  it('is not sent when its file was swapped for the unhidden one', async () => {
    const live = world.publisher.timeline.length;
    const { version, master } = await photoOf(world, ref);
    world.cleanFiles.set(version?.key ?? '', world.cleanFiles.get(master?.key ?? '') as Uint8Array);
    expect(await publishNow(world, ref)).toBe('held');
    await isHeldUnsent(live);
  });

  it('is not sent when its file is swapped after the first check, while photos are handed over', async () => {
    const live = world.publisher.timeline.length;
    const { version, master } = await photoOf(world, ref);
    world.publisher.during('prepare', () => {
      world.cleanFiles.set(version?.key ?? '', world.cleanFiles.get(master?.key ?? '') as Uint8Array);
    });
    expect(await publishNow(world, ref)).toBe('held');
    await isHeldUnsent(live);
  });

  it('is not replaced by a version that only bears its name', async () => {
    const live = world.publisher.timeline.length;
    const { version, master, edits } = await photoOf(world, ref);
    const named = { editsHash: editsHash(edits), number: 9 };
    await world.db
      .update(photoVersions)
      .set(named)
      .where(eq(photoVersions.id, master?.id ?? ''));
    expect((await photoOf(world, ref)).version?.id).toBe(version?.id);
    const nothing = edits && { ...edits, blurs: [] };
    await world.db
      .update(photoVersions)
      .set({ edits: nothing })
      .where(eq(photoVersions.id, version?.id ?? ''));
    expect((await photoOf(world, ref)).version).toBeNull();
    expect(await publishNow(world, ref)).toBe('held');
    await isHeldUnsent(live);
  });

  it('is not enough when more is to be hidden than it hides', async () => {
    const live = world.publisher.timeline.length;
    const { postPhotoId, edits } = await photoOf(world, ref);
    const more = edits && { ...edits, blurs: [...edits.blurs, { x: 60, y: 90, width: 20, height: 20 }] };
    await world.db.update(postPhotos).set({ edits: more }).where(eq(postPhotos.id, postPhotoId));
    expect(await publishNow(world, ref)).toBe('held');
    await isHeldUnsent(live);
  });

  it('nor when nothing is said to be hidden any more: that was not approved', async () => {
    const live = world.publisher.timeline.length;
    const { postPhotoId, master } = await photoOf(world, ref);
    await world.db.update(postPhotos).set({ edits: null }).where(eq(postPhotos.id, postPhotoId));
    expect((await photoOf(world, ref)).version?.id).toBe(master?.id);
    expect(await publishNow(world, ref)).toBe('held');
    await isHeldUnsent(live);
  });
});
