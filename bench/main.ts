// `npm run bench`: everything that is promised in numbers, measured in this one run and printed beside its bound.
import { benchCluster, benchSolo, MOST_MS } from './due-to-create.ts';
import { benchFaceSet, benchFaces, faceSetAsked, MOST_CPU_MS, MOST_PEAK_MB } from './faces.ts';
import { benchLikeness, MOST_FALSE, MOST_FINDING_MS, MOST_MAKING_MS, MOST_MISSED } from './likeness.ts';
import { benchOtherTools, MOST_OF_THEIRS } from './other-tools.ts';
import { benchConsentDecision, MOST_DECISION_GROWTH, MOST_DECISION_MS } from './consent-decision.ts';
import { benchImportCluster, benchImportSolo, MOST_IMPORT_S } from './import.ts';
import { benchNames, MOST_NAMES_GROWTH } from './names.ts';
import { benchPageWeight, MOST_HTML_BYTES, MOST_SCRIPT_BYTES } from './page-weight.ts';
import { benchPhotoClean, MOST_PATH_RATIO, MOST_STEPS_RATIO } from './photo-clean.ts';
import { benchPhotosAtOnceCluster, benchPhotosAtOnceSolo, MOST_WAIT_MS } from './photos-at-once.ts';
import { benchRequestsCluster, benchRequestsSolo, MOST_ROUND_S, MOST_SURGE_S } from './requests.ts';
import { benchSameWords, MOST_SAME_WORDS_GROWTH } from './same-words.ts';
import { benchWithdrawal, MOST_CASCADE_S } from './withdrawal.ts';

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
line('cleaning 12 MP against bare sharp, engine steps', clean.steps, MOST_STEPS_RATIO, 'x');
line('cleaning 12 MP against bare sharp, whole path', clean.wholePath, MOST_PATH_RATIO, 'x');
const others = await benchOtherTools();
for (const [tool, ratio] of Object.entries(others))
  if (ratio !== null) line(`the clean command against ${tool}`, ratio, MOST_OF_THEIRS, 'x');
const faces = await benchFaces();
line('finding faces in 12 MP, CPU', faces.cpuMs, MOST_CPU_MS, 'ms');
line('finding faces in 12 MP, peak memory', faces.peakMb, MOST_PEAK_MB, 'MB');
const faceSet = faceSetAsked(process.argv);
if (faceSet) await benchFaceSet(faceSet);
const alike = await benchLikeness();
line('pictures taken for another, in 10,000 pairs', alike.falsePerTenThousand, MOST_FALSE, 'pairs');
line('changed pictures not known again', alike.missed * 100, MOST_MISSED * 100, '%');
line('making a likeness, CPU', alike.makingMs, MOST_MAKING_MS, 'ms');
line('looking through 10,000 likenesses, CPU', alike.findingMs, MOST_FINDING_MS, 'ms');
line('a page while 40 photos pour in, p99, solo', (await benchPhotosAtOnceSolo()).p99Ms, MOST_WAIT_MS, 'ms');
const pouring = await benchPhotosAtOnceCluster();
if (pouring) line('a page while 40 photos pour in, p99, cluster', pouring.p99Ms, MOST_WAIT_MS, 'ms');
line('5,000 pupils × 8 consents imported, solo', (await benchImportSolo()).total, MOST_IMPORT_S, 's');
const imported = await benchImportCluster();
if (imported) line('5,000 pupils × 8 consents imported, cluster', imported.total, MOST_IMPORT_S, 's');
const asked = await benchRequestsSolo();
line('1,800 pupils × 2 people asked, solo', asked.round, MOST_ROUND_S, 's');
line('300 withdrawals at once, solo', asked.surge, MOST_SURGE_S, 's');
const askedCluster = await benchRequestsCluster();
if (askedCluster) {
  line('1,800 pupils × 2 people asked, cluster', askedCluster.round, MOST_ROUND_S, 's');
  line('300 withdrawals at once, cluster', askedCluster.surge, MOST_SURGE_S, 's');
}
const consent = await benchConsentDecision();
if (consent) {
  line('consent of 40 among 100,000 pupils, p99', consent.many.p99, MOST_DECISION_MS, 'ms');
  line('consent of 40, against among 1,000 pupils', consent.growth, MOST_DECISION_GROWTH, 'x');
}
const names = await benchNames();
if (names) line('names among 100,000 pupils, against among 1,000', names.growth, MOST_NAMES_GROWTH, 'x');
const same = await benchSameWords();
if (same) line('same words in 1,000,000 posts, against in 1,000', same.growth, MOST_SAME_WORDS_GROWTH, 'x');
const no = await benchWithdrawal();
if (no) line('a no that reaches 200 posts, cluster', no.many / 1_000, MOST_CASCADE_S, 's');
const page = await benchPageWeight();
line('first page after sign-in, HTML compressed', page.html, MOST_HTML_BYTES, 'bytes');
line('first page after sign-in, JavaScript compressed', page.scripts, MOST_SCRIPT_BYTES, 'bytes');
line('requests to another host', page.otherHosts.length, 0.5, 'hosts');
line('due time to create call, solo', await benchSolo(), MOST_MS, 'ms');
const cluster = await benchCluster();
if (cluster !== null) line('due time to create call, cluster', cluster, MOST_MS, 'ms');
process.exit(within ? 0 : 1);
