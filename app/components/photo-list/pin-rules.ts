// What a PIN must be, and what a wrong one costs: each try takes longer, and after ten the list is removed.

export const PIN_LENGTH = 6;
export const MOST_TRIES = 10;

/** After so many wrong tries in a row, the wait before the next, in seconds. */
const WAITS_S = [0, 0, 0, 5, 15, 30, 60, 120, 300, 600] as const;

/** How long to wait after this many wrong tries, in ms; null when the list is to be removed. */
export function waitAfter(tries: number): number | null {
  if (tries >= MOST_TRIES) return null;
  return (WAITS_S[tries] ?? 0) * 1_000;
}

/** Why this may not be the PIN of a list, or null. A finder has ten tries, and would begin with these. */
export function pinProblem(pin: string): string | null {
  if (!/^\d{6}$/.test(pin)) return `A PIN is ${PIN_LENGTH} digits.`;
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  const isRun = steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1);
  const isRepeat = pin.slice(0, 3) === pin.slice(3) || /^(\d\d)\1\1$/.test(pin);
  return isRun || isRepeat ? 'That one is easy to guess. Choose six other digits.' : null;
}
