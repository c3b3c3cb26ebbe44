// A secondary school's whole register with its consents through the import: how long from the bytes to the last answer written, with the
// file read in its own thread as in production.
import { randomUUID } from 'node:crypto';
import { argv } from 'node:process';
import { tableThread } from '#app/adapters/table-thread.server.ts';
import { confirmImport, startImport } from '#app/domain/import/decide-import.ts';
import { mapImport } from '#app/domain/import/map-import.ts';
import { suggestedMapping } from '#app/domain/import/presets.ts';
import { receiveImport } from '#app/domain/import/receive-import.ts';
import { signTypes } from '#app/domain/import/sign-types.ts';
import { workImport } from '#app/domain/import/work-import.ts';
import { keyOf } from '#app/domain/import/mapping.ts';
import { bundleEntry } from '#tests/support/bundle.ts';
import { csvOf, PHOTOS_ON_X, rowOf } from '#tests/support/imports.ts';
import { openDatabase } from '#db/client.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, type World } from '#tests/support/world.ts';

/** Reading, planning and writing together, s. */
export const MOST_IMPORT_S = 10;
const PUPILS = 5_000;
const TYPES = Array.from({ length: 8 }, (_, index) => `Consent ${index + 1}`);
const ANSWERS = ['Yes', 'Yes', 'Yes', 'No', ''];

export interface ImportTimes {
  /** s of the worker's steps together; a person's thinking in between does not count */
  total: number;
  /** s of processor time in them, of this process and its threads */
  cpu: number;
  steps: Record<string, number>;
}

/** On the embedded database. */
export const benchImportSolo = async (): Promise<ImportTimes> => measured('solo', await openWorld());

/** On a real PostgreSQL; null (loudly) where there is none. */
export async function benchImportCluster(): Promise<ImportTimes | null> {
  const server = testDatabaseUrl();
  if (!server) return null;
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  await migrateAndSeed(open);
  const close = async () => {
    await open.close();
    await drop();
  };
  return measured('cluster', await openWorld('ashwick', { db: open.db, close }));
}

async function measured(mode: string, world: World): Promise<ImportTimes> {
  world.worker.tables = tableThread({ entry: await bundleEntry('workers/table-reader/main.ts') });
  try {
    const ref = { schoolId: world.schoolId, importId: randomUUID() };
    const data = await world.staff('data');
    const steps: Record<string, number> = {};
    let cpu = 0;
    const timed = async (step: string, run: () => Promise<unknown>) => {
      const [started, usedBefore] = [performance.now(), process.cpuUsage()];
      await run();
      steps[step] = (performance.now() - started) / 1_000;
      const used = process.cpuUsage(usedBefore);
      cpu += (used.user + used.system) / 1e6;
    };
    await receiveImport(world.web, data, { ...ref, bytes: register() });
    await timed('read', () => workImport(world.worker, ref));
    const { profile } = await rowOf(world, ref);
    if (!profile) throw new Error('the register was refused');
    const mapping = {
      ...suggestedMapping(profile, '2026-11-18'),
      layout: 'wide' as const,
      typeColumns: TYPES,
    };
    const issues = await mapImport(world.web, data, ref, { mapping, keepAs: '' });
    if (issues.length > 0) throw new Error(issues.map(({ code }) => code).join());
    await signTypes(
      world.web,
      data,
      ref,
      TYPES.map((each) => ({ ...PHOTOS_ON_X, type: keyOf(each) })),
    );
    await timed('plan', () => workImport(world.worker, ref));
    await startImport(world.web, data, ref, true);
    await timed('write what takes away', () => workImport(world.worker, ref));
    await confirmImport(world.web, data, ref, { letIn: true, sure: true });
    await timed('write what gives', () => workImport(world.worker, ref));
    const { state, summary } = await rowOf(world, ref);
    if (state !== 'done' || summary?.added !== PUPILS) throw new Error(`the import ended ${state}`);
    const total = Object.values(steps).reduce((sum, each) => sum + each, 0);
    const parts = Object.entries(steps).map(([step, s]) => `${step} ${s.toFixed(1)} s`);
    console.log(
      `import, ${mode}: ${PUPILS} pupils × ${TYPES.length} consents (${summary.restrictive + summary.permissive} answers): ` +
        `${total.toFixed(1)} s (${cpu.toFixed(1)} s CPU); ${parts.join(', ')}`,
    );
    return { total, cpu, steps };
  } finally {
    await world.close();
  }
}

const register = (): Buffer =>
  csvOf([
    [
      'Pupil ID',
      'Forename',
      'Surname',
      'Year',
      'Reg Group',
      'DOB',
      'Informed By',
      'Date',
      'Parental responsibility',
      ...TYPES,
    ],
    ...Array.from({ length: PUPILS }, (_, index) => [
      `P${String(index).padStart(6, '0')}`,
      `Robin${index}`,
      `Hale${index % 700}`,
      String(7 + (index % 7)),
      `${7 + (index % 7)}${'ABCDEFGH'[index % 8]}`,
      `${String(1 + (index % 28)).padStart(2, '0')}/05/2013`,
      `Parent ${index}`,
      '01/10/2026',
      'Yes',
      ...TYPES.map((__, type) => ANSWERS[(index + type) % ANSWERS.length] ?? ''),
    ]),
  ]);

if (argv[1]?.endsWith('import.mjs')) {
  if (argv[2] !== 'cluster') await benchImportSolo();
  if (argv[2] !== 'solo') await benchImportCluster();
}
