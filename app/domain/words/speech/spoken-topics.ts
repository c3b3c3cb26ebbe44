// What only a person who speaks for the school may write about, each with a dated grant (T-09, R-42, R-40).

export const SPOKEN_TOPICS = [
  'inspection',
  'results',
  'attendance',
  'finance',
  'staffing',
  'industrial_action',
  'tender',
  'merger',
  'legal_action',
] as const;
export type SpokenTopic = (typeof SPOKEN_TOPICS)[number];

/** A grant as the checks need it: whose, on what, between which moments (the end exclusive). */
export interface SpokespersonGrant {
  id: string;
  userId: string;
  topics: readonly SpokenTopic[];
  startsAt: Date;
  endsAt: Date;
}
