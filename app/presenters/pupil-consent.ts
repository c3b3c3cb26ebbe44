// A pupil's grid as the browser gets it: words only. What an answer rests on goes along for those two roles that may know it.
import type { ConsentCell, ConsentRow } from '#app/components/consent-grid.tsx';
import { type Channel, CHANNELS, type Subject, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import type { GridCell, PupilConsent, PupilPage } from '#app/domain/consent/read-pupil-consent.ts';
import type { PupilHistory, RecordedAnswer } from '#app/domain/consent/pupil-history.ts';
import { CONDITION_WORDS, MAIN_PLACES, MAIN_USES, PLACE_WORDS, USE_WORDS } from './consent-labels.ts';
import { answerLine } from './pupil-history.ts';

/** What a pupil's page asks for: the usual uses and places, or every one there is. */
export const gridUses = (
  everything: boolean,
): { subjects: readonly Subject[]; channels: readonly Channel[] } =>
  everything ? { subjects: SUBJECTS, channels: CHANNELS } : { subjects: MAIN_USES, channels: MAIN_PLACES };

/** "Year 4, 4 Hazel". */
export const classWords = ({ year, group }: { year: string; group: string }): string =>
  group.includes(year) ? group : `${year}, ${group}`;

export interface PupilHead {
  id: string;
  name: string;
  over: string;
  /** what stands below the name, in sentences; empty when there is nothing to say */
  about: string[];
}

export const pupilHead = (pupil: PupilPage): PupilHead => ({
  id: pupil.id,
  name: pupil.name,
  over: classWords(pupil),
  about: [
    ...(pupil.knownAs ? [`Also known as ${pupil.knownAs}.`] : []),
    ...(pupil.left ? ['No longer at this school. Withdrawals still count.'] : []),
  ],
});

/** One line of why, and the answers it rests on. */
export interface CellProof {
  /** the use and place in an address, for the page that works it through */
  why: string;
  lines: string[];
  answers: string[];
}
export type ShownCell = Omit<ConsentCell, 'proof'> & { proof: CellProof | null };
export type ShownRow = Omit<ConsentRow, 'cells'> & { cells: ShownCell[] };

/** The same grid with a row for each place: ten places are too wide for a screen, seven uses are not. */
export function onItsSide(rows: readonly ShownRow[]): ShownRow[] {
  const places = rows[0]?.cells.map(({ place }) => place) ?? [];
  return places.map((place, index) => ({
    use: place,
    cells: rows.flatMap(({ use, cells }) => {
      const cell = cells[index];
      return cell ? [{ ...cell, place: use }] : [];
    }),
  }));
}

/** The grid's rows, one for each use. `history` is null for those who may not know who answered. */
export function gridRows(
  { cells }: PupilConsent,
  history: PupilHistory | null,
  zone: string,
  now: Date,
): ShownRow[] {
  const answers = new Map(
    (history?.entries ?? []).flatMap((entry) =>
      entry.kind === 'answer' ? [[entry.id, entry] as const] : [],
    ),
  );
  const rows = new Map<Subject, ShownRow>();
  for (const cell of cells) {
    const row = rows.get(cell.subject) ?? { use: USE_WORDS[cell.subject], cells: [] };
    rows.set(cell.subject, row);
    row.cells.push(shownCell(cell, answers, zone, now));
  }
  return [...rows.values()];
}

function shownCell(
  { subject, channel, answer, conditions, because }: GridCell,
  answers: ReadonlyMap<string, RecordedAnswer>,
  zone: string,
  now: Date,
): ShownCell {
  const note = conditions.map((condition) => CONDITION_WORDS[condition]).join(', ');
  const proof = because && {
    why: `use=${subject}&place=${channel}`,
    lines: because.explanations.map(({ sentence }) => sentence),
    answers: because.decisionIds.flatMap((id) => {
      const recorded = answers.get(id);
      return recorded ? [answerLine(recorded, zone, now)] : [];
    }),
  };
  return { place: PLACE_WORDS[channel], answer, ...(note ? { note } : {}), proof };
}
