// `npm run bench:text`: precision and recall of the checks of words on the labelled posts, for each check and overall, with every miss
// and every false alarm; then how long the checks take for texts made to be slow. `--held-out` lists those of the held-out fifth too;
// `--hints` lists questions and hints that have no reason; `--files PART` measures only the files with PART in their name. Exit 1 when a
// target is missed.
import { parseArgs } from 'node:util';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { labelledPosts } from './labelled-posts.ts';
import { schoolOfPosts } from './school-of-posts.ts';
import {
  judge,
  type JudgedPost,
  LEAST_PRECISION,
  LEAST_RECALL,
  precisionOf,
  qualityOf,
  recallOf,
} from './words-quality.ts';
import { LENGTH, measureSpeed, MOST_MS } from './words-speed.ts';

const print = (line = ''): void => console.log(line);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const cell = (value: string | number, width = 9): string => String(value).padStart(width);

const asked = parseArgs({
  options: {
    'held-out': { type: 'boolean', default: false },
    hints: { type: 'boolean', default: false },
    files: { type: 'string', default: '' },
  },
}).values;
const school = schoolOfPosts();
const judged = labelledPosts()
  .filter(({ where }) => where.includes(asked.files))
  .map((post) => judge(post, school));
const seen = judged.filter(({ post }) => !post.heldOut);
const heldOut = judged.filter(({ post }) => post.heldOut);

function table(some: readonly JudgedPost[]): void {
  const checks = some.flatMap(({ post, falseStops, falseHints }) => [
    ...(post.find ? [post.find.check] : []),
    ...[...falseStops, ...falseHints].map(({ check }) => check),
  ]);
  print(
    'check      planted   found    recall  stopped  rightly precision |   hints    found  without reason',
  );
  for (const check of [...new Set(checks)].sort()) print(row(check, some, check));
  print(row('all', some));
}

function row(name: string, some: readonly JudgedPost[], check?: string): string {
  const quality = qualityOf(some, check);
  return [
    name.padEnd(9),
    cell(quality.stops),
    cell(quality.stopsFound, 8),
    cell(percent(recallOf(quality)), 10),
    cell(quality.stopped),
    cell(quality.stoppedRightly),
    cell(percent(precisionOf(quality)), 10),
    ' |',
    cell(quality.hints, 8),
    cell(quality.hintsFound),
    cell(quality.falseHints, 16),
  ].join('');
}

const quoted = (text: string): string => JSON.stringify(text);
const told = ({ check, code, level, opener }: TextFinding): string =>
  `${check} ${code} (${level === 'warn' ? 'warn' : opener})`;

function lists(some: readonly JudgedPost[], hints: boolean): void {
  const missed = some.filter(({ hit }) => hit === false);
  print(`\nMissed: ${missed.length}`);
  for (const { post, found } of missed)
    print(
      `  ${post.where}  ${post.find?.check} ${post.find?.level} ${quoted(post.find?.mark ?? '')} in ${quoted(post.text)}${found.length > 0 ? `; found: ${found.map(told).join(', ')}` : ''}`,
    );
  const short = some.filter(({ marked, post }) => marked === false && post.find?.mark !== undefined);
  print(`\nFound, but not every word marked: ${short.length}`);
  for (const { post, found } of short) {
    const own = found.find(({ check }) => check === post.find?.check);
    print(
      `  ${post.where}  ${post.find?.check} ${quoted(post.find?.mark ?? '')} marked as ${quoted(post.text.slice(own?.from, own?.to))}`,
    );
  }
  const stopped = some.filter(({ falseStops }) => falseStops.length > 0);
  print(`\nStopped without reason: ${stopped.length}`);
  for (const { post, falseStops } of stopped) print(alarm(post, falseStops));
  const hinted = some.filter(({ falseHints }) => falseHints.length > 0);
  print(`\nAsked or pointed out without reason: ${hinted.length}${hints ? '' : ' (listed with --hints)'}`);
  if (hints) for (const { post, falseHints } of hinted) print(alarm(post, falseHints));
}

const alarm = ({ where, text }: JudgedPost['post'], findings: readonly TextFinding[]): string =>
  `  ${where}  ${findings.map((each) => `${told(each)} at ${quoted(text.slice(each.from, each.to))}`).join(', ')} in ${quoted(text)}`;

print(`${judged.length} labelled posts, ${school.roster.length} pupils on the roster\n`);
print(`To look at (${seen.length})`);
table(seen);
lists(seen, asked.hints);
print(`\nHeld out (${heldOut.length})`);
table(heldOut);
if (asked['held-out']) lists(heldOut, asked.hints);
const quality = qualityOf(judged);
print(
  `\nAll: recall on stops ${percent(recallOf(quality))} (wanted ${percent(LEAST_RECALL)}), precision ${percent(precisionOf(quality))} (wanted ${percent(LEAST_PRECISION)})`,
);

print(`\n${LENGTH.toLocaleString('en-GB')} characters, all checks (wanted: under ${MOST_MS} ms)`);
print(`${'kind'.padEnd(34)}   median    worst  × reading the text alone`);
const speeds = measureSpeed((text) => school.around({ childShown: true }, text));
for (const { kind, median, worst, foldMedian } of speeds)
  print(
    `${kind.padEnd(34)}${cell(median.toFixed(1))}${cell(worst.toFixed(1))}${cell((median / foldMedian).toFixed(1))}${median > MOST_MS ? '  too slow' : ''}`,
  );

const good =
  recallOf(quality) >= LEAST_RECALL &&
  precisionOf(quality) >= LEAST_PRECISION &&
  speeds.every(({ median }) => median <= MOST_MS);
process.exit(good ? 0 : 1);
