// How far long work has come, in a bar and in words that say what happens now and that one may leave.

interface ProgressProps {
  /** What is being done: "Cleaning photo 2". */
  label: string;
  /** 0 to 100; left out while the length is not known. */
  percent?: number;
  /** A second line: "You can leave this page." */
  hint?: string;
}

export function Progress({ label, percent, hint }: ProgressProps) {
  return (
    <div className="flex flex-col gap-1">
      <label className="flex flex-col gap-1.5">
        <span className="flex justify-between gap-3 text-small">
          <span className="font-semibold">{label}</span>
          {percent !== undefined && <span className="tabular-nums text-quiet">{Math.round(percent)} %</span>}
        </span>
        {/* Without a value the browser draws its own moving bar, still where motion is not wanted. */}
        <progress className="progress" max={100} value={percent} />
      </label>
      {hint && <p className="text-small text-quiet">{hint}</p>}
    </div>
  );
}
