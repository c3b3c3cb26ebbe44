// `npm run fuzz:photos`: a hundred thousand damaged pictures through the real caged engine. It must end with this process
// alive, every input answered in time, and every picture that came out proved clean. The seed is printed; `--only N`
// makes one input again.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fuzzPhotos, mutantOf } from './photo-fuzzing.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (values.only !== undefined) {
  const made = await mutantOf(seed, Number(values.only));
  const path = `/tmp/gatepost-fuzz-${seed}-${values.only}`;
  await writeFile(path, made.bytes);
  console.log(`input ${values.only} of seed ${seed}, made from ${made.from}, is in ${path}`);
  process.exit(0);
}
const inputs = Number(values.inputs);
console.log(`fuzzing the photo engine: ${inputs} inputs, seed ${seed}`);
const found = await fuzzPhotos({ inputs, seed, print: console.log });
process.exit(found.failures.length === 0 ? 0 : 1);
