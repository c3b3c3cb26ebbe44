// A process that stores clean copies in the photos folder of its argument for ever, and prints the key of each once it is given out.
// Each copy ends with its own digest, so that whoever finds a file can tell whether it is whole.
import { createHash, randomBytes } from 'node:crypto';
import { openDiskAreas } from '#app/adapters/disk-photo-areas.server.ts';
import { newKey } from '#app/adapters/photo-areas.ts';

const areas = await openDiskAreas({ root: process.argv[2] ?? '' });
for (;;) {
  const body = randomBytes(1_500_000);
  const key = newKey('clean');
  await areas.put('clean', key, [body, createHash('sha256').update(body).digest()]);
  console.log(key);
}
