// What the photo process is asked for: whole, bounded, and the same after a trip through a pipe.
import { describe, expect, it } from 'vitest';
import { cleanOrder, readCleanOrder } from '#app/domain/photos/clean-order.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';

const box = { x: 10, y: 20, width: 30, height: 40 };
const edits: PhotoEdits = { width: 2048, height: 1536, blurs: [box], crop: { ...box, x: -4 }, frame: 2 };

describe('an order to the photo process', () => {
  it('is the default when nothing is wished for: 2,048 px, 2 MB, still, as it is', () => {
    expect(cleanOrder()).toEqual({ maxEdge: 2048, maxBytes: 2_000_000, mayMove: false, edits: null });
  });

  it('arrives as it was sent', () => {
    const order = cleanOrder({ maxEdge: 1600, maxBytes: 500_000, mayMove: true, edits });
    expect(readCleanOrder(JSON.parse(JSON.stringify(order)))).toEqual(order);
    expect(order.edits).toEqual(edits);
  });

  it('leaves out whatever it does not know', () => {
    const said = {
      ...cleanOrder({ edits: { ...edits, blurs: [{ ...box, pupil: 'Rowan' } as never] } }),
      path: '/etc',
    };
    expect(JSON.stringify(readCleanOrder(said))).not.toMatch(/Rowan|etc/);
  });

  it.each<[string, object]>([
    ['a longest edge of nothing', { maxEdge: 0 }],
    ['half a pixel', { maxEdge: 0.5 }],
    ['a longest edge beyond every screen', { maxEdge: 100_000 }],
    ['a size in words', { maxBytes: 'all' }],
    ['edits that are none', { edits: 'blur' }],
    ['edits of a photo without a width', { edits: { ...edits, width: NaN } }],
    ['a frame before the first', { edits: { ...edits, frame: -1 } }],
    ['a box without a height', { edits: { ...edits, blurs: [{ x: 1, y: 1, width: 1 }] } }],
    ['a box inside out', { edits: { ...edits, crop: { ...box, width: -5 } } }],
    ['a box as wide as the world', { edits: { ...edits, crop: { ...box, width: Infinity } } }],
    ['a thousand blurs', { edits: { ...edits, blurs: Array(1000).fill(box) } }],
    ['blurs that are no list', { edits: { ...edits, blurs: {} } }],
  ])('refuses %s', (_what, options) => {
    expect(() => cleanOrder(options as never)).toThrow(RangeError);
  });

  it('refuses what is no order at all', () => {
    for (const said of [null, 7, 'clean it', []]) expect(() => readCleanOrder(said)).toThrow(RangeError);
  });
});
