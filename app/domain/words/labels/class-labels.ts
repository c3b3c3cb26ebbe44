// T-03: the label of a class, form or tutor group beside a child’s picture or name tells where the child can be found; it stops. A whole
// year group beside a picture is pointed out.
import { atomsOf } from '#app/domain/words/reading/atoms.ts';
import { knownLabels } from './known-labels.ts';
import { keyAfter, type LabelHit, type Walk } from './label-hit.ts';
import { patternLabels } from './label-patterns.ts';
import { SAYS_CLASS_AFTER, SAYS_CLASS_BEFORE, YEAR_WORDS } from './label-words.ts';
import type { LabelsOfSchool } from './labels-ground.ts';
import { pupilNamed } from '#app/domain/words/names/pupil-named.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { ReadPart, WordCheck } from '#app/domain/words/word-check.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { meeting } from '#app/domain/words/reading/spans.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';
import { yearGroups } from './year-groups.ts';

const CHECK = { check: 'T-03', clause: 'R-34' };

export const classLabels: WordCheck = {
  id: 'T-03',
  version: 2,
  inPart(part, view) {
    const beside = view.about.childShown ? 'image' : pupilNamed(view) ? 'name' : null;
    if (beside === null) return [];
    const walk: Walk = { folded: part.folded, atoms: atomsOf(part.folded) };
    const labels = labelsIn(walk, view.ground.labels);
    const whole = wholeYears(labels, view.ground.labels);
    return [
      ...labels.map((label) =>
        labelFinding(label, part, beside, label.year !== null && whole.has(label.year)),
      ),
      ...(beside === 'image' ? yearFindings(walk, part, labels) : []),
    ];
  },
};

/** Each label once, with the `Year` and `class` around it; what a record knows goes before what only looks like one. */
function labelsIn(walk: Walk, ground: LabelsOfSchool): LabelHit[] {
  const hits = [...knownLabels(walk, ground), ...patternLabels(walk)].map((hit) =>
    withSurroundings(walk, hit),
  );
  hits.sort((a, b) => a.from - b.from || b.to - a.to || Number(b.known !== null) - Number(a.known !== null));
  const kept: LabelHit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    if (!last || hit.from >= last.to) kept.push(hit);
    else if (last.known === null && hit.known !== null)
      kept[kept.length - 1] = { ...hit, from: last.from, to: Math.max(last.to, hit.to) };
  }
  return kept;
}

function withSurroundings(walk: Walk, hit: LabelHit): LabelHit {
  const first = walk.atoms[lowerBound(walk, hit.from)];
  const last = walk.atoms[lowerBound(walk, hit.to) - 1];
  if (!first || !last) return hit;
  const before = walk.atoms[first.index - 1];
  const [year, after] = [walk.atoms[first.index - 2], walk.atoms[last.index + 1]];
  const said = before && (YEAR_WORDS.has(before.key) || SAYS_CLASS_BEFORE.has(before.key));
  const numbered = before?.digits === true && year !== undefined && YEAR_WORDS.has(year.key) && !first.digits;
  const follows = after?.word === last.word ? after.key : keyAfter(walk, last);
  return {
    ...hit,
    from: numbered ? year.from : said ? before.from : hit.from,
    to: after && SAYS_CLASS_AFTER.has(follows) && follows !== 'tutor' ? after.to : hit.to,
  };
}

/** Index of the first piece that begins at or after an offset. */
function lowerBound({ atoms }: Walk, offset: number): number {
  let [low, high] = [0, atoms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Years of which every class is named: that says no more than the year does. */
function wholeYears(labels: readonly LabelHit[], ground: LabelsOfSchool): Set<string> {
  const named = new Map<string, Set<string>>();
  for (const { year, known } of labels)
    if (year && known) named.set(year, (named.get(year) ?? new Set()).add(known));
  return new Set(
    [...named].filter(([year, known]) => known.size === ground.perYear.get(year)).map(([year]) => year),
  );
}

function labelFinding(
  label: LabelHit,
  part: ReadPart,
  beside: 'image' | 'name',
  whole: boolean,
): TextFinding {
  const { from, to, year, known } = label;
  const tagged = isTagged(part.folded, label);
  return stops(
    { ...CHECK, code: `class_label_with_${beside}`, opener: whole ? 'head' : 'nobody' },
    { field: part.field, from, to },
    { fix: tagged ? null : (year ?? 'our class'), context: { known: known === null ? 'no' : 'yes' } },
  );
}

const yearFindings = (walk: Walk, part: ReadPart, labels: readonly LabelHit[]): TextFinding[] => {
  const labelled = meeting(labels);
  return yearGroups(walk)
    .filter((year) => !labelled(year))
    .map(({ from, to }) =>
      warns({ ...CHECK, code: 'year_group_with_image' }, { field: part.field, from, to }),
    );
};

/** A tag, a handle or an address holds some of it. */
function isTagged({ words }: FoldedText, label: LabelHit): boolean {
  for (let at = wordAfter({ words }, label.from); (words[at]?.from ?? label.to) < label.to; at++)
    if (words[at]?.within !== null) return true;
  return false;
}
