// A log that keeps its lines for a test to look at, instead of printing them.
import type { Log } from '#app/domain/deps.ts';

export interface QuietLog extends Log {
  lines: { level: 'info' | 'warn' | 'error'; message: string; details: unknown }[];
}

export function quietLog(): QuietLog {
  const lines: QuietLog['lines'] = [];
  const keep = (level: 'info' | 'warn' | 'error') => (message: string, details?: unknown) =>
    void lines.push({ level, message, details });
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
