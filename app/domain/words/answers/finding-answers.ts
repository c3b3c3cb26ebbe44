// What a person may answer to a finding in a post's words. Who may give which answer is settled in the permission table; an answer
// holds for the same check and the same wording, and no answer ever opens what nobody may open.

export const FINDING_ANSWERS = [
  /** the author: this name or word is no pupil (T-02) */
  'not_a_pupil',
  /** the author: says why it is right as it is; the approver sees it */
  'explained',
  /** the headteacher, or who approves for them, who neither wrote nor changed the post: takes it on, with a reason */
  'accepted_by_head',
  /** a safeguarding lead: takes it on, with a reason; counts only together with the headteacher's */
  'accepted_by_safeguarding',
] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

/** One answer that stands. */
export interface AnsweredFinding {
  id: string;
  /** null: remembered for the whole school */
  postId: string | null;
  check: string;
  code: string;
  wordingDigest: string;
  answer: FindingAnswer;
  answeredBy: string;
  answeredAt: Date;
  /** of what is let stand: the ground it rests on (accepted-ground); null for an author's answer */
  ground: string | null;
}
