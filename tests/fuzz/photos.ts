// `npm run fuzz:photos`: a hundred thousand damaged pictures through the photo engine. It must end with this process
// alive, every input answered in time, and every picture that came out proved clean. Most go through the real caged
// engine; HEIC, which the engine gives a fresh process each, mostly through recycled ones. The seed is printed;
// `--only N` makes one input again.
import { availableParallelism } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mutant } from '#tests/support/mutations.ts';
import { fuzzHeic } from './heic-fuzzing.ts';
import { fuzzCorpus, heicCorpus } from './photo-corpus.ts';
import { fuzzPhotos } from './photo-fuzzing.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '80000' },
    heic: { type: 'string', default: '20000' },
    'fresh-heic': { type: 'string', default: '500' },
    seed: { type: 'string' },
    only: { type: 'string' },
    'only-heic': { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

async function keepOne(number: number, isHeic: boolean): Promise<void> {
  const made = mutant(isHeic ? heicCorpus() : await fuzzCorpus(), seed, number);
  const path = `/tmp/gatepost-fuzz-${seed}-${number}`;
  await writeFile(path, made.bytes);
  console.log(`input ${number} of seed ${seed}, made from ${made.from}, is in ${path}`);
}

async function run(): Promise<boolean> {
  const [inputs, heic, fresh] = [Number(values.inputs), Number(values.heic), Number(values['fresh-heic'])];
  console.log(`fuzzing the photo engine: seed ${seed}`);
  console.log(`every format but HEIC, through the caged engine: ${inputs} inputs`);
  const photos = await fuzzPhotos({ inputs, seed, print: console.log });
  console.log(`HEIC through the caged engine, a fresh process each: ${fresh} inputs`);
  const freshHeic = await fuzzPhotos({ inputs: fresh, seed, corpus: heicCorpus(), print: console.log });
  console.log(`HEIC through recycled processes: ${heic} inputs`);
  const started = performance.now();
  const recycled = await fuzzHeic(heic, seed, availableParallelism());
  console.log(`${heic} inputs in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  for (const [answer, count] of recycled.answers) console.log(`  ${answer.padEnd(20)} ${count}`);
  console.log(`  ended their process: ${recycled.ended.length}; failures: ${recycled.failures.length}`);
  for (const failure of recycled.failures.slice(0, 50)) console.log(`  FAILED ${failure}`);
  return [photos, freshHeic, recycled].every(({ failures }) => failures.length === 0);
}

if (values.only !== undefined) await keepOne(Number(values.only), false);
else if (values['only-heic'] !== undefined) await keepOne(Number(values['only-heic']), true);
else process.exitCode = (await run()) ? 0 : 1;
