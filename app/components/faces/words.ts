// What the screen says of a face and of a person: one wording for the eye, the ear and the flag on the photo.
import type { AccountPage, PickRow } from '#app/presenters/account-page.ts';
import type { FaceNow } from './accounted.ts';
import type { Mark } from './face-mark.tsx';
import { valueOf } from './accounted.ts';

export type Rows = ReadonlyMap<string, PickRow>;

export const rowsByValue = ({ rows }: AccountPage): Rows => new Map(rows.map((row) => [row.value, row]));

const GONE = 'Somebody no longer on the list';

/** Two letters at most, of the first and the last part of a name. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.[0] ?? '');
  return letters.join('').toLocaleUpperCase('en-GB');
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export interface FaceWords {
  /** who or what it is: a name, "Blurred", "Open" */
  who: string;
  /** what may be said of it */
  verdict: string | null;
  tone: Mark['tone'];
}

/** `rows`: everyone on the page, by value. */
export function faceWords({ answer, certainty }: FaceNow, rows: Rows): FaceWords {
  switch (answer.is) {
    case 'blur':
      return { who: 'Blurred', verdict: 'cannot be recognised', tone: 'hidden' };
    case 'not_a_face':
      return { who: 'Not a face', verdict: null, tone: 'aside' };
    case 'open':
      return {
        who: certainty === 'possible' ? 'Open: is it a face?' : 'Open',
        verdict: null,
        tone: 'open',
      };
    case 'person': {
      const row = rows.get(valueOf(answer.person));
      return {
        who: row?.name ?? GONE,
        verdict: row?.word ?? 'not in photos',
        tone: row?.tone ?? 'stopped',
      };
    }
  }
}

export function markOf(face: FaceNow, rows: Rows): Mark {
  const { who, tone } = faceWords(face, rows);
  if (face.answer.is === 'person') return { tone, text: initials(who) };
  return { tone, text: `${face.number}${tone === 'open' && face.certainty === 'possible' ? '?' : ''}` };
}

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
export const faces = (count: number): string => (count === 1 ? '1 face' : `${count} faces`);
