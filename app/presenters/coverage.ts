// Consent by class as numbers, words and the lengths of a plot's bars.
import { COVERAGE, type Coverage } from '#app/domain/consent/cell-answer.ts';
import type { SchoolCoverage } from '#app/domain/consent/consent-coverage.ts';

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

export function coverageWords({ classes, schoolSentence }: SchoolCoverage): CoverageWords {
  const total = (kind: Coverage) => classes.reduce((sum, { counts }) => sum + counts[kind], 0);
  const pupils = classes.reduce((sum, klass) => sum + klass.pupils, 0);
  return {
    rows: classes.map(({ group, pupils: size, counts }) => ({
      group,
      pupils: size,
      parts: partsOf(counts, size),
      shown: `${counts.yes + counts.with_condition} of ${size}`,
    })),
    headline: `${total('yes') + total('with_condition')} of ${pupils} pupils can be shown on X`,
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
