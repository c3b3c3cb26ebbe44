// What the photo process sees of its own cage, measured from inside: health reports what holds, not what was
// asked for.
import { readFileSync } from 'node:fs';
import { getPriority, networkInterfaces } from 'node:os';

export interface OwnIsolation {
  /** names of the environment variables it was started with; null where they cannot be read back */
  environment: string[] | null;
  /** RLIMIT_DATA in bytes and RLIMIT_CPU in s; null where there is none */
  dataLimit: number | null;
  cpuLimit: number | null;
  /** 0 is ordinary, 19 the most patient */
  niceness: number;
  /** whether it can see any network interface */
  network: boolean;
}

/** Out: the cage as it is now. Never throws; what cannot be measured counts as not holding. */
export function ownIsolation(): OwnIsolation {
  const limits = procFile('/proc/self/limits');
  return {
    environment: environmentNames(),
    dataLimit: softLimit(limits, 'Max data size'),
    cpuLimit: softLimit(limits, 'Max cpu time'),
    niceness: getPriority(),
    network: Object.keys(networkInterfaces()).length > 0,
  };
}

/** The environment as it was at the start: the image library adds a variable of its own later. */
function environmentNames(): string[] | null {
  const atStart = procFile('/proc/self/environ');
  if (atStart === '') return null;
  return atStart
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.split('=')[0] as string);
}

function softLimit(limits: string, name: string): number | null {
  const value = limits
    .split('\n')
    .find((line) => line.startsWith(name))
    ?.slice(name.length)
    .trim()
    .split(/\s+/)[0];
  return value && /^\d+$/.test(value) ? Number(value) : null;
}

function procFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
