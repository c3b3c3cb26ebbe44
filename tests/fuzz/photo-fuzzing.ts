// Sends damaged pictures through the real photo engine and holds every answer against what was promised: one answer
// in time, and nothing out but what the walker, a strict decoder and the bounds allow.
import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { sniffFormat } from '#app/domain/photos/sniff-format.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { type Mutant, mutant } from '#tests/support/mutations.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { SECRETS } from '#tests/support/pictures.ts';
import { fuzzCorpus } from './photo-corpus.ts';

export interface FuzzPlan {
  inputs: number;
  seed: number;
  /** the numbers of the inputs start here; default 0 */
  from?: number;
  print?: (line: string) => void;
}

export interface FuzzFindings {
  /** answers by what they were: `clean` or the refusal's code */
  answers: Map<string, number>;
  /** what must never happen, each with the number of its input */
  failures: string[];
  /** longest wait for an answer, ms */
  slowest: { ms: number; number: number };
}

const MAX_EDGE = 1600;
const WALL_MS = 30_000;
/** Beyond the engine's own wall limit, its answer to a late picture has to come within this. */
const GRACE_MS = 5_000;

/** One input made again. */
export async function mutantOf(seed: number, number: number): Promise<Mutant> {
  return mutant(await fuzzCorpus(), seed, number);
}

/** Runs the inputs, as many at a time as the engine has processes. Never throws for what an input does. */
export async function fuzzPhotos({ inputs, seed, from = 0, print }: FuzzPlan): Promise<FuzzFindings> {
  const corpus = await fuzzCorpus();
  const lanes = Math.max(1, availableParallelism());
  const engine = await openPhotoEngine({ size: lanes, wallMs: WALL_MS });
  const found: FuzzFindings = { answers: new Map(), failures: [], slowest: { ms: 0, number: 0 } };
  const started = performance.now();
  let next = from;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < from + inputs) {
      const number = next++;
      const made = mutant(corpus, seed, number);
      const before = performance.now();
      const result = await inTime(engine.clean(made.bytes, { maxEdge: MAX_EDGE }));
      const ms = performance.now() - before;
      if (ms > found.slowest.ms) found.slowest = { ms, number };
      const answer = result === 'no answer' ? result : result.ok ? 'clean' : result.code;
      found.answers.set(answer, (found.answers.get(answer) ?? 0) + 1);
      for (const wrong of await wrongWith(made, result))
        found.failures.push(`input ${number} (from ${made.from}, now ${sniffFormat(made.bytes)}): ${wrong}`);
      if (++done % 10_000 === 0) print?.(`  ${done} inputs, ${found.failures.length} failures`);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await engine.close();
  }
  if (print) report(found, inputs, seed, performance.now() - started, print);
  return found;
}

async function inTime(answer: Promise<CleanResult>): Promise<CleanResult | 'no answer'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'no answer'>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), WALL_MS + GRACE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Out: in words, everything about this answer that must not be. */
async function wrongWith(made: Mutant, result: CleanResult | 'no answer'): Promise<string[]> {
  if (result === 'no answer') return ['no answer in time'];
  if (!result.ok) return result.code === 'leak_found' ? ['a leak reached the walker'] : [];
  const { bytes, width, height } = result.photo;
  const wrong: string[] = [];
  const walked = walkBytes(bytes);
  if (!walked.ok) wrong.push(`the walker refuses what came out: ${walked.what} at byte ${walked.offset}`);
  if (Math.max(width, height) > MAX_EDGE) wrong.push(`${width} × ${height} px came out`);
  const strict = await sharp(bytes, { failOn: 'warning' })
    .stats()
    .catch((error: Error) => error);
  if (strict instanceof Error) wrong.push(`what came out does not decode: ${strict.message.slice(0, 80)}`);
  const text = Buffer.from(bytes).toString('latin1');
  for (const secret of Object.values(SECRETS))
    if (text.includes(secret)) wrong.push('a planted secret came out');
  return wrong;
}

function report(
  found: FuzzFindings,
  inputs: number,
  seed: number,
  ms: number,
  print: (line: string) => void,
): void {
  const rate = (inputs / (ms / 1000)).toFixed(0);
  print(`${inputs} inputs in ${(ms / 1000).toFixed(0)} s (${rate} a second), seed ${seed}`);
  for (const [answer, count] of [...found.answers].sort((a, b) => b[1] - a[1]))
    print(`  ${answer.padEnd(20)} ${count}`);
  print(`  slowest: input ${found.slowest.number}, ${found.slowest.ms.toFixed(0)} ms`);
  print(`  crashes of this process: 0; failures: ${found.failures.length}`);
  for (const failure of found.failures.slice(0, 50)) print(`  FAILED ${failure}`);
}
