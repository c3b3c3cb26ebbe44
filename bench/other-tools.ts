// The whole `photo clean` command beside ImageMagick's mogrify and libvips' vipsthumbnail, where they are installed: the
// same photos, the same size and quality, metadata dropped by all, each as it comes: ours takes the cores that there are, theirs one
// thread; only ours proves and syncs what it wrote.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { CLEAN_EDGE } from '#app/domain/photos/picture-bounds.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';
import { FIRST_QUALITY } from '#workers/photo-engine/encode-still.ts';

/** Ours must be faster: the ratio of the wall times, ours ÷ theirs. */
export const MOST_OF_THEIRS = 1;

const PHOTOS = 40;
const ROUNDS = 5;

export interface OtherToolsBench {
  /** null where the tool is not installed */
  mogrify: number | null;
  vipsthumbnail: number | null;
}

interface Tool {
  name: 'ours' | 'mogrify' | 'vipsthumbnail';
  command: string;
  args: (photos: string[], list: string, out: string) => string[];
  env: Record<string, string>;
}

const box = `${CLEAN_EDGE}x${CLEAN_EDGE}>`;

const TOOLS: readonly Tool[] = [
  {
    name: 'ours',
    command: process.execPath,
    args: (_, list, out) => [
      join('build', 'app', 'cli.mjs'),
      'photo',
      'clean',
      '--batch',
      list,
      '--out',
      out,
    ],
    env: {},
  },
  {
    name: 'mogrify',
    command: 'mogrify',
    args: (photos, _, out) => [
      ...['-path', out, '-auto-orient', '-strip', '-resize', box],
      ...['-sampling-factor', '4:2:0', '-quality', String(FIRST_QUALITY), ...photos],
    ],
    env: { MAGICK_THREAD_LIMIT: '1' },
  },
  {
    name: 'vipsthumbnail',
    command: 'vipsthumbnail',
    args: (photos, _, out) => [
      ...[...photos, '--size', box, '--rotate'],
      ...['-o', join(out, `%s.jpg[Q=${FIRST_QUALITY},strip]`)],
    ],
    env: { VIPS_CONCURRENCY: '1' },
  },
];

const isInstalled = ({ name, command }: Tool): boolean =>
  name === 'ours' || spawnSync(command, ['--version']).error === undefined;

/** Runs the tools in turn on the same photos; prints wall times and gives the ratios of the medians. */
export async function benchOtherTools(print: (line: string) => void = console.log): Promise<OtherToolsBench> {
  const folder = await mkdtemp(join(tmpdir(), 'gp-bench-'));
  try {
    const photos = await drawPhotos(folder);
    const list = join(folder, 'list.txt');
    await writeFile(list, `${photos.join('\n')}\n`);
    const tools = TOOLS.filter(isInstalled).map((tool) => ({ ...tool, wall: [] as number[] }));
    for (let round = 0; round <= ROUNDS; round++)
      for (const tool of tools) {
        const ms = await timeTool(tool, photos, list, join(folder, `out-${tool.name}`));
        if (round > 0) tool.wall.push(ms);
      }
    print(`whole commands: ${PHOTOS} photos of 12 MP, each tool as it comes, median of ${ROUNDS} rounds`);
    for (const { name, wall } of tools)
      print(`  ${name.padEnd(16)} ${(median(wall) / PHOTOS).toFixed(0)} ms a photo`);
    const wallOf = (name: Tool['name']): number | null => {
      const tool = tools.find((each) => each.name === name);
      return tool ? median(tool.wall) : null;
    };
    const ratio = (name: Tool['name']): number | null => {
      const theirs = wallOf(name);
      if (theirs === null) print(`  ${name}: skipped, because it is not installed here`);
      return theirs === null ? null : (wallOf('ours') as number) / theirs;
    };
    return { mogrify: ratio('mogrify'), vipsthumbnail: ratio('vipsthumbnail') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function drawPhotos(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let i = 0; i < PHOTOS; i++) {
    const path = join(folder, `photo-${i}.jpg`);
    await writeFile(path, await cameraPhoto({ grain: 16 + i, orientation: 1 + (i % 8) }));
    paths.push(path);
  }
  return paths;
}

async function timeTool(tool: Tool, photos: string[], list: string, out: string): Promise<number> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out);
  const before = performance.now();
  const { status, stderr } = spawnSync(tool.command, tool.args(photos, list, out), {
    env: { ...process.env, ...tool.env },
  });
  const ms = performance.now() - before;
  const written = (await readdir(out)).length;
  if (status !== 0 || written !== PHOTOS)
    throw new Error(`${tool.name} wrote ${written} of ${PHOTOS} photos: ${stderr.toString().slice(0, 200)}`);
  return ms;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

if (argv[1]?.endsWith('other-tools.mjs')) console.log(await benchOtherTools());
