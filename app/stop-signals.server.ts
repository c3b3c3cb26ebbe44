// Ctrl-C and TERM: the first asks to stop, the same key's echo within a second is ignored, a later one insists.

const ECHO_MS = 1_000;

/** Runs `stop` once at the first SIGINT or SIGTERM, then leaves with 0; leaves at once with 1 when asked again later than a second. */
export function onSignals(stop: () => Promise<void>): void {
  let askedAt = 0;
  const asked = (): void => {
    const now = performance.now();
    if (askedAt === 0) {
      askedAt = now;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('Stopping failed:', error instanceof Error ? error.message : error);
          process.exit(1);
        },
      );
    } else if (now - askedAt > ECHO_MS) process.exit(1);
  };
  process.on('SIGINT', asked);
  process.on('SIGTERM', asked);
}

/** Waits for a step of stopping, but no longer than `ms`: what does not end by then ends with the process. Errors: those of the step. */
export async function within(ms: number, step: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([step, patience]).finally(() => clearTimeout(timer));
}
