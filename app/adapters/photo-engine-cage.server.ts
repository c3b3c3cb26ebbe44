// Finds out, once per process, which fences this machine can put around the photo process: limits of memory and
// CPU, low priority, a network of its own with nothing in it. Each is tried before it is relied upon.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What to put before the command line of the photo process; empty where the machine has none of these tools. */
export type CagePrefix = readonly string[];

/** 900 MB: the largest photo accepted (60 MP, progressive or interlaced) fits; a bomb fails at once. */
export const DATA_LIMIT_BYTES = 900_000_000;

/**
 * CPU seconds in the life of one process. The parent ends a photo at its wall limit and retires a process long
 * before this; the limit stops one whose parent died or hangs.
 */
export const CPU_LIMIT_SECONDS = 75;

const TOOL_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];
const PROBE_MS = 5000;

/** No core dump may hold a pupil's picture; no file may be written; a handful of open files is enough. */
const LIMITS = [
  `--data=${DATA_LIMIT_BYTES}`,
  `--cpu=${CPU_LIMIT_SECONDS}`,
  '--core=0',
  '--fsize=0',
  '--nofile=128',
];

/** In the order in which they are put before each other; of each fence the first form that works is used. */
const FENCES: [tool: string, forms: string[][]][] = [
  ['prlimit', [LIMITS]],
  ['nice', [['-n', '10']]],
  ['unshare', [['--net'], ['--map-root-user', '--net']]],
];

const NO_ENVIRONMENT = {} as NodeJS.ProcessEnv;

let found: Promise<CagePrefix> | undefined;

/** Out: the fences that work here, as words to put before a command; probed once, then remembered. */
export function cagePrefix(): Promise<CagePrefix> {
  return (found ??= findFences());
}

async function findFences(): Promise<CagePrefix> {
  const nothing = tool('true');
  const prefix: string[] = [];
  if (!nothing) return prefix;
  for (const [name, forms] of FENCES) {
    const path = tool(name);
    for (const form of path ? forms : []) {
      if (!(await runs([...prefix, path as string, ...form, nothing]))) continue;
      prefix.push(path as string, ...form);
      break;
    }
  }
  return prefix;
}

const tool = (name: string): string | undefined =>
  TOOL_FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));

function runs([command, ...args]: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(command as string, args, { env: NO_ENVIRONMENT, timeout: PROBE_MS, cwd: '/' }, (error) =>
      resolve(error === null),
    );
  });
}
