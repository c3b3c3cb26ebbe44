// How far one pupil's file is, in words for the data lead.
import type { ExportLine } from '#app/domain/exports/ask-export.ts';
import type { Fact } from '#app/components/facts-list.tsx';
import { whenWords } from './when.ts';

/** A file whose day is over is gone for whoever looks, whether or not the sweep has come by. */
export function exportState({ state, expiresAt }: ExportLine, now: Date): ExportLine['state'] {
  return state === 'ready' && expiresAt !== null && expiresAt <= now ? 'destroyed' : state;
}

const STATE_WORDS: Readonly<Record<ExportLine['state'], string>> = {
  waiting: 'Being made',
  ready: 'Ready to fetch',
  failed: 'Could not be made',
  destroyed: 'Its day is over',
};

/** "Ready to fetch", or "Fetched" once somebody has it. */
export const exportStateWords = (line: ExportLine, now: Date): string => {
  const state = exportState(line, now);
  return state === 'ready' && line.fetchedAt ? 'Fetched, still there' : STATE_WORDS[state];
};

/** "3 MB", never less than 1 kB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** What is known of a file. */
export function exportFacts(line: ExportLine, zone: string, now: Date): Fact[] {
  const when = (at: Date | null): string | null => at && whenWords(at, zone, now).text;
  const facts: [string, string | null][] = [
    ['Your reference', line.reference],
    ['Asked for', `${when(line.askedAt)} by ${line.askedBy}`],
    ['Ready', when(line.readyAt)],
    ['Fetched', when(line.fetchedAt)],
    [
      exportState(line, now) === 'ready' ? 'Destroyed at' : 'Destroyed',
      when(line.destroyedAt ?? line.expiresAt),
    ],
    ['Size', line.bytes === null ? null : sizeWords(line.bytes)],
    ['Photos', line.photos === null ? null : photosWords(line)],
  ];
  return facts.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

function photosWords({ photos, photosLeftOut }: ExportLine): string {
  const inIt = photos === 0 ? 'none' : String(photos);
  return photosLeftOut ? `${inIt}; ${photosLeftOut} left out` : inIt;
}

/** Said where photos are missing: what it means and what to do; null where none are. */
export const leftOutWords = ({ photosLeftOut }: ExportLine): string | null =>
  photosLeftOut
    ? `${photosLeftOut === 1 ? '1 photo is' : `${photosLeftOut} photos are`} left out: no longer kept, or it was not certain that everybody else in it would be hidden. The file says so at each post. Asking again later can help; if not, show it to the family in school with the others covered.`
    : null;
