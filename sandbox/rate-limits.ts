// How often one account may call each path, as X counts: windows of 15 minutes, told in headers on every answer.

const WINDOW_MS = 15 * 60 * 1000;

export interface Pace {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Counts in this process: each listener of the practice platform keeps its own count. */
export function createRateLimits(now: () => Date): (userId: string, route: string, limit: number) => Pace {
  const windows = new Map<string, { endsAt: number; used: number }>();
  return (userId, route, limit) => {
    const at = now().getTime();
    for (const [key, window] of windows) if (window.endsAt <= at) windows.delete(key);
    const key = `${userId} ${route}`;
    const window = windows.get(key) ?? { endsAt: at + WINDOW_MS, used: 0 };
    windows.set(key, window);
    const allowed = window.used < limit;
    if (allowed) window.used += 1;
    return {
      allowed,
      headers: {
        'x-rate-limit-limit': String(limit),
        'x-rate-limit-remaining': String(limit - window.used),
        'x-rate-limit-reset': String(Math.ceil(window.endsAt / 1000)),
      },
    };
  };
}
