// Photos with edits for tests of use cases: an engine that draws what it was asked for, steps that hide a face, and the job that
// makes the version.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { editsHash } from '#app/domain/photos/photo-edits.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { CleanOptions, PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PlacedPhoto } from '#app/domain/posts/post-facts.ts';
import { everyVersion } from '#db/queries/photo-renders.server.ts';
import { takeSteps } from './settling.ts';
import type { World } from './world.ts';

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
