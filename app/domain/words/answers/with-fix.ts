// A text with some of its words changed or taken out. Small and alone: the browser loads it.

/** `fix` in place of the marked words; taken out, they leave no double space and none before a full stop. */
export function withFix(text: string, { from, to }: { from: number; to: number }, fix: string): string {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (fix !== '') return before + fix + after;
  if (before.endsWith(' ') && /^(?:[\s.,;:!?]|$)/.test(after)) return before.slice(0, -1) + after;
  return before === '' && after.startsWith(' ') ? after.slice(1) : before + after;
}
