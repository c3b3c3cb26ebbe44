// The thread in which a school's export is read: it holds one file and nothing else, and whoever started it can end it at any time.
import { parentPort, workerData } from 'node:worker_threads';
import { readTable } from '#app/adapters/read-table.ts';
import type { ReadingChoices } from '#app/domain/import/table.ts';

const { bytes, choices } = workerData as { bytes: Uint8Array; choices: ReadingChoices };
parentPort?.postMessage(await readTable(bytes, choices));
