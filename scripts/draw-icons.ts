// Draws the icons of the installable app from public/favicon.svg: `node scripts/run-ts.mjs scripts/draw-icons.ts`. The files
// are kept in public/icons, so that a build needs no decoder.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '#db/package-root.server.ts';

/** The icon's own green, as in the drawing. */
const GREEN = '#14573a';

const root = packageRoot();
const drawing = await readFile(join(root, 'public', 'favicon.svg'));

/** `share`: how much of the square the drawing fills; a maskable icon leaves a margin that launchers cut away. */
async function draw(name: string, px: number, share: number): Promise<void> {
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
  await writeFile(join(root, 'public', 'icons', name), bytes);
}

await draw('icon-192.png', 192, 1);
await draw('icon-512.png', 512, 1);
await draw('icon-maskable-512.png', 512, 0.7);
await draw('apple-touch-icon.png', 180, 0.8);
