// Seals for tests: real enough to tell a sealed text from a plain one and to verify a log, and the same in every process.
import { createHmac } from 'node:crypto';
import type { AuditSeal } from '#app/domain/audit-chain.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';

/** Signs the log with a fixed key. */
export const testAuditSeal: AuditSeal = {
  keyId: 'test-audit',
  mac: (text, keyId = 'test-audit') => {
    if (keyId !== 'test-audit') throw new Error(`no audit key ${keyId}`);
    return createHmac('sha256', 'a fixed key for tests').update(text).digest('hex');
  },
};

/** Boxes are the bytes back to front in base64: readable in a debugger, and never equal to what went in. */
export const testVault: OpeningVault = {
  seal: async (plain) => ({ box: Buffer.from(plain).reverse().toString('base64'), keyId: 'test-vault' }),
  open: async ({ box, keyId }) => {
    if (keyId !== 'test-vault') throw new Error(`no vault key ${keyId}`);
    return Uint8Array.from(Buffer.from(box, 'base64').reverse());
  },
};

/** By which tests look for words that must not stand in the database. */
export const TEST_WORD_KEY = 'the key for words of the tests, made up';
