// The notebook of create calls: on the disk before the call, there after any end of the process, and never guessed at.
import { appendFile, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noIntentJournal, openIntentJournal } from '#app/adapters/intent-journal.server.ts';
import { startChild } from '#tests/support/child.ts';

const first = { deliveryId: 'd-1', attempt: 1, mediaIds: ['m-1', 'm-2'] };
const second = { deliveryId: 'd-2', attempt: 3, mediaIds: [] };

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatepost-journal-'));
  path = join(dir, 'intents.jsonl');
});
afterEach(() => rm(dir, { recursive: true }));

async function foundAtNextStart() {
  const journal = await openIntentJournal(path);
  const found = journal.pending();
  await journal.close();
  return found;
}

describe('the intent journal', () => {
  test('a new one is empty and readable by this user alone', async () => {
    expect(await foundAtNextStart()).toEqual([]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('what was noted is in the file when append resolves, and is found at the next start in order', async () => {
    const journal = await openIntentJournal(path);
    await journal.append(first);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(first)}\n`);
    await journal.append(second);
    expect(journal.pending()).toEqual([]);
    await journal.close();
    expect(await foundAtNextStart()).toEqual([
      { ...first, settled: false },
      { ...second, settled: false },
    ]);
  });

  test('a settled note is still found, marked, because the database may have lost what settled it', async () => {
    const journal = await openIntentJournal(path);
    await journal.append(first);
    await journal.append(second);
    await journal.settle('d-1', 1);
    await journal.close();
    const expected = [
      { ...first, settled: true },
      { ...second, settled: false },
    ];
    expect(await foundAtNextStart()).toEqual(expected);
    expect(await foundAtNextStart()).toEqual(expected);
  });

  test('an hour of running after it was settled, a note is forgotten; one that is not settled never', async () => {
    let now = 0;
    const journal = await openIntentJournal(path, () => now);
    await journal.append(first);
    await journal.append(second);
    await journal.settle('d-1', 1);
    now = 3_600_000;
    const third = { ...second, attempt: 4 };
    await journal.append(third);
    expect(await readFile(path, 'utf8')).toContain('d-1');
    now += 1;
    const fourth = { ...second, attempt: 5 };
    await journal.append(fourth);
    await journal.close();
    expect(await foundAtNextStart()).toEqual(
      [second, third, fourth].map((intent) => ({ ...intent, settled: false })),
    );
  });

  test('many at once are all noted, each on its own line', async () => {
    const journal = await openIntentJournal(path);
    const attempts = Array.from({ length: 50 }, (_, index) => index + 1);
    await Promise.all(attempts.map((attempt) => journal.append({ ...first, attempt })));
    await journal.close();
    expect((await foundAtNextStart()).map((note) => note.attempt)).toEqual(attempts);
  });

  test('a torn last line is dropped, and the next note does not grow onto it', async () => {
    await writeFile(path, `${JSON.stringify(first)}\n{"deliveryId":"d-2","att`);
    const journal = await openIntentJournal(path);
    expect(journal.pending()).toEqual([{ ...first, settled: false }]);
    await journal.append(second);
    await journal.close();
    expect((await foundAtNextStart()).map((note) => note.deliveryId)).toEqual(['d-1', 'd-2']);
  });

  test.each(['not json\n', '{"deliveryId":"d-9"}\n'])(
    'a whole line that cannot be read stops the start: %j',
    async (bad) => {
      await appendFile(path, `${JSON.stringify(first)}\n${bad}`);
      await expect(openIntentJournal(path)).rejects.toThrow(/^Line 2 of .* cannot be read/);
      expect(await readFile(path, 'utf8')).toContain(bad);
    },
  );

  test('append waits for the disk, and rejects when the disk does not confirm', async () => {
    const journal = await openIntentJournal(path);
    const handle = await open(path);
    const toDisk = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync');
    await handle.close();
    await journal.append(first);
    expect(toDisk).toHaveBeenCalledTimes(1);
    toDisk.mockRejectedValueOnce(new Error('EIO'));
    await expect(journal.append(second)).rejects.toThrow('EIO');
    toDisk.mockRestore();
    await journal.append({ ...second, attempt: 4 });
    await journal.close();
    expect((await foundAtNextStart()).map((note) => note.attempt)).toEqual([1, 4]);
  });

  test('append rejects when the note cannot be written', async () => {
    const journal = await openIntentJournal(path);
    await journal.close();
    await expect(journal.append(first)).rejects.toThrow();
  });

  test('after kill -9 every note that was acknowledged is there', async () => {
    const writer = await startChild('tests/support/processes/note-intents.ts', [path]);
    let acknowledged = 0;
    while (acknowledged < 25) acknowledged = Number(await writer.nextLine());
    await writer.kill('SIGKILL');
    const attempts = (await foundAtNextStart()).map((note) => note.attempt);
    expect(attempts.slice(0, acknowledged)).toEqual(
      Array.from({ length: acknowledged }, (_, index) => index + 1),
    );
  });

  test('a database that waits for the disk by itself needs none', async () => {
    await noIntentJournal.append(first);
    expect(noIntentJournal.pending()).toEqual([]);
  });
});
