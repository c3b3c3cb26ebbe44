// Every face by number with what it was settled as: where a keyboard or a screen reader goes through them, and where one
// sees at the end what was done. Each row opens its question; without scripts it is a link to a page that asks it.
import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import type { KeyboardEvent } from 'react';
import type { FaceNow } from './accounted.ts';
import { CloseUp } from './close-up.tsx';
import type { Picture } from './photo-stage.tsx';
import { Verdict } from './verdict.tsx';
import { faceWords, type Rows, sentenceCase } from './words.ts';
import { Icon } from '../icon.tsx';

/** For those who cannot see how its line is drawn. */
const SURENESS = { sure: '', possible: ', may be a face', drawn: ', drawn by hand' } as const;

interface FaceListProps {
  picture: Picture;
  faces: FaceNow[];
  rows: Rows;
  activeId: string | null;
  onOpen(face: FaceNow, byKey: boolean): void;
  onFocus(face: FaceNow): void;
  onKey(event: KeyboardEvent, face: FaceNow): void;
}

export function FaceList({ picture, faces, rows, activeId, onOpen, onFocus, onKey }: FaceListProps) {
  return (
    <ul className="face-list" aria-label="Faces">
      {faces.map((face) => {
        const { who, verdict, tone } = faceWords(face, rows);
        return (
          <li key={face.id}>
            <Link
              to={`?face=${face.id}`}
              preventScrollReset
              data-face-row={face.id}
              aria-current={face.id === activeId || undefined}
              className={clsx('face-row', face.id === activeId && 'face-row-active')}
              onClick={(event) => {
                event.preventDefault();
                // A press of Enter comes as a click without a finger.
                onOpen(face, event.detail === 0);
              }}
              onFocus={() => onFocus(face)}
              onKeyDown={(event) => onKey(event, face)}
            >
              <CloseUp picture={picture} box={face.box} />
              <span className="face-number">
                <span className="sr-only">Face </span>
                {face.number}
                <span className="sr-only">{` of ${faces.length}${SURENESS[face.certainty]}, `}</span>
              </span>
              <span className="min-w-0 flex-1">
                <span className={clsx('block font-semibold', tone === 'open' && 'text-amber')}>{who}</span>
                {verdict && <Verdict tone={tone}>{sentenceCase(verdict)}</Verdict>}
              </span>
              <Icon name="next" size="small" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
