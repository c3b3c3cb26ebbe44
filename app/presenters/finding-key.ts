// How a form names a finding: its check, its code and the keyed digest of its wording, in one value; never the words.
import type { FindingPointer } from '#app/domain/words/answers/finding-in-post.ts';

export const findingKey = ({ check, code, wordingDigest }: FindingPointer): string =>
  `${check}.${code}.${wordingDigest}`;

/** Null for what no page of ours wrote. */
export function readFindingKey(key: string): FindingPointer | null {
  const [check, code, wordingDigest, ...more] = key.split('.');
  return check && code && wordingDigest && more.length === 0 ? { check, code, wordingDigest } : null;
}
