// What a person answers about a photo beside who is in it: what is going on, what stands in the background, whose photo
// it is and on what it was taken (I-10, I-11, I-12, I-14, I-16, T-17; ).

export const ACTIVITIES = ['ordinary', 'sport', 'swimming', 'gymnastics', 'changing', 'medical'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const TAKERS = ['staff', 'pupil', 'professional', 'other'] as const;
export type Taker = (typeof TAKERS)[number];

/** Stands in `workBy` for a pupil who is not in the photo. */
export const NOT_IN_PHOTO = 'not_in_photo';

/** Longest note on where a permission is written down, in characters. */
export const MAX_LICENCE = 300;

/** What is not answered is absent. */
export interface PhotoAnswers {
  activity?: Activity;
  /** things looked for in the background and not there, or hidden */
  background?: 'clear' | 'hidden';
  /** school uniform, the logo or the school's own buildings can be seen */
  premises?: 'yes' | 'no';
  /** another organisation's logo or poster can be seen (T-17); absent where nothing was looked for */
  logos?: 'yes' | 'no';
  /** the permission on record that covers that logo */
  logoMaterialId?: string;
  takenBy?: Taker;
  /** where the permission of somebody else's photo is written down */
  licence?: string;
  /** the permission on record that covers it, in place of a note */
  materialId?: string;
  /** a pupil's own work or art can be seen */
  pupilWork?: 'yes' | 'no';
  /** whose work it is: ids of pupils in the photo, or NOT_IN_PHOTO */
  workBy?: string[];
  device?: 'school' | 'personal';
  copiesDeleted?: boolean;
}

/** The three things a photo is answered for: a look at the whole of it, whose it is, and where copies are. */
export type AnswerPart = 'look' | 'rights' | 'device';

/** The parts of which nothing, or not everything, has been said. */
export function partsMissing(answers: PhotoAnswers): AnswerPart[] {
  const { activity, background, premises, pupilWork, takenBy, device } = answers;
  const missing: AnswerPart[] = [];
  if (!activity || !background || !premises || !pupilWork) missing.push('look');
  if (!takenBy) missing.push('rights');
  if (!device) missing.push('device');
  return missing;
}

/** Nobody has answered anything yet: one sentence asks for all of it. */
export const nothingAnswered = (answers: PhotoAnswers): boolean => partsMissing(answers).length === 3;

/**
 * The answers after `given` were added: those given replace, those absent stay, and what an answer makes meaningless
 * goes with it (a licence for the school's own photo, copies of a photo that was never on anybody's own device).
 */
export function withAnswers(before: PhotoAnswers, given: PhotoAnswers): PhotoAnswers {
  const after: PhotoAnswers = { ...before, ...given };
  const licence = after.licence?.trim().slice(0, MAX_LICENCE);
  delete after.licence;
  if (!needsLicence(after)) delete after.materialId;
  else if (licence && !after.materialId) after.licence = licence;
  if (after.logos !== 'yes') delete after.logoMaterialId;
  if (after.device !== 'personal') delete after.copiesDeleted;
  if (after.pupilWork !== 'yes') delete after.workBy;
  else if (after.workBy) after.workBy = [...new Set(after.workBy)].sort();
  return after;
}

/** Somebody else's photo needs their permission in writing. */
export const needsLicence = ({ takenBy }: PhotoAnswers): boolean =>
  takenBy === 'professional' || takenBy === 'other';

/** The answers that are the same for photos that came the same way. What needs a look at each photo is not among them. */
export function sharedAnswers({
  takenBy,
  licence,
  materialId,
  device,
  copiesDeleted,
}: PhotoAnswers): PhotoAnswers {
  return {
    ...(takenBy ? { takenBy } : {}),
    ...(licence ? { licence } : {}),
    ...(materialId ? { materialId } : {}),
    ...(device ? { device } : {}),
    ...(copiesDeleted === undefined ? {} : { copiesDeleted }),
  };
}
