// The keys of an installation: made once, kept to this user, never replaced over data, and halved for the web side.
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeySettings, loadKeys, loadWebKeys } from '#app/adapters/key-files.server.ts';
import { auditSeal, keyIds, makeKeyTexts, publicHalves, webKeys } from '#app/adapters/keys.server.ts';

let root: string;
let solo: KeySettings;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-keys-'));
  solo = { mode: 'solo', dataDir: join(root, 'data'), keysDir: join(root, 'data', 'keys'), keyTexts: {} };
});
afterEach(() => rm(root, { recursive: true }));

const cluster = (keyTexts: KeySettings['keyTexts'], keysDir: string | null = null): KeySettings => ({
  mode: 'cluster',
  dataDir: join(root, 'data'),
  keysDir,
  keyTexts,
});

/** Something in the database's folder, as after a first run. */
async function writeSomeData(): Promise<void> {
  await mkdir(join(solo.dataDir, 'database'), { recursive: true });
  await writeFile(join(solo.dataDir, 'database', 'PG_VERSION'), '18');
}

describe('keys on one machine alone', () => {
  test('are made at the first start, found again at the next, and read by this user alone', async () => {
    const made = await loadKeys(solo);
    await writeSomeData();
    expect(await loadKeys(solo)).toEqual(made);
    expect((await stat(join(root, 'data', 'keys'))).mode & 0o777).toBe(0o700);
    const files = await readdir(join(root, 'data', 'keys'));
    expect(files.sort()).toEqual(['audit.key', 'photos.key', 'reasons.key', 'session.key', 'tokens.key']);
    for (const file of files) {
      expect((await stat(join(root, 'data', 'keys', file))).mode & 0o777).toBe(0o600);
      await chmod(join(root, 'data', 'keys', file), 0o644);
    }
    await loadKeys(solo);
    expect((await stat(join(root, 'data', 'keys', 'photos.key'))).mode & 0o777).toBe(0o600);
  });

  test('no two kinds share a key, no two installations either', async () => {
    const here = await loadKeys(solo);
    const there = await loadKeys({ ...solo, dataDir: join(root, 'b'), keysDir: join(root, 'b', 'keys') });
    const ids = [...keyIds(here), ...keyIds(there)];
    expect(new Set(ids).size).toBe(8);
  });

  test('beside the data stand ids only', async () => {
    const keys = await loadKeys(solo);
    const note = await readFile(join(solo.dataDir, 'keys.json'), 'utf8');
    expect((JSON.parse(note) as { keyIds: string[] }).keyIds.sort()).toEqual(keyIds(keys).sort());
    for (const file of await readdir(join(solo.dataDir, 'keys'))) {
      expect(note).not.toContain((await readFile(join(solo.dataDir, 'keys', file), 'utf8')).trim());
    }
  });

  test('when the keys folder is gone but data is there, the start stops and nothing new is made', async () => {
    await loadKeys(solo);
    await writeSomeData();
    await rm(join(solo.dataDir, 'keys'), { recursive: true });
    await expect(loadKeys(solo)).rejects.toThrow(/photos is missing.*put them back from their backup/);
    await expect(readdir(join(solo.dataDir, 'keys'))).rejects.toThrow('ENOENT');
  });

  test('even with no record of the keys, none are made over data', async () => {
    await writeSomeData();
    await expect(loadKeys(solo)).rejects.toThrow(/photos is missing/);
  });

  test.each(['photos', 'tokens', 'reasons', 'audit', 'session'])(
    'one missing file is named: %s',
    async (name) => {
      await loadKeys(solo);
      await rm(join(solo.dataDir, 'keys', `${name}.key`));
      await expect(loadKeys(solo)).rejects.toThrow(`${name} is missing`);
    },
  );

  test('a damaged key is named, and no part of it repeated', async () => {
    await loadKeys(solo);
    await writeFile(join(solo.dataDir, 'keys', 'tokens.key'), 'c3dvcmRmaXNo');
    await expect(loadKeys(solo)).rejects.toThrow('tokens is not 32 bytes in base64');
    await expect(loadKeys(solo)).rejects.not.toThrow('c3dvcmRmaXNo');
  });

  test.each(['photos', 'tokens', 'reasons', 'audit'] as const)(
    'the keys of another installation are refused by id: %s',
    async (kind) => {
      const keys = await loadKeys(solo);
      await writeSomeData();
      await writeFile(join(solo.dataDir, 'keys', `${kind}.key`), (await makeKeyTexts())[kind]);
      const id = keyIds(keys).find((held) => held.startsWith(`${kind}-`)) ?? 'none';
      await expect(loadKeys(solo)).rejects.toThrow(`written with keys that are not here: ${id}`);
    },
  );

  test('a lost record of the keys over data stops the start; without data it is made anew', async () => {
    const keys = await loadKeys(solo);
    await rm(join(solo.dataDir, 'keys.json'));
    expect(await loadKeys(solo)).toEqual(keys);
    await writeSomeData();
    await rm(join(solo.dataDir, 'keys.json'));
    await expect(loadKeys(solo)).rejects.toThrow(/keys\.json is missing/);
  });

  test('a new key put in front is used from now on, the old one still held; taking the old one away is refused', async () => {
    const before = await loadKeys(solo);
    await writeSomeData();
    const file = join(solo.dataDir, 'keys', 'photos.key');
    const old = await readFile(file, 'utf8');
    const fresh = (await makeKeyTexts()).photos;
    await writeFile(file, `${fresh}\n${old}`);
    const after = await loadKeys(solo);
    expect(after.photos.current.id).not.toBe(before.photos.current.id);
    expect([...after.photos.pairs.keys()]).toEqual([after.photos.current.id, before.photos.current.id]);
    await writeFile(file, fresh);
    await expect(loadKeys(solo)).rejects.toThrow(before.photos.current.id);
  });

  test('a start that died while making keys leaves nothing that the next one would mistake for them', async () => {
    await mkdir(join(solo.dataDir, 'keys.new-00000000'), { recursive: true });
    await writeFile(join(solo.dataDir, 'keys.new-00000000', 'photos.key'), 'half');
    expect(keyIds(await loadKeys(solo))).toHaveLength(4);
  });
});

describe('keys of a cluster', () => {
  test('come from variables or from files alike, and are never made', async () => {
    const texts = await makeKeyTexts();
    const fromVariables = await loadKeys(cluster(texts));
    await mkdir(join(root, 'secrets'));
    for (const [name, text] of Object.entries(texts))
      await writeFile(join(root, 'secrets', `${name}.key`), `${text}\n`);
    expect(await loadKeys(cluster({}, join(root, 'secrets')))).toEqual(fromVariables);
    await expect(loadKeys(cluster({}))).rejects.toThrow(/photos is missing.*GATEPOST_KEY_ variables/);
    await expect(loadKeys(cluster({}, join(root, 'none')))).rejects.toThrow(/photos is missing/);
    await expect(readdir(join(root, 'none'))).rejects.toThrow('ENOENT');
  });

  test('a web process needs the public halves alone, and holds nothing more even when given secret ones', async () => {
    const { photos, tokens, reasons, audit, session } = await makeKeyTexts();
    const full = await loadKeys(cluster({ photos, tokens, reasons, audit, session }));
    const halves = publicHalves(full);
    const fromHalves = await loadWebKeys(
      cluster({
        photosPublic: halves.photos,
        tokensPublic: halves.tokens,
        reasonsPublic: halves.reasons,
        audit,
        session,
      }),
    );
    const fromSecrets = await loadWebKeys(cluster({ photos, tokens, reasons, audit, session }));
    expect(fromHalves).toEqual(webKeys(full));
    expect(fromSecrets).toEqual(webKeys(full));
    const everything = JSON.stringify(fromSecrets, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    );
    for (const secret of [photos, tokens, reasons]) expect(everything).not.toContain(secret);
    await expect(loadWebKeys(cluster({ photosPublic: halves.photos, audit, session }))).rejects.toThrow(
      'tokens is missing',
    );
  });

  test('a web process with the halves of other keys is noticed by the next worker on the same folder', async () => {
    const { photos, tokens, reasons, audit, session } = await makeKeyTexts();
    const strangers = await makeKeyTexts();
    await loadWebKeys(cluster({ photos: strangers.photos, tokens, reasons, audit, session }));
    await expect(loadKeys(cluster({ photos, tokens, reasons, audit, session }))).rejects.toThrow(
      /not here: photos-/,
    );
  });

  test('a short session secret is refused', async () => {
    const texts = { ...(await makeKeyTexts()), session: 'short' };
    await expect(loadKeys(cluster(texts))).rejects.toThrow(
      'session is missing or shorter than 32 characters',
    );
  });

  test('every missing key is said at once', async () => {
    await expect(loadKeys(cluster({}))).rejects.toThrow(/photos .*tokens .*reasons .*audit .*session /);
  });
});

test('the audit key signs with the current key, checks with any, and two keys never agree (R-110)', async () => {
  const [old, fresh] = [(await makeKeyTexts()).audit, (await makeKeyTexts()).audit];
  const texts = await makeKeyTexts();
  const before = auditSeal((await loadKeys(cluster({ ...texts, audit: old }))).audit);
  const after = auditSeal((await loadKeys(cluster({ ...texts, audit: `${fresh}, ${old}` }))).audit);
  const text = 'school\n1\nSiân';
  expect(before.mac(text)).toMatch(/^[0-9a-f]{64}$/);
  expect(after.mac(text, before.keyId)).toBe(before.mac(text));
  expect(after.mac(text)).not.toBe(before.mac(text));
  expect(after.keyId).not.toBe(before.keyId);
  expect(() => before.mac(text, after.keyId)).toThrow(after.keyId);
});

test('a folder copied with its keys opens in its new place', async () => {
  const keys = await loadKeys(solo);
  await writeSomeData();
  await cp(solo.dataDir, join(root, 'moved'), { recursive: true });
  expect(
    await loadKeys({ ...solo, dataDir: join(root, 'moved'), keysDir: join(root, 'moved', 'keys') }),
  ).toEqual(keys);
});
