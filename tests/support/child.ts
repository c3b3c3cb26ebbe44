// Starts real processes for tests that kill them, and reads what they print line by line.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundleEntry } from './bundle.ts';

export interface Child {
  process: ChildProcess;
  /** the next line it prints that was not read yet. Errors: rejects with what it printed on stderr when it ended first */
  nextLine(): Promise<string>;
  /** kills it with `signal` and waits until it is gone */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** resolves with its exit code, null after a signal */
  ended: Promise<number | null>;
}

/** Runs a TypeScript entry in a process of its own, with no other environment than `env`. */
export async function startChild(
  tsPath: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Child> {
  const entry = await bundleEntry(tsPath);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--enable-source-maps', entry, ...args],
    {
      env: { ...env, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    ended,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the process ended without a line: ${errors}`);
      return value as string;
    },
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
