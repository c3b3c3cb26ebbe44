// Codes for guests and what came in by them, in words: who may still send, until when, and how many photos wait.
import type { ReceivedPhoto } from '#app/domain/uploads/received-photos.ts';
import type { TakenBy } from '#app/domain/uploads/open-code.ts';
import { KEEP_UNPLACED_MS } from '#app/domain/uploads/upload-limits.ts';
import { whenWords } from './when.ts';

interface CodeFacts {
  id: string;
  event: string;
  createdBy: string;
  expiresAt: Date;
  endedAt: Date | null;
  takenBy: TakenBy | null;
}

export interface CodeRow {
  id: string;
  to: string;
  event: string;
  /** "Open until tomorrow, 09:46" */
  standing: string;
  /** "12 photos wait for a post" */
  waiting: string;
}

const photos = (count: number): string => (count === 1 ? '1 photo' : `${count} photos`);

/** Whether photos can still come by it. */
export const isOpen = ({ expiresAt, endedAt }: Pick<CodeFacts, 'expiresAt' | 'endedAt'>, at: Date): boolean =>
  endedAt === null && expiresAt > at;

/** Until when a code is open, or when it ended. */
export function standingWords(code: CodeFacts, zone: string, at: Date): string {
  const open = isOpen(code, at);
  const ends = code.endedAt ?? code.expiresAt;
  return `${open ? 'Open until' : 'Ended'} ${whenWords(ends, zone, at).text}`;
}

export function codeRow(
  { code, waiting }: { code: CodeFacts; waiting: number },
  { base, zone, at }: { base: string; zone: string; at: Date },
): CodeRow {
  return {
    id: code.id,
    to: `${base}/codes/${code.id}`,
    event: code.event,
    standing: standingWords(code, zone, at),
    waiting:
      waiting === 0
        ? 'No photos wait for a post'
        : `${photos(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for a post`,
  };
}

const TAKEN_BY: Readonly<Record<TakenBy, string>> = {
  staff: 'Somebody who works at the school',
  volunteer: 'A parent or other volunteer',
  professional: 'A photographer who was asked to',
  other: 'Somebody else',
};

export const takenByChoices = Object.entries(TAKEN_BY).map(([value, label]) => ({ value, label }));

export interface TrayPage {
  event: string;
  standing: string;
  open: boolean;
  /** who took them, as the sender said; null when nobody has said yet */
  takenBy: string | null;
  photos: { id: string; name: string; src: string; width: number; height: number }[];
  /** still being cleaned */
  working: number;
  /** could not be opened, and are not kept */
  refused: number;
  /** "Whatever is in no post by Fri 27 November is destroyed." */
  kept: string | null;
}

/** The tray of one code. `base`: the school's address. */
export function trayPage(
  { code, photos: all }: { code: CodeFacts; photos: readonly ReceivedPhoto[] },
  { base, zone, at }: { base: string; zone: string; at: Date },
): TrayPage {
  const refused = all.filter(({ state, refusalCode }) => state === 'refused' && refusalCode !== 'not_wanted');
  const clean = all.filter(({ state, versionId }) => state === 'clean' && versionId !== null);
  const working = all.filter(({ state }) => state === 'quarantined' || state === 'cleaning');
  const [first] = clean;
  const until = first && new Date(first.uploadedAt.getTime() + KEEP_UNPLACED_MS);
  return {
    event: code.event,
    standing: standingWords(code, zone, at),
    open: isOpen(code, at),
    takenBy: code.takenBy && TAKEN_BY[code.takenBy],
    photos: clean.map(({ id, versionId, width, height }, index) => ({
      id,
      name: `Photo ${index + 1}`,
      src: `${base}/photos/${versionId ?? ''}`,
      width: width ?? 0,
      height: height ?? 0,
    })),
    working: working.length,
    refused: refused.length,
    kept: until
      ? `The first of them is destroyed ${whenWords(until, zone, at).text}, unless it is in a post by then.`
      : null,
  };
}
