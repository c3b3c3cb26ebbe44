// Photos with edits for tests of use cases: an engine that draws what it was asked for, steps that hide a face, and the job that
// makes the version.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { editsHash } from '#app/domain/photos/photo-edits.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { CleanOptions, PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { everyVersion } from '#db/queries/photo-renders.server.ts';
import { found } from './face-finder.ts';
import { takeSteps } from './settling.ts';
import { draftPost, pupils, shownOn, type World } from './world.ts';

/** What a test says of the engine: every order it was given, and how it answers. */
export interface EditingEngine extends PhotoEngine {
  readonly orders: CleanOptions[];
  /** from now on the first so many orders with edits fail */
  fails(times: number): void;
  /** from now on edits are taken no notice of, as a broken engine would */
  ignoresEdits(): void;
  /** runs before the next order with edits is answered */
  during(meanwhile: () => Promise<void>): void;
}

/** Out: the world's engine, taught to make another picture of each set of edits, 200 × 150 px before a crop. */
export function editingEngine(): EditingEngine {
  const orders: CleanOptions[] = [];
  let failing = 0;
  let ignoring = false;
  let meanwhile: (() => Promise<void>) | undefined;
  return {
    orders,
    fails: (times) => void (failing = times),
    ignoresEdits: () => void (ignoring = true),
    during: (what) => void (meanwhile = what),
    clean: async (original, options = {}) => {
      orders.push(options);
      const edits = options.edits ?? null;
      if (edits && meanwhile) {
        const what = meanwhile;
        meanwhile = undefined;
        await what();
      }
      if (edits && failing-- > 0) return { ok: false, code: 'engine_failed', detail: 'killed' };
      const drawn = ignoring ? null : edits;
      const digest = createHash('sha256').update(original).update(editsHash(drawn)).digest();
      const [width, height] = drawn?.crop ? [drawn.crop.width, drawn.crop.height] : [200, 150];
      const background = { r: digest[0] ?? 0, g: digest[1] ?? 0, b: digest[2] ?? 0 };
      const bytes = new Uint8Array(
        await sharp({ create: { width, height, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      );
      return {
        ok: true,
        photo: {
          format: 'jpeg',
          width,
          height,
          bytes,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          perceptualHash: digest.toString('hex').slice(0, 16),
          likeness: digest.toString('base64'),
          removed: ['location'],
          frames: 1,
          original: { width: 400, height: 300 },
          ms: 1,
        },
      };
    },
    health: async () => ({ ok: true, detail: 'drawn' }),
    close: async () => undefined,
  };
}

/** The post's only photo, or the one at `index`, as it stands now. */
export async function photoOf(world: World, ref: PostRef, index = 0): Promise<PlacedPhoto> {
  const { photos } = await readPostFacts(world.db, ref, world.clock.now());
  const photo = photos[index];
  if (!photo) throw new Error('the post has no such photo');
  return photo;
}

/** Takes the steps as the post's author. */
export async function settle(world: World, ref: PostRef, ...steps: SettleStep[]): Promise<void> {
  const { postPhotoId } = await photoOf(world, ref);
  await takeSteps(world.web, await world.staff('teacher'), ref, postPhotoId, steps);
}

/** Runs the worker's job for the post's photo. Returns its word. */
export async function render(world: World, ref: PostRef): Promise<string> {
  const { postPhotoId } = await photoOf(world, ref);
  return renderPhoto(world.worker, { schoolId: ref.schoolId, postPhotoId });
}

/** Every version there ever was of the post's photo, oldest first. */
export async function versionsOf(world: World, ref: PostRef) {
  return everyVersion(world.db, ref, (await photoOf(world, ref)).photoId);
}

/** The two faces of a post of `halfHiddenPost`; px of the unedited photo. */
export const SHOWN_FACE = { x: 20, y: 20, width: 40, height: 40 };
export const HIDDEN_FACE = { x: 120, y: 20, width: 40, height: 40 };

/** Teaches the world an engine that edits, and lets every new photo have two faces. */
export function withEditingEngine(world: World): EditingEngine {
  const engine = editingEngine();
  world.worker.engine = engine;
  world.faces.finds([found(SHOWN_FACE), found(HIDDEN_FACE)]);
  return engine;
}

/** A finished draft with one photo: a pupil on the first face, the second hidden, its version made. */
export async function halfHiddenDraft(world: World): Promise<PostRef> {
  const ref = await draftPost(world, { photos: [[]] });
  const { faces } = await photoOf(world, ref);
  const [shown, hidden] = faces;
  if (!shown || !hidden) throw new Error('the photo has no two faces');
  const [person] = pupils(world.pupil(0));
  await settle(
    world,
    ref,
    { step: 'answer', faceId: shown.id, answer: { is: 'person', person: person as PersonToPlace } },
    { step: 'answer', faceId: hidden.id, answer: { is: 'blur' } },
    { step: 'count', headCount: 1 },
  );
  await render(world, ref);
  return ref;
}

/** The same, sent for approval. */
export async function halfHiddenInReview(world: World): Promise<PostRef> {
  const ref = await halfHiddenDraft(world);
  const { post } = await readPostFacts(world.db, ref, world.clock.now());
  await submitPost(world.web, await world.staff('teacher'), ref, { version: post.version });
  return ref;
}

/** The same, approved by the headteacher. */
export async function halfHiddenApproved(world: World): Promise<PostRef> {
  const ref = await halfHiddenInReview(world);
  await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
  return ref;
}
