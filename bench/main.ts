// `npm run bench`: everything that is promised in numbers, measured in this one run and printed beside its bound.
import { benchCluster, benchSolo, MOST_MS } from './due-to-create.ts';
import { benchFaceSet, benchFaces, faceSetAsked, MOST_CPU_MS, MOST_PEAK_MB } from './faces.ts';
import { benchPageWeight, MOST_HTML_BYTES, MOST_SCRIPT_BYTES } from './page-weight.ts';
import { benchPhotoClean, MOST_RATIO } from './photo-clean.ts';

let within = true;

function line(what: string, measured: number, bound: number, unit: string): void {
  const ok = measured <= bound;
  within &&= ok;
  const share = (measured / bound).toFixed(2);
  console.log(
    `${ok ? 'within' : 'BEYOND'}  ${what.padEnd(52)} ${measured.toFixed(unit === 'x' ? 3 : 0)} ${unit}  (${share} of ${bound} ${unit})`,
  );
}

const clean = await benchPhotoClean();
line('cleaning 12 MP against bare sharp, engine steps', clean.steps, MOST_RATIO, 'x');
line('cleaning 12 MP against bare sharp, whole path', clean.wholePath, MOST_RATIO, 'x');
const faces = await benchFaces();
line('finding faces in 12 MP, CPU', faces.cpuMs, MOST_CPU_MS, 'ms');
line('finding faces in 12 MP, peak memory', faces.peakMb, MOST_PEAK_MB, 'MB');
const faceSet = faceSetAsked(process.argv);
if (faceSet) await benchFaceSet(faceSet);
const page = await benchPageWeight();
line('first page after sign-in, HTML compressed', page.html, MOST_HTML_BYTES, 'bytes');
line('first page after sign-in, JavaScript compressed', page.scripts, MOST_SCRIPT_BYTES, 'bytes');
line('requests to another host', page.otherHosts.length, 0.5, 'hosts');
line('due time to create call, solo', await benchSolo(), MOST_MS, 'ms');
const cluster = await benchCluster();
if (cluster !== null) line('due time to create call, cluster', cluster, MOST_MS, 'ms');
process.exit(within ? 0 : 1);
