// "It is you": before a decision that binds, the password is asked for again, but once in a quarter of an hour only.

export const CONFIRMATION_MINUTES = 15;
/** Two web processes may differ by what the clock allows before it calls itself untrustworthy. */
const CLOCK_DRIFT_MS = 5_000;

/** Whether the last proof of identity (sign-in or password asked again) still counts at `at`. Null = none. */
export function identityIsConfirmed(confirmedAt: Date | null, at: Date): boolean {
  if (!confirmedAt) return false;
  const age = at.getTime() - confirmedAt.getTime();
  return age >= -CLOCK_DRIFT_MS && age < CONFIRMATION_MINUTES * 60_000;
}
