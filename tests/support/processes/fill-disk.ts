// A process that fills the small disk at its argument and then tries every write of the product there: photos, clean copies, the
// embedded database, the journal of sends, the keys. It prints what became of each as one line of JSON.
import { readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openDiskAreas } from '#app/adapters/disk-photo-areas.server.ts';
import { openIntentJournal } from '#app/adapters/intent-journal.server.ts';
import { type KeySettings, loadKeys } from '#app/adapters/key-files.server.ts';
import { putNewKeyFirst } from '#app/adapters/key-rotation.server.ts';
import { photoStore } from '#app/adapters/photo-store.server.ts';
import { openingVault } from '#app/adapters/sodium-vault.server.ts';
import { isNoRoom } from '#app/domain/photos/no-room.ts';
import { openDatabase, transact } from '#db/client.server.ts';

const disk = process.argv[2] ?? '';
const ballast = join(disk, 'ballast');
const settings: KeySettings = { mode: 'solo', dataDir: disk, keysDir: join(disk, 'keys'), keyTexts: {} };
const keys = await loadKeys(settings);
const root = join(disk, 'photos');
const store = await photoStore(await openDiskAreas({ root, reservedBytes: 0 }), openingVault(keys.photos));
const reserving = await photoStore(await openDiskAreas({ root }), openingVault(keys.photos));
const database = await openDatabase({ mode: 'solo', dir: join(disk, 'database') });
const journal = await openIntentJournal(join(disk, 'intents.jsonl'));
const keyFile = join(disk, 'keys', 'photos.key');

const free = async (): Promise<number> => {
  const { bavail, bsize } = await statfs(disk);
  return bavail * bsize;
};
/** Leaves `bytes` of room. */
async function leave(bytes: number): Promise<void> {
  await rm(ballast, { force: true });
  await writeFile(ballast, Buffer.alloc(Math.max(0, (await free()) - bytes)));
}
const becomes = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (isNoRoom(error) ? 'no room' : `failed: ${String(error)}`),
  );
const insert = (n: number, letters: string) =>
  transact(database.db, (tx) => tx.execute(sql`insert into lines values (${n}, ${letters})`));
const files = async () =>
  [...(await readdir(join(root, 'clean'))), ...(await readdir(join(root, 'quarantine')))].sort();

await database.db.execute(sql`create table lines (n int primary key, letters text not null)`);
// Random letters, which the database cannot make smaller.
const page = () => Buffer.from(crypto.getRandomValues(new Uint8Array(12_000))).toString('hex');
await insert(0, page());
const kept = await store.putClean(Buffer.alloc(50_000, 7));
await journal.append({ deliveryId: 'before', attempt: 1, mediaIds: [] });
await database.checkpoint();
const before = { files: await files(), key: await readFile(keyFile, 'utf8') };
const told: Record<string, unknown> = {};

// First the product's own bound: photos stop while the database can still write.
await leave(20_000_000);
told['photo, with room for the database alone'] = await becomes(
  reserving.putPiece('a', 0, Buffer.alloc(100)),
);
told['database, with that room'] = await becomes(insert(1, page()));

await leave(1_000_000);
told['original'] = await becomes(store.putPiece('a', 0, Buffer.alloc(3_000_000, 1)));
told['clean copy'] = await becomes(store.putClean(Buffer.alloc(3_000_000, 1)));
let acknowledged = 1;
told['database'] = 'done';
for (let n = 2; n < 2_000 && told['database'] === 'done'; n++) {
  told['database'] = await becomes(insert(n, page()));
  if (told['database'] === 'done') acknowledged = n;
}
await leave(0);
told['journal'] = await becomes(journal.append({ deliveryId: 'x'.repeat(9_000), attempt: 1, mediaIds: [] }));
told['key'] = await becomes(putNewKeyFirst(settings, 'photos'));
told['half files'] = (await files()).length - before.files.length;
told['key file is as before'] = (await readFile(keyFile, 'utf8')) === before.key;
told['clean copy of before'] = (await store.readClean(kept.key))?.length;

await rm(ballast);
told['with room again'] = [
  await becomes(store.putPiece('a', 0, Buffer.alloc(3_000_000, 1))),
  await becomes(store.putClean(Buffer.alloc(3_000_000, 1))),
  await becomes(insert(100_000, page())),
  await becomes(journal.append({ deliveryId: 'after', attempt: 1, mediaIds: [] })),
  await becomes(putNewKeyFirst(settings, 'photos')),
];
await journal.close();
await database.close();
const again = await openDatabase({ mode: 'solo', dir: join(disk, 'database') });
const { rows } = (await again.db.execute(sql`select n from lines order by n`)) as unknown as {
  rows: { n: number }[];
};
told['acknowledged rows that are lost'] =
  acknowledged + 2 - rows.filter(({ n }) => n <= acknowledged || n === 100_000).length;
await again.close();
const reopened = await openIntentJournal(join(disk, 'intents.jsonl'));
told['notes in the journal'] = reopened.pending().map(({ deliveryId }) => deliveryId);
await reopened.close();
console.log(JSON.stringify(told));
