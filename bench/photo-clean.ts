// What cleaning a 12-megapixel photo costs beside bare sharp doing the same decode, turn, shrink and encode in
// process. Two ratios: the engine's steps alone, and the whole path through the caged process and its pipe.
import { cpus, loadavg } from 'node:os';
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import sharp from 'sharp';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { cleanOrder } from '#app/domain/photos/clean-order.ts';
import { CLEAN_EDGE, MOST_PIXELS } from '#app/domain/photos/picture-bounds.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';
import { cleanPicture } from '#workers/photo-engine/clean-picture.ts';
import { FIRST_QUALITY } from '#workers/photo-engine/encode-still.ts';

/** What the engine's steps may cost at most, as a multiple of bare sharp … */
export const MOST_STEPS_RATIO = 1.1;
/** … and the whole path through the caged process and its pipe. */
export const MOST_PATH_RATIO = 1.15;

export interface PhotoCleanBench {
  /** wall time of the engine's steps in process ÷ bare sharp in process */
  steps: number;
  /** wall time through the caged process, pipe included ÷ bare sharp in process */
  wholePath: number;
}

interface Timed {
  name: string;
  /** median wall ms, mean CPU ms */
  ms: number;
  cpuMs: number;
}

const ROUNDS = 21;

/** Bare sharp with the engine's own settings: same decoder options, size, quality and threads. */
function bareSharp(original: Uint8Array): Promise<Buffer> {
  return sharp(original, { failOn: 'error', limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize(CLEAN_EDGE, CLEAN_EDGE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: FIRST_QUALITY, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

/** Everything the engine does for a photo, without the process and the pipe in between. */
async function engineSteps(original: Uint8Array): Promise<void> {
  const result = await cleanPicture(original, cleanOrder());
  if (!result.ok || !walkBytes(result.photo.bytes).ok) throw new Error('the bench photo was refused');
}

/** Runs the arms in turn, so that a busy moment of the machine falls on all of them; prints and gives medians. */
export async function benchPhotoClean(print: (line: string) => void = console.log): Promise<PhotoCleanBench> {
  const original = await cameraPhoto({ grain: 24 });
  const engine = await openPhotoEngine();
  const ownCpu = (): number => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
  const engineCpu = (): number => engine.processIds().reduce((sum, id) => sum + cpuMsOf(id), ownCpu());
  const arms = [
    { name: 'bare sharp, in process', cpu: ownCpu, run: () => bareSharp(original) },
    { name: 'engine steps, in process', cpu: ownCpu, run: () => engineSteps(original) },
    { name: 'whole path, caged process', cpu: engineCpu, run: () => engine.clean(original) },
  ].map((arm) => ({ ...arm, wall: [] as number[], cpuMs: 0 }));
  try {
    for (const arm of arms) for (let i = 0; i < 3; i++) await arm.run();
    for (let round = 0; round < ROUNDS; round++)
      for (const arm of arms) {
        const cpuBefore = arm.cpu();
        const before = performance.now();
        await arm.run();
        arm.wall.push(performance.now() - before);
        arm.cpuMs += (arm.cpu() - cpuBefore) / ROUNDS;
      }
    const result = await engine.clean(original);
    if (!result.ok) throw new Error(`the bench photo was refused: ${result.detail}`);
    print(`photo cleaning: 12 MP JPEG of ${kb(original)} → ${kb(result.photo.bytes)}, ${ROUNDS} rounds`);
  } finally {
    await engine.close();
  }
  const [load = 0] = loadavg();
  print(`  processor: ${cpus()[0]?.model.trim()} × ${cpus().length}, load ${load.toFixed(1)}`);
  if (load > cpus().length + 1)
    print('  others are at work on this machine: trust the CPU ratios, not the wall times');
  const [bare, inSteps, onWholePath] = arms.map(({ name, wall, cpuMs }): Timed => ({
    name,
    cpuMs,
    ms: median(wall),
  })) as [Timed, Timed, Timed];
  for (const { name, ms, cpuMs } of [bare, inSteps, onWholePath])
    print(`  ${name.padEnd(26)} ${ms.toFixed(1)} ms wall (median), ${cpuMs.toFixed(0)} ms CPU (mean)`);
  const [steps, wholePath] = [inSteps.ms / bare.ms, onWholePath.ms / bare.ms];
  print(
    `  ratio, engine steps: ${verdict(steps, MOST_STEPS_RATIO)}, in CPU ${(inSteps.cpuMs / bare.cpuMs).toFixed(3)}`,
  );
  print(
    `  ratio, whole path:   ${verdict(wholePath, MOST_PATH_RATIO)}, in CPU ${(onWholePath.cpuMs / bare.cpuMs).toFixed(3)}`,
  );
  return { steps, wholePath };
}

const kb = (bytes: Uint8Array): string => `${Math.round(bytes.length / 1000)} kB`;
const verdict = (ratio: number, most: number): string =>
  `${ratio.toFixed(3)} (at most ${most}: ${ratio <= most ? 'met' : 'NOT met'})`;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** CPU ms that another process has used, from /proc; 0 where there is none. The clock ticks 100 times a second. */
function cpuMsOf(processId: number): number {
  try {
    const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

if (argv.some((word) => /photo-clean\.[cm]?[jt]s$/.test(word))) await benchPhotoClean();
