// How many have answered, day by day, from the first day towards the last: a line that rises, and the same in words.

interface AnswersPlotProps {
  /** in order; `percent` of all that were asked */
  days: { day: string; percent: number }[];
}

const BOX = { width: 600, height: 120 };

export function AnswersPlot({ days }: AnswersPlotProps) {
  const step = BOX.width / Math.max(1, days.length - 1);
  const points = days.map(({ percent }, index): [number, number] => [
    index * step,
    BOX.height - (percent / 100) * BOX.height,
  ]);
  const line = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L');
  const last = days.at(-1);
  return (
    <figure className="flex flex-col gap-2 rounded-card border border-line bg-paper p-4 shadow-card sm:p-5">
      <figcaption className="flex justify-between gap-3 text-small">
        <span className="font-semibold">Answered so far</span>
        <span className="tabular-nums">{Math.round(last?.percent ?? 0)} %</span>
      </figcaption>
      <svg
        viewBox={`0 -2 ${BOX.width} ${BOX.height + 4}`}
        preserveAspectRatio="none"
        className="h-24 w-full overflow-visible"
        aria-hidden
        focusable="false"
      >
        <path
          d={`M0 0H${BOX.width}M0 ${BOX.height / 2}H${BOX.width}M0 ${BOX.height}H${BOX.width}`}
          className="fill-none stroke-line"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d={`M0 ${BOX.height} L${line} L${BOX.width} ${BOX.height}Z`}
          className="fill-green-wash stroke-none"
        />
        <path
          d={`M${line}`}
          className="fill-none stroke-green"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="flex justify-between gap-3 text-note text-quiet">
        <span>{days[0]?.day}</span>
        <span>{last?.day}</span>
      </p>
    </figure>
  );
}
