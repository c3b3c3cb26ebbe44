// The key for words lies with the database’s handle: whichever bundle of the product asks, the same handle gives the same digests.
import { expect, test, vi } from 'vitest';
import type { Database, Tx } from '#db/client.server.ts';
import { carryOn, carryWordKey, wordDigestOf } from '#db/name-digests.server.ts';

const handle = () => ({}) as Database;

test('another copy of the module, as in the bundle of the pages, finds the key and hands it on', async () => {
  const db = handle();
  carryWordKey(db, 'a secret of thirty-two characters');
  vi.resetModules();
  const other = await import('#db/name-digests.server.ts');
  expect(other.wordDigestOf).not.toBe(wordDigestOf);
  const tx = {} as Tx;
  other.carryOn(db, tx);
  expect(other.wordDigestOf(tx)('grace')).toBe(wordDigestOf(db)('grace'));
  expect(wordDigestOf(db)('grace')).toMatch(/^[0-9a-f]{64}$/);
});

test('a handle without a key finds nothing rather than the wrong thing, and no key is handed on from it', () => {
  const [db, tx] = [handle(), {} as Tx];
  carryOn(db, tx);
  expect(() => wordDigestOf(tx)).toThrow('no key for words');
});
