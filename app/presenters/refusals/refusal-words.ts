// A refusal in words: what stands in the way, and the one thing to do.
export interface RefusalWords {
  /** what stands in the way */
  sentence: string;
  /** the one thing to do */
  todo: string;
}

export const words = (sentence: string, todo: string): RefusalWords => ({ sentence, todo });
