// Tens of thousands of damaged HEIC photos through recycled processes, watched from here: one that dies or falls silent is
// begun again behind the input that did it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundleEntry } from '#tests/support/bundle.ts';

export interface HeicFindings {
  answers: Map<string, number>;
  /** what must never happen, each with the number of its input */
  failures: string[];
  /** inputs that ended their process, which in the product costs that one photo */
  ended: number[];
}

/** Inputs a process meets before a fresh one takes over. */
const IN_ONE_PROCESS = 250;
const SILENCE_MS = 35_000;

/** Runs inputs `0 … inputs - 1` of the seed, `lanes` processes at a time. */
export async function fuzzHeic(inputs: number, seed: number, lanes: number): Promise<HeicFindings> {
  const entry = await bundleEntry('tests/fuzz/heic-lane.ts');
  const found: HeicFindings = { answers: new Map(), failures: [], ended: [] };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < inputs) {
      const from = next;
      const count = Math.min(IN_ONE_PROCESS, inputs - from);
      next += count;
      for (let at = from; at < from + count;)
        at = await runLane(entry, { seed, from: at, count: from + count - at }, found);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}

/** Out: the number of the input to go on with. */
function runLane(
  entry: string,
  { seed, from, count }: { seed: number; from: number; count: number },
  found: HeicFindings,
): Promise<number> {
  const child = spawn(process.execPath, [entry, String(seed), String(from), String(count)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve) => {
    let at = from;
    let silence: NodeJS.Timeout;
    const watch = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        found.failures.push(`HEIC input ${at}: no answer in time`);
        child.kill('SIGKILL');
      }, SILENCE_MS);
    };
    watch();
    createInterface(child.stdout).on('line', (line) => {
      watch();
      const said = JSON.parse(line) as { number: number; answer: string; wrong: string[] };
      at = said.number + 1;
      found.answers.set(said.answer, (found.answers.get(said.answer) ?? 0) + 1);
      for (const wrong of said.wrong) found.failures.push(`HEIC input ${said.number}: ${wrong}`);
    });
    child.on('close', () => {
      clearTimeout(silence);
      if (at < from + count) found.ended.push(at++);
      resolve(at);
    });
  });
}
