// Consent by class as numbers, words and the lengths of a plot's bars.
import type { Channel } from '#app/domain/consent/consent-types.ts';
import { COVERAGE, type Coverage } from '#app/domain/consent/cell-answer.ts';
import type { ClassCoverage, SchoolCoverage } from '#app/domain/consent/consent-coverage.ts';

export interface CoveragePart {
  kind: Coverage;
  count: number;
  /** in hundredths of the bar, from the left */
  from: number;
  width: number;
}

export interface CoverageRow {
  group: string;
  pupils: number;
  parts: CoveragePart[];
  /** "18 of 24" */
  shown: string;
}

export const COVERAGE_WORDS: Readonly<Record<Coverage, string>> = {
  yes: 'Can be shown',
  with_condition: 'With a condition',
  not_asked: 'No answer yet',
  ended: 'Answer has ended',
  no: 'Not in photos',
};

export interface CoverageWords {
  rows: CoverageRow[];
  /** "87 of 120 pupils can be shown on X." */
  headline: string;
  toAsk: number;
  schoolSentence: string | null;
}

/** `place`: where, as the headline says it; `by`: one row a class, or a year. */
export function coverageWords(
  { classes: all, schoolSentence }: SchoolCoverage,
  { place = 'x', by = 'class' }: { place?: Channel; by?: 'class' | 'year' } = {},
): CoverageWords {
  const classes = by === 'year' ? yearsOf(all) : all;
  const total = (kind: Coverage) => classes.reduce((sum, { counts }) => sum + counts[kind], 0);
  const pupils = classes.reduce((sum, klass) => sum + klass.pupils, 0);
  return {
    rows: classes.map(({ group, pupils: size, counts }) => ({
      group,
      pupils: size,
      parts: partsOf(counts, size),
      shown: `${counts.yes + counts.with_condition} of ${size}`,
    })),
    headline: `${total('yes') + total('with_condition')} of ${pupils} pupils can be shown ${WHERE[place]}`,
    toAsk: total('not_asked') + total('ended'),
    schoolSentence,
  };
}

function partsOf(counts: Readonly<Record<Coverage, number>>, size: number): CoveragePart[] {
  let from = 0;
  return COVERAGE.filter((kind) => counts[kind] > 0).map((kind) => {
    const width = (counts[kind] / size) * 100;
    const part = { kind, count: counts[kind], from, width };
    from += width;
    return part;
  });
}

const WHERE: Readonly<Record<Channel, string>> = {
  x: 'on X',
  bluesky: 'on Bluesky',
  facebook: 'on Facebook',
  instagram: 'on Instagram',
  website: 'on the website',
  newsletter: 'in the newsletter',
  print: 'in print',
  press: 'in the press',
  display: 'in displays',
  internal: 'inside school',
};

/** The classes of each year put together, in the order in which they come. */
function yearsOf(classes: readonly ClassCoverage[]): ClassCoverage[] {
  const years = new Map<string, ClassCoverage>();
  for (const { year, pupils, counts } of classes) {
    const known = years.get(year);
    const sum = (kind: Coverage) => (known?.counts[kind] ?? 0) + counts[kind];
    const both = Object.fromEntries(COVERAGE.map((kind) => [kind, sum(kind)])) as Record<Coverage, number>;
    years.set(year, { group: year, year, pupils: (known?.pupils ?? 0) + pupils, counts: both });
  }
  return [...years.values()];
}
