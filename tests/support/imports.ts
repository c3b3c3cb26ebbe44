// Imports for tests: a file sent, read, described, signed, started and let in as the data lead of the practice school would do it.
import { randomUUID } from 'node:crypto';
import type { ImportRef } from '#app/domain/import/find-import.ts';
import { confirmImport, startImport } from '#app/domain/import/decide-import.ts';
import { mapImport } from '#app/domain/import/map-import.ts';
import type { ImportMapping } from '#app/domain/import/mapping.ts';
import { suggestedMapping } from '#app/domain/import/presets.ts';
import { receiveImport } from '#app/domain/import/receive-import.ts';
import { type SaidOfType, signTypes, typesIn } from '#app/domain/import/sign-types.ts';
import { workImport } from '#app/domain/import/work-import.ts';
import { findImport, type ImportRow } from '#db/queries/imports.server.ts';
import type { World } from './world.ts';

/** What every kind of consent means unless a test says otherwise: photos and work, on X and on the wall. */
export const PHOTOS_ON_X: Omit<SaidOfType, 'type'> = {
  ignored: false,
  subjects: ['image', 'work'],
  channels: ['x', 'display'],
  purposes: ['celebration', 'trip'],
  accountScope: 'own_school',
  bareReachesSocial: false,
};

export interface FilePlan {
  mapping?: Partial<ImportMapping>;
  meaning?: Partial<SaidOfType>;
}

export async function rowOf(world: World, ref: ImportRef): Promise<ImportRow> {
  const row = await findImport(world.db, ref, ref.importId);
  if (!row) throw new Error('no such import');
  return row;
}

export const csvOf = (lines: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'),
  );

/** Sends the file and lets the worker read it. */
export async function sentImport(world: World, bytes: Uint8Array): Promise<ImportRef> {
  const ref = { schoolId: world.schoolId, importId: randomUUID() };
  const received = await receiveImport(world.web, await world.staff('data'), { ...ref, bytes });
  if (!received.ok) throw new Error(received.code);
  await workImport(world.worker, ref);
  return ref;
}

/** A file described and signed, and what it would change worked out. */
export async function previewedImport(
  world: World,
  bytes: Uint8Array,
  plan: FilePlan = {},
): Promise<ImportRef> {
  const ref = await sentImport(world, bytes);
  const data = await world.staff('data');
  const { profile } = await rowOf(world, ref);
  if (!profile) throw new Error('the file was refused');
  const suggested = suggestedMapping(profile, '2026-11-18');
  // A column of blanks, or of words that nobody knows, does not look like a kind of consent by itself.
  const isWide =
    suggested.layout !== 'long' && profile.columns.some(({ header }) => header === 'Photographs');
  const wide = isWide ? { layout: 'wide' as const, typeColumns: ['Photographs'] } : {};
  const mapping = { ...suggested, ...wide, ...plan.mapping };
  const issues = await mapImport(world.web, data, ref, { mapping, keepAs: '' });
  if (issues.length > 0) throw new Error(issues.map(({ code }) => code).join());
  const types = [...(typesIn(profile, mapping) ?? [])].map(([type]) => ({
    ...PHOTOS_ON_X,
    ...plan.meaning,
    type,
  }));
  if (types.length > 0) await signTypes(world.web, data, ref, types);
  await workImport(world.worker, ref);
  return ref;
}

/** The same, started: what takes away is written. */
export async function startedImport(
  world: World,
  bytes: Uint8Array,
  plan: FilePlan = {},
): Promise<ImportRef> {
  const ref = await previewedImport(world, bytes, plan);
  await startImport(world.web, await world.staff('data'), ref, true);
  await workImport(world.worker, ref);
  return ref;
}

/** The same, with its yeses let in. */
export async function wholeImport(world: World, bytes: Uint8Array, plan: FilePlan = {}): Promise<ImportRef> {
  const ref = await startedImport(world, bytes, plan);
  if ((await rowOf(world, ref)).state !== 'waiting') return ref;
  await confirmImport(world.web, await world.staff('data'), ref, { letIn: true, sure: true });
  await workImport(world.worker, ref);
  return ref;
}
