// How much room is left, in the operator's words: enough, little (a warning), or none for photos because the database needs the rest.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  LOW_ROOM_BYTES,
  openDiskAreas,
  RESERVED_BYTES,
  roomInWords,
  roomOn,
} from '#app/adapters/disk-photo-areas.server.ts';
import { newKey } from '#app/adapters/photo-areas.ts';
import { isNoRoom } from '#app/domain/photos/no-room.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';

describe('room on a disk', () => {
  test.each([
    [LOW_ROOM_BYTES, true, false, '1000 MB free'],
    [LOW_ROOM_BYTES - 1, true, true, 'little room left, 999 MB free: uploads stop when it is full'],
    [RESERVED_BYTES, true, true, 'little room left, 200 MB free: uploads stop when it is full'],
    [RESERVED_BYTES - 1, false, true, 'no room for photos, 199 MB free: the rest is kept for the database'],
    [0, false, true, 'no room for photos, 0 MB free: the rest is kept for the database'],
  ])('%i bytes', (bytes, ok, isLow, detail) => {
    expect(roomInWords(bytes)).toEqual({ ok, isLow, detail });
  });

  test('is asked of the disk itself, and a disk that is gone is said to be', async () => {
    const here = await roomOn(tmpdir());
    expect(here.detail).toMatch(/\d+ MB free/);
    expect(await roomOn('/no/such/disk')).toEqual({
      ok: false,
      isLow: false,
      detail: 'the disk cannot be asked: ENOENT',
    });
  });

  test('is kept for the database before a photo may have it', async () => {
    const root = await mkdtemp(join(tmpdir(), 'gatepost-room-'));
    const areas = await openDiskAreas({ root, reservedBytes: Number.MAX_SAFE_INTEGER });
    const put = areas.put('quarantine', newKey('quarantine'), [new Uint8Array(9)]);
    await expect(put).rejects.toBeInstanceOf(PhotoStorageFull);
    expect(await readdir(join(root, 'quarantine'))).toEqual([]);
    await rm(root, { recursive: true });
  });
});

describe('an error that means no room', () => {
  const withCode = (code: string) => Object.assign(new Error('no'), { code });
  test.each([
    new PhotoStorageFull('disk'),
    withCode('ENOSPC'),
    withCode('EDQUOT'),
    withCode('53100'),
    new Error('the query failed', { cause: withCode('53100') }),
  ])('is told from others: %s', (error) => expect(isNoRoom(error)).toBe(true));

  test.each([withCode('EIO'), withCode('23505'), new Error('ENOSPC'), 'ENOSPC', null])(
    'others are others: %s',
    (error) => expect(isNoRoom(error)).toBe(false),
  );
});
