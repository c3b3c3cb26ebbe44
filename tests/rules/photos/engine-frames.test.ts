// Frames on the pipe to the photo process: whole however they are cut, and refused when they are too large.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, frameLengths, frameStart } from '#app/domain/photos/engine-frames.ts';

const frame = (head: object, body: Uint8Array): Buffer =>
  Buffer.concat([frameStart(head, body.length), body]);

describe('frames between the photo process and its parent', () => {
  it('arrive whole and in order, however the pipe cuts them', () => {
    const message = fc.record({
      head: fc.record({ n: fc.integer(), t: fc.string() }),
      body: fc.uint8Array({ maxLength: 200 }),
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (sent, cuts) => {
          const stream = Buffer.concat(sent.map(({ head, body }) => frame(head, body)));
          const reader = new FrameReader(200);
          const heard = [];
          for (let at = 0, i = 0; at < stream.length; i++) {
            const size = cuts[i % cuts.length] as number;
            heard.push(...reader.push(stream.subarray(at, at + size)));
            at += size;
          }
          expect(heard).toEqual(sent.map(({ head, body }) => ({ head, body: new Uint8Array(body) })));
        },
      ),
    );
  });

  it('are refused by their length alone, before anything is gathered', () => {
    expect(() => new FrameReader(100).push(frameStart({}, 101))).toThrow(RangeError);
    expect(() => new FrameReader(100).push(Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]))).toThrow(
      RangeError,
    );
    expect(() => frameLengths(Buffer.from([0, 0, 0, 2, 0, 0, 0, 9]), 8)).toThrow(RangeError);
  });

  it('are refused when the head is not JSON', () => {
    expect(() => new FrameReader(10).push(Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0x7b]))).toThrow(SyntaxError);
  });
});
