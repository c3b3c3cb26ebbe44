// Which pupils of this school a text names, in full or by a first name that is no everyday word: for joining names and faces of
// different posts.
import { fullNameSpans } from './names-full.ts';
import { firstNamesIn } from './names-first.ts';
import { apartFrom } from './partial-names.ts';
import type { ReadPart, WordView } from '#app/domain/words/word-check.ts';

export interface PupilTold {
  pupilId: string;
  from: number;
  to: number;
  full: boolean;
  /** no other pupil is meant by these words */
  only: boolean;
  /** named beside their own face by agreement */
  agreed: boolean;
}

export function pupilsToldIn(part: ReadPart, view: WordView): PupilTold[] {
  if (view.ground.names.pupils.length === 0) return [];
  const full = fullNameSpans(part, view).filter(({ inList, near }) => !inList && !near);
  const first = apartFrom(firstNamesIn(part, view), full).filter(
    (name) => 'as' in name && name.as === 'name',
  );
  const told = (span: (typeof full)[number], isFull: boolean): PupilTold[] => {
    const ours = span.pupils.filter((pupil) => pupil.ours);
    const { from, to } = span;
    return ours.map(({ id: pupilId, agreed }) => ({
      ...{ pupilId, from, to, full: isFull, only: ours.length === 1 },
      agreed: !isFull && agreed.nameWithImage,
    }));
  };
  return [...full.flatMap((span) => told(span, true)), ...first.flatMap((span) => told(span, false))];
}
