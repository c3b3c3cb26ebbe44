// Free words that belong to an event (a reason for sending back): kept beside the log under a salted hash, so that they can be
// erased one day while the chain still verifies.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { insertWords } from '#db/queries/audit.server.ts';
import type { Work } from './work.ts';

/** Stores the words and returns the hash by which an event may refer to them. */
export async function keepWords(work: Work, schoolId: string, words: string): Promise<string> {
  const salt = bytesToHex(randomBytes(16));
  const hash = bytesToHex(sha256(utf8ToBytes(`${salt}\n${words}`)));
  await insertWords(work.db, { hash, schoolId, salt, words });
  return hash;
}
