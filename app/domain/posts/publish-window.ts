// The window in which a post may go out: proposed by the author, approved with the words, obeyed to the minute.

/** The default window: from now (for a trip, not before `earliest`) for `days` days. */
export function defaultWindow(at: Date, days: number, earliest: Date | null): { from: Date; until: Date } {
  const from = earliest && earliest > at ? earliest : at;
  return { from, until: new Date(from.getTime() + days * 86_400_000) };
}

export const isInside = (moment: Date, window: { from: Date; until: Date }): boolean =>
  window.from <= moment && moment <= window.until;
