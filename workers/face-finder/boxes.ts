// How rectangles lie to each other: what detection suppresses, joins and leaves out by. Pure.
import type { FaceBox } from '#app/domain/photos/face-box.ts';

export const areaOf = ({ width, height }: FaceBox): number => width * height;

/** Out: px² that both cover. */
export function sharedArea(a: FaceBox, b: FaceBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Out: shared area ÷ covered area (intersection over union), 0 to 1. */
export function likeness(a: FaceBox, b: FaceBox): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** Out: shared area ÷ the smaller one's area, 0 to 1: how far one lies in the other. */
export function containment(a: FaceBox, b: FaceBox): number {
  return sharedArea(a, b) / Math.min(areaOf(a), areaOf(b));
}

const SAMPLES = 16;

/** Out: how much of the box the regions cover together, 0 to 1, by 16 × 16 points; overlap is not counted twice. */
export function coveredShare(box: FaceBox, regions: readonly FaceBox[]): number {
  const near = regions.filter((region) => sharedArea(box, region) > 0);
  if (near.length === 0) return 0;
  let covered = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = box.x + (((i % SAMPLES) + 0.5) / SAMPLES) * box.width;
    const y = box.y + ((Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * box.height;
    if (near.some((r) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height)) covered++;
  }
  return covered / (SAMPLES * SAMPLES);
}

/** A smudge still looks like a face: what lies for more than half in regions already made unrecognisable goes. */
export function leaveOut<T extends { box: FaceBox }>(found: readonly T[], except: readonly FaceBox[]): T[] {
  return found.filter(({ box }) => coveredShare(box, except) <= 0.5);
}
