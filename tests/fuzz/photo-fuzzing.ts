// Sends damaged pictures through the real photo engine and holds every answer against what was promised: one answer
// in time, and nothing out but what the walker, a strict decoder and the bounds allow.
import { availableParallelism } from 'node:os';
import { sniffFormat } from '#app/domain/photos/sniff-format.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { mutant } from '#tests/support/mutations.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { fuzzCorpus } from './photo-corpus.ts';
import { wrongWith } from './wrong-answers.ts';

export interface FuzzPlan {
  inputs: number;
  seed: number;
  /** the numbers of the inputs start here; default 0 */
  from?: number;
  /** what is damaged; default every format but HEIC */
  corpus?: ReadonlyMap<string, Uint8Array>;
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

/** Runs the inputs, as many at a time as the engine has processes. Never throws for what an input does. */
export async function fuzzPhotos({
  inputs,
  seed,
  from = 0,
  print,
  ...plan
}: FuzzPlan): Promise<FuzzFindings> {
  const corpus = plan.corpus ?? (await fuzzCorpus());
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
      const wrongs = result === 'no answer' ? ['no answer in time'] : await wrongWith(result, MAX_EDGE);
      for (const wrong of wrongs)
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
