// Whether photos can be cleaned now, proved by cleaning one, and which fences around the photo process hold, as
// measured from inside it.
import { z } from 'zod';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { drawnPicture } from './drawn-picture.server.ts';

const HEALTH_MS = 10_000;

const isolationShape = z.object({
  environment: z.array(z.string()).nullable(),
  dataLimit: z.number().nullable(),
  cpuLimit: z.number().nullable(),
  niceness: z.number(),
  network: z.boolean(),
});

export interface HealthQuestions {
  /** cleans a picture before all that wait */
  clean: (picture: Uint8Array) => Promise<CleanResult>;
  /** what the newest photo process said of its cage */
  isolation: () => unknown;
  /** whether every process is at work on a photo, each under its own wall limit */
  isBusy: () => boolean;
  withinMs?: number;
}

/**
 * Out: `ok` when a drawn picture came back clean in time (default 10 s), or when every process is still at work on
 * a slow photo, which its wall limit will end; `detail` is one line for the school's administrator. Never rejects.
 */
export async function checkHealth(engine: HealthQuestions): Promise<{ ok: boolean; detail: string }> {
  const withinMs = engine.withinMs ?? HEALTH_MS;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs);
  });
  try {
    const result = await Promise.race([engine.clean(drawnPicture()), late]);
    if (result === 'late')
      return engine.isBusy()
        ? { ok: true, detail: 'every photo process is at work on a slow photo' }
        : { ok: false, detail: `no photo cleaned within ${withinMs} ms` };
    if (!result.ok) return { ok: false, detail: `cannot clean photos: ${result.detail}` };
    if (!result.photo.removed.includes('text'))
      return { ok: false, detail: 'cannot clean photos: the drawn picture kept its text' };
    return {
      ok: true,
      detail: `photos are cleaned in a separate process; ${fencesInWords(engine.isolation())}`,
    };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** In: what the photo process measured. Out: which fences hold and which do not, in one line. */
export function fencesInWords(measured: unknown): string {
  const parsed = isolationShape.safeParse(measured);
  if (!parsed.success) return 'its isolation is unknown';
  const cage = parsed.data;
  const fences: [string, boolean][] = [
    ['empty environment', cage.environment?.every((name) => name === 'MALLOC_ARENA_MAX') === true],
    ['memory limit', cage.dataLimit !== null],
    ['CPU limit', cage.cpuLimit !== null],
    ['low priority', cage.niceness > 0],
    ['no network', !cage.network],
  ];
  const named = (holding: boolean): string =>
    fences
      .filter(([, holds]) => holds === holding)
      .map(([name]) => name)
      .join(', ');
  const missing = named(false);
  return `holding: ${named(true) || 'none'}${missing === '' ? '' : `; not holding here: ${missing}`}`;
}
