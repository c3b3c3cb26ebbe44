// Prints docs/post-states.md from the machine itself: `npm run docs:states`. A test fails when the page is stale.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#db/package-root.server.ts';
import { postStatesPage } from './post-states-page.ts';

writeFileSync(join(packageRoot(), 'docs', 'post-states.md'), postStatesPage());
