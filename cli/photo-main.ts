// The photo commands by themselves, so that cleaning a photo does not wait until all that the other commands need is loaded.
import { photoClean } from './photo-clean.ts';
import { photoFaces } from './photo-faces.ts';
import { openEngine, openFinder } from './photo-pools.ts';

const [, what, ...args] = process.argv.slice(2);
const say = (line: string): void => console.log(line);
const complain = (line: string): void => console.error(line);

const answered =
  what === 'faces'
    ? photoFaces(args, { say, complain, openEngine, openFinder })
    : photoClean(args, { say, complain, openEngine });
answered.then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
