// Sealed boxes: anyone with the public half closes, only the holder of the secret half opens, damage is noticed.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Keys, makeKeyTexts, readKeys, webKeys } from '#app/adapters/keys.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';

let keys: Keys;
let others: Keys;
beforeAll(async () => {
  keys = await readKeys(await makeKeyTexts());
  others = await readKeys(await makeKeyTexts());
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the vault', () => {
  test('what the web side sealed, the worker opens, whatever it was', async () => {
    const web = sealingVault(webKeys(keys).tokens);
    const worker = openingVault(keys.tokens);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4_096 }), async (plain) => {
        expect(await worker.open(await web.seal(plain))).toEqual(plain);
      }),
    );
  });

  test('the web side cannot open: it has no such door, and its keys have no secret half', () => {
    expect(sealingVault(webKeys(keys).tokens)).not.toHaveProperty('open');
    expect(Object.keys(webKeys(keys).tokens).sort()).toEqual(['id', 'publicKey']);
  });

  test('two boxes of the same secret do not look alike, and neither holds it', async () => {
    const vault = openingVault(keys.tokens);
    const [one, two] = [await vault.seal(bytes('swordfish')), await vault.seal(bytes('swordfish'))];
    expect(one.box).not.toBe(two.box);
    expect(Buffer.from(one.box, 'base64').includes('swordfish')).toBe(false);
    expect(one.keyId).toBe(keys.tokens.current.id);
  });

  test('any changed byte is noticed', async () => {
    const vault = openingVault(keys.tokens);
    const sealed = await vault.seal(bytes('swordfish'));
    const box = Buffer.from(sealed.box, 'base64');
    for (let index = 0; index < box.length; index++) {
      const changed = Buffer.from(box);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await expect(vault.open({ ...sealed, box: changed.toString('base64') })).rejects.toThrow('is damaged');
    }
  });

  test('a box of another installation or another kind names the key it needs', async () => {
    for (const stranger of [others.tokens, keys.photos]) {
      const sealed = await openingVault(stranger).seal(bytes('swordfish'));
      await expect(openingVault(keys.tokens).open(sealed)).rejects.toThrow(sealed.keyId);
    }
  });

  test('after a change of keys, old boxes still open and new ones use the new key', async () => {
    const old = await openingVault(keys.tokens).seal(bytes('swordfish'));
    const pairs = new Map([...others.tokens.pairs, ...keys.tokens.pairs]);
    const vault = openingVault({ current: others.tokens.current, pairs });
    expect(await vault.open(old)).toEqual(bytes('swordfish'));
    expect((await vault.seal(bytes('x'))).keyId).toBe(others.tokens.current.id);
  });
});
