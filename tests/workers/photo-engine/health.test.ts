// What health says of the photo engine: proved by cleaning a picture, patient with a slow photo, and honest about
// everything else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnPicture } from '#app/adapters/drawn-picture.server.ts';
import { checkHealth, fencesInWords } from '#app/adapters/photo-engine-health.server.ts';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
beforeAll(async () => {
  engine = await openPhotoEngine();
});
afterAll(() => engine.close());

const never = (): Promise<CleanResult> => new Promise(() => {});
const asking = { isolation: () => undefined, isBusy: () => false, withinMs: 5 };

describe('health of the photo engine', () => {
  it('cleans a real picture with something hidden in it', async () => {
    expect(metadataKinds(drawnPicture())).toEqual(['comment', 'text']);
    const { ok, detail } = await engine.health();
    expect(ok).toBe(true);
    expect(detail).toMatch(/^photos are cleaned in a separate process; holding: empty environment/);
  });

  it('is not kept waiting by the photos in the queue', async () => {
    const photo = await cameraPhoto({ width: 1600, height: 1200 });
    const order: string[] = [];
    const photos = Array.from({ length: 6 }, (_, i) =>
      engine.clean(photo).then(() => order.push(`photo ${i + 1}`)),
    );
    const health = engine.health().then(() => order.push('health'));
    await Promise.all([...photos, health]);
    expect(order.slice(0, 2)).toContain('health');
  });

  it('is bad when nothing comes back, and good while every process works on a slow photo', async () => {
    expect(await checkHealth({ ...asking, clean: never })).toEqual({
      ok: false,
      detail: 'no photo cleaned within 5 ms',
    });
    expect(await checkHealth({ ...asking, clean: never, isBusy: () => true })).toMatchObject({ ok: true });
  });

  it('is bad when the picture is refused, or comes back uncleaned', async () => {
    const refused = (): Promise<CleanResult> =>
      Promise.resolve({ ok: false, code: 'engine_failed', detail: 'no sharp' });
    expect(await checkHealth({ ...asking, clean: refused })).toEqual({
      ok: false,
      detail: 'cannot clean photos: no sharp',
    });
    const result = await engine.clean(drawnPicture());
    if (!result.ok) throw new Error(result.detail);
    const kept = (): Promise<CleanResult> =>
      Promise.resolve({ ok: true, photo: { ...result.photo, removed: [] } });
    expect((await checkHealth({ ...asking, clean: kept })).ok).toBe(false);
  });

  it('names the fences that are missing', () => {
    const bare = {
      environment: ['PATH', 'MALLOC_ARENA_MAX'],
      dataLimit: null,
      cpuLimit: null,
      niceness: 0,
      network: true,
    };
    expect(fencesInWords(bare)).toBe(
      'holding: none; not holding here: empty environment, memory limit, CPU limit, low priority, no network',
    );
    expect(fencesInWords('nonsense')).toBe('its isolation is unknown');
  });
});
