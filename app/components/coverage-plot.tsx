// Consent by class as bars, one for each class, and the same numbers as a table for those who read rather than look.
import { COVERAGE, type Coverage } from '#app/domain/consent/cell-answer.ts';
import type { CoverageRow } from '#app/presenters/coverage.ts';
import { type Column, DataTable } from './data-table.tsx';

/** A colour, and a texture for those who cannot tell colours apart. */
const LOOKS: Readonly<Record<Coverage, { fill: string; texture: 'stripes' | 'dots' | null }>> = {
  yes: { fill: 'fill-green', texture: null },
  with_condition: { fill: 'fill-green-wash stroke-green', texture: 'stripes' },
  not_asked: { fill: 'fill-paper stroke-quiet', texture: null },
  ended: { fill: 'fill-amber-wash stroke-amber', texture: 'dots' },
  no: { fill: 'fill-red', texture: null },
};

interface CoveragePlotProps {
  rows: readonly CoverageRow[];
  words: Readonly<Record<Coverage, string>>;
}

const BAR = { width: 1000, height: 56 };

export function CoveragePlot({ rows, words }: CoveragePlotProps) {
  const kinds = COVERAGE.filter((kind) => rows.some(({ parts }) => parts.some((part) => part.kind === kind)));
  return (
    <figure className="flex flex-col gap-4 rounded-card border border-line bg-paper p-4 shadow-card sm:p-5">
      <Textures />
      <figcaption>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small">
          {kinds.map((kind) => (
            <li key={kind} className="inline-flex items-center gap-2">
              <svg viewBox="0 0 20 20" className="size-[1.1em]" aria-hidden focusable="false">
                <Part kind={kind} x={1} width={18} height={18} y={1} />
              </svg>
              {words[kind]}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="flex flex-col gap-3" aria-hidden>
        {rows.map((row) => (
          <div
            key={row.group}
            className="flex flex-col gap-1 sm:grid sm:grid-cols-[7rem_1fr_6rem] sm:items-center sm:gap-3"
          >
            <p className="flex justify-between gap-3 font-semibold sm:block">
              {row.group}
              <span className="font-normal text-quiet tabular-nums sm:hidden">{row.shown}</span>
            </p>
            <svg
              viewBox={`0 0 ${BAR.width} ${BAR.height}`}
              preserveAspectRatio="none"
              className="h-7 w-full rounded-small"
              focusable="false"
            >
              {row.parts.map((part) => (
                <Part
                  key={part.kind}
                  kind={part.kind}
                  x={(part.from / 100) * BAR.width}
                  y={0}
                  width={(part.width / 100) * BAR.width}
                  height={BAR.height}
                />
              ))}
            </svg>
            <p className="hidden text-right text-small text-quiet tabular-nums sm:block">{row.shown}</p>
          </div>
        ))}
      </div>
      <details>
        <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
          The same in numbers
        </summary>
        <Numbers rows={rows} kinds={kinds} words={words} />
      </details>
    </figure>
  );
}

interface PartProps {
  kind: Coverage;
  x: number;
  y: number;
  width: number;
  height: number;
}

function Part({ kind, ...box }: PartProps) {
  const { fill, texture } = LOOKS[kind];
  return (
    <>
      <rect {...box} className={fill} vectorEffect="non-scaling-stroke" />
      {texture && <rect {...box} fill={`url(#coverage-${texture})`} />}
    </>
  );
}

/** Drawn once for the page; patterns are found by their ids. */
function Textures() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden focusable="false">
      <defs>
        <pattern
          id="coverage-stripes"
          width="12"
          height="12"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="12" className="fill-green" />
        </pattern>
        <pattern id="coverage-dots" width="12" height="12" patternUnits="userSpaceOnUse">
          <circle cx="4" cy="4" r="2.5" className="fill-amber" />
        </pattern>
      </defs>
    </svg>
  );
}

function Numbers({
  rows,
  kinds,
  words,
}: {
  rows: readonly CoverageRow[];
  kinds: readonly Coverage[];
  words: CoveragePlotProps['words'];
}) {
  const count = (row: CoverageRow, kind: Coverage) =>
    row.parts.find((part) => part.kind === kind)?.count ?? 0;
  const columns: [Column<CoverageRow>, ...Column<CoverageRow>[]] = [
    { header: 'Class', cell: (row) => row.group },
    ...kinds.map((kind) => ({
      header: words[kind],
      numeric: true,
      cell: (row: CoverageRow) => count(row, kind),
    })),
    { header: 'Pupils', numeric: true, cell: (row) => row.pupils },
  ];
  return (
    <DataTable
      caption="Consent by class"
      columns={columns}
      rows={[...rows]}
      rowKey={(row) => row.group}
      empty={null}
    />
  );
}
