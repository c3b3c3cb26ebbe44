// What an import would change, in numbers and a few examples by record number: what a person sees before starting it.

export interface PlanSummary {
  pupils: number;
  added: number;
  updated: number;
  unchanged: number;
  /** on roll here, and not in a full file */
  missing: number;
  /** in the file again, or not leaving any more */
  back: number;
  people: number;
  /** answers that take away, and pupils they concern */
  restrictive: number;
  restrictivePupils: number;
  /** answers that give, and pupils they concern; those whose no becomes a yes among them */
  permissive: number;
  permissivePupils: number;
  flips: number;
  /** pupils of whom something waits for a person */
  waiting: number;
  rejectedRows: number;
  rejectedPupils: number;
  /** problem code and how many rows have it */
  problems: readonly (readonly [string, number])[];
  /** kinds of consent that are left out */
  ignoredTypes: readonly string[];
  /** ticks without giver or date that count on no social account */
  bareKept: number;
  examples: readonly PlanExample[];
}

/** One pupil of the preview. */
export interface PlanExample {
  misId: string;
  /** rows of the file */
  rows: readonly number[];
  added: boolean;
  /** roles of fields that change */
  fields: readonly string[];
  now: number;
  waits: number;
}

/** When so many pupils would change at once, a person is asked twice. */
export interface AskTwice {
  count: number;
  percent: number;
}

/** Whether so many of so many pupils is many. */
export const isMany = (changed: number, of: number, { count, percent }: AskTwice): boolean =>
  changed > count || (of > 0 && changed > 2 && (changed * 100) / of > percent);
