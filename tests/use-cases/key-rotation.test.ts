// A new key for originals: everything sealed anew without rewriting a photo, nothing lost when it is killed half-way, and old keys let
// go of only when nothing needs them.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDiskAreas } from '#app/adapters/disk-photo-areas.server.ts';
import { type KeySettings, loadKeys } from '#app/adapters/key-files.server.ts';
import { dropKeys, putNewKeyFirst } from '#app/adapters/key-rotation.server.ts';
import { auditSeal, makeKeyTexts, readKeys } from '#app/adapters/keys.server.ts';
import { photoIntake, photoStore } from '#app/adapters/photo-store.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { resealPieces } from '#app/domain/photos/reseal-pieces.ts';
import type { PieceInStore } from '#app/domain/ports/photo-store.ts';
import { keysRotate } from '#cli/keys-rotate.ts';
import { rotationGround } from '#cli/rotation-ground.ts';
import type { Env } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import { type OpenDatabase, openDatabase, transact } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { keysInUse } from '#db/queries/photo-keys.server.ts';
import { destroyPieceKeys, insertPiece, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { photoPieces } from '#db/schema/photos.ts';
import { startChild } from '#tests/support/child.ts';
import { freshDatabase, SEEDED_AT } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';

const SCHOOL = { schoolId: randomUUID() };
let root: string;
let settings: KeySettings;
let open: OpenDatabase;
let said: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-rotation-'));
  settings = { mode: 'solo', dataDir: root, keysDir: join(root, 'keys'), keyTexts: {} };
  await loadKeys(settings);
  open = await freshDatabase();
  said = [];
});
afterEach(async () => {
  await open.close();
  await rm(root, { recursive: true });
});

const deps = async (): Promise<WorkDeps> => ({
  db: open.db,
  clock: fixedClock(SEEDED_AT),
  auditSeal: auditSeal((await loadKeys(settings)).audit),
  log: { info: () => undefined, warn: (line) => void said.push(line), error: () => undefined },
});

/** Stores originals as a web process would that knows this public key, and returns their ids. */
async function originals(texts: string[], vault?: ReturnType<typeof sealingVault>): Promise<string[]> {
  const sealing = vault ?? sealingVault((await loadKeys(settings)).photos.current);
  const intake = photoIntake(await openDiskAreas({ root: join(root, 'photos') }), sealing);
  const stored = await Promise.all(
    texts.map(async (text) => {
      const photoId = randomUUID();
      return { photoId, ...(await intake.putPiece(photoId, 0, Buffer.from(text))) };
    }),
  );
  await transact(open.db, async (db) => {
    for (const piece of stored)
      await insertPiece(db, { ...piece, ...SCHOOL, number: 0, storedAt: SEEDED_AT });
  });
  return stored.map(({ photoId }) => photoId);
}
const original = async (text: string, vault?: ReturnType<typeof sealingVault>): Promise<string> =>
  (await originals([text], vault))[0] ?? '';
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `photo ${index}`);

async function read(photoId: string): Promise<string> {
  const areas = await openDiskAreas({ root: join(root, 'photos') });
  const store = await photoStore(areas, openingVault((await loadKeys(settings)).photos));
  const pieces = await piecesOf(open.db, SCHOOL, photoId);
  return Buffer.from(await store.readPieces(photoId, pieces as PieceInStore[])).toString();
}

async function rotate(...options: string[]): Promise<number> {
  const ground = rotationGround(
    { ...settings } as Env,
    {
      ...(await deps()),
      seal: (await deps()).auditSeal,
      database: open,
      close: async () => undefined,
    } as unknown as Ground,
  );
  const say = (line: string) => void said.push(line);
  return keysRotate(['photos', ...options], { say, complain: say, open: async () => ground });
}

/** How many data keys the log says were sealed anew, line by line. */
async function resealedByLog(): Promise<number[]> {
  const events = (await open.db.select().from(auditEvents)).map(
    ({ text }) => JSON.parse(text) as { type: string; resealed: number },
  );
  return events.filter(({ type }) => type === 'keys.rotated').map(({ resealed }) => resealed);
}

const currentId = async (): Promise<string> => (await loadKeys(settings)).photos.current.id;
const heldIds = async (): Promise<string[]> => [...(await loadKeys(settings)).photos.pairs.keys()];

describe('a new key on one machine alone', () => {
  it('opens everything that the old one opened, and no photo is rewritten', async () => {
    const ids = [await original('first'), await original('second')];
    const files = async () =>
      Promise.all(
        (await open.db.select().from(photoPieces).orderBy(photoPieces.key)).map(({ key }) =>
          readFile(join(root, 'photos/quarantine', key)),
        ),
      );
    const [before, filesBefore] = [await currentId(), await files()];
    expect(await rotate()).toBe(0);
    expect(await currentId()).not.toBe(before);
    expect(await keysInUse(open.db)).toEqual([{ keyId: await currentId(), pieces: 2 }]);
    expect(await Promise.all(ids.map(read))).toEqual(['first', 'second']);
    expect(await files()).toEqual(filesBefore);
    expect((await stat(join(root, 'keys/photos.key'))).mode & 0o777).toBe(0o600);
    expect(said.join('\n')).toContain(`Nothing needs any more: ${before}`);
    const log = (await open.db.select().from(auditEvents)).map(({ text }) => text).join();
    expect(log).toContain('"keys.rotated"');
    for (const secret of (await readFile(join(root, 'keys/photos.key'), 'utf8')).trim().split('\n')) {
      expect(log).not.toContain(secret);
      expect(said.join('\n')).not.toContain(secret);
    }
  });

  it('stays beside the old one until that is let go of, which is refused while an original needs it', async () => {
    const old = (await loadKeys(settings)).photos.current;
    await rotate();
    // A web process that was not restarted yet still knows the old public half only.
    const late = await original('sealed late', sealingVault(old));
    expect(await read(late)).toBe('sealed late');
    expect(await rotate('--retire')).toBe(1);
    expect(await heldIds()).toContain(old.id);
    expect(said.join('\n')).toContain(`still sealed to ${old.id}`);
    expect(await rotate()).toBe(0);
    expect(await heldIds()).toHaveLength(2);
    expect(await rotate('--retire')).toBe(0);
    expect(await heldIds()).toEqual([await currentId()]);
    expect(await read(late)).toBe('sealed late');
    expect(await rotate('--retire')).toBe(0);
    expect(said.at(-1)).toContain('no key to let go of');
  });

  it('never wakes an original whose data key was destroyed', async () => {
    const photoId = await original('gone');
    await transact(open.db, (db) => destroyPieceKeys(db, SCHOOL, photoId));
    await rotate();
    const [piece] = await piecesOf(open.db, SCHOOL, photoId);
    expect(piece?.sealedKey).toBeNull();
    expect(await rotate('--retire')).toBe(0);
    expect(await heldIds()).toHaveLength(1);
  });

  it('leaves a damaged data key as it is, names it, and keeps its key', async () => {
    const [whole, damaged] = [await original('whole'), await original('damaged')];
    const old = await currentId();
    const box = Buffer.alloc(80).toString('base64');
    await open.db.update(photoPieces).set({ sealedKey: box }).where(eq(photoPieces.photoId, damaged));
    expect(await rotate()).toBe(1);
    expect(await read(whole)).toBe('whole');
    expect(await rotate('--retire')).toBe(1);
    expect(await heldIds()).toContain(old);
  });

  it('is not in use by halves: the key file is whole when it cannot be written', async () => {
    const before = await readFile(join(root, 'keys/photos.key'), 'utf8');
    await rm(join(root, 'keys/photos.key'));
    await mkdir(join(root, 'keys/photos.key'));
    await expect(putNewKeyFirst(settings, 'photos')).rejects.toThrow();
    await rm(join(root, 'keys/photos.key'), { recursive: true });
    await writeFile(join(root, 'keys/photos.key'), before);
    await expect(dropKeys(settings, 'photos', [await currentId()])).rejects.toThrow('in use');
    expect(await readFile(join(root, 'keys/photos.key'), 'utf8')).toBe(before);
  });
});

describe('cut off', () => {
  it('in the middle of a batch it loses nothing, and goes on to the same key', async () => {
    const ids = await originals(numbered(230));
    const next = await putNewKeyFirst(settings, 'photos');
    const ring = (await loadKeys(settings)).photos;
    const vault = openingVault(ring);
    let opened = 0;
    const dying = {
      ...vault,
      seal: async (plain: Uint8Array) => {
        if ((opened += 1) > 210) throw new Error('killed');
        return vault.seal(plain);
      },
    };
    await expect(resealPieces(await deps(), dying, next, [...ring.pairs.keys()])).rejects.toThrow('killed');
    expect((await keysInUse(open.db)).map(({ pieces }) => pieces).sort()).toEqual([200, 30].sort());
    for (const [index, id] of [...ids.entries()].filter(([index]) => index % 23 === 0))
      expect(await read(id)).toBe(`photo ${index}`);
    expect(await rotate()).toBe(0);
    expect(said[0]).toBe(`Going on with the change to ${next}.`);
    expect(await keysInUse(open.db)).toEqual([{ keyId: next, pieces: 230 }]);
    expect(await resealedByLog()).toEqual([200, 30]);
  });

  it('by kill -9 at any moment it loses nothing either', async () => {
    await open.close();
    open = await openDatabase({ mode: 'solo', dir: join(root, 'database') });
    await migrateDatabase(open);
    const ids = await originals(numbered(450));
    await open.close();
    const child = await startChild('tests/support/processes/rotate-keys.ts', [root, 'photos']);
    for (let line = '', opened = 0; opened < 330; line = await child.nextLine())
      opened += line === 'opens one' ? 1 : 0;
    await child.kill('SIGKILL');
    open = await openDatabase({ mode: 'solo', dir: join(root, 'database') });
    expect((await keysInUse(open.db)).length).toBe(2);
    for (const [index, id] of [...ids.entries()].filter(([index]) => index % 15 === 0))
      expect(await read(id)).toBe(`photo ${index}`);
    expect(await rotate()).toBe(0);
    expect(await keysInUse(open.db)).toEqual([{ keyId: await currentId(), pieces: 450 }]);
    expect(await heldIds()).toHaveLength(2);
  });
});

describe('an old key that is missing', () => {
  it('is a clear stop before anything is changed', async () => {
    const stranger = await readKeys(await makeKeyTexts());
    await original('sealed to a key that is not here', sealingVault(stranger.photos.current));
    await original('sealed here');
    const before = await keysInUse(open.db);
    await expect(rotate()).rejects.toThrow(
      new RegExp(`${stranger.photos.current.id} \\(needed by 1\\).*Nothing was changed`),
    );
    expect(await keysInUse(open.db)).toEqual(before);
  });
});

describe('in a cluster', () => {
  it('what to set is printed, nothing is written, and once it is set everything is sealed anew', async () => {
    const first = (await readFile(join(root, 'keys/photos.key'), 'utf8')).trim();
    const texts = Object.fromEntries(
      await Promise.all(
        ['tokens', 'reasons', 'audit', 'session'].map(async (name) => [
          name,
          (await readFile(join(root, `keys/${name}.key`), 'utf8')).trim(),
        ]),
      ),
    ) as KeySettings['keyTexts'];
    settings = { mode: 'cluster', dataDir: root, keysDir: null, keyTexts: { ...texts, photos: first } };
    const photoId = await original('in a cluster');
    const old = await currentId();
    expect(await rotate()).toBe(0);
    expect(await currentId()).toBe(old);
    expect((await readFile(join(root, 'keys/photos.key'), 'utf8')).trim()).toBe(first);
    expect(said.join('\n')).not.toContain(first);
    const secret = /GATEPOST_KEY_PHOTOS=(\S+)/.exec(said.join('\n'))?.[1] ?? '';
    await expect(putNewKeyFirst(settings, 'photos')).rejects.toThrow('does not write keys');

    settings = { ...settings, keyTexts: { ...texts, photos: `${secret},${first}` } };
    expect(await currentId()).not.toBe(old);
    expect(await rotate()).toBe(0);
    expect(await keysInUse(open.db)).toEqual([{ keyId: await currentId(), pieces: 1 }]);
    expect(await rotate('--retire')).toBe(0);
    expect(said.join('\n')).toContain(`${old} (number 2)`);
    settings = { ...settings, keyTexts: { ...texts, photos: secret } };
    expect(await read(photoId)).toBe('in a cluster');
  });

  it('a public half that is printed seals to the key that is printed', async () => {
    settings = { ...settings, mode: 'cluster' };
    await rotate();
    const secret = /GATEPOST_KEY_PHOTOS=(\S+)/.exec(said.join('\n'))?.[1] ?? '';
    const half = /GATEPOST_KEY_PHOTOS_PUBLIC=(\S+)/.exec(said.join('\n'))?.[1] ?? '';
    const { photos } = await readKeys({ ...(await makeKeyTexts()), photos: secret });
    expect(Buffer.from(photos.current.publicKey).toString('base64')).toBe(half);
  });
});

it('words it does not know are answered with the usage', async () => {
  const complained: string[] = [];
  const io = {
    say: () => undefined,
    complain: (line: string) => void complained.push(line),
    open: () => Promise.reject(new Error('opened')),
  };
  for (const args of [[], ['audit'], ['photos', '--force']]) expect(await keysRotate(args, io)).toBe(2);
  expect(new Set(complained).size).toBe(1);
});
