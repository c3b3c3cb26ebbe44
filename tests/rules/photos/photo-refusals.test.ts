// The words a teacher reads: kind, short, with something to do, and never a value or a technical part.
import { describe, expect, it } from 'vitest';
import { METADATA_KINDS } from '#app/domain/photos/metadata-kinds.ts';
import { photoRefusalSentence, removedInWords } from '#app/domain/photos/photo-refusals.ts';
import type { MetadataKind, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';

const codes: PhotoRefusalCode[] = [
  'empty',
  'too_many_bytes',
  'too_many_pixels',
  'too_many_scans',
  'heic',
  'raw',
  'svg',
  'pdf',
  'video',
  'animated',
  'unsupported_format',
  'damaged',
  'took_too_long',
  'leak_found',
  'engine_failed',
];

describe('why a photo cannot be used, for the teacher', () => {
  it.each(codes)('%s: says what to do next, in words fit for a phone', (code) => {
    const sentence = photoRefusalSentence(code);
    expect(sentence).toMatch(/\b(choose|send|share|take a)\b/i);
    expect(sentence.length).toBeLessThan(220);
    expect(sentence).not.toMatch(/EXIF|metadata|decode|byte|engine|process|gate\b|invalid|error/i);
  });

  it('has words of its own for each reason', () => {
    expect(new Set(codes.map(photoRefusalSentence)).size).toBe(codes.length);
  });

  it('tells an iPhone owner where to look', () => {
    expect(photoRefusalSentence('heic')).toContain('Settings → Camera → Formats → Most Compatible');
  });
});

describe('what was removed, for the teacher (I-02)', () => {
  it('names the most personal first, whatever the order found', () => {
    expect(removedInWords(['camera', 'serial_number', 'location'])).toBe(
      'Where it was taken, the phone’s or camera’s serial number, which phone or camera took it',
    );
  });

  it('says the same thing once', () => {
    expect(removedInWords(['xmp', 'iptc', 'text', 'comment', 'other'])).toBe('Hidden notes');
  });

  it('says so when nothing was hidden', () => {
    expect(removedInWords([])).toBe('Nothing was hidden in it');
  });

  it('has words for every kind, none of them the code itself', () => {
    for (const kind of METADATA_KINDS as readonly MetadataKind[]) {
      const line = removedInWords([kind]);
      expect(line).toMatch(/^[A-Z][a-z ]/);
      expect(line).not.toMatch(/_|xmp|iptc|exif/i);
    }
  });
});
