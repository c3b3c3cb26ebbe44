// What a person answers about a photo beside who is in it: what is going on, what stands in the background, whose photo
// it is and on what it was taken (I-10, I-11, I-12, I-14, I-16; ).

export const ACTIVITIES = ['ordinary', 'sport', 'swimming', 'gymnastics', 'changing', 'medical'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const TAKERS = ['staff', 'pupil', 'professional', 'other'] as const;
export type Taker = (typeof TAKERS)[number];

/** What is not answered is absent. */
export interface PhotoAnswers {
  activity?: Activity;
  /** things looked for in the background and not there, or hidden */
  background?: 'clear' | 'hidden';
  /** school uniform, the logo or the school's own buildings can be seen */
  premises?: 'yes' | 'no';
  takenBy?: Taker;
  /** where the permission of somebody else's photo is written down */
  licence?: string;
  /** a pupil's own work or art can be seen */
  pupilWork?: 'yes' | 'no';
  device?: 'school' | 'personal';
  copiesDeleted?: boolean;
}
