// Draws the icons of the installable app from public/favicon.svg: `node scripts/run-ts.mjs scripts/draw-icons.ts`. The files
// are kept in public, so that a build needs no decoder; iPhones ask for theirs at /apple-touch-icon.png by themselves.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '#db/package-root.server.ts';

/** The icon's own green, as in the drawing. */
const GREEN = '#14573a';

const root = packageRoot();
const drawing = await readFile(join(root, 'public', 'favicon.svg'));

/** `share`: how much of the square the drawing fills; a maskable icon leaves a margin that launchers cut away. `to`: below public. */
async function draw(to: string, px: number, share: number): Promise<void> {
  const inner = Math.round(px * share);
  const picture = await sharp(drawing, { density: 72 * (inner / 32) * 1.5 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  const background = share < 1 ? GREEN : '#00000000';
  const bytes = await sharp({ create: { width: px, height: px, channels: 4, background } })
    .composite([{ input: picture }])
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
  await writeFile(join(root, 'public', to), bytes);
}

await draw('icons/icon-192.png', 192, 1);
await draw('icons/icon-512.png', 512, 1);
await draw('icons/icon-maskable-512.png', 512, 0.7);
await draw('apple-touch-icon.png', 180, 0.8);
