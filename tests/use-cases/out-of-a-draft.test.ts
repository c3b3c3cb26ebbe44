// What was said of the faces of a photo is said in one draft and ends there: taken out of it, a guest's photo lies in the tray
// again, and whoever puts it into another draft is asked anew (I-06, I-08, R-74).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { giveCode } from '#app/domain/uploads/give-code.ts';
import { placeReceived } from '#app/domain/uploads/received-photos.ts';
import { photos as photoTable } from '#db/schema/photos.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { boxOf, counted, facePost, NOT_A_FACE } from '#tests/support/face-posts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('faces hidden, dismissed or drawn in one draft are open, or gone, in the next', async () => {
  const first = await facePost(world, 2);
  await first.answer(NOT_A_FACE);
  await first.take({ step: 'draw_face', faceId: randomUUID(), box: boxOf(5) }, { step: 'blur_the_rest' });
  await first.render();
  const { photoId, postPhotoId } = await first.photo();
  const teacher = await world.staff('teacher');
  const { codeId } = await giveCode(world.web, teacher, {
    schoolId: world.schoolId,
    event: 'The farm',
    tripId: null,
  });
  await world.db.update(photoTable).set({ uploadCodeId: codeId }).where(eq(photoTable.id, photoId));
  await removePhoto(world.web, teacher, first.ref, { postPhotoId });

  const second = await facePost(world, 0);
  const own = await second.photo();
  await removePhoto(world.web, teacher, second.ref, { postPhotoId: own.postPhotoId });
  const placed = await placeReceived(
    world.web,
    teacher,
    { schoolId: world.schoolId, codeId },
    second.ref.postId,
    [photoId],
  );
  expect(placed).toEqual({ placed: 1, full: false });
  const { faces, edits } = await second.photo();
  expect(edits).toBeNull();
  expect(faces.map(({ setAside, certainty }) => [setAside, certainty])).toEqual([
    [null, 'sure'],
    [null, 'sure'],
  ]);
});

it('a face that is said to be hidden and is not asked to be hidden in the pixels has no answer', async () => {
  const post = await facePost(world, 1);
  await post.take({ step: 'blur_the_rest' }, counted(0));
  await post.render();
  const { postPhotoId } = await post.photo();
  await world.db.update(postPhotos).set({ edits: null }).where(eq(postPhotos.id, postPhotoId));
  expect((await post.photo()).version).not.toBeNull();
  expect(runChecks(await post.facts(), 'submit').map(({ code }) => code)).toContain('faces_open');
});
