// Photos on the practice platform: every way to upload, and what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './publisher-harness.ts';
import { JPEG, PNG, startCaller, type CallOptions } from './sandbox-caller.ts';

describe('the practice platform', () => {
  let caller: Awaited<ReturnType<typeof startCaller>>;

  beforeAll(async () => {
    caller = await startCaller();
  });
  afterAll(() => caller.close());
  beforeEach(() => caller.renew());

  describe('a photo', () => {
    it('arrives in parts, in any order, to the bit', async () => {
      const id = await caller.begin();
      await caller.append(id, 1, JPEG.subarray(30));
      await caller.append(id, 0, JPEG.subarray(0, 30));
      expect((await caller.finalize(id)).body.data).toMatchObject({
        id,
        media_key: `3_${id}`,
        size: JPEG.length,
      });
      expect(sha256((await caller.store.readMedia(id))?.bytes ?? new Uint8Array())).toBe(sha256(JPEG));
      expect((await caller.finalize(id)).status).toBe(200);
      expect((await caller.append(id, 2, JPEG)).status).toBe(400);
      const info = await caller.call('GET', `/2/media/upload?command=STATUS&media_id=${id}`);
      expect(info.body.data.processing_info.state).toBe('succeeded');
    });

    it('may come at one go, in JSON or as a file', async () => {
      const json = { media: PNG.toString('base64'), media_category: 'tweet_image', media_type: 'image/png' };
      const asJson = await caller.call('POST', '/2/media/upload', json);
      const form = new FormData();
      form.set('media', new Blob([new Uint8Array(JPEG)]), 'photo.jpg');
      form.set('media_category', 'tweet_image');
      const asFile = await caller.call('POST', '/2/media/upload', form);
      for (const [answer, bytes] of [
        [asJson, PNG],
        [asFile, JPEG],
      ] as const) {
        expect(answer.status).toBe(200);
        expect(sha256((await caller.store.readMedia(answer.body.data.id))?.bytes ?? new Uint8Array())).toBe(
          sha256(bytes),
        );
      }
      expect((await caller.call('POST', '/2/media/upload', { ...json, media: 'not base64!' })).status).toBe(
        400,
      );
    });

    it('is what was announced, or refused', async () => {
      const missing = await caller.begin();
      await caller.append(missing, 0, JPEG.subarray(0, 30));
      await caller.append(missing, 2, JPEG.subarray(30));
      expect((await caller.finalize(missing)).status).toBe(400);
      const short = await caller.begin();
      await caller.append(short, 0, JPEG.subarray(1));
      expect((await caller.finalize(short)).status).toBe(400);
      const other = await caller.begin(PNG);
      await caller.append(other, 0, PNG);
      expect((await caller.finalize(other)).body.detail).toContain('media_type');
      expect((await caller.append(other, 1_000, JPEG)).status).toBe(400);
      expect(
        (await caller.call('POST', `/2/media/upload/${other}/append`, { segment_index: 0, media: '' }))
          .status,
      ).toBe(400);
    });

    it('is a picture of at most 5 MB', async () => {
      const asked = { media_type: 'image/jpeg', media_category: 'tweet_image', total_bytes: 1 };
      const path = '/2/media/upload/initialize';
      for (const wrong of [
        { total_bytes: 5_242_881 },
        { media_type: 'video/mp4' },
        { total_bytes: 0 },
        { more: 1 },
      ]) {
        expect((await caller.call('POST', path, { ...asked, ...wrong })).status).toBe(400);
      }
    });

    it('has an alt text of 1 to 1,000 characters, set by its own account', async () => {
      const id = await caller.upload();
      const describeIt = (text: string, options: CallOptions = {}) =>
        caller.call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text } } }, options);
      expect((await describeIt('🌳'.repeat(1_000))).status).toBe(200);
      expect((await describeIt('a'.repeat(1_001))).status).toBe(400);
      expect((await describeIt('')).status).toBe(400);
      expect((await describeIt('Mine', { token: (await caller.addAccount()).accessToken })).status).toBe(403);
      expect((await caller.store.findMedia([id]))[0]?.altText).toBe('🌳'.repeat(1_000));
    });
  });
});
