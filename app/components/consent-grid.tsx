// A pupil's position as one grid, uses by places, each cell one of four words. It says what holds, never why:
// who and when open on a tap only where the caller may know and passes them.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export type ConsentAnswer = 'yes' | 'no' | 'not_asked' | 'ended';

export interface ConsentCell {
  /** "X", "school website". */
  place: string;
  answer: ConsentAnswer;
  /** What a yes asks for in return: "only in a group". */
  note?: string;
  /** Who and when, for those two roles that may know; opens on a tap. */
  proof?: ReactNode;
}

export interface ConsentRow {
  /** "In a photo", "First name". */
  use: string;
  /** One for each place, in the order of `places`. */
  cells: ConsentCell[];
}

const LOOKS: Record<ConsentAnswer, { icon: IconName; word: string; look: string }> = {
  yes: { icon: 'check', word: 'Yes', look: 'text-green' },
  no: { icon: 'cross', word: 'No', look: 'text-red' },
  not_asked: { icon: 'question', word: 'Not asked', look: 'text-quiet' },
  ended: { icon: 'clock', word: 'Ended', look: 'text-amber' },
};

interface ConsentGridProps {
  /** Names what stands in the first column: "Use", or "Place" in a grid that is turned on its side. */
  corner?: string;
  /** "Consent for Ffion G., Year 4". */
  caption: string;
  places: string[];
  rows: ConsentRow[];
}

export function ConsentGrid({ caption, corner = 'Use', places, rows }: ConsentGridProps) {
  const grid = (
    <table role="table" className="data-table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {corner}
          </th>
          {places.map((place) => (
            <th key={place} role="columnheader" scope="col">
              {place}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.use} role="row">
            <th role="rowheader" scope="row">
              {row.use}
            </th>
            {row.cells.map((cell) => (
              <td key={cell.place} role="cell" data-label={cell.place}>
                <Answer cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (places.length <= FITS) return grid;
  // Large text on a narrow screen: the grid moves sideways in its own frame, and the page does not.
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="overflow-x-auto">
      {grid}
    </div>
  );
}

/** Columns that a screen has room for at any size of text. */
const FITS = 5;

function Answer({ cell }: { cell: ConsentCell }) {
  const { icon, word, look } = LOOKS[cell.answer];
  const said = (
    <span className={clsx('inline-flex items-baseline gap-1.5 font-semibold [&>svg]:self-center', look)}>
      <Icon name={icon} size="small" />
      <span>
        {word}
        {cell.note && <span className="block text-small font-normal">{cell.note}</span>}
      </span>
    </span>
  );
  if (!cell.proof) return said;
  return (
    <details className="open-on-paper">
      <summary className="inline-flex items-baseline gap-1 py-2.5 sm:py-0.5">
        {said}
        <span className="self-center text-quiet">
          <Icon name="down" size="small" label="who and when" />
        </span>
      </summary>
      <div className="text-small text-quiet">{cell.proof}</div>
    </details>
  );
}
