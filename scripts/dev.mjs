// `npm run dev`: the pages reload in the browser as they are edited; the processes are rebuilt and restarted.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install, root } from './prepare.mjs';

install();
const { context } = await import('esbuild');
const { processOptions } = await import('./build.mjs');

let child = null;
let stopping = false;

async function restart() {
  if (child) {
    const old = child;
    await new Promise((resolve) => {
      old.once('exit', resolve);
      old.kill('SIGTERM');
    });
  }
  if (stopping) return;
  child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--enable-source-maps',
      join(root, 'build/app/main.mjs'),
      '--dev',
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } },
  );
}

const options = processOptions();
const watcher = await context({
  ...options,
  plugins: [
    {
      name: 'restart',
      setup(build) {
        let turn = Promise.resolve();
        build.onEnd((result) => {
          if (result.errors.length === 0) turn = turn.then(restart);
        });
      },
    },
  ],
});
await watcher.watch();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    child?.kill(signal);
    void watcher.dispose();
    child?.once('exit', () => process.exit(0));
  });
}
