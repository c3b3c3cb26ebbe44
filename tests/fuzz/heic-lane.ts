// A process that opens one damaged HEIC after another in the same memory, which the engine never does: so that tens of
// thousands of them can be tried. It says a line for each; whoever started it sees when it dies or is silent.
import { cleanOrder } from '#app/domain/photos/clean-order.ts';
import { mutant } from '#tests/support/mutations.ts';
import { cleanPicture } from '#workers/photo-engine/clean-picture.ts';
import { heicCorpus } from './photo-corpus.ts';
import { wrongWith } from './wrong-answers.ts';

const MAX_EDGE = 1600;
const [seed = 0, from = 0, count = 0] = process.argv.slice(2).map(Number);
const corpus = heicCorpus();
for (let number = from; number < from + count; number++) {
  const result = await cleanPicture(mutant(corpus, seed, number).bytes, cleanOrder({ maxEdge: MAX_EDGE }));
  const wrong = await wrongWith(result, MAX_EDGE);
  process.stdout.write(`${JSON.stringify({ number, answer: result.ok ? 'clean' : result.code, wrong })}\n`);
}
