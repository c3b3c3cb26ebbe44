#!/usr/bin/env node
// `npx gatepost …`: installs and builds when needed, then runs the command line. Its exit code is the command's own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from '../scripts/prepare.mjs';

const say = console.log;
console.log = (line) => console.error(line);
install();
build();
console.log = say;
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--enable-source-maps',
    join(root, 'build/app/cli.mjs'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
