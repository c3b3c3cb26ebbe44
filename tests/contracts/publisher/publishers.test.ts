// Which publisher an account reaches: practice never a real one, real never the practice platform; and one that breaks claims nothing.
import { describe, expect, it } from 'vitest';
import { createPublishers } from '#app/adapters/publishers.server.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';
import { neverThrows } from '#app/domain/posts/never-throws.ts';
import { createFakePublisher } from '#tests/support/fake-publisher.ts';
import { newPost, photo } from './publisher-harness.ts';
import { practiceAccount } from './x-harness.ts';

describe('the publisher of an account', () => {
  const sandbox = createFakePublisher();
  const x = createFakePublisher();
  const publishers = createPublishers({ practice: { x: sandbox }, real: { x } });

  it('is the practice platform for practice accounts, and the platform itself for real ones', () => {
    expect(publishers.for({ platform: 'x', practice: true })).toBe(sandbox);
    expect(publishers.for({ platform: 'x', practice: false })).toBe(x);
  });

  it('is none at all where this installation may not publish: never the other kind instead', () => {
    expect(() => publishers.for({ platform: 'bluesky', practice: true })).toThrow('no practice bluesky');
    const practising = createPublishers({ practice: { x: sandbox }, real: {} });
    expect(() => practising.for({ platform: 'x', practice: false })).toThrow('no real x');
    const live = createPublishers({ practice: {}, real: { x } });
    expect(() => live.for({ platform: 'x', practice: true })).toThrow('no practice x');
  });
});

describe('a publisher that breaks', () => {
  const account = practiceAccount('a', '7', 'S3CRET');
  const lines: unknown[] = [];
  const line = (message: string, details?: unknown) => void lines.push([message, details]);
  const boom = () => {
    throw new Error('broken');
  };
  const broken: Publisher = {
    repeatsAreHarmless: false,
    prepare: boom,
    create: async () => boom(),
    look: boom,
    read: async () => boom(),
    remove: boom,
  };
  const safe = neverThrows(broken, { info: line, warn: line, error: line });

  it('has not sent what it was preparing, may have sent what it was creating, and has seen nothing', async () => {
    const wanted = { mediaIds: [], words: '', sentAt: new Date(), recordKey: '' };
    const sent = { words: '', mediaIds: [], altTexts: [] };
    expect(await safe.prepare(account, [photo('A pond')])).toMatchObject({ outcome: 'not_sent' });
    expect(await safe.create(account, newPost('Hello'))).toMatchObject({ outcome: 'unknown' });
    expect(await safe.look(account, wanted)).toMatchObject({ outcome: 'no_information' });
    expect(await safe.read(account, '1', sent)).toMatchObject({ outcome: 'no_information' });
    expect(await safe.remove(account, '1')).toMatchObject({ outcome: 'no_information' });
    expect(lines).toHaveLength(5);
    expect(JSON.stringify(lines)).not.toContain('S3CRET');
  });
});
