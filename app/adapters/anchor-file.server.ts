// The anchor file: one line of JSON for each time the heads of the log were noted, appended and fsynced, never rewritten.
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AnchorFile } from '#app/domain/deps.ts';

const line = z.object({ at: z.string(), heads: z.record(z.string(), z.string()) });
export type Anchor = z.infer<typeof line>;

/** Appends to the file at `path`; makes it when it is not there. */
export function openAnchorFile(path: string): AnchorFile {
  return {
    async append({ at, heads }) {
      const file = await open(path, 'a', 0o600);
      try {
        // A line that was cut short, on a disk that was full, must not spoil this one.
        const start = (await endsWhole(path)) ? '' : '\n';
        await file.appendFile(`${start}${JSON.stringify({ at: at.toISOString(), heads })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

async function endsWhole(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return true;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await file.close();
  }
}

/** The anchors kept, oldest first; none when there is no file. A last line cut short by a power cut is left out. */
export async function readAnchors(path: string): Promise<Anchor[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((entry) => {
    try {
      return [line.parse(JSON.parse(entry))];
    } catch {
      return [];
    }
  });
}
