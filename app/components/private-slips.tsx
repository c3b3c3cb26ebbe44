// A class's private slips on one sheet of paper: cut along the dashes, fold the empty end over the code, and only the first name is to
// be seen. On paper nothing else is printed.
import type { QrPicture } from '#app/http/qr-picture.server.ts';
import { PrintButton } from './print-button.tsx';

interface PrivateSlipsProps {
  group: string;
  /** until when they count */
  state: string;
  /** where the code is typed, without the scheme */
  place: string;
  slips: { forename: string; code: string; picture: QrPicture }[];
}

export function PrivateSlips({ group, state, place, slips }: PrivateSlipsProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="not-on-paper flex max-w-measure flex-col gap-3">
        <h1 className="text-title font-bold sm:text-display">Slips for {group}</h1>
        <p>
          Print them now: the codes are not kept and cannot be shown again. Cut along the dashes and fold the
          empty end over the code. Shred what is left over.
        </p>
        <p className="text-quiet">{state}.</p>
        <PrintButton />
      </div>
      <ul className="slips" aria-label={`Slips for ${group}`}>
        {slips.map(({ forename, code, picture }) => (
          <li key={code} className="slip">
            <span className="slip-name">{forename}</span>
            <span className="slip-inside">
              <svg viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label="Code to scan">
                <path d={picture.path} />
              </svg>
              <span>
                <span className="slip-code">{code}</span>
                <span className="slip-place">{place}</span>
              </span>
            </span>
            <span className="slip-flap">fold over</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
