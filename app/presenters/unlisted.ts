// Children who are not on the list yet, in words for whoever adds one and for the office that looks them up.
import type { Issue } from '#app/domain/issues.ts';
import type { MaybePupil, UnlistedPage } from '#app/domain/unlisted/list-unlisted.ts';
import { dayWords } from './when.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  forename_missing: 'Write the forename that the child is called by.',
  forename_alone: 'Write only the forename, without a surname.',
  group_unknown: 'Choose one of the classes, or leave it empty.',
};

/** One sentence by field name. */
export const unlistedErrors = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(
    issues.map(({ field, code }) => [field, SENTENCES[code] ?? 'Please look at this again.']),
  );

export interface ChoiceOfPupil {
  value: string;
  label: string;
  hint: string;
}

/** A pupil to choose, told apart by class and record number. */
export const pupilChoice = ({ id, name, group, misId }: MaybePupil): ChoiceOfPupil => ({
  value: id,
  label: name,
  hint: `${group}, number ${misId}`,
});

export interface UnlistedLine {
  id: string;
  title: string;
  about: string;
  maybe: ChoiceOfPupil[];
}

export interface UnlistedWords {
  waiting: UnlistedLine[];
  done: { id: string; pupilId: string | null; text: string }[];
}

export function unlistedWords({ waiting, done }: UnlistedPage, zone: string, at: Date): UnlistedWords {
  return {
    waiting: waiting.map(({ id, forename, group, addedBy, addedAt, maybe }) => ({
      id,
      title: group ? `${forename}, ${group}` : `${forename}, class not known`,
      about: `Added by ${addedBy}, ${dayWords(addedAt, zone, at)}`,
      maybe: maybe.map(pupilChoice),
    })),
    done: done.map(({ id, pupilId, name, matchedAt }) => ({
      id,
      pupilId,
      text: `${name ?? 'Nobody of this school'}, ${dayWords(matchedAt, zone, at)}`,
    })),
  };
}
