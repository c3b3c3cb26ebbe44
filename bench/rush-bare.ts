// What the minute rush is held against: a bare Bull queue whose jobs make the same calls through the same client, and nothing else. It
// asks nobody, writes nothing down, and would send twice what it lost sight of.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Bull from 'bull';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { BARE_QUEUE, BARE_READS, type BareJob } from './rush-jobs.ts';

const [redisUrl = '', platform = '', photoFolder = '', concurrency = '1', reading = '1'] =
  process.argv.slice(2);
const publisher = createXPublisher({ baseUrl: platform });
const [photo] = await Promise.all(
  (await readdir(photoFolder)).map((key) => readFile(join(photoFolder, key))),
);
const reads = new Bull<{ account: AccountRef; platformId: string }>(BARE_READS, redisUrl);
const queue = new Bull<BareJob>(BARE_QUEUE, redisUrl);

void queue.process(Number(concurrency), async ({ data: { account, words, altTexts } }) => {
  const photos = altTexts.map((altText) => ({
    ...{ bytes: photo ?? new Uint8Array(), mediaType: 'image/jpeg' as const, width: 1, height: 1 },
    altText,
  }));
  const prepared = await publisher.prepare(account, photos);
  if (prepared.outcome !== 'prepared') throw new Error(prepared.outcome);
  const now = Date.now();
  const created = await publisher.create(account, {
    ...{ words, mediaIds: prepared.mediaIds, altTexts, recordKey: '' },
    ...{ recordAt: new Date(now), notAfter: new Date(now + 60_000), clockTrusted: () => true },
  });
  if (created.outcome !== 'published') throw new Error(created.outcome);
  await reads.add({ account, platformId: created.platformId }, { removeOnComplete: true });
});
void reads.process(Number(reading), ({ data: { account, platformId } }) =>
  publisher.read(account, platformId, { words: '', mediaIds: [], altTexts: [] }),
);
console.log('ready');
process.once('SIGTERM', () => process.exit(0));
