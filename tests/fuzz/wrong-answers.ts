// What must never be true of an answer of the photo engine, in words.
import sharp from 'sharp';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { SECRETS } from '#tests/support/pictures.ts';

/** In: an answer and the longest edge asked for, px. Out: everything about it that must not be; empty when all is well. */
export async function wrongWith(result: CleanResult, maxEdge: number): Promise<string[]> {
  if (!result.ok) return result.code === 'leak_found' ? ['a leak reached the walker'] : [];
  const { bytes, width, height } = result.photo;
  const wrong: string[] = [];
  const walked = walkBytes(bytes);
  if (!walked.ok) wrong.push(`the walker refuses what came out: ${walked.what} at byte ${walked.offset}`);
  if (Math.max(width, height) > maxEdge) wrong.push(`${width} × ${height} px came out`);
  const strict = await sharp(bytes, { failOn: 'warning' })
    .stats()
    .catch((error: Error) => error);
  if (strict instanceof Error) wrong.push(`what came out does not decode: ${strict.message.slice(0, 80)}`);
  const text = Buffer.from(bytes).toString('latin1');
  for (const secret of Object.values(SECRETS))
    if (text.includes(secret)) wrong.push('a planted secret came out');
  return wrong;
}
