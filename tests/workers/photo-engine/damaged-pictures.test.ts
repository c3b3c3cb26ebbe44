// A few hundred damaged pictures through the caged engine: the short form of `npm run fuzz:photos`, on a fixed seed.
import { expect, test } from 'vitest';
import { fuzzHeic } from '#tests/fuzz/heic-fuzzing.ts';
import { fuzzPhotos } from '#tests/fuzz/photo-fuzzing.ts';

test('every damaged picture is refused or comes out proved clean, and the parent lives (I-01, I-02)', async () => {
  const found = await fuzzPhotos({ inputs: 400, seed: 20_260_314 });
  expect(found.failures).toEqual([]);
  expect([...found.answers.values()].reduce((sum, count) => sum + count, 0)).toBe(400);
  expect(found.answers.get('clean')).toBeGreaterThan(20);
  expect(found.answers.get('damaged')).toBeGreaterThan(20);
}, 120_000);

test('every damaged HEIC is refused or comes out proved clean (I-01, I-02)', async () => {
  const found = await fuzzHeic(60, 20_260_314, 1);
  expect(found.failures).toEqual([]);
  expect(found.answers.get('clean')).toBeGreaterThan(5);
  expect(found.answers.get('heic')).toBeGreaterThan(5);
}, 120_000);
