// ExifTool as a second opinion on clean photos, where the machine has it. It reads far more than our own reader
// knows, and is never part of the product.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why the second opinion is missing, or undefined when ExifTool can be asked. */
export const noExiftool =
  spawnSync('exiftool', ['-ver']).status === 0
    ? undefined
    : 'skipped, because exiftool is not installed here';

if (noExiftool && process.env['CI'])
  throw new Error('exiftool is required where CI is set, and is not installed');

/** In: a picture. Out: `group:tag` of everything ExifTool finds in it but plain facts about the file's size and coding. */
export function exiftoolFinds(picture: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gatepost-exiftool-'));
  try {
    writeFileSync(join(folder, 'picture'), picture);
    const said = execFileSync('exiftool', ['-a', '-G1', '-s', '-u', '-ee', '-j', join(folder, 'picture')], {
      encoding: 'utf8',
    });
    const tags = Object.keys((JSON.parse(said) as Record<string, unknown>[])[0] ?? {});
    return tags.filter(
      (tag) =>
        !/^(SourceFile|System:|ExifTool:ExifToolVersion|Composite:(ImageSize|Megapixels)|File:)/.test(tag) ||
        tag === 'File:Comment',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
