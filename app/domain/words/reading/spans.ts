// Which stretches of a text meet or lie within others, told without comparing each with each: a text made to be slow has thousands of
// both.

/** UTF-16 offsets in a text, end exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** A question to ask of any stretch: whether it shares a letter with one of these. */
export function meeting(spans: readonly Span[]): (span: Span) => boolean {
  const reachBefore = reachOf(spans);
  return ({ from, to }) => reachBefore(to) > from;
}

/** A question to ask of any stretch: whether one of these holds all of it. */
export function covering(spans: readonly Span[]): (span: Span) => boolean {
  const reachBefore = reachOf(spans);
  return ({ from, to }) => reachBefore(from + 1) >= to;
}

/** How far those of the stretches go that begin before an offset; -1 where none does. */
function reachOf(spans: readonly Span[]): (before: number) => number {
  if (spans.length === 0) return () => -1;
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  let furthest = -1;
  const reach = sorted.map(({ to }) => (furthest = Math.max(furthest, to)));
  return (before) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.from ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    return reach[low - 1] ?? -1;
  };
}

/** Of different stretches those that lie within no other, in the order given. */
export function outermost<S extends Span>(spans: readonly S[]): S[] {
  let furthest = -1;
  const inside = new Set<S>();
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (furthest >= span.to) inside.add(span);
    furthest = Math.max(furthest, span.to);
  }
  return inside.size === 0 ? [...spans] : spans.filter((span) => !inside.has(span));
}

/** Those that meet none that was kept before them, in the order given. */
export function keptApart<S extends Span>(spans: readonly S[]): S[] {
  const taken = new Uint8Array(spans.reduce((most, { to }) => Math.max(most, to), 0));
  return spans.filter(({ from, to }) => {
    if (taken.subarray(from, to).includes(1)) return false;
    taken.fill(1, from, to);
    return true;
  });
}
